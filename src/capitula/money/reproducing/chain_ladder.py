"""`money reproduce chain-ladder`: published factors and outstanding cost from their triangle."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.money.late_data.chain_ladder import Completed, chain_ladder
from capitula.money.late_data.reading import raa_triangle, read_triangle
from capitula.money.reproduce import Comparison, Progress, Reproduction
from capitula.money.reproducing.cells import number
from capitula.money.reproducing.comparing import Source, compare, report
from capitula.population.published_csv import PublishedCsv, plain_name, read_published_csv

REQUIRED = Decimal(1)
TOLERANCE = Decimal("0.0005")
"""Three decimals."""


def reproduce_chain_ladder(
    paths: Sequence[Path], year: FinancialYear | None, progress: Progress | None
) -> Reproduction:
    """Compare the answers of a file (`item,value`) with a triangle completed here.

    The triangle is the second file, or else the RAA one that ships with its source.

    Raises:
        InputFaults: everything wrong with a file.
    """
    del year, progress
    if len(paths) > 2:
        place = Place("money reproduce chain-ladder", None, None, "FILE")
        found = f"{len(paths)} files"
        expected = "the file of known answers, and the triangle if it is not the RAA one"
        raise InputFaults([Fault(place, found, expected, "run it once for each triangle")])
    answers = read_published_csv(paths[0])
    triangle = read_triangle(paths[1]) if len(paths) == 2 else raa_triangle()
    completed = chain_ladder(triangle)
    comparisons = _compared(answers, completed)
    files = tuple(path.name for path in paths)
    source = Source("chain-ladder", files, (answers.sha256,), len(answers.rows))
    more = {
        "unit": "the triangle's own",
        "factors": [_decimal(factor) for factor in completed.factors],
        "ultimates": [_decimal(ultimate) for ultimate in completed.ultimates],
        "outstanding": _decimal(completed.outstanding),
        "latest": sum(triangle.latest),
    }
    return report(
        source, comparisons, required=REQUIRED, tolerance=TOLERANCE, unit="units", more=more
    )


def _compared(answers: PublishedCsv, completed: Completed) -> list[Comparison]:
    header = [plain_name(name) for name in answers.header]
    if header[:2] != ["item", "value"]:
        place = Place(answers.name, 1)
        found, expected = f"the columns {', '.join(answers.header)}", "the columns item and value"
        raise InputFaults([Fault(place, found, expected, "one line an answer")])
    comparisons: list[Comparison] = []
    faults: list[Fault] = []
    for line, (item, value, *_) in answers.rows:
        name = item.casefold()
        if "factor" in name or name.startswith("ldf"):
            wanted, kind = list(completed.factors), "factor"
        elif name.startswith("ultimate"):
            wanted, kind = list(completed.ultimates), "ultimate"
        elif name.startswith("ibnr") or "outstanding" in name:
            wanted, kind = [completed.outstanding], "outstanding"
        else:
            comparisons.append(compare(item, {}, None, None, allowed=TOLERANCE))
            continue
        for place, (text, exact) in enumerate(zip(value.split(), wanted, strict=False), start=1):
            try:
                expected = number(text)
            except ValueFault as fault:
                faults.append(fault.at(Place(answers.name, line, None, item)))
                continue
            key = kind if len(wanted) == 1 else f"{kind} {place}"
            computed = _decimal(exact)
            comparisons.append(compare(key, {}, expected, computed, allowed=TOLERANCE))
        if len(value.split()) != len(wanted):
            found = f"{len(value.split())} values"
            place_of = Place(answers.name, line, None, item)
            faults.append(Fault(place_of, found, f"{len(wanted)}", "give each of them"))
    if faults:
        raise InputFaults(faults)
    return comparisons


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)
