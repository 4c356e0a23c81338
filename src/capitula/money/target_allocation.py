"""The target allocation of one commissioner: the published formula applied to its practices.

The formula is applied exactly. The whole is the exact sum floored to the penny; it is apportioned
once, by largest remainder, over every practice and line (ties to the lowest key), so that
practices, lines, streams and the total all add up in pence. It is a target, before remoteness, and
never a contract's budget: the caveats travel with the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.figure_table import FigureTable
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, floor_pence
from capitula.ground.rounding import apportion
from capitula.money.allocation_view import allocation_rows, allocation_text
from capitula.money.explain_allocation import explain_allocation
from capitula.money.explanation import Explanation
from capitula.money.formula import AllocationFormula, load_formula
from capitula.population.exact import exact_sum
from capitula.population.from_figures import populations_from_figures, totals_from_figures
from capitula.population.place_indices import AreaTotals, ComponentIndex, component_indices
from capitula.population.weighted_population import Area, Practice, WeightedPopulations

TABLE = "target_allocation_2018_19"
ENGLAND_TABLE = "target_allocation_2018_19_england"
TOTAL = "total"

Cell = tuple[str, ...]
"""Practice code and line key."""


@dataclass(frozen=True, slots=True)
class TargetAllocation:
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

    def explain(self, key: str = TOTAL, practice: str | None = None) -> Explanation:
        """Open one figure: a line, a stream or the total, of all practices or of one."""
        return explain_allocation(self, key, practice)

    def table(self) -> list[dict[str, Any]]:
        """Return a row per line and stream and one for the total."""
        return allocation_rows(self)

    def text(self) -> str:
        """Return the allocation for reading, with its caveats."""
        return allocation_text(self)


def target_allocation(
    figures: FigureTable,
    england: FigureTable | None = None,
    formula: AllocationFormula | None = None,
) -> TargetAllocation:
    """Compute the target allocation of the commissioner whose practices a figure table holds.

    Args:
        figures: a row per practice, columns named by measure.
        england: England's totals by measure, for the indices.
        formula: that of 2018/19 unless given.

    Raises:
        InputFaults: figures of another year than the formula, or a figure missing.
    """
    populations = populations_from_figures(figures)
    return allocate(
        populations,
        populations.practices,
        formula or load_formula(),
        totals_from_figures(england) if england else None,
    )


def case_target_allocation(figures: Mapping[str, FigureTable]) -> TargetAllocation:
    """Compute the target allocation from a case's figure tables, by the stems of their files.

    Raises:
        InputFaults: the case has no such table, or what `target_allocation` raises.
    """
    if TABLE not in figures:
        found = ", ".join(sorted(figures)) or "no figure tables"
        fault = Fault(Place("figures"), found, f"a table {TABLE}.csv", "make the case's figures")
        raise InputFaults([fault])
    return target_allocation(figures[TABLE], figures.get(ENGLAND_TABLE))


def allocate(
    populations: WeightedPopulations,
    practices: tuple[Practice, ...],
    formula: AllocationFormula,
    england: AreaTotals | None = None,
) -> TargetAllocation:
    """Apply a formula to the practices of one commissioner.

    Args:
        populations: the file or table they are from.
        practices: those to allocate to, such as `populations.within("commissioner", "05C")`.
        formula: of the same year.
        england: totals for the indices; the whole of `populations` is not taken for England.

    Raises:
        InputFaults: another year, no practices, or a figure missing: all of them.
    """
    check_year(populations, formula)
    place = Place(populations.file)
    exact: dict[Cell, Decimal] = {}
    faults: list[Fault] = []
    for practice in sorted(practices, key=lambda each: each.code):
        lacking = [m for m in formula.measures if practice.values.get(m) is None]
        if lacking:
            found = f"{practice.code} without {', '.join(lacking)}"
            remedy = "get the figure; nothing is put in its place"
            faults.append(Fault(place, found, "every figure of the formula", remedy))
        for line in formula.lines:
            exact[practice.code, line] = formula.amount(line, practice.values) or Decimal(0)
    if not practices:
        faults.append(Fault(place, "no practices", "one at least", "check the commissioner's code"))
    if faults:
        raise InputFaults(faults)
    whole = exact_sum(exact.values()) or Decimal(0)
    ordered = tuple(sorted(practices, key=lambda each: each.code))
    return TargetAllocation(
        commissioner=ordered[0].areas["commissioner"],
        formula=formula,
        populations=populations,
        practices=ordered,
        exact=exact,
        pence=apportion(
            floor_pence(Fraction(whole) * 1000),
            {cell: Fraction(value) for cell, value in exact.items()},
        ),
        indices=_indices(populations, ordered, formula, england),
        caveats=formula.caveats,
        mark=weakest([populations.mark, *(p.mark for p in formula.parameters.values())]),
    )


def check_year(populations: WeightedPopulations, formula: AllocationFormula) -> None:
    """Refuse populations of another year than the formula: a price holds for its own period.

    Raises:
        InputFaults: another year, or no known year.
    """
    if populations.year == formula.year:
        return
    found = f"populations of {populations.year or 'an unknown year'} ({populations.year_from})"
    remedy = "use the formula of that year, or the populations of this one"
    expected = f"{formula.year}, the year of the formula"
    raise InputFaults([Fault(Place(populations.file), found, expected, remedy)])


def _indices(
    populations: WeightedPopulations,
    practices: tuple[Practice, ...],
    formula: AllocationFormula,
    england: AreaTotals | None,
) -> tuple[ComponentIndex, ...]:
    chosen = [(key, populations.layout.measures[key].title) for key in formula.indices]
    weighted = {key: populations.total(key, practices) for key, _ in chosen}
    here = AreaTotals(len(practices), populations.total("population", practices), weighted)
    top = england or AreaTotals(0, None, dict.fromkeys(weighted))
    return component_indices(here, top, chosen)
