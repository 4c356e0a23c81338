"""A sweep of scenarios as a page: what is assumed, how far a result spreads, what moves it."""

from __future__ import annotations

from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.money.scenarios.report import ScenarioReport
from capitula.web.parts import Column, Figure, Input, Link, Stat, Table
from capitula.web.wording import count, pounds_and_pence, pounds_short


def headline(report: ScenarioReport) -> list[Stat]:
    """Return the middle, the ends and the losses of the measure shown, in its last year."""
    fan = report.fan
    last, draws = fan.years[-1], f"of {count(fan.count)} draws"
    middle, low, high = (last.percentiles[percent] for percent in (50, 5, 95))
    shown = [
        (f"{fan.name} {last.year}, the middle draw", middle, "the median"),
        ("One draw in twenty is as low, or lower", low, "the 5th percentile"),
        ("One draw in twenty is higher", high, "the 95th percentile"),
    ]
    stats = [
        Stat(
            label,
            pounds_short(amount),
            f"{pounds_and_pence(amount)} in {last.year}, {which} {draws}",
            _figure(report, which),
        )
        for label, amount, which in shown
    ]
    if report.tornado.measure not in ("budget", "spend"):
        lost = count(last.below_nought)
        basis = f"{draws} of {last.year}"
        stats.append(Stat("Draws below nought", lost, basis, _figure(report, "a count")))
    return stats


def _figure(report: ScenarioReport, which: str) -> Figure:
    scenario, later = report.sweep.scenario, report.sweep.scenario.later_years
    inputs = [
        Input(each.id.replace("-", " ").capitalize(), capital(each.how()), each.mark, each.why)
        for each in scenario.assumptions
    ]
    inputs.append(
        Input(
            "Seed",
            str(scenario.seed),
            EvidenceMark.LOCAL,
            "the scenario’s own: a draw of one number is the same in any run",
        )
    )
    if later:
        rates = (
            f"inflation {later.inflation_percent}, growth {later.growth_percent}, efficiency "
            f"{later.efficiency_percent}, need {later.need_percent} per cent a year"
        )
        words = f"The {later.years} years after {scenario.year}"
        inputs.append(Input(words, rates, later.mark, later.why))
    return Figure(
        label=f"{report.fan.name}, {which} of {count(report.fan.count)} draws",
        mark=report.fan.mark,
        formula="a draw is added to the contract’s own rate of each step, in percentage points; "
        "the budget is then worked out as its terms say; spend is drawn around it; the contract’s "
        "steps share what lies between. A percentile is the draw at rank (percentage × draws + "
        "99) ÷ 100, rounded down, with nothing in between",
        inputs=inputs,
        in_force=f"{report.fan.years[0].year} to {report.fan.years[-1].year}",
        rounding="whole pence in every draw",
    )


def assumptions(report: ScenarioReport) -> Table:
    """Return what was assumed, one row an assumption."""
    return Table(
        "What is assumed",
        [Column("Assumption"), Column("How it varies"), Column("Why")],
        [
            (
                each.id.replace("-", " ").capitalize(),
                capital(each.how()),
                f"{capital(each.why)} [{each.mark}]",
            )
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
            *(pounds_short(fan.years[-1].percentiles[percent]) for percent in (5, 25, 50, 75, 95)),
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
