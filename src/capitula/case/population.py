"""The people of a case: the need of its place line by line, and the years of its practice lists."""

from __future__ import annotations

from collections.abc import Mapping

from capitula.ground.figure_table import FigureTable
from capitula.population.from_figures import populations_from_figures, totals_from_figures
from capitula.population.need_weights.line_indices import PlaceNeed, need_beside_england

_TABLES = "target_allocation_"
_ENGLAND = "_england"


def need_tables(figures: Mapping[str, FigureTable]) -> tuple[str, str] | None:
    """Return the names of the place's weighted populations and of England's; None without both."""
    names = [name for name in figures if name.startswith(_TABLES)]
    england = next((name for name in names if name.endswith(_ENGLAND)), None)
    place = next((name for name in names if not name.endswith(_ENGLAND)), None)
    return None if place is None or england is None else (place, england)


def case_need(figures: Mapping[str, FigureTable]) -> PlaceNeed | None:
    """Return the need of a case's place beside England's; None where no figures of it are held.

    Raises:
        InputFaults: what is wrong with the figures.
    """
    tables = need_tables(figures)
    if tables is None:
        return None
    place, england = tables
    populations = populations_from_figures(figures[place])
    area = populations.practices[0].areas["commissioner"]
    return need_beside_england(populations, totals_from_figures(figures[england]), area)
