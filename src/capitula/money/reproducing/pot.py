"""`money reproduce pot`: a pot divided by weighted measures, held against stated payments.

The file has a line for each facility with its counts and its `payment`, a line `weight` with the
weight of each measure in per cent, and the pot in that line's `payment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import from_pounds
from capitula.money.mechanisms.pot import divide_pot
from capitula.money.reproduce import Progress, Reproduction
from capitula.money.reproducing.comparing import Source, compare, money, report
from capitula.money.reproducing.table import Line, Table, read_table
from capitula.population.published_csv import read_published_csv

REQUIRED = Decimal(1)
TOLERANCE = Decimal("0.01")
"""A penny: the largest remainder gives a facility at most one more than the floor."""

_FACILITY, _PAYMENT, _WEIGHT = "facility", "payment", "weight"


def reproduce_pot(
    paths: Sequence[Path], year: FinancialYear | None, progress: Progress | None
) -> Reproduction:
    """Compare every payment, and their sum with the pot.

    Raises:
        InputFaults: everything wrong with the file.
    """
    del year, progress
    if len(paths) != 1:
        place = Place("money reproduce pot", None, None, "FILE")
        raise InputFaults([Fault(place, f"{len(paths)} files", "one file, of one pot", "give one")])
    header = read_published_csv(paths[0]).header
    measures = [name for name in header if name.casefold() not in (_FACILITY, _PAYMENT)]
    table = read_table(paths[0], [_FACILITY], [_PAYMENT, *measures])
    weights, facilities = _parts(table, measures)
    counts = {
        name: {line.words[_FACILITY]: int(line.numbers[name] or 0) for line in facilities}
        for name in measures
    }
    percents = {name: Fraction(weights.numbers[name] or 0) for name in measures}
    pot = weights.numbers[_PAYMENT] or Decimal(0)
    paid = divide_pot(from_pounds(pot), counts, percents)
    comparisons = [
        compare(
            line.words[_FACILITY],
            {name: line.numbers[name] for name in measures},
            line.numbers[_PAYMENT],
            money(paid[line.words[_FACILITY]]),
            allowed=TOLERANCE,
            unit="£",
        )
        for line in facilities
    ]
    total = money(sum(paid.values()))
    comparisons.append(compare("all together", {}, pot, total, allowed=Decimal(0), unit="£"))
    source = Source("pot", (table.name,), (table.sha256,), len(facilities))
    return report(
        source,
        comparisons,
        required=REQUIRED,
        tolerance=TOLERANCE,
        unit="£",
        more={"unit": "pounds", "pot": pot, "weights": {n: weights.numbers[n] for n in measures}},
    )


def _parts(table: Table, measures: Sequence[str]) -> tuple[Line, list[Line]]:
    weights = [line for line in table.lines if line.words[_FACILITY].casefold() == _WEIGHT]
    facilities = [line for line in table.lines if line not in weights]
    faults: list[Fault] = []
    if len(weights) != 1:
        found = f"{len(weights)} lines `{_WEIGHT}`"
        remedy = "add one line with the weight of each measure, and the pot under `payment`"
        faults.append(Fault(Place(table.name), found, "one", remedy))
    names = [line.words[_FACILITY] for line in facilities]
    for number, line in enumerate(facilities):
        if names[number] in names[:number]:
            place = Place(table.name, line.number, None, _FACILITY)
            found = f"{names[number]!r} twice"
            faults.append(Fault(place, found, "each facility once", "add the two lines up"))
        for name in measures:
            value = line.numbers[name]
            if value is None or value != value.to_integral_value():
                place = Place(table.name, line.number, None, name)
                found = "nothing" if value is None else f"{value}"
                faults.append(Fault(place, found, "a whole number", "a count cannot be guessed"))
    if faults:
        raise InputFaults(faults)
    return weights[0], facilities
