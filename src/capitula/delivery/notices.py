"""Notices as of a day: when each is deemed received, until when it runs, whether it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from capitula.contract.rules.notices import Method, Notice, NoticeType, deemed, period_ends
from capitula.contract.rules.ruleset import load_ruleset
from capitula.delivery.notice_kinds import NoticeServed, ServedNotice
from capitula.delivery.remedy_kinds import LadderClosed
from capitula.delivery.under_contract import UnderContract
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark, weakest
from capitula.record.claim import Claim

CUT_OFF_TERM = "notice-cut-off"
"""The term of a contract file that states the hour before which service by hand counts."""


class NoticeState(StrEnum):
    """Where a notice stands on the day."""

    RUNNING = "running"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered late"
    RUN_OUT = "run out, not answered"
    NO_PERIOD = "no period stated"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ServedAsOf:
    """A notice as of the day.

    Attributes:
        claim: the entry.
        notice: what it says.
        deemed: the day on which it is deemed received, at the earliest; None where none can be had.
        deemed_at_most: the same at the latest.
        rule: the rule of its method, in words.
        cited: where that rule stands.
        mark: how well the deemed day is known.
        missing: what would have to be stated to know more.
        ends: the last day of its period, at the latest; None where none is stated.
        answered_by: the notice that answers it.
        state: where it stands.
    """

    claim: Claim
    notice: NoticeServed
    deemed: date | None
    deemed_at_most: date | None
    rule: str
    cited: str
    mark: EvidenceMark
    missing: tuple[str, ...]
    ends: date | None
    answered_by: Claim | None
    state: NoticeState


def notices(under: UnderContract) -> tuple[ServedAsOf, ...]:
    """Return every notice, in the order in which they were served."""
    served = [c for c in under.view.standing if isinstance(c.body, NoticeServed)]
    closed = {c.body.ladder for c in under.view.standing if isinstance(c.body, LadderClosed)}
    found = [_as_of(under, claim, served, closed) for claim in served]
    return tuple(sorted(found, key=lambda each: (each.notice.served, each.claim.entry)))


def _as_of(under: UnderContract, claim: Claim, served: list[Claim], closed: set[str]) -> ServedAsOf:
    body = claim.body
    assert isinstance(body, NoticeServed)  # noqa: S101 - the caller chose it
    first, last, missing, mark = deemed_days(under, body)
    rule = load_ruleset("notices")[body.method]
    answer = next((c for c in served if _answers(c) == claim.entry), None)
    ends = None
    if last is not None and body.reply_within is not None and under.calendar is not None:
        try:
            ends = period_ends(last, body.reply_within, body.reply_unit, under.calendar)
            mark = weakest([mark, load_ruleset("notices")["period"].mark])
        except ValueFault as fault:
            missing = (*missing, f"bank holidays frozen so far ahead ({fault.found})")
    return ServedAsOf(
        claim=claim,
        notice=body,
        deemed=first,
        deemed_at_most=last,
        rule=rule.says,
        cited=body.clause or f"rule {rule.id}",
        mark=mark,
        missing=missing,
        ends=ends,
        answered_by=answer,
        state=_state(under.day, ends, answer, over=claim.entry in closed),
    )


def deemed_days(
    under: UnderContract, body: NoticeServed
) -> tuple[date | None, date | None, tuple[str, ...], EvidenceMark]:
    """Return the first and last day on which a notice can be deemed, what is missing, the mark."""
    rule = load_ruleset("notices")[body.method]
    if under.calendar is None:
        if body.method is Method.EMAIL:
            return body.served, body.served, (), rule.mark
        return None, None, ("the contract's bank holidays, frozen",), rule.mark
    notice = Notice(
        NoticeType(body.notice.value),
        body.sender,
        body.recipient,
        body.method,
        body.served,
        _hour(body.served_at),
    )
    try:
        answer = deemed(notice, under.calendar, cut_off=cut_off(under))
    except ValueFault as fault:
        return None, None, (f"bank holidays for {fault.found}",), rule.mark
    first, last = answer.figures["earliest"], answer.figures["latest"]
    assert isinstance(first, date)  # noqa: S101 - `deemed` gives both
    assert isinstance(last, date)  # noqa: S101
    return first, last, answer.missing, answer.mark


def cut_off(under: UnderContract) -> time | None:
    """Return the hour before which service by hand counts, if the contract states it."""
    term = under.term(CUT_OFF_TERM)
    return _hour(term.value) if term and term.value else None


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def _answers(claim: Claim) -> str:
    return claim.body.answers if isinstance(claim.body, NoticeServed) else ""


def _state(day: date, ends: date | None, answer: Claim | None, *, over: bool) -> NoticeState:
    if answer is not None and isinstance(answer.body, NoticeServed):
        late = ends is not None and answer.body.served > ends
        return NoticeState.ANSWERED_LATE if late else NoticeState.ANSWERED
    if over:
        return NoticeState.CLOSED
    if ends is None:
        return NoticeState.NO_PERIOD
    return NoticeState.RUNNING if day <= ends else NoticeState.RUN_OUT


BEGINS_A_LADDER = {ServedNotice.QUERY: "remedies", ServedNotice.DISPUTE: "dispute"}
"""Which notice begins which family of steps."""
