"""The financial case: budget, what leaves which trust, stranded cost, each party, the holder."""

from __future__ import annotations

from collections.abc import Mapping

from capitula.appraisal.file import NoSuchAppraisal
from capitula.appraisal.parties.positions import Positions
from capitula.appraisal.share import percent_of
from capitula.case.appraisal import Appraisal
from capitula.case.business_case.model import Bars, Block, Cell, Found, Grid, Words
from capitula.contract.participation import Mode
from capitula.ground.date_words import date_text
from capitula.ground.letters import capital
from capitula.ground.pence import Pence, pounds_text, to_pounds


def financial(appraisal: Appraisal) -> Mapping[str, Found]:
    """Return each item of the financial case."""
    positions = _positions(appraisal)
    return {
        "budget": _budget(appraisal),
        "leaving": _leaving(appraisal),
        "donors": _donors(appraisal),
        "parties": _parties(positions),
        "holder": _holder(appraisal, positions),
        "practices": _practices(appraisal),
    }


def _pounds(pence: Pence | None) -> Cell:
    return None if pence is None else to_pounds(pence)


def _positions(appraisal: Appraisal) -> Positions | None:
    try:
        return appraisal.parties()
    except NoSuchAppraisal:
        return None


def _budget(appraisal: Appraisal) -> Found:
    rows: list[tuple[Cell, ...]] = [
        (line.title, _pounds(line.amount_pence), line.basis, str(line.mark))
        for line in appraisal.lines
    ]
    gaps = tuple(
        f"{line.title}: what is it worth a year?"
        for line in appraisal.lines
        if line.amount_pence is None
    )
    more = tuple(
        f"{line.title}: the figure holds more than the line"
        for line in appraisal.lines
        if line.at_most
    )
    if not rows or len(gaps) == len(rows):
        return Found((), gaps or ("What is each line worth a year?",))
    heads = ("Line", "A year", "What the amount is", "Evidence")
    return Found((Grid("Budget by line", heads, tuple(rows)),), (*gaps, *more))


def _leaving(appraisal: Appraisal) -> Found:
    rows: list[tuple[Cell, ...]] = []
    gaps: list[str] = []
    for each in appraisal.leaving():
        for line in each.lines:
            share = None
            if line.amount_pence is not None and each.contract_pence:
                share = f"{percent_of(line.amount_pence, each.contract_pence)} %"
            rows.append((each.donor.name, line.title, _pounds(line.amount_pence), share))
        if not each.lines:
            gaps.append(f"{each.donor.name}: which services leave it?")
        if not each.appraised:
            gaps.append(f"{each.donor.name}: no appraisal of what it loses is recorded")
    blocks: list[Block] = []
    if rows:
        heads = ("Trust", "Line", "A year", "Of the contract’s money")
        blocks.append(Grid("What leaves which trust", heads, tuple(rows)))
    share_range = appraisal.share()
    if share_range is not None:
        blocks.append(Words(tuple(share_range.sentences())))
        gaps += share_range.questions
    if not blocks and not gaps:
        return Found((Words(("The contract names no trust that loses services.",)),))
    return Found(tuple(blocks), tuple(gaps))


def _donors(appraisal: Appraisal) -> Found:
    blocks: list[Block] = []
    for impact in appraisal.donors():
        rows: list[tuple[Cell, ...]] = [
            (
                year.year,
                _pounds(year.income_pence),
                _pounds(year.released_pence),
                _pounds(year.stranded_pence),
                _pounds(sum(year.support.values())),
                _pounds(year.donor_bears_pence),
            )
            for year in impact.years
        ]
        heads = ("Year", "Income lost", "Cost gone", "Cost that stays", "Support", "Donor bears")
        name = impact.donor.name
        even = f"from {impact.breaks_even}" if impact.breaks_even else "not in the years shown"
        blocks += [
            Grid(f"{name}, year by year ({impact.mark})", heads, tuple(rows)),
            Words((f"{name} breaks even {even}. {capital(impact.terms.why)}.",)),
        ]
        tornado = appraisal.donor_tornado(impact)
        if tornado is not None:
            blocks.append(Bars(tornado, f"{name}, net loss", impact.mark))
    done = {impact.donor.id for impact in appraisal.donors()}
    gaps = tuple(
        f"{each.donor.name}: how does its cost behave, and who bears what stays?"
        for each in appraisal.leaving()
        if each.donor.id not in done
    )
    if not blocks and not appraisal.leaving():
        return Found((Words(("The contract names no trust that loses services.",)),))
    return Found(tuple(blocks), gaps)


def _parties(found: Positions | None) -> Found:
    if found is None:
        return Found((), ("Under which one scenario is everybody’s position worked out?",))
    rows: list[tuple[Cell, ...]] = [
        (each.party.name, *map(_pounds, each.by_year), _pounds(each.total_pence))
        for each in found.parties
    ]
    total = sum(found.system)
    rows.append(("The system’s change", *map(_pounds, found.system), _pounds(total)))
    heads = ("Party", *found.years, "All years")
    title = f"Against going on as now ({found.mark}); the parties sum to the system’s change"
    return Found((Grid(title, heads, tuple(rows)),), found.questions)


def _holder(appraisal: Appraisal, found: Positions | None) -> Found:
    if found is None:
        return Found((), ("What has the holder to fall back on, and who guarantees it?",))
    holder = appraisal.holder()
    rows: list[tuple[Cell, ...]] = [
        ("Price, a year", _pounds(holder.price_pence)),
        ("Cost, a year", _pounds(holder.cost_pence)),
        ("Reserves", _pounds(holder.reserves_pence)),
        ("Guarantee", _pounds(holder.guarantee_pence)),
    ]
    rows += [(f"Cash at the end of M{n}", _pounds(p)) for n, p in enumerate(holder.cash, 1)]
    words = tuple(holder.chance_words())
    grid = Grid(f"The holder ({holder.mark})", ("What", "Pounds"), tuple(rows))
    return Found((grid, Words(words)) if words else (grid,), holder.questions)


def _practices(appraisal: Appraisal) -> Found:
    rows: list[tuple[Cell, ...]] = [
        (
            each.code,
            each.name,
            each.list_size,
            *(_pounds(each.own_pence[mode]) for mode in (Mode.NONE, Mode.PARTIAL, Mode.FULL)),
        )
        for each in appraisal.practices()
    ]
    blocks: list[Block] = []
    if rows:
        heads = ("Practice", "Name", "List", "None", "Partial, at least", "Full")
        blocks.append(Grid("What each practice is still paid itself", heads, tuple(rows)))
    back = appraisal.way_back()
    if back is not None:
        said = (
            f"Suspended on {date_text(back.suspended_on)}: back by {date_text(back.back_by)} for "
            f"the list to follow, notice by {date_text(back.notice_by)}{back.mark.caution}."
        )
        blocks.append(Words((said,)))
    gaps = () if rows else ("What is each practice paid, and how large is its list?",)
    paid = sum(each.income_pence for each in appraisal.practices())
    if paid:
        blocks.append(Words((f"All practices together: {pounds_text(paid)}.",)))
    return Found(tuple(blocks), gaps)
