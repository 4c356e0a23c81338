"""California's Proposition 99: cigarette packs a head, the data most often used to show the method.

The file tells by its columns which answers it allows: packs alone, or packs with predictors.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.money.reproduce import Reproduction
from capitula.outcomes.inference.estimating import estimate
from capitula.outcomes.panel.reading import read_panel
from capitula.outcomes.panel.source import read_source
from capitula.outcomes.reproducing.comparing import (
    compare,
    figures_of,
    known_answers,
    reproduction,
)

TREATED, START = "California", "1989"

PREDICTORS = (
    "lnincome@1980..1988",
    "retprice@1980..1988",
    "age15to24@1980..1988",
    "beer@1984..1988",
    "cigsale@1988",
    "cigsale@1980",
    "cigsale@1975",
)
"""As in Abadie, Diamond and Hainmueller (2010)."""

_COLUMNS = ("cigsale", "lnincome", "beer", "age15to24", "retprice")


def reproduce_prop99(
    path: Path, progress: Callable[[int, int], None] | None = None
) -> Reproduction:
    """Compute the known answers for California again.

    Raises:
        InputFaults: everything wrong with the file.
    """
    header = read_source(path).header
    if progress:
        progress(0, 1)
    if "PacksPerCapita" in header:
        name = "prop99-outcome"
        read = read_panel(path, unit="State", time="Year", values=["PacksPerCapita"])
        _, found = estimate(
            read.panel, start=START, treated=[TREATED], treated_as_donor=True, checks=False
        )
    elif set(_COLUMNS) <= set(header):
        name = "prop99-predictors"
        read = read_panel(path, unit="state", time="year", values=_COLUMNS)
        _, found = estimate(
            read.panel.one("cigsale"),
            method="synthetic-control-predictors",
            start=START,
            treated=[TREATED],
            predictors=PREDICTORS,
            covariates=read.panel,
        )
    else:
        place = Place(path.name, 1)
        expected = f"PacksPerCapita, or {', '.join(_COLUMNS)}"
        remedy = "give one of the two published files"
        raise InputFaults([Fault(place, ", ".join(header[:8]), expected, remedy)])
    if progress:
        progress(1, 1)
    answers = known_answers()[name]
    return reproduction(
        "prop99",
        file=read.file,
        sha256=read.sha256,
        rows=read.panel.values[0].size,
        comparisons=compare(answers, figures_of(found[0])),
        sources={name: answers},
    )
