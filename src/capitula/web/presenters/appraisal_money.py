"""The money of an appraisal as tables and figures: donors by year, parties, holder, value."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.appraisal.donor.impact import PARTS, DonorImpact
from capitula.appraisal.parties.holder import HolderPosition
from capitula.appraisal.parties.positions import Positions
from capitula.appraisal.share import percent_of
from capitula.appraisal.value.present import PresentValue
from capitula.appraisal.value.terms import Side
from capitula.case.appraisal import Appraisal
from capitula.reports.tornado_chart import LOW_AND_HIGH, tornado_chart
from capitula.web.parts import Chart, Column, Figure, Input, Stat, Table
from capitula.web.presenters.charts import chart_part
from capitula.web.wording import count, pounds, pounds_and_pence, pounds_short


@dataclass(frozen=True, slots=True)
class DonorShown:
    """One donor on a page."""

    name: str
    stats: list[Stat]
    lines: Table
    years: Table
    words: list[str]
    tornado: Chart | None


def donor(found: Appraisal, impact: DonorImpact) -> DonorShown:
    """Return a donor's loss: headline, cost by behaviour, year by year, what moves it."""
    name = impact.donor.name
    bars = found.donor_tornado(impact)
    chart = tornado_chart(bars, f"{name}, net loss", impact.mark, LOW_AND_HIGH) if bars else None
    names = {p.id: p.name for p in found.contract.parties} if found.contract else {}
    borne = ", ".join(f"{names.get(k, k)} {pounds(v)}" for k, v in impact.bearers().items())
    words = [f"Who bears the net loss of all years: {borne}."]
    for said, top, bottom in impact.shares():
        words.append(
            f"{percent_of(top, bottom)} per cent {said}: {pounds(top)} of {pounds(bottom)}."
            if bottom
            else f"Share {said}: not known; the whole is not stated."
        )
    return DonorShown(
        name,
        _donor_stats(impact),
        _lines(impact),
        _years(impact),
        words,
        chart_part(chart, f"donor-{impact.donor.id}") if chart else None,
    )


def _donor_stats(impact: DonorImpact) -> list[Stat]:
    loss = Figure(
        label=f"{impact.donor.name}: net loss over all years",
        mark=impact.mark,
        formula="income lost − cost that goes, added up over the years; cost that stays = "
        "semi-fixed until its lag is over + fixed and overheads not yet taken out",
        inputs=[
            Input(lost.line.title, pounds_and_pence(lost.income_pence), lost.terms.mark,
                  lost.terms.why)
            for lost in impact.lines
        ],
        rounding="whole pence, floored once a part; parts equal the whole",
    )  # fmt: skip
    return [
        Stat("Income lost", pounds_short(impact.income_pence), "a year", None),
        Stat("Net loss", pounds_short(impact.net_loss_total_pence), "over all years", loss),
        Stat("Breaks even", impact.breaks_even or "not shown", "first year without a loss", None),
        Stat("People who move", count(impact.staff), "as stated", None),
    ]


def _lines(impact: DonorImpact) -> Table:
    rows = [
        (
            lost.line.title,
            pounds(lost.income_pence),
            pounds(lost.cost_pence),
            *(pounds(lost.parts[part]) for part in PARTS),
        )
        for lost in impact.lines
    ]
    heads = [Column("Line"), Column("Income lost", numeric=True), Column("Cost", numeric=True)]
    heads += [Column(part.replace("_", "-").capitalize(), numeric=True) for part in PARTS]
    return Table(f"{impact.donor.name}: cost by behaviour", heads, rows, compact=True)


def _years(impact: DonorImpact) -> Table:
    rows = [
        (
            year.year,
            pounds(year.income_pence),
            pounds(year.released_pence),
            pounds(year.stranded_pence),
            pounds(sum(year.support.values())),
            pounds(year.donor_bears_pence),
        )
        for year in impact.years
    ]
    heads = ("Income lost", "Cost gone", "Cost that stays", "Support", "Donor bears")
    columns = [Column("Year"), *(Column(head, numeric=True) for head in heads)]
    return Table(f"{impact.donor.name}: year by year", columns, rows, compact=True)


