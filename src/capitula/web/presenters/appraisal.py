"""An appraisal as tables and figures: options, VAT, donors, shares, practices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from capitula.appraisal.donor.leaving import LeavingDonor
from capitula.appraisal.donor.share_range import DonorShareRange
from capitula.appraisal.parties.practices import PracticePosition, WayBack
from capitula.appraisal.sequence import FormSequence
from capitula.appraisal.share import percent_of
from capitula.appraisal.sheet import FormRow, OptionSheet
from capitula.appraisal.value.to_date import ToDate
from capitula.appraisal.vat.rules import vat_rules
from capitula.appraisal.vat.table import VatCell, VatTable
from capitula.contract.participation import Mode
from capitula.ground.letters import capital
from capitula.web.parts import Column, Figure, Input, Link, Source, Table
from capitula.web.wording import count, date_text, pounds, pounds_and_pence, pounds_short

Address = Callable[[str], str]


def sheet(found: OptionSheet) -> Table:
    """Return one row a form."""
    scored = found.scoring is not None
    columns = [
        Column("Form"),
        Column("Standing"),
        Column("Bodies added", numeric=True),
        Column("Boards added", numeric=True),
        *([Column("Score", numeric=True), Column("Rank", numeric=True)] if scored else []),
    ]
    rows = [
        (
            row.form.title,
            _standing(row),
            count(row.form.bodies_added),
            count(row.form.boards_added),
            *(_scores(row) if scored else ()),
        )
        for row in found.rows
    ]
    weights = ""
    if found.scoring:
        said = ", ".join(f"{c.title} {c.weight}" for c in found.scoring.criteria)
        weights = f" Weights: {said}; from 0 to {found.scoring.highest}."
    else:
        weights = " Nobody scored the forms, so no score is shown."
    return Table(
        "Legal forms on one sheet",
        columns,
        rows,
        note="Bodies and boards more than now, counted from the form itself." + weights,
        missing="",
    )


def _standing(row: FormRow) -> str:
    if row.removed:
        grounds = " and ".join(e.ground.words for e in row.exclusions if e.stands)
        return f"Excluded by {grounds}"
    if row.standings:
        return capital(row.standings[-1].partition(" [")[0])
    return "Not mentioned"


def _scores(row: FormRow) -> tuple[str | None, str | int | None]:
    score = None if row.score is None else f"{row.score.normalize():f}"
    return score, "none" if row.removed and row.score is not None else row.rank


def removed(found: OptionSheet, address: Address) -> Table | None:
    """Return the hard exclusions, those that fell away too."""
    rows = [
        (
            Link(each.option, address(each.entry)),
            each.ground.words,
            each.reason,
            each.owner or None,
            f"open again: {each.lifted}" if each.lifted_entry else "stands",
            each.source,
        )
        for row in found.rows
        for each in row.exclusions
    ]
    heads = ("Form", "Ground", "Reason", "Who could lift it", "State", "Source")
    if not rows:
        return None
    note = "A hard exclusion removes a form whatever it scores, until its reason falls away."
    return Table("Hard exclusions", [Column(head) for head in heads], rows, note=note)


def details(found: OptionSheet) -> list[tuple[str, str, list[tuple[str, Sequence[str]]]]]:
    """Return each form of which anything is known: title, what it is, what is said of it."""
    shown: list[tuple[str, str, list[tuple[str, Sequence[str]]]]] = []
    for row in found.rows:
        chain = [f"{s.step}: {s.authority}{s.mark.caution}" for s in row.chain]
        parts: list[tuple[str, Sequence[str]]] = [
            ("Warnings", row.warnings),
            ("Experience", row.experience),
            ("Advantages claimed", row.advantages),
            ("What it depends on, in order", chain if row.standings else ()),
        ]
        kept = [(heading, items) for heading, items in parts if items]
        if kept:
            shown.append((row.form.title, row.form.says, kept))
    return shown


def sequence(found: FormSequence, address: Address) -> Table:
    """Return what was said of each form, in order of becoming known."""
    rows = [
        (
            date_text(event.known),
            Link(event.option, address(event.entry)),
            event.form or None,
            capital(event.standing),
            event.reason or None,
            event.source or event.speaker,
        )
        for event in found.events
    ]
    heads = ("Known by", "Option", "Form", "Standing", "Why", "Source")
    return Table("Forms as they became known", [Column(head) for head in heads], rows, compact=True)


def vat_matrix(found: VatTable) -> Table:
    """Return forms by lines: does VAT come back, and what is lost."""
    rows = [
        (form.title, *(_cell(cell) for cell in found.of(form.id)), _total(found, form.id))
        for form in found.forms
    ]
    columns = [Column("Form"), *(Column(capital(line.title)) for line in found.lines)]
    columns.append(Column("Lost a year, more than now", numeric=True))
    note = (
        "Yes: VAT on what the line buys comes back. An amount is VAT lost a year, more than now; "
        "it needs the line’s figure and the part of it that buys taxed goods. No tax advice."
    )
    return Table("Does VAT come back?", columns, rows, note=note, compact=True)


def _cell(cell: VatCell) -> str:
    if cell.rule is None:
        return "as now"
    words = {"yes": "yes", "no": "no", "ask": "ask a person"}[str(cell.rule.recoverable)]
    lost = f"; {pounds_short(cell.extra_pence)} lost{cell.mark.caution}" if cell.extra_pence else ""
    return words + lost


def _total(found: VatTable, form: str) -> str:
    total = found.extra_pence(form)
    if total is not None:
        return pounds(total)
    some = [cell.extra_pence for cell in found.of(form) if cell.extra_pence]
    known = sum(each for each in some if each)
    return f"not costed; {pounds_short(known)} at least" if known else "not costed"


def vat_rules_used(found: VatTable) -> Table:
    """Return the rules that decided, each with its source and mark."""
    sources = vat_rules().sources
    used = dict.fromkeys(cell.rule for cell in found.cells if cell.rule)
    rows = [
        (
            f"{rule.says} {rule.note}".strip(),
            rule.recoverable.words,
            "; ".join(sources[key].title for key in rule.source) or None,
            str(rule.mark),
        )
        for rule in used
        if rule
    ]
    heads = ("Rule", "VAT is", "Source", "Evidence")
    return Table(
        "The rules that decide", [Column(head) for head in heads], rows, missing="no source"
    )


def vat_reasons(found: OptionSheet) -> list[str]:
    """Return what was said of VAT, here and elsewhere."""
    said = [e.words() for row in found.rows for e in row.exclusions if e.ground == "vat"]
    return said + [each for row in found.rows for each in row.experience if "VAT" in each]


def leaving(found: Sequence[LeavingDonor], budget: str) -> Table | None:
    """Return which lines leave which trust; an amount leads to its figure on the budget's page."""
    rows = [
        (
            each.donor.name,
            line.title if line else None,
            _amount(line.amount_pence, budget) if line else None,
            f"{percent_of(line.amount_pence, each.contract_pence)}%"
            if line and line.amount_pence is not None and each.contract_pence
            else None,
            f"{line.basis}{line.weakest.caution}" if line else None,
            each.appraised or "by nobody",
        )
        for each in found
        for line in (each.lines or (None,))
    ]
    if not rows:
        return None
    whole = found[0].contract_pence
    note = "Of the contract: of all lines for which a figure is held"
    return Table(
        "What leaves which trust",
        [
            Column("Trust"),
            Column("Line"),
            Column("A year", numeric=True),
            Column("Of the contract", numeric=True),
            Column("The amount is"),
            Column("Loss appraised"),
        ],
        rows,
        note=f"{note}, {pounds(whole)}." if whole else f"{note}; none is.",
    )


