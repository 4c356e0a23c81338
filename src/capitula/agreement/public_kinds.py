"""The kinds of entry about the public and about interests: consultation, equality, recusal."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class ConsultationHeld(Body):
    """A consultation of the public or of those concerned; `about` is the change it is on.

    Attributes:
        on_what: what was asked.
        held_by: who asked.
        opens: its first day; None if not stated.
        closes: its last day.
        responses: how many answered; None if not counted.
        published: when the outcome came out; None while it has not, or where nobody says.
        outcome: what came of it.
        planned: true while it is only to be held.
    """

    kind: ClassVar[str] = "consultation_held"
    stated_property: ClassVar[str] = "consultation"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False

    on_what: str
    held_by: str
    opens: PartialDate | None = None
    closes: PartialDate | None = None
    responses: int | None = None
    published: PartialDate | None = None
    outcome: str = ""
    planned: bool = False

    def value(self) -> Value:
        """On what, by whom, from when to when."""
        opens, closes = (date_text(day) if day else "?" for day in (self.opens, self.closes))
        span = f", {opens} to {closes}" if self.opens or self.closes else ""
        return Value(f"{self.on_what} ({self.held_by}{span})")

    def state(self) -> str:
        """Planned, held, or published."""
        if self.planned:
            return "planned"
        return "outcome published" if self.published else "held, outcome not published"


class EqualityImpactAssessed(Body):
    """An assessment of what a change does to people by protected group; `about` is the change.

    Attributes:
        by: who made it.
        on: when; None if not stated.
        published: when it came out; None while it has not, or where nobody says.
        groups: the groups it looks at; groups, never people.
        result: what it found.
    """

    kind: ClassVar[str] = "equality_impact_assessed"
    stated_property: ClassVar[str] = "equality impact"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False

    by: str
    on: PartialDate | None = None
    published: PartialDate | None = None
    groups: tuple[str, ...] = ()
    result: str = ""

    def value(self) -> Value:
        """By whom, and what it found."""
        return Value(f"by {self.by}: {self.result or 'result not stated'}")

    def state(self) -> str:
        """Published, or made."""
        return "published" if self.published else "made, not published"


class InterestDeclared(Body):
    """An interest of a member; `about` is the member by office, never by name.

    It holds from when to when the entry is in force.

    Attributes:
        interest_in: the body in which the interest is.
        nature: what the interest is.
        declared: when it was declared; None where it came out otherwise.
    """

    kind: ClassVar[str] = "interest_declared"
    stated_property: ClassVar[str] = "interest"
    exclusive: ClassVar[bool] = False

    interest_in: str
    nature: str
    declared: PartialDate | None = None

    def value(self) -> Value:
        """In what, and of what sort."""
        return Value(f"{self.interest_in}: {self.nature}")

    def state(self) -> str:
        """Declared, or known without a declaration."""
        return "declared" if self.declared else "known, not declared"


class AgendaItemTaken(Body):
    """An item on which a body decided; `about` names the item.

    Attributes:
        meeting: which meeting of which body.
        on: when.
        concerns: the bodies on whose interests it bears.
        present: who was present with a vote, by office.
        quorum: how many have to take part; None where the rule is not stated.
        decision: the entry of the decision that was taken; empty if none was.
        outcome: what was decided, in words.
    """

    kind: ClassVar[str] = "agenda_item_taken"
    stated_property: ClassVar[str] = "agenda item"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"present": ["chair", "GP member"]}

    meeting: str
    on: PartialDate
    concerns: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    quorum: int | None = None
    decision: str = ""
    outcome: str = ""

    def value(self) -> Value:
        """The meeting, its date, and what was decided."""
        outcome = f": {self.outcome}" if self.outcome else ""
        return Value(f"{self.meeting}, {date_text(self.on)}{outcome}")

    def state(self) -> str:
        """Decided, or taken."""
        return "decided" if self.decision or self.outcome else "taken, nothing decided"


class HowRecused(StrEnum):
    """What a member did for a conflict of interest. Whoever spoke and did not vote took part."""

    LEFT = "left"
    DID_NOT_VOTE = "did_not_vote"


class MemberRecused(Body):
    """A member who took no part in an item; `about` names the item.

    Attributes:
        member: the member by office, as the item names who was present.
        how: left the room, or stayed and did not vote.
        reason: why.
    """

    kind: ClassVar[str] = "member_recused"
    stated_property: ClassVar[str] = "recusal"
    exclusive: ClassVar[bool] = False

    member: str
    how: HowRecused
    reason: str = ""

    def value(self) -> Value:
        """Who, and how."""
        return Value(f"{self.member}: {self.how.replace('_', ' ')}")

    def state(self) -> str:
        """Recused."""
        return "recused"


KINDS: tuple[type[Body], ...] = (
    ConsultationHeld,
    EqualityImpactAssessed,
    InterestDeclared,
    AgendaItemTaken,
    MemberRecused,
)
