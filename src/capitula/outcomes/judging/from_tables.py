"""From a case's figure tables to a measure that is ready and screened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from capitula.ground.figure_table import FigureTable
from capitula.outcomes.judging.area_table import read_area_table
from capitula.outcomes.judging.prepared import Prepared, prepare
from capitula.outcomes.judging.screening import Screened, screen_measure, without_broken
from capitula.outcomes.judging_terms import JudgingTerms
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.record.view import View


@dataclass(frozen=True, slots=True, eq=False)
class FromTables:
    """One measure on the figures of a case.

    Attributes:
        whole: with every area that has figures.
        screened: what the screen for data breaks found.
        sound: without the areas that the screen left out.
    """

    whole: Prepared
    screened: Screened
    sound: Prepared


def from_tables(
    measure: Measure,
    terms: JudgingTerms,
    figures: Mapping[str, FigureTable],
    view: View | None,
    *,
    until: MonthRange | None = None,
    baseline_only: bool = False,
) -> FromTables:
    """Read the tables that a measure's terms name, make it ready and screen it.

    Args:
        measure: the measure.
        terms: how it is judged.
        figures: the case's figure tables.
        view: the record, for reasons that people recorded; None without one.
        until: nothing after the last of these months is used.
        baseline_only: whether nothing from the start on is looked at.

    Raises:
        InputFaults: as `prepare`, or a table that cannot be read.
    """
    named = (terms.donors.figures, *terms.breaks.mirrors, *terms.breaks.witnesses)
    tables = {name: read_area_table(figures[name]) for name in named}
    if baseline_only:
        last = measure.baseline_months.last
        tables = {name: table.until(last) for name, table in tables.items()}
    donors = tables[terms.donors.figures]
    whole = prepare(measure, donors, until=until, baseline_only=baseline_only)
    screened = screen_measure(whole, tables, view)
    return FromTables(whole, screened, without_broken(whole, screened))