def positions(found: Positions) -> Table:
    """Return each party by year, and the system's change beneath."""
    rows = [
        (each.party.name, *map(pounds, each.by_year), pounds(each.total_pence))
        for each in found.parties
    ]
    total = ("The system’s change", *map(pounds, found.system), pounds(sum(found.system)))
    columns = [Column("Party")]
    columns += [Column(year, numeric=True) for year in (*found.years, "All years")]
    return Table("Each party against going on as now", columns, rows, total=total, compact=True)


def system_figure(found: Positions) -> Figure:
    """Return how the system's change came about."""
    inputs = [
        Input("Holder is paid, a year", pounds_and_pence(found.budget_pence), found.mark),
        Input("Holder spends, a year", pounds_and_pence(found.spend_pence), found.terms.spend.mark,
              found.terms.spend.why),
    ]  # fmt: skip
    return Figure(
        label="The system’s change, all years",
        mark=found.mark,
        formula="what the services cost now − the holder’s spend − cost that stays with donors − "
        "VAT that no longer comes back − costs outside the lines; no payment among parties enters",
        inputs=inputs,
        rounding="whole pence; the parties’ positions sum to it, to the penny",
    )


def holder_stats(found: HolderPosition) -> list[Stat]:
    """Return what the holder can carry, in headlines."""
    lowest = found.lowest
    stats = [
        Stat("Price less cost", pounds_short(found.margin_pence), "a year, before any share", None),
        Stat("Reserves", pounds_short(found.reserves_pence), "stated once", None),
        Stat("Guarantee", pounds_short(found.guarantee_pence), "stated once", None),
    ]
    if lowest:
        basis = f"end of month {lowest[0]} of the first year"
        stats.append(Stat("Lowest cash", pounds_short(lowest[1]), basis, None))
    return stats


def cash(found: HolderPosition) -> Table | None:
    """Return the balance at the end of each month of the first year."""
    if not found.cash:
        return None
    rows = [(f"Month {n}", pounds(pence)) for n, pence in enumerate(found.cash, 1)]
    columns = [Column("End of"), Column("Balance", numeric=True)]
    note = "Month 1 is April. Shares settled after the year are not in it."
    return Table("The holder’s cash in the first year", columns, rows, note=note, compact=True)


def value_stats(found: PresentValue) -> list[Stat]:
    """Return net present value, break-even and switching value."""
    terms = found.terms
    npv = Figure(
        label="Net present value",
        mark=found.mark,
        formula="benefits − costs; each = amount × (100 + bias for a cost, 100 − bias for a "
        "benefit) ÷ 100 × discount factor of its year",
        inputs=[
            Input(each.stream.title, pounds_and_pence(each.present_pence), each.mark,
                  f"{each.stream.side}, {each.stream.effect} rates; {each.stream.why}")
            for each in found.streams
        ],
        rounding="exact factors, floored once a stream and year",
    )  # fmt: skip
    missing = "without what has no sum" if found.missing else "whole"
    return [
        Stat("Net present value", pounds_short(found.net_pence),
             f"{terms.base_year} to {terms.last_year}, {missing}", npv),
        Stat("Breaks even", found.breaks_even or "not shown", "from that year on", None),
        Stat("Switching value", f"{found.switching_percent}%", "of the benefits stated", None),
    ]  # fmt: skip


def streams(found: PresentValue) -> Table:
    """Return every stream with its bias, sum and present value."""
    rows = [
        (
            each.stream.title,
            each.stream.side.capitalize(),
            each.stream.effect.capitalize(),
            f"{each.stream.optimism_bias_percent}%",
            pounds(each.undiscounted_pence),
            pounds(each.present_pence),
            str(each.mark),
        )
        for each in found.streams
    ]
    numeric = ("Optimism bias", "Sum", "Present value")
    heads = ("Stream", "Side", "Rates", *numeric, "Evidence")
    columns = [Column(head, numeric=head in numeric) for head in heads]
    costs, benefits = (found.present_pence(side) for side in (Side.COST, Side.BENEFIT))
    note = f"Costs {pounds(costs)}, benefits {pounds(benefits)}."
    return Table("Streams of cost and benefit", columns, rows, note=note, compact=True)


def cumulative(found: PresentValue) -> Table:
    """Return the net of all years up to each."""
    rows = [(year, pounds(total)) for year, total in found.cumulative().items()]
    columns = [Column("Year"), Column("Net of all years so far", numeric=True)]
    return Table("When it breaks even", columns, rows, compact=True)
