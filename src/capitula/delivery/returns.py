"""The register of returns as of a day: due, received, late, accepted, refused, overdue.

A return of which nothing is recorded is overdue once its day has passed. That nobody recorded it
does not show that nobody made it, and the register says which of the two it knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from capitula.delivery.return_kinds import ReturnDecided, ReturnReceived, ReturnVerdict
from capitula.delivery.schedule import ReturnDue, returns_due
from capitula.delivery.under_contract import UnderContract
from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.record.claim import Claim

AHEAD = timedelta(days=92)
"""How far ahead the register looks unless a horizon is given. Mark: local."""


class ReturnState(StrEnum):
    """Where a return stands on the day."""

    NOT_YET_DUE = "not_yet_due"
    OVERDUE = "overdue"
    MAY_BE_OVERDUE = "may_be_overdue"
    WITHOUT_DAY = "without_day"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"

    @property
    def words(self) -> str:
        """The state for reading."""
        return _WORDS[self]


_WORDS = {
    ReturnState.NOT_YET_DUE: "not yet due",
    ReturnState.OVERDUE: "overdue: nothing recorded",
    ReturnState.MAY_BE_OVERDUE: "may be overdue: nothing recorded, and the day is known in part",
    ReturnState.WITHOUT_DAY: "no due day can be computed",
    ReturnState.RECEIVED: "received",
    ReturnState.ACCEPTED: "accepted",
    ReturnState.REFUSED: "refused",
}


@dataclass(frozen=True, slots=True)
class RegisteredReturn:
    """A return due, and what is recorded of it by the day.

    Attributes:
        return_due: what is due, and when.
        state: where it stands.
        received: the day on which it was last received; None where nothing is recorded.
        late_days: operational days after its due day: nought if in time; None where that cannot be
            said.
        decided: the last decision on it; None while there is none.
        entries: the entries that say so.
    """

    return_due: ReturnDue
    state: ReturnState
    received: date | None = None
    late_days: int | None = None
    decided: ReturnDecided | None = None
    entries: tuple[str, ...] = ()

    @property
    def late(self) -> bool:
        """Whether it came, or is still missing, after its due day."""
        return bool(self.late_days)

    @property
    def words(self) -> str:
        """Where it stands, with how late."""
        if self.state is ReturnState.OVERDUE and self.return_due.owed_by_law:
            return "its day has passed; nothing recorded"
        if not self.late_days:
            return self.state.words
        noun = "operational day" if self.late_days == 1 else "operational days"
        return f"{self.state.words}, {self.late_days} {noun} late"


@dataclass(frozen=True, slots=True)
class ReturnsRegister:
    """Every return of a contract as of a day.

    Attributes:
        day: the day as known on.
        until: the horizon.
        returns: by due day.
        unmatched: entries about a return that the schedule does not ask for.
        without_start: why no return falls due; empty where the contract runs.
        questions: what must be stated before a day can be computed.
    """

    day: date
    until: date
    returns: tuple[RegisteredReturn, ...]
    unmatched: tuple[Claim, ...]
    without_start: str
    questions: tuple[str, ...]

    def in_state(self, *states: ReturnState) -> tuple[RegisteredReturn, ...]:
        """Return those in any of these states."""
        return tuple(each for each in self.returns if each.state in states)


def register(under: UnderContract, until: date | None = None) -> ReturnsRegister:
    """Return the register.

    Args:
        under: the contract as it stood, with its record.
        until: the horizon; about a quarter after the day as known on unless given.
    """
    horizon = until or under.day + AHEAD
    due = returns_due(under, horizon)
    said = [c for c in under.view.standing if isinstance(c.body, ReturnReceived | ReturnDecided)]
    taken: set[str] = set()
    found: list[RegisteredReturn] = []
    for each in due:
        about = [claim for claim in said if _fits(claim, each)]
        taken |= {claim.entry for claim in about}
        found.append(_registered(under, each, about))
    running = under.running
    nothing = running.says if running.start is None else ""
    return ReturnsRegister(
        day=under.day,
        until=horizon,
        returns=tuple(found),
        unmatched=tuple(claim for claim in said if claim.entry not in taken),
        without_start=nothing,
        questions=tuple(dict.fromkeys(_questions(under, due))),
    )


def _fits(claim: Claim, due: ReturnDue) -> bool:
    body = claim.body
    if not isinstance(body, ReturnReceived | ReturnDecided):
        return False
    return body.item == due.item and due.last <= body.period_to <= due.last_at_most


def _registered(under: UnderContract, due: ReturnDue, about: list[Claim]) -> RegisteredReturn:
    receipts = [c.body for c in about if isinstance(c.body, ReturnReceived)]
    decisions = [c.body for c in about if isinstance(c.body, ReturnDecided)]
    received = max((body.received for body in receipts), default=None)
    decided = max(decisions, key=lambda body: body.decided, default=None)
    if received and decided and decided.decided < received:
        decided = None  # it was made again since
    if decided:
        accepted = decided.verdict is ReturnVerdict.ACCEPTED
        state = ReturnState.ACCEPTED if accepted else ReturnState.REFUSED
    elif received:
        state = ReturnState.RECEIVED
    else:
        state = _missing(due, under.day)
    return RegisteredReturn(
        return_due=due,
        state=state,
        received=received,
        late_days=_late(under, due, state, received),
        decided=decided,
        entries=tuple(claim.entry for claim in about),
    )


def _missing(due: ReturnDue, day: date) -> ReturnState:
    if due.due is None or due.due_at_most is None:
        return ReturnState.WITHOUT_DAY
    if due.due_at_most < day:
        return ReturnState.OVERDUE
    return ReturnState.MAY_BE_OVERDUE if due.due < day else ReturnState.NOT_YET_DUE


def _late(
    under: UnderContract, due: ReturnDue, state: ReturnState, received: date | None
) -> int | None:
    """Return operational days past the due day, counted up to receipt, or to the day in view."""
    stopped = received or (under.day if state is ReturnState.OVERDUE else None)
    if due.due_at_most is None or due.due != due.due_at_most or stopped is None:
        return None
    if stopped <= due.due_at_most:
        return 0
    if under.calendar is None:
        return None
    try:
        return under.calendar.count(due.due_at_most + timedelta(days=1), stopped)
    except ValueFault:
        return None


def _questions(under: UnderContract, due: Iterable[ReturnDue]) -> Iterator[str]:
    start = under.running.start
    if start is not None and start.earliest != start.latest:
        yield (
            f"On which day did it start? Known is {date_text(start)}; due days are given as bounds."
        )
    if not under.contract.information:
        yield "Which returns does the contract ask for? Its information schedule is not held here."
    for item in under.contract.information:
        if item.due is None:
            yield f"When is this due: {item.item}?"
    for each in due:
        if each.without_day and "calendar" in each.without_day:
            yield "Which bank holidays hold in later years? Freeze them into the contract."
