"""What stands open in keeping a contract, by the room's own rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from capitula.delivery.control import control_changes
from capitula.delivery.flow_down import FlowDown, LineFlow, LineState
from capitula.delivery.flow_terms import term_flows
from capitula.delivery.ladder import DISPUTE, REMEDIES, StepState, ladders
from capitula.delivery.notices import NoticeState, notices
from capitula.delivery.open_book import open_books
from capitula.delivery.returns import RegisteredReturn, ReturnState, register
from capitula.delivery.reviews import ActionState, actions
from capitula.delivery.under_contract import UnderContract
from capitula.ground.date_words import date_text
from capitula.ground.letters import capital
from capitula.ground.pence import pounds_text
from capitula.record.findings import Finding

ROOM = "delivery"


def findings(under: UnderContract, flow: FlowDown | None = None) -> tuple[Finding, ...]:
    """Return what stands open.

    Args:
        under: the contract as it stood, with its record.
        flow: the money handed on, where the contract hands any on.
    """
    return (
        *_returns(under),
        *_actions(under),
        *_notices(under),
        *_ladders(under),
        *_flow(flow),
        *_terms(under),
        *_control(under),
        *_open_books(under),
    )


def _finding(
    rule: str, severity: str, about: str, text: str, evidence: tuple[str, ...], *, remedy: str
) -> Finding:
    return Finding(rule, ROOM, severity, about, text, evidence, remedy)


def _returns(under: UnderContract) -> Iterator[Finding]:
    """One finding a return of the schedule, however many periods are missing."""
    listed = register(under, under.day)
    by_item: dict[str, list[RegisteredReturn]] = defaultdict(list)
    for each in listed.in_state(ReturnState.OVERDUE):
        by_item[each.return_due.item].append(each)
    for item, missing in by_item.items():
        yield _overdue(item, missing)
    for each in listed.in_state(ReturnState.REFUSED):
        due, decided = each.return_due, each.decided
        reason = f": {decided.reason}" if decided and decided.reason else ""
        again = (
            f" It is due again by {date_text(decided.again_by)}."
            if decided and decided.again_by
            else ""
        )
        yield _finding(
            "return refused",
            "warns",
            due.item,
            f"{due.name} to {date_text(due.last)} was refused{reason}.{again}",
            each.entries,
            remedy="the return made again, and accepted",
        )


def _overdue(item: str, missing: list[RegisteredReturn]) -> Finding:
    first, last = missing[0].return_due, missing[-1].return_due
    by_law = first.owed_by_law
    if len(missing) == 1:
        what = f"{first.name} to {date_text(first.last)} was due on {date_text(first.due)}"
    else:
        what = (
            f"{len(missing)} returns of {first.name!r} fell due, from {date_text(first.due)} "
            f"to {date_text(last.due_at_most)}"
        )
    silent = "; public sources need not tell of it" if by_law else ""
    return _finding(
        "return overdue",
        "notes" if by_law else "warns",
        item,
        f"{what}, and nothing is recorded as received{silent} ({first.cited}){first.mark.caution}.",
        (),
        remedy="the return, or the entry that says when it was received",
    )


def _actions(under: UnderContract) -> Iterator[Finding]:
    for action in actions(under):
        if action.state is ActionState.OVERDUE:
            yield _finding(
                "action overdue",
                "warns",
                action.claim.envelope.about,
                f"{action.agreed.text}: {action.agreed.owner} was to do it by "
                f"{date_text(action.agreed.due)}.",
                action.entries,
                remedy="what shows that it is done, or a reason to drop it",
            )


def _notices(under: UnderContract) -> Iterator[Finding]:
    for each in notices(under):
        if each.state in (NoticeState.RUNNING, NoticeState.RUN_OUT):
            verb = "runs to" if each.state is NoticeState.RUNNING else "ran out on"
            yield _finding(
                "notice running",
                "notes" if each.state is NoticeState.RUNNING else "warns",
                each.claim.envelope.about,
                f"The {each.notice.notice.words} of {date_text(each.notice.served)} by "
                f"{each.notice.sender} {verb} {date_text(each.ends)} ({each.cited})"
                f"{each.mark.caution}; no answer is recorded.",
                (each.claim.entry,),
                remedy=f"the answer of {each.notice.recipient}",
            )


def _ladders(under: UnderContract) -> Iterator[Finding]:
    for ladder in ladders(under, REMEDIES):
        step = ladder.current
        if ladder.closed or step is None:
            continue
        missed = step.state is StepState.MISSED
        until = f"by {date_text(step.due)}" if step.due else "by a day that no source states"
        yield _finding(
            "remedy step missed" if missed else "notice running",
            "warns" if missed else "notes",
            ladder.about,
            f"{capital(ladder.about)}, {step.title.lower()}: "
            f"{'was' if missed else 'is'} due {until}, by {step.rule}"
            f"{step.mark.caution}.",
            (ladder.entry,),
            remedy="the step taken, or said to have failed and why",
        )
    for ladder in ladders(under, DISPUTE):
        if ladder.closed is None:
            step = ladder.current
            due = f", due {date_text(step.due)}" if step and step.due else ""
            at = f" It stands at {step.title.lower()}{due}{step.mark.caution}." if step else ""
            yield _finding(
                "dispute open",
                "warns",
                ladder.about,
                f"{ladder.notice.notice.sender} raised a dispute on "
                f"{date_text(ladder.notice.notice.served)}.{at}",
                (ladder.entry,),
                remedy="an outcome: settled, withdrawn or determined",
            )


def _flow(flow: FlowDown | None) -> Iterator[Finding]:
    settled = (LineState.RECONCILES, LineState.NOTHING_HANDED_ON)
    for line in flow.lines if flow else ():
        if line.state not in settled:
            yield _finding(
                "flow-down does not reconcile",
                "warns",
                line.line,
                difference_words(line),
                (),
                remedy="each amount handed on and kept, on the basis of the head line",
            )


def difference_words(line: LineFlow) -> str:
    """Return why a line does not reconcile, in a sentence."""
    name = capital(line.name)
    if line.difference_pence:
        more = line.difference_pence > 0
        amount = pounds_text(abs(line.difference_pence))
        way = "is neither handed on nor kept" if more else "more is handed on or kept than it holds"
        return f"{name} ({line.head.words}): {amount} {way}{line.mark.caution}."
    if line.apart:
        others = "; ".join(f"{part.to}: {part.amount.words}" for part in line.apart)
        return f"{name} ({line.head.words}): not added, because the basis differs: {others}."
    return f"{name} ({line.head.words}): an amount is not stated."


def _terms(under: UnderContract) -> Iterator[Finding]:
    for each in term_flows(under):
        if each.carried is False:
            yield _finding(
                "flow-down missing",
                "warns",
                each.subcontract.id,
                f"The subcontract {each.subcontract.id} with {each.to} does not carry the head "
                f"term {each.term.label!r}, which flows down into {each.term.applies_to.words}.",
                (),
                remedy="the term written into the subcontract",
            )


def _control(under: UnderContract) -> Iterator[Finding]:
    for change in control_changes(under):
        if change.open:
            when = ", planned for" if change.planned else ","
            refused = " It was refused." if change.refused else ""
            yield _finding(
                "change of control",
                "warns",
                change.body,
                f"{change.body} ({change.part}): {change.how}{when} {date_text(change.on)}. "
                f"No consent of {', '.join(change.wanting)} is recorded{change.mark.caution}."
                f"{refused}",
                (change.claim.entry, *(claim.entry for claim in change.consents)),
                remedy="the consent, a refusal that is acted on, or the reason why none is needed",
            )


def _open_books(under: UnderContract) -> Iterator[Finding]:
    for line in open_books(under).lines:
        if line.above:
            yield _finding(
                "open-book threshold",
                "warns",
                line.claim.envelope.about,
                f"{line.claim.envelope.about} kept {pounds_text(line.margin_pence)} of "
                f"{pounds_text(line.price_pence)} to {date_text(line.body.period_to)}, above the "
                f"contract's threshold{line.mark.caution}.",
                (line.claim.entry,),
                remedy="the margin explained, or paid back as the contract says",
            )
