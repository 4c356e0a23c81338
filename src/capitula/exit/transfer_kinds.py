"""The kinds of entry about what moves: services to and from the holder, staff out and back."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Bound, Value


class Move(StrEnum):
    """How a service stands towards the holder."""

    PLANNED = "planned"
    MOVED = "moved"
    NOT_MOVED = "not_moved"
    TO_RETURN = "to_return"
    RETURNED = "returned"

    @property
    def words(self) -> str:
        """The move for reading; a service returns to whoever runs it after the holder."""
        return self.value.replace("_", " ")


class ServiceTransferred(Body):
    """A service, and whether it moved to the holder or left it again; `about` is the service.

    Attributes:
        move: planned, moved, not moved, to return, returned (to whoever runs it next).
        extent: what is said of how much, such as "some"; empty for the service as a whole.
        on: when; None if not stated.
        to: who takes it.
        part_of: the whole to whose ledger it belongs.
        carved_from: the collective name under which it went before, such as "all but one".
        why: why the date differs from the one before.
    """

    kind: ClassVar[str] = "service_transferred"
    stated_property: ClassVar[str] = "transfer"
    series: ClassVar[bool] = True

    move: Move
    extent: str = ""
    on: PartialDate | None = None
    to: str = ""
    part_of: str = "contract"
    carved_from: str = ""
    why: str = ""

    def value(self) -> Value:
        """How it stands, how much, when and to whom."""
        extent = f": {self.extent}" if self.extent else ""
        on = f", {date_text(self.on)}" if self.on else ""
        to = f", to {self.to}" if self.to else ""
        return Value(f"{self.move.words}{extent}{on}{to}", gist=self.move.words)

    def state(self) -> str:
        """How it stands."""
        return self.move.words


class Direction(StrEnum):
    """Which way staff go: out to the holder, or back."""

    OUT = "out"
    BACK = "back"


class StaffTransferred(Body):
    """Staff who move, or are to; `about` is the group. Those out and those back are two counts.

    Attributes:
        direction: out to the holder, or back.
        number: how many; None where only the group is named.
        groups: which groups.
        happened: false while it is only expected.
        from_body: who employs them before.
        to_body: who employs them after.
    """

    kind: ClassVar[str] = "staff_transferred"
    stated_property: ClassVar[str] = "staff"

    direction: Direction
    number: int | None = None
    bound: Bound = Bound.EXACT
    groups: tuple[str, ...] = ()
    happened: bool = True
    from_body: str = ""
    to_body: str = ""

    def value(self) -> Value:
        """How many, which way."""
        way = f"{'moved' if self.happened else 'expected to move'} {self.direction}"
        if self.number is None:
            return Value(f"{', '.join(self.groups)}: {way}")
        bound = "" if self.bound is Bound.EXACT else f"{self.bound} "
        return Value(
            f"{bound}{self.number} people, {way}",
            number=str(self.number),
            unit="people",
            basis=way,
            bound=self.bound,
        )

    def state(self) -> str:
        """Moved, or expected to."""
        return "moved" if self.happened else "expected"


KINDS: tuple[type[Body], ...] = (ServiceTransferred, StaffTransferred)
