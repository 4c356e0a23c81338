"""`money reproduce gp-payments`: components of NHS Payments to General Practice to their totals.

The components are the columns from the global sum up to the total. A column among them that repeats
others is found by arithmetic, never by its name: a "total" in the name is sometimes a component,
and leaving it out would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.money.reproduce import Comparison, Progress, Reproduction
from capitula.money.reproducing.cells import number
from capitula.money.reproducing.comparing import Source, compare, report
from capitula.money.reproducing.layout import plain
from capitula.population.published_csv import PublishedCsv, read_published_csv

REQUIRED = Decimal(1)
PENNY = Decimal("0.01")

_YEAR = re.compile(r"20\d\d-\d\d")
_FIRST = "Global Sum"
_TOTAL = "Total NHS Payments to General Practice"
_DEDUCTIONS = "Deductions for Pensions, Levies and Prescription Charge Income"
_NET = "Total NHS Payments to General Practice Minus Deductions"
_CODE = "Practice Code"


@dataclass(frozen=True, slots=True)
class Payments:
    """One year's file, amounts only.

    Attributes:
        components: the names of the columns from the global sum up to the total.
        rows: for each practice its line, code, components, total, deductions and net.
        whole_pounds: whether every component is printed so, and may each be 50p off.
    """

    name: str
    sha256: str
    components: tuple[str, ...]
    rows: tuple[tuple[int, str, tuple[Decimal, ...], Decimal, Decimal, Decimal], ...]

    whole_pounds: bool = False

    @property
    def year(self) -> str:
        """The year that the file's name states, or the name."""
        match = _YEAR.search(self.name)
        return match[0] if match else self.name


@dataclass(frozen=True, slots=True)
class Repeats:
    """A column that repeats others, and which."""

    column: str
    parts: tuple[str, ...]


def reproduce_gp_payments(
    paths: Sequence[Path], year: FinancialYear | None, progress: Progress | None
) -> Reproduction:
    """Compare the components of every practice and year with its total, and the total with the net.

    Raises:
        InputFaults: everything wrong with a file.
    """
    del year
    read: list[Payments] = []
    faults: list[Fault] = []
    for done, path in enumerate(paths, start=1):
        try:
            read.append(_read(path))
        except InputFaults as found:
            faults += found.faults
        if progress:
            progress(done, len(paths))
    if faults:
        raise InputFaults(faults)
    comparisons: list[Comparison] = []
    about: list[Mapping[str, Any]] = []
    for payments in read:
        totals, summary = _compared(payments)
        comparisons += totals
        about.append(summary)
    source = Source(
        "gp-payments",
        tuple(p.name for p in read),
        tuple(p.sha256 for p in read),
        sum(len(p.rows) for p in read),
    )
    return report(
        source,
        comparisons,
        required=REQUIRED,
        tolerance=Decimal(0),
        unit="£ beyond the rounding of whole pounds",
        more={"unit": "pounds", "years": about},
    )


def repeated_column(payments: Payments) -> Repeats | None:
    """Find the column that must stay out of the sum, by arithmetic alone.

    It is one whose amount is, on every line where components miss the total by more than rounding
    allows, exactly what they exceed it by, and which equals the sum of the columns just before it.
    """
    allowed = [_rounding(payments, parts) for _, _, parts, *_ in payments.rows]
    excess = [sum(parts, Decimal(0)) - total for _, _, parts, total, *_ in payments.rows]
    off = [at for at, value in enumerate(excess) if abs(value) > allowed[at]]
    if not off:
        return None
    for place, name in enumerate(payments.components):
        explains = all(
            abs(excess[at] - payments.rows[at][2][place]) <= allowed[at]
            for at in range(len(payments.rows))
        )
        if not explains:
            continue
        for first in range(place - 1, -1, -1):
            if all(
                abs(sum(parts[first:place], Decimal(0)) - parts[place]) <= allowed[at]
                for at, (_, _, parts, *_) in enumerate(payments.rows)
            ):
                return Repeats(name, payments.components[first:place])
    return None


