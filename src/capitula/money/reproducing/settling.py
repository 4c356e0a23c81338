"""Published rows put to the contract files that hold for them: one run a contract and year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from capitula.contract.model import Contract
from capitula.contract.reading import read_contract
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.financial_year import month_index, month_start
from capitula.money.mechanisms.figures import (
    AMOUNTS,
    COUNTS,
    FLAGS,
    RATES,
    Column,
    Figures,
    amount_column,
    count_column,
    flag_column,
    rate_column,
)
from capitula.money.mechanisms.program import Period, Program, compile_program
from capitula.money.mechanisms.run import Run
from capitula.money.reproducing.layout import HalfYear, SettlementLayout
from capitula.money.reproducing.settlement_file import PublishedRow

PAID_TERM = "settlement-paid"
"""The term of a contract file that says how many months after its end a year is paid."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The rows of one contract and year, as computed.

    Attributes:
        numbers: where they stand in the file.
        rows: as published.
    """

    contract: str
    year: int
    numbers: tuple[int, ...]
    rows: tuple[PublishedRow, ...]
    program: Program
    figures: Figures
    run: Run


@cache
def shipped_contract(name: str) -> Contract:
    """Return a contract file that ships with the product.

    Raises:
        InputFaults: it is at fault.
    """
    with as_file(files("capitula") / "contracts" / f"{name}.yaml") as path:
        return read_contract(path)


@cache
def program_of(name: str, year: int) -> Program:
    """Return the steps of a shipped contract that hold for a calendar year.

    A contract whose steps begin in July is put to the half-year from then on.

    Raises:
        InputFaults: the contract does not say when a year is paid, or a step changes within it.
    """
    contract = shipped_contract(name)
    last = date(year, 12, 31)
    term = next((term for term in contract.terms if term.id == PAID_TERM), None)
    if term is None or term.value is None:
        place = Place(f"{name}.yaml", None, None, f"terms.{PAID_TERM}")
        remedy = "add the term with the number of months after the year's end"
        raise InputFaults([Fault(place, "no day of payment", "a number of months", remedy)])
    paid_on = month_start(month_index(last) + int(term.value) + 1)
    try:
        return compile_program(contract, Period(date(year, 1, 1), last), paid_on)
    except InputFaults:
        return compile_program(contract, Period(date(year, 7, 1), last), paid_on)


def settle_rows(
    rows: Sequence[PublishedRow], layout: SettlementLayout, file: str
) -> tuple[Settled, ...]:
    """Compute every row with the contract file of its track, in groups of contract and year.

    Raises:
        InputFaults: an amount beyond the overflow guard, or a contract file at fault.
    """
    groups: dict[tuple[str, int], list[int]] = {}
    for number, row in enumerate(rows):
        groups.setdefault((row.contract, row.year), []).append(number)
    faults: list[Fault] = []
    settled: list[Settled] = []
    for (name, year), numbers in sorted(groups.items()):
        chosen = tuple(rows[number] for number in numbers)
        figures = figures_of(chosen, layout, file, faults)
        program = program_of(name, year)
        settled.append(
            Settled(name, year, tuple(numbers), chosen, program, figures, program.run(figures))
        )
    if faults:
        raise InputFaults(faults)
    return tuple(settled)


def figures_of(
    rows: Sequence[PublishedRow], layout: SettlementLayout, file: str, faults: list[Fault]
) -> Figures:
    """Return published rows as columns of exact integers."""
    names = dict.fromkeys(name for row in rows for name in row.values)
    blanks = [n for n, c in layout.columns.items() if c.blank.value == "nought" and n not in names]

    def values(name: str) -> list[Any]:
        return [row.values.get(name) for row in rows]

    def columns(known: Mapping[str, str], make: Callable[[list[Any]], Any]) -> Iterator[Any]:
        for name in known:
            if name in names:
                yield name, make(values(name))
            elif name in blanks:
                yield name, make([Decimal(0)] * len(rows))

    amounts: dict[str, Column] = {}
    for name in AMOUNTS:
        if name in names or name in blanks:
            wanted = values(name) if name in names else [Decimal(0)] * len(rows)
            try:
                amounts[name] = amount_column(wanted)
            except ValueFault as fault:
                faults.append(fault.at(Place(file, None, None, name)))
                amounts[name] = amount_column([Decimal(0)] * len(rows))
    counts = dict(columns(COUNTS, count_column))
    months = _months(rows, layout.half_year)
    if months is not None:
        counts["months"] = count_column(months)
    return Figures(
        len(rows),
        amounts,
        counts,
        dict(columns(RATES, rate_column)),
        dict(columns(FLAGS, flag_column)),
    )


def _months(rows: Sequence[PublishedRow], rule: HalfYear | None) -> list[int] | None:
    """Return the months that each row's year has, told by its base against the whole year's."""
    if rule is None:
        return None
    months: list[int] = []
    for row in rows:
        parts = [row.values.get(name) for name in rule.whole]
        base = row.values.get(rule.of)
        whole = Decimal(1)
        for part in parts:
            whole *= part or 0
        part_of_year = Decimal(rule.months) / 12
        off = abs(base / whole - part_of_year) if whole and base is not None else Decimal(1)
        months.append(rule.months if off <= rule.within else 12)
    return months
