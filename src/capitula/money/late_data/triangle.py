"""A triangle of cumulative cost: periods of origin against how long after they were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from capitula.ground.faults import ValueFault


@dataclass(frozen=True, slots=True)
class Triangle:
    """Cumulative amounts; each later origin has been looked at one time less.

    Attributes:
        origins: the periods of origin, oldest first.
        rows: the cumulative amount of each origin at each age, oldest origin first.
    """

    origins: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, origins: Sequence[str], rows: Sequence[Sequence[int]]) -> Triangle:
        """Check the shape: as many ages as origins, one less for each later origin.

        Raises:
            ValueFault: a row has another number of ages, or there are no two origins.
        """
        size = len(rows)
        if size < 2 or len(origins) != size:
            raise ValueFault(
                f"{size} periods of origin", "two or more, each with a name", "add the others"
            )
        for number, row in enumerate(rows):
            if len(row) != size - number:
                raise ValueFault(
                    f"{len(row)} ages for {origins[number]}",
                    f"{size - number}: one less for each later origin",
                    "give every age up to the last one known, and no later one",
                )
        return cls(tuple(origins), tuple(tuple(row) for row in rows))

    @property
    def ages(self) -> int:
        """How many ages the oldest origin has."""
        return len(self.rows)

    @property
    def latest(self) -> tuple[int, ...]:
        """What is known of each origin today."""
        return tuple(row[-1] for row in self.rows)

    def factor(self, age: int) -> Fraction:
        """Return the volume-weighted factor from one age to the next, exactly.

        Raises:
            ZeroDivisionError: nothing had been paid at that age.
        """
        both = [row for row in self.rows if len(row) > age + 1]
        return Fraction(sum(row[age + 1] for row in both), sum(row[age] for row in both))
