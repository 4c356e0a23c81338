"""Weighted populations from a figure table of the project, such as a case's own extract."""

from __future__ import annotations

from decimal import Decimal

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import FinancialYear
from capitula.population.layout import layout_of_year
from capitula.population.place_indices import AreaTotals
from capitula.population.weighted_population import Area, Practice, WeightedPopulations

CODE, NAME = "practice_code", "practice_name"


def populations_from_figures(table: FigureTable) -> WeightedPopulations:
    """Read practices from a figure table whose columns are named by measure.

    The key `period` is the financial year; `commissioner` is the code and name of the commissioner
    of all its practices, such as `05C NHS Dudley CCG`.

    Raises:
        InputFaults: a period that is no financial year or of no known layout, a column missing,
            a figure that is not a number, or a practice twice.
    """
    place = Place(f"{table.name}.csv")
    year = _year(table, place)
    layout = layout_of_year(year)
    if layout is None:
        expected = "a year with a known layout"
        fault = Fault(place, f"the period {year}", expected, "add the layout of that year")
        raise InputFaults([fault])
    measures = [key for key in layout.measures if key in table.columns]
    faults = [
        Fault(place, f"no column {key!r}", "it is required", near_miss(key, table.columns))
        for key in (CODE, NAME, "population")
        if key not in table.columns
    ]
    if "commissioner" not in table.meta:
        found, remedy = "no 'commissioner'", "add a line `# commissioner: code name`"
        faults.append(Fault(place, found, "'commissioner' is required", remedy))
    if faults:
        raise InputFaults(faults)
    codes = table.texts(CODE)
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        found = ", ".join(sorted(twice)) + " more than once"
        raise InputFaults([Fault(place, found, "each practice once", "keep one row of each")])
    values = {key: table.decimals(key) for key in measures}
    code, _, name = table.meta["commissioner"].partition(" ")
    areas = {"commissioner": Area(code, name)}
    practices = tuple(
        Practice(practice, title, areas, {key: values[key][row] for key in measures})
        for row, (practice, title) in enumerate(zip(codes, table.texts(NAME), strict=True))
    )
    return WeightedPopulations(
        file=place.file,
        sha256="",
        origin=f"{table.meta['publisher']}, {table.meta['title']}: {'; '.join(table.sources)}",
        layout=layout,
        year=year,
        year_from="the period of the figure table",
        practices=practices,
    )


def totals_from_figures(table: FigureTable) -> AreaTotals:
    """Read England's totals: a row per measure (`measure`, `total`) and one for `practices`.

    Raises:
        InputFaults: a figure that is not a number, or no population.
    """
    figures = dict(zip(table.texts("measure"), table.decimals("total"), strict=True))
    population = figures.pop("population", None)
    practices = figures.pop("practices", None)
    if population is None:
        fault = Fault(Place(f"{table.name}.csv"), "no population", "a row of it", "add the row")
        raise InputFaults([fault])
    return AreaTotals(int(practices or Decimal(0)), population, figures)


def _year(table: FigureTable, place: Place) -> FinancialYear:
    try:
        return FinancialYear.parse(table.meta["period"])
    except ValueFault as fault:
        raise InputFaults([fault.at(Place(place.file, None, None, "period"))]) from fault
