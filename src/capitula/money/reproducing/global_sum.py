"""`money reproduce global-sum`: what each practice is paid for its weighted list, a year ahead.

    annual = (price × weighted list + temporary patients adjustment) × (1 − out-of-hours opt-out)

The adjustment is a fixed sum a practice. It is inferred from one year and the next is predicted.
What the file does not show is reported and not fitted: moves of lists, mergers, corrections, and in
London the payment by resident patient.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.money.reproduce import Comparison, Progress, Reproduction
from capitula.money.reproducing.comparing import Source, report
from capitula.money.reproducing.table import Table, read_table

REQUIRED = Decimal("0.60")
TOLERANCE = Decimal(1)
"""One pound: rounding of the printed list alone allows 43p from each of the two years."""

_NUMBERS = ("weighted", "global_sum_paid", "price", "ooh_rate")
_WORDS = ("year", "practice_code", "region")
_BANDS = (Decimal(1), Decimal(10), Decimal(100), Decimal(1000))


@dataclass(frozen=True, slots=True)
class PracticeYear:
    """One practice in one year."""

    line: int
    code: str
    year: FinancialYear
    region: str
    area: str
    weighted: Decimal
    paid: Decimal
    price: Decimal
    opted_out: Decimal


def temporary_patients_adjustment(row: PracticeYear) -> Fraction:
    """Infer the fixed sum from what was paid: paid ÷ (1 − opt-out) − price × weighted list."""
    kept = 1 - Fraction(row.opted_out)
    return Fraction(row.paid) / kept - Fraction(row.price) * Fraction(row.weighted)


def global_sum_pence(
    price: Decimal, weighted: Decimal, adjustment: Fraction, opted_out: Decimal
) -> int:
    """Return a year's global sum, floored to the penny once, at the end."""
    exact = (Fraction(price) * Fraction(weighted) + adjustment) * (1 - Fraction(opted_out))
    return (exact * 100).__floor__()


def reproduce_global_sum(
    paths: Sequence[Path], year: FinancialYear | None, progress: Progress | None
) -> Reproduction:
    """Predict each practice's second year from its first and compare.

    Args:
        paths: files with practices of two or more consecutive years.
        year: the year to predict; every year after the first unless given.
        progress: not used.

    Raises:
        InputFaults: everything wrong with a file; no practice in two consecutive years.
    """
    del progress
    tables = [read_table(path, _WORDS, _NUMBERS) for path in paths]
    faults: list[Fault] = []
    rows = [row for table in tables for row in _rows(table, faults)]
    by_key: dict[tuple[str, FinancialYear], PracticeYear] = {}
    for row in rows:
        key = (row.code, row.year)
        if key in by_key:
            place = Place(tables[0].name, row.line, None, "practice_code")
            found = f"{row.code} twice in {row.year}"
            faults.append(Fault(place, found, "each practice once a year", "delete one line"))
        by_key[key] = row
    pairs = [
        (before, row)
        for row in rows
        if (before := by_key.get((row.code, FinancialYear(row.year.start - 1))))
        and (year is None or row.year == year)
    ]
    if not pairs and not faults:
        place, found = Place(tables[0].name), "no practice in two consecutive years"
        faults.append(Fault(place, found, "at least two years", "give the year before too"))
    if faults:
        raise InputFaults(faults)
    comparisons = [_compared(before, row) for before, row in pairs]
    source = Source(
        "global-sum", tuple(t.name for t in tables), tuple(t.sha256 for t in tables), len(rows)
    )
    years = sorted({str(row.year) for _, row in pairs})
    more = {"year": ", ".join(years), "unit": "pounds", "groups": _groups(pairs, comparisons)}
    return report(source, comparisons, required=REQUIRED, tolerance=TOLERANCE, unit="£", more=more)


def _rows(table: Table, faults: list[Fault]) -> list[PracticeYear]:
    rows: list[PracticeYear] = []
    for line in table.lines:
        try:
            year = FinancialYear.parse(line.words["year"])
        except ValueFault as fault:
            faults.append(fault.at(Place(table.name, line.number, None, "year")))
            continue
        weighted, paid, price, opted_out = (line.numbers[name] for name in _NUMBERS)
        missing = [name for name in _NUMBERS if line.numbers[name] is None]
        if weighted is None or paid is None or price is None or opted_out is None:
            place = Place(table.name, line.number, None, ", ".join(missing))
            faults.append(Fault(place, "nothing", "a number", "a figure cannot be guessed"))
            continue
        if not 0 <= opted_out < 1 or weighted < 0:
            place = Place(table.name, line.number)
            found = f"an opt-out of {opted_out} and a list of {weighted}"
            expected = "a share from 0 to below 1, and a list not below nought"
            faults.append(Fault(place, found, expected, "correct the cell"))
            continue
        words = line.words
        rows.append(
            PracticeYear(
                line.number,
                words["practice_code"],
                year,
                words["region"],
                words.get("ccg", ""),
                weighted,
                paid,
                price,
                opted_out,
            )
        )
    return rows


def _compared(before: PracticeYear, row: PracticeYear) -> Comparison:
    adjustment = temporary_patients_adjustment(before)
    predicted = global_sum_pence(row.price, row.weighted, adjustment, row.opted_out)
    computed = Decimal(predicted).scaleb(-2)
    difference = computed - row.paid
    deviation = abs(difference)
    london = _in_london(before) or _in_london(row)
    reason = ""
    if london:
        reason = "London: the payment by resident patient is not in the file"
    elif deviation > TOLERANCE:
        reason = (
            f"differs by £{difference:,.2f}: a list move, merger, opt-out or correction that the "
            "file does not show"
        )
    inputs: dict[str, Decimal | None] = {
        "weighted_before": before.weighted,
        "paid_before": before.paid,
        "price_before": before.price,
        "ooh_rate_before": before.opted_out,
        "temporary_patients_adjustment": Decimal((adjustment * 100).__floor__()).scaleb(-2),
        "weighted": row.weighted,
        "price": row.price,
        "ooh_rate": row.opted_out,
    }
    return Comparison(
        f"{row.code} {row.year}",
        inputs,
        compared=not london,
        expected=row.paid,
        computed=computed,
        difference=difference,
        deviation=deviation,
        matched=not reason,
        reason=reason,
    )


def _in_london(row: PracticeYear) -> bool:
    return "london" in row.region.casefold()


def _groups(
    pairs: Sequence[tuple[PracticeYear, PracticeYear]], comparisons: Sequence[Comparison]
) -> list[Mapping[str, Any]]:
    """Count within £1, £10, £100 and £1,000: outside London, London, and each area."""
    both = list(zip(pairs, comparisons, strict=True))
    groups: dict[str, list[Comparison]] = {"outside London": [], "London": []}
    for (_, row), comparison in both:
        name = "outside London" if comparison.compared else "London"
        groups[name].append(comparison)
        if row.area:
            groups.setdefault(f"area {row.area}", []).append(comparison)
    return [
        {
            "group": name,
            "pairs": len(members),
            **{
                f"within_{band}": sum((c.deviation or 0) <= band for c in members)
                for band in _BANDS
            },
        }
        for name, members in groups.items()
    ]
