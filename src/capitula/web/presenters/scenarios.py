"""A sweep of scenarios as a page: what is assumed, how far a result spreads, what moves it."""

from __future__ import annotations

from capitula.money.scenarios.report import ScenarioReport
from capitula.web.parts import Column, Figure, Input, Link, Stat, Table
from capitula.web.wording import MINUS, count, pounds_and_pence, pounds_short


def headline(report: ScenarioReport) -> list[Stat]:
    """Return the middle, the ends and the losses of the measure shown, in its last year."""
    last, fan = report.fan.years[-1], report.fan
    low, high = last.percentiles[5], last.percentiles[95]
    draws = f"of {count(fan.count)} draws"
    stats = [
        Stat(
            f"{fan.name} {last.year}, the middle draw",
            pounds_short(last.percentiles[50]),
            f"{pounds_and_pence(last.percentiles[50])}: the median {draws}",
            _figure(report),
        ),
        Stat("One draw in twenty is below", pounds_short(low), f"{pounds_and_pence(low)}, {draws}"),
        Stat(
            "One draw in twenty is above", pounds_short(high), f"{pounds_and_pence(high)}, {draws}"
        ),
    ]
    if report.tornado.measure not in ("budget", "spend"):
        lost = count(last.below_nought)
        stats.append(Stat("Draws below nought", lost, f"{draws} of {last.year}"))
    return stats


def _figure(report: ScenarioReport) -> Figure:
    scenario, later = report.sweep.scenario, report.sweep.scenario.later_years
    inputs = [
        Input(each.id.replace("-", " ").capitalize(), each.words(), each.mark, each.why)
        for each in scenario.assumptions
    ]
    if later:
        rates = (
            f"inflation {later.inflation_percent}, growth {later.growth_percent}, efficiency "
            f"{later.efficiency_percent}, need {later.need_percent} per cent a year"
        )
        words = f"The {later.years} years after {scenario.year}"
        inputs.append(Input(words, rates, later.mark, later.why))
    return Figure(
        label=f"{report.fan.name}, {count(report.fan.count)} draws",
        mark=report.fan.mark,
        formula="a draw is added to the contract’s own rate of each step, in percentage points; "
        "the budget is then worked out as its terms say; spend is drawn around it; the contract’s "
        "steps share what lies between. A percentile is the draw at rank (percentage × draws + "
        "99) ÷ 100, rounded down, with nothing in between",
        inputs=inputs,
        in_force=f"{report.fan.years[0].year} to {report.fan.years[-1].year}",
        known=f"seed {scenario.seed}: a draw of the same number is the same in any run",
        rounding="whole pence in every draw",
        anchor="figure-draws",
    )


def assumptions(report: ScenarioReport) -> Table:
    """Return what was assumed, one row an assumption."""
    return Table(
        "What is assumed",
        [Column("Assumption"), Column("How it varies"), Column("Why"), Column("Evidence")],
        [
            (each.id.replace("-", " ").capitalize(), each.words(), each.why, str(each.mark))
            for each in report.sweep.scenario.assumptions
        ],
        note="Assumptions are drawn independently of each other.",
    )


def results(report: ScenarioReport, address: str) -> Table:
    """Return every result in the last year under the same draws; each leads to its own charts."""
    last = report.fan.years[-1].year
    rows = [
        (
            Link(fan.name, address.replace("MEASURE", key)),
            *(_short(fan.years[-1].percentiles[percent]) for percent in (5, 25, 50, 75, 95)),
            count(fan.years[-1].below_nought),
        )
        for key, fan in report.fans.items()
    ]
    return Table(
        f"Every result under the same draws, {last}",
        [
            Column("Result"),
            Column("5%", numeric=True),
            Column("25%", numeric=True),
            Column("Median", numeric=True),
            Column("75%", numeric=True),
            Column("95%", numeric=True),
            Column("Draws below nought", numeric=True),
        ],
        rows,
        note="Percentages: so many draws lie at or below. Medians of the parts need not add up.",
        compact=True,
    )


def _short(amount: int) -> str:
    return pounds_short(amount).replace("-", MINUS)
