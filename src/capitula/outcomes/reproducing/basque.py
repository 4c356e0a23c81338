"""The Basque Country's economy under terrorism: two defensible windows, two answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from capitula.money.reproduce import Comparison, Reproduction
from capitula.outcomes.inference.estimating import estimate
from capitula.outcomes.panel.reading import read_panel
from capitula.outcomes.reproducing.comparing import (
    compare,
    figures_of,
    known_answers,
    reproduction,
)

TREATED, WHOLE = "Basque Country (Pais Vasco)", "Spain (Espana)"
STARTS = ("1975", "1970")


def reproduce_basque(
    path: Path, progress: Callable[[int, int], None] | None = None
) -> Reproduction:
    """Compute the known answers for both windows again.

    Raises:
        InputFaults: everything wrong with the file.
    """
    read = read_panel(path, unit="regionname", time="year", values=["gdpcap"])
    answers = {f"basque-{start}": known_answers()[f"basque-{start}"] for start in STARTS}
    comparisons: list[Comparison] = []
    for number, start in enumerate(STARTS, start=1):
        _, found = estimate(
            read.panel, start=start, treated=[TREATED], excluded=[WHOLE], checks=False
        )
        comparisons += compare(answers[f"basque-{start}"], figures_of(found[0]))
        if progress:
            progress(number, len(STARTS))
    return reproduction(
        "basque",
        file=read.file,
        sha256=read.sha256,
        rows=read.panel.values[0].size,
        comparisons=comparisons,
        sources=answers,
    )
