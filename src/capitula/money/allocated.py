"""What a target allocation is: amounts by practice and line, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence
from capitula.money.formula import AllocationFormula
from capitula.population.exact import exact_sum
from capitula.population.place_indices import ComponentIndex
from capitula.population.weighted_population import Area, Practice, WeightedPopulations

TOTAL = "total"

Cell = tuple[str, ...]
"""Practice code and line key."""


@dataclass(frozen=True, slots=True)
class Allocated:
    """A target allocation by practice and line, in pence, with all it rests on.

    Attributes:
        commissioner: whose practices they are.
        formula: the formula applied.
        populations: the figures it was applied to.
        practices: the practices, by code.
        exact: £ thousand by practice and line, every digit.
        pence: the same in pence; the cells add up to the total.
        indices: need indices of the place; `ratio` is against England, None if England is unknown.
        caveats: what must be said wherever the result is shown.
        mark: the weakest evidence mark of figures and formula.
    """

    commissioner: Area
    formula: AllocationFormula
    populations: WeightedPopulations
    practices: tuple[Practice, ...]
    exact: Mapping[Cell, Decimal]
    pence: Mapping[Cell, Pence]
    indices: tuple[ComponentIndex, ...]
    caveats: tuple[str, ...]
    mark: EvidenceMark

    @property
    def year(self) -> str:
        """The financial year, such as 2018/19."""
        return str(self.formula.year)

    @property
    def population(self) -> Decimal:
        """Registered people."""
        return self.populations.total("population", self.practices) or Decimal(0)

    @property
    def total_pence(self) -> Pence:
        """The whole target."""
        return sum(self.pence.values())

    def line_keys(self, key: str = TOTAL) -> tuple[str, ...]:
        """Return the lines that make up a line, a stream or the total.

        Raises:
            KeyError: neither of them.
        """
        if key == TOTAL:
            return tuple(self.formula.lines)
        if key in self.formula.lines:
            return (key,)
        if key in self.formula.streams:
            return self.formula.lines_of(key)
        known = ", ".join([TOTAL, *self.formula.streams, *self.formula.lines])
        raise KeyError(f"no line or stream {key!r}; there are {known}")

    def practice(self, code: str) -> Practice:
        """Return one practice.

        Raises:
            InputFaults: it is not one of this commissioner's.
        """
        found = next((p for p in self.practices if p.code == code), None)
        if found is None:
            codes = ", ".join(p.code for p in self.practices)
            place, remedy = Place(self.populations.file), "give one of these codes"
            raise InputFaults([Fault(place, f"the practice {code!r}", f"one of {codes}", remedy)])
        return found

    def amount_pence(self, key: str = TOTAL, practice: str | None = None) -> Pence:
        """Return a line, a stream or the total, of all practices or of one."""
        codes = [self.practice(practice).code] if practice else [p.code for p in self.practices]
        return sum(self.pence[code, line] for line in self.line_keys(key) for code in codes)

    def exact_pounds_thousand(self, key: str = TOTAL, practice: str | None = None) -> Decimal:
        """Return the exact result in £ thousand, before it is apportioned to pence."""
        codes = [self.practice(practice).code] if practice else [p.code for p in self.practices]
        cells = [self.exact[code, line] for line in self.line_keys(key) for code in codes]
        return exact_sum(cells) or Decimal(0)

    def published_pounds_thousand(self, practice: str | None = None) -> Decimal | None:
        """Return the published target in £ thousand, for checking; None if it was not given."""
        chosen = [self.practice(practice)] if practice else self.practices
        return self.populations.total(self.formula.published_target, chosen)
