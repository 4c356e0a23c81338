"""From the cube to the figures file of a settlement: what `capitula money settle` reads.

Only a year is written whose payment every line's rate states and whose costs have no gap: a
settlement does not rest on an incomplete cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.pence import to_pounds
from capitula.ground.writing import write_whole
from capitula.money.cube.run import Cube
from capitula.money.cube.statement import YearFigures


def figures_text(cube: Cube, year: YearFigures) -> str:
    """Return the figures file of one year, as an interim settlement: costs as known so far.

    `expected` is what the rates pay for the months counted, `actual` the cost after truncation.

    Raises:
        ValueError: the year has no payment for every line, or a cost that is not known.
    """
    if year.payment_pence is None or year.unpriced_rows:
        raise ValueError(f"{year.year} has no complete payment and cost")
    actual = year.truncated_cost_pence
    first = max(cube.terms.first, year.year.first_day)
    last = min(cube.terms.last, year.year.last_day)
    truncated = (
        ""
        if actual is None
        else f"; costs above percentile {cube.terms.truncation_percent} of people are left out"
    )
    lines = [
        "schema: capitula.settlement-figures/1",
        "stage: interim",
        f"period: {{from: {first}, to: {last}}}",
        "figures:",
        f"  expected: {to_pounds(year.payment_pence)}",
        f"  actual: {to_pounds(year.cost_pence if actual is None else actual)}",
        f"  months: {year.months}",
        *([] if year.people is None else [f"  people: {year.people}"]),
        f"note: From the cube with digest {cube.digests['cube']}{truncated}.",
    ]
    return "\n".join(lines) + "\n"


def write_settlement_figures(
    cube: Cube, figures: Iterable[YearFigures], folder: Path
) -> tuple[Path, ...]:
    """Write a figures file for each year; returns the files.

    Raises:
        InputFaults: every year that has no complete payment and cost; nothing is written.
    """
    years = tuple(figures)
    faults = [fault for year in years for fault in _incomplete(year)]
    if faults:
        raise InputFaults(faults)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(
        write_whole(
            folder / f"settlement-{str(year.year).replace('/', '-')}.yaml",
            figures_text(cube, year),
        )
        for year in years
    )


def _incomplete(year: YearFigures) -> Iterable[Fault]:
    without = [line.line for line in year.lines if line.payment_pence is None]
    place = Place(str(year.year))
    if without:
        yield Fault(
            place,
            f"no rate for {', '.join(without)}",
            "a rate for each line and year",
            "add it under rates in the terms, with its source",
        )
    if year.unpriced_rows:
        yield Fault(
            place,
            f"{year.unpriced_rows:,} row{'' if year.unpriced_rows == 1 else 's'} without a price",
            "a cost for every row",
            "price them; a settlement does not rest on a cost with gaps",
        )
