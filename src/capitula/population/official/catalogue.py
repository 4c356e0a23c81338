"""The kinds of official files that can be read, in one list, and one way to read any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from capitula.ground.faults import InputFaults, Place, ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.population.layout import known_layouts
from capitula.population.official.layout import known_official_layouts, official_layout
from capitula.population.official.loading import read_official
from capitula.population.official.summary import official_document, weighted_document
from capitula.population.weighted_population import read_weighted_populations

WEIGHTED = "weighted-populations"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """A kind of official file: its title and publisher, and the years known to be read."""

    kind: str
    title: str
    publisher: str
    years: str


def kinds_of_files() -> tuple[KindOfFile, ...]:
    """Return every kind that can be read, by name."""
    layouts = known_layouts()
    years = ", ".join(str(year) for layout in layouts for year in layout.years)
    kinds = [
        KindOfFile(WEIGHTED, layouts[-1].title, layouts[-1].publisher, years),
        *(
            KindOfFile(each.kind, each.title, each.publisher, ", ".join(each.years) or "any")
            for each in known_official_layouts().values()
        ),
    ]
    return tuple(sorted(kinds, key=lambda each: each.kind))


def load_document(
    kind: str, path: Path, year: str = "", progress: Progress | None = None
) -> dict[str, Any]:
    """Read a file of any kind and return what was read.

    Raises:
        InputFaults: no such kind, or every fault of the file.
    """
    if kind != WEIGHTED:
        if kind not in known_official_layouts():
            official_layout(kind)
        return official_document(read_official(kind, path, year, progress))
    try:
        stated = FinancialYear.parse(year) if year else None
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--year"))]) from fault
    return weighted_document(read_weighted_populations(path, stated, progress))
