"""The kind of entry that counts the people a contract covers."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.record.kind import Body
from capitula.record.values import Bound, Value


class Counted(StrEnum):
    """Who is counted: those on practice lists, or those who live in the place."""

    REGISTERED = "registered"
    RESIDENT = "resident"
    NOT_STATED = "not_stated"


class PopulationStated(Body):
    """A number of people said to be covered; registered people and residents are two counts."""

    kind: ClassVar[str] = "population_stated"
    stated_property: ClassVar[str] = "people"

    number: int
    bound: Bound = Bound.EXACT
    counted: Counted

    def value(self) -> Value:
        """The number, with who is counted as its basis."""
        basis = self.counted.replace("_", " ")
        bound = "" if self.bound is Bound.EXACT else f"{self.bound} "
        return Value(
            f"{bound}{self.number:,} people, {basis}",
            number=str(self.number),
            unit="people",
            basis=basis,
            bound=self.bound,
        )

    def state(self) -> str:
        """Stated."""
        return "stated"


KINDS: tuple[type[Body], ...] = (PopulationStated,)
