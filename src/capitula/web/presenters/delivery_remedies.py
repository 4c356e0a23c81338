"""Notices, remedies, disputes and what is withheld, as parts of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from capitula.contract.party import Role
from capitula.contract.rules.ruleset import rule_sources
from capitula.delivery.ladder import Ladder, StepState
from capitula.delivery.ladder import Step as LadderStep
from capitula.delivery.notices import NoticeState, ServedAsOf
from capitula.delivery.under_contract import UnderContract
from capitula.delivery.withholding import Withheld, Withholdings
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.web.parts import Cell, Column, Figure, Input, Link, Source, Step, Table, Tone
from capitula.web.wording import date_text, pounds_and_pence

Address = Callable[[str], str]

_TONES: dict[StepState, Tone] = {
    StepState.DONE: "good",
    StepState.DONE_LATE: "attention",
    StepState.FAILED: "stop",
    StepState.MISSED: "stop",
    StepState.RUNNING: "info",
}


@dataclass(frozen=True, slots=True)
class LadderSection:
    """A remedy or a dispute: where it stands, its steps, the ruleset it stands under."""

    title: str
    standing: str
    entry: Link
    steps: Sequence[Step]
    rules: str
    sources: Sequence[Source]
    notes: Sequence[str]


def notices(found: Sequence[ServedAsOf], address: Address) -> Table | None:
    """Return every notice with its deemed day; nothing where there is none."""
    if not found:
        return None
    return Table(
        "Notices served while the contract runs",
        [
            Column("Notice"),
            Column("About"),
            Column("Served"),
            Column("Deemed received"),
            Column("Runs to"),
            Column("Where it stands"),
        ],
        [_notice(each, address) for each in found],
        note="When a notice counts as received is general knowledge of the standard contract and "
        "unverified, unless the contract states it. The day of receipt is not counted.",
        compact=True,
    )


def _notice(each: ServedAsOf, address: Address) -> tuple[Cell, ...]:
    hour = f", {each.notice.served_at}" if each.notice.served_at else ""
    method = each.notice.method.replace("_", " ")
    days = date_text(each.deemed_at_most) if each.deemed_at_most else "cannot be computed"
    if each.deemed != each.deemed_at_most:
        days = f"{date_text(each.deemed)} or {days}"
    words = each.notice.notice.words
    state = "" if each.state is NoticeState.NO_PERIOD else str(each.state)
    return (
        Link(f"{capital(words)} by {each.notice.sender}", address(each.claim.entry)),
        each.claim.envelope.about,
        f"{date_text(each.notice.served)}{hour}, by {method}",
        f"{days}{each.mark.caution}",
        date_text(each.ends) if each.ends else None,
        state,
    )


def ladder_sections(found: Sequence[Ladder], address: Address) -> list[LadderSection]:
    """Return a section for each remedy or dispute, the last begun first."""
    return [_section(each, address) for each in reversed(found)]


def _section(each: Ladder, address: Address) -> LadderSection:
    ruleset = each.ruleset
    rules = (
        f"Under {ruleset.title} ({ruleset.id}, {ruleset.mark}): {each.pinned}. {ruleset.note}"
        if ruleset
        else each.why_not
    )
    cited = dict.fromkeys(key for rule in ruleset.rules for key in rule.source) if ruleset else {}
    known = rule_sources()
    return LadderSection(
        capital(each.about),
        _standing(each),
        Link(f"Entry {each.entry}", address(each.entry)),
        [_step(step, address) for step in each.steps],
        rules,
        [Source(key, known[key].title, href=known[key].address) for key in cited],
        [f"Entry {claim.entry} fits no step of this ladder." for claim in each.strange],
    )


def _standing(each: Ladder) -> str:
    if each.closed:
        return (
            f"{each.closed.outcome.replace('_', ' ').capitalize()} on {date_text(each.closed.on)}"
        )
    step = each.current
    if step is None:
        return each.why_not or "Every step is taken; it is not closed"
    due = f", due {date_text(step.due)}" if step.due else ", by a day that no source states"
    word = "Missed" if step.state is StepState.MISSED else "At"
    return f"{word}: {step.title.lower()}{due}"


def _step(step: LadderStep, address: Address) -> Step:
    if step.due:
        start = date_text(step.counted_from)
        when = f"Due {date_text(step.due)}, counted from {start}{step.mark.caution}."
    else:
        when = "No source states its period, so no day is computed."
    taken = ""
    if step.taken:
        because = f", {step.taken.because.words}" if step.state is StepState.FAILED else ""
        text = f": {step.taken.text}" if step.taken.text else ""
        taken = f" Recorded: {date_text(step.taken.on)}{because}{text}."
    return Step(
        step.title,
        str(step.state),
        _TONES.get(step.state, "neutral"),
        f"{when}{taken}",
        address(step.entry) if step.entry else "",
    )


def withheld(found: Withholdings, under: UnderContract, address: Address) -> Table | None:
    """Return what is withheld by month; nothing where nothing is."""
    if not found.held:
        return None
    rows = [
        (
            Link(date_text(each.decision.month), address(each.claim.entry)),
            each.claim.envelope.about,
            pounds_and_pence(each.held_pence),
            pounds_and_pence(each.limit_pence),
            _decided(each.released_pence),
            _decided(each.retained_pence),
        )
        for each in found.held
    ]
    return Table(
        "Withheld, released and retained, by month",
        [
            Column("Month"),
            Column("On"),
            Column("Withheld", numeric=True),
            Column("At most", numeric=True),
            Column("Released", numeric=True),
            Column("Retained", numeric=True),
        ],
        rows,
        note="Released plus retained is what was withheld from "
        f"{under.party(_holder(under))}. These are requests; posting them is money’s.",
        compact=True,
        missing="not decided",
    )


def _holder(under: UnderContract) -> str | None:
    return under.first_with(Role.HOLDER)


def _decided(pence: int | None) -> str | None:
    return None if pence is None else pounds_and_pence(pence)


def withheld_figures(found: Withholdings) -> list[tuple[str, Figure]]:
    """Return how each month's withholding was computed, under its month."""
    return [(date_text(each.decision.month), _figure(each)) for each in found.held]


def _figure(each: Withheld) -> Figure:
    month = date_text(each.decision.month)
    return Figure(
        label=f"withheld of {month}",
        mark=each.mark,
        formula=f"{each.decision.percent} per cent × the month’s value = "
        f"{pounds_and_pence(each.held_pence)}",
        inputs=[
            Input(
                "The month’s value",
                pounds_and_pence(each.value_pence),
                EvidenceMark.DERIVED,
                each.value_from,
            ),
            Input("Share", f"{each.decision.percent} per cent", each.claim.mark, each.claim.entry),
            Input("At most", each.limit.words, each.limit.mark, each.limit.rule),
        ],
        clause=each.decision.clause or None,
        rounding="floored to the penny, so never above the share",
    )


def requests(found: Withholdings, under: UnderContract) -> Table | None:
    """Return the requests to the ledger; nothing where there is none."""
    if not found.requests:
        return None
    return Table(
        "Requests to the ledger, in pounds",
        [
            Column("Party"),
            Column("Amount", numeric=True),
            Column("For"),
            Column("Month"),
            Column("Clause"),
            Column("Note"),
        ],
        [
            (
                under.party(entry.party),
                pounds_and_pence(entry.amount_pence),
                entry.kind.words,
                date_text(f"{entry.first:%Y-%m}"),
                entry.clause,
                entry.note,
            )
            for entry in found.requests
        ],
        note="Above nought a party receives, below it pays; each pair sums to nought.",
        compact=True,
    )