def _amount(pence: int | None, budget: str) -> Link | None:
    return None if pence is None else Link(pounds(pence), budget)


def readings(share: DonorShareRange) -> Table | None:
    """Return each reading of a stated share as income."""
    rows = [
        (
            capital(each.title),
            Link(pounds_short(each.top_pence), f"#reading-{number}"),
            pounds_short(each.bottom_pence),
            f"{each.percent}%",
            str(each.mark),
        )
        for number, each in enumerate(share.readings, 1)
    ]
    if not rows:
        return None
    return Table(
        "The share read as income",
        [
            Column("What leaves, by this reading"),
            Column("A year", numeric=True),
            Column("Of what the trust earns", numeric=True),
            Column("Share", numeric=True),
            Column("Evidence"),
        ],
        rows,
        note="Each reading names its own whole. Per cents of different wholes are never combined.",
    )


def reading_figures(share: DonorShareRange) -> list[Figure]:
    """Return how each reading came about."""
    return [
        Figure(
            label=f"{each.percent}%: {each.title}",
            mark=each.mark,
            formula="what leaves ÷ what the trust earns",
            inputs=[
                Input("What leaves a year", pounds_and_pence(each.top_pence), each.mark),
                Input(
                    "What the trust earns a year",
                    pounds_and_pence(each.bottom_pence),
                    each.mark,
                    share.whole_words,
                ),
                Input("Assumption", each.assumption, each.mark),
            ],
            rounding="half up, to a tenth of a per cent",
            anchor=f"reading-{number}",
        )
        for number, each in enumerate(share.readings, 1)
    ]


def so_far(found: ToDate, address: Address) -> Table | None:
    """Return what was said of cost and benefit so far."""
    rows = [
        (
            each.side.capitalize(),
            Link(each.text, address(each.entry)),
            each.known,
            each.source,
        )
        for each in found.said
    ]
    heads = ("Side", "What was said", "Known by", "Source")
    if not rows:
        return None
    return Table("Cost so far against benefit so far", [Column(head) for head in heads], rows)


def practices(found: Sequence[PracticePosition]) -> Table | None:
    """Return each practice's own income under none, partial and full participation."""
    rows = [
        (
            f"{each.name.title()} ({each.code})",
            each.list_size,
            *(pounds(each.own_pence[mode]) for mode in (Mode.NONE, Mode.PARTIAL, Mode.FULL)),
        )
        for each in found
    ]
    if not rows:
        return None
    return Table(
        "What each practice is still paid itself, on payments of 2018/19",
        [
            Column("Practice"),
            Column("List", numeric=True),
            Column("None", numeric=True),
            Column("Partial, at least", numeric=True),
            Column("Full", numeric=True),
        ],
        rows,
        note="Partial: quality payment and local schemes may move in, core payments stay. Full: "
        "the contract is suspended and all of it goes to the holder.",
        compact=True,
    )


def way_back(found: WayBack | None) -> Figure | None:
    """Return the last safe dates of a practice that suspends its contract."""
    if found is None:
        return None
    return Figure(
        label="The last safe day to go back with the list",
        mark=found.mark,
        formula="second anniversary of suspension; last work the day before; notice twelve months "
        "before that",
        inputs=[
            Input("Suspended on", date_text(found.suspended_on), found.mark),
            Input("Contract running again by", date_text(found.back_by), found.mark),
            Input("Last day of work for the holder", date_text(found.last_work), found.mark),
            Input("Last safe day to give notice", date_text(found.notice_by), found.mark),
        ],
        sources=[
            Source("legislation.gov.uk", "GMS Contracts Regulations 2015, Schedule 3A"),
            Source("Pulse", "Twelve months’ notice, a proposal"),
        ],
    )
