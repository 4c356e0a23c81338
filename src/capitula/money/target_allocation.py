"""The target allocation of one commissioner: the published formula applied to its practices.

The formula is applied exactly. The whole is the exact sum floored to the penny; it is apportioned
once, by largest remainder, over every practice and line (ties to the lowest key), so that
practices, lines, streams and the total all add up in pence. It is a target, before remoteness, and
never a contract's budget: the caveats travel with the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from capitula.ground.derivation import Derivation
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.figure_table import FigureTable
from capitula.ground.marks import weakest
from capitula.ground.pence import floor_pence
from capitula.ground.rounding import apportion
from capitula.money.allocated import TOTAL, Allocated, Cell
from capitula.money.allocation_view import allocation_rows, allocation_text
from capitula.money.explain_allocation import explain_allocation
from capitula.money.formula import AllocationFormula, load_formula
from capitula.population.exact import exact_sum
from capitula.population.from_figures import populations_from_figures, totals_from_figures
from capitula.population.place_indices import AreaTotals, ComponentIndex, component_indices
from capitula.population.weighted_population import Practice, WeightedPopulations

TABLE = "target_allocation_2018_19"
ENGLAND_TABLE = "target_allocation_2018_19_england"


class TargetAllocation(Allocated):
    """A target allocation that can be opened, tabled and read."""

    __slots__ = ()

    def explain(self, key: str = TOTAL, practice: str | None = None) -> Derivation:
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
