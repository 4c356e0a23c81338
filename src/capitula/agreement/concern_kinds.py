"""The kinds of entry about answering concerns: letters, decisions, satisfaction, escalation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import field_validator

from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Bound, Value


class LetterReceived(Body):
    """A formal letter, one item with parts; `about` names the letter.

    Its concerns and what it asks for are entries of their own, named here, so that each is answered
    on its own and none is lost.

    Attributes:
        from_whom: who wrote it.
        written: its date; None where not stated, or where another entry dates the letter.
        received: when it came in, from which the clock runs; the date of writing where not stated.
        how_many: how many put their names to it; None if not counted.
        bound: how exactly that is counted.
        by_organisation: how many of each body, as "NAME: NUMBER"; "NAME: ?" where not counted.
        addressed_to: to whom it went.
        evidence: what it brings forward, in words.
        concerns: the entries of its concerns.
        asks: the entries of what it asks for.
        counted_in: entries that count its signatories; another count of the same thing joins them.
        reply_asked_by: by when it asks for a reply; None if it does not say.
    """

    kind: ClassVar[str] = "letter_received"
    stated_property: ClassVar[str] = "letter"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"concerns": ["concern-raised-1"]}

    from_whom: str
    written: PartialDate | None = None
    received: PartialDate | None = None
    how_many: int | None = None
    bound: Bound = Bound.EXACT
    by_organisation: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    concerns: tuple[str, ...]
    asks: tuple[str, ...] = ()
    counted_in: tuple[str, ...] = ()
    reply_asked_by: PartialDate | None = None

    @field_validator("by_organisation")
    @classmethod
    def _counts(cls, rows: tuple[str, ...]) -> tuple[str, ...]:
        for row in rows:
            name, colon, number = row.rpartition(":")
            if not (colon and name.strip() and (number.strip().isdecimal() or _unknown(number))):
                raise ValueFault(
                    repr(row),
                    "a body and how many of its people signed, such as 'Dudley CCG: 12'",
                    "write NAME: NUMBER, or NAME: ? where nobody counted",
                )
        return rows

    def counts(self) -> tuple[tuple[str, int | None], ...]:
        """Return how many of each body; None where nobody counted."""
        found: list[tuple[str, int | None]] = []
        for row in self.by_organisation:
            name, _, number = row.rpartition(":")
            found.append((name.strip(), None if _unknown(number) else int(number)))
        return tuple(found)

    def value(self) -> Value:
        """Who wrote, and how many parts the letter has."""
        return Value(
            f"letter of {self.from_whom}: {len(self.concerns)} concerns, {len(self.asks)} requests"
        )

    def state(self) -> str:
        """Received."""
        return "received"


def _unknown(number: str) -> bool:
    return number.strip() == "?"


class RequestOutcome(StrEnum):
    """What was decided on a request."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    DECLINED = "declined"
    DEFERRED = "deferred"

    @property
    def words(self) -> str:
        """The outcome for reading."""
        return self.value.replace("_", " ")


class RequestDecided(Body):
    """The recorded decision on a request, with its reasons; `about` names the request.

    Attributes:
        outcome: granted, granted in part, declined, deferred.
        by: who decided.
        reasons: why; empty where no reason is recorded, which is shown as such.
        decided: when; None if not stated.
        terms: on which terms it was granted, or until when put off.
    """

    kind: ClassVar[str] = "request_decided"
    stated_property: ClassVar[str] = "decision on the request"
    series: ClassVar[bool] = True

    outcome: RequestOutcome
    by: str
    reasons: str = ""
    decided: PartialDate | None = None
    terms: str = ""

    def value(self) -> Value:
        """The outcome, by whom and why."""
        reasons = self.reasons or "no reason recorded"
        terms = f"; {self.terms}" if self.terms else ""
        words = self.outcome.words
        return Value(f"{words} by {self.by}: {reasons}{terms}", gist=words)

    def state(self) -> str:
        """The outcome."""
        return self.outcome.words


class Satisfied(StrEnum):
    """Whether a reply satisfied whoever raised the matter."""

    YES = "yes"
    IN_PART = "in_part"
    NO = "no"


class SatisfactionStated(Body):
    """Whether a reply satisfied; `about` names the matter, as the concern or the letter has it.

    Only whoever raised the matter can close it. What another says of them is kept and closes
    nothing.

    Attributes:
        satisfied: yes, in part, no.
        said_by: whose word it is.
        reply: the entry of the reply it speaks of; empty for all replies so far.
        text: in words.
    """

    kind: ClassVar[str] = "satisfaction_stated"
    stated_property: ClassVar[str] = "satisfaction"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False

    satisfied: Satisfied
    said_by: str
    reply: str = ""
    text: str = ""

    def value(self) -> Value:
        """Whether satisfied, and who says so."""
        text = f": {self.text}" if self.text else ""
        return Value(f"satisfied: {self.state()}, says {self.said_by}{text}")

    def state(self) -> str:
        """Whether satisfied."""
        return self.satisfied.value.replace("_", " ")


class ConcernEscalated(Body):
    """A matter taken higher; `about` names the matter.

    Attributes:
        to: who is asked now.
        by: who takes it there.
        on: when; None if not stated.
        reason: why.
    """

    kind: ClassVar[str] = "concern_escalated"
    stated_property: ClassVar[str] = "escalation"
    exclusive: ClassVar[bool] = False

    to: str
    by: str
    on: PartialDate | None = None
    reason: str = ""

    def value(self) -> Value:
        """From whom to whom."""
        reason = f": {self.reason}" if self.reason else ""
        return Value(f"{self.by} took it to {self.to}{reason}")

    def state(self) -> str:
        """Escalated."""
        return "escalated"


KINDS: tuple[type[Body], ...] = (
    LetterReceived,
    RequestDecided,
    SatisfactionStated,
    ConcernEscalated,
)