def _rounding(payments: Payments, parts: Sequence[Decimal]) -> Decimal:
    """Half a pound for each component that is not nought and for the total, where rounded."""
    if not payments.whole_pounds:
        return Decimal(0)
    return Decimal("0.5") * (sum(1 for amount in parts if amount) + 1)


def _compared(payments: Payments) -> tuple[list[Comparison], Mapping[str, Any]]:
    repeats = repeated_column(payments)
    left_out = payments.components.index(repeats.column) if repeats else -1
    found: list[Comparison] = []
    off = over_two = net_off = net_missed = naive = 0
    total_of_all = Decimal(0)
    for _, code, parts, total, deductions, net in payments.rows:
        kept = [amount for place, amount in enumerate(parts) if place != left_out]
        computed = sum(kept, Decimal(0))
        naive += sum(parts, Decimal(0)) != total
        off += computed != total
        over_two += abs(computed - total) > 2
        net_difference = abs(total + deductions - net)
        net_off += net_difference != 0
        net_missed += net_difference > (1 if payments.whole_pounds else 0)
        total_of_all += total
        inputs: dict[str, Decimal | None] = dict(zip(payments.components, parts, strict=True))
        allowed = _rounding(payments, kept)
        key = f"{code} {payments.year}"
        found.append(compare(key, inputs, total, computed, allowed=allowed, unit="£"))
    return found, {
        "file": payments.name,
        "practices": len(payments.rows),
        "total": total_of_all,
        "off_naively": naive,
        "off": off,
        "off_by_more_than_2": over_two,
        "net_off": net_off,
        "net_beyond_rounding": net_missed,
        "whole_pounds": payments.whole_pounds,
        "repeats": None
        if repeats is None
        else {"column": repeats.column, "repeats": list(repeats.parts)},
        "explained": _explained(payments, repeats),
    }


def _explained(payments: Payments, repeats: Repeats | None) -> str:
    said: list[str] = []
    if repeats:
        parts = " and ".join(repr(part) for part in repeats.parts)
        said.append(f"{repeats.column!r} repeats {parts} on every line and stays out of the sum")
    if payments.whole_pounds:
        said.append("components are printed in whole pounds: each may be 50p off, and so the sum")
    return "; ".join(said) or "every component counts, and the sum is exact"


def _read(path: Path) -> Payments:
    table = read_published_csv(path)
    at = {plain(name): place for place, name in reversed(list(enumerate(table.header)))}
    faults = [
        Fault(
            Place(table.name, 1),
            f"no column {name!r}",
            "a file of NHS Payments to General Practice",
            "give the file as it was published",
        )
        for name in (_CODE, _FIRST, _TOTAL, _DEDUCTIONS, _NET)
        if plain(name) not in at
    ]
    if faults:
        raise InputFaults(faults)
    first, total = at[plain(_FIRST)], at[plain(_TOTAL)]
    if first >= total:
        fault = Fault(Place(table.name, 1), "the total before the global sum", "after", "check it")
        raise InputFaults([fault])
    places = [*range(first, total + 1), at[plain(_DEDUCTIONS)], at[plain(_NET)]]
    rows: list[tuple[int, str, tuple[Decimal, ...], Decimal, Decimal, Decimal]] = []
    for line, cells in table.rows:
        amounts = [_amount(table, line, place, cells[place], faults) for place in places]
        *parts, all_of_them, deductions, net = amounts
        code = cells[at[plain(_CODE)]].strip()
        rows.append((line, code, tuple(parts), all_of_them, deductions, net))
    if faults:
        raise InputFaults(faults)
    whole = all(part == part.to_integral_value() for row in rows for part in row[2])
    return Payments(table.name, table.sha256, table.header[first:total], tuple(rows), whole)


def _amount(table: PublishedCsv, line: int, place: int, cell: str, faults: list[Fault]) -> Decimal:
    where = Place(table.name, line, None, table.header[place])
    try:
        value = number(cell)
    except ValueFault as fault:
        faults.append(fault.at(where))
        return Decimal(0)
    if value is None:
        faults.append(Fault(where, "an empty cell", "an amount", "nought is data; nothing is not"))
        return Decimal(0)
    return value
