"""The figures of contracts and years that mechanisms work on: columns, each with what is known.

Missing stays missing: a step that needs a figure which a row lacks stops that row by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

import numpy as np

from capitula.ground.faults import ValueFault
from capitula.ground.pence import to_pounds
from capitula.money.mechanisms.exact import LARGEST_AMOUNT, Flags, Rates, Whole

Names: TypeAlias = Mapping[str, str]

AMOUNTS: Names = {
    "benchmark": "the benchmark",
    "unadjusted_benchmark": "the benchmark before discount and withholding",
    "expected": "the expected spend",
    "budget": "the budget",
    "actual": "the actual spend",
    "revenue": "the holder's revenue",
    "relief": "the adjustment settled elsewhere",
    "equity_up": "the upward equity adjustment",
    "equity_down": "the downward equity adjustment",
}
COUNTS: Names = {
    "people": "people assigned",
    "months": "months of the year that count",
    "agreement_year": "year of the agreement",
}
RATES: Names = {
    "quality_score": "the quality score",
    "stated_minimum_rate": "the minimum rate stated by the payer",
    "stated_final_share": "the final share rate stated by the payer",
    "stated_loss_rate": "the final loss rate stated by the payer",
    "trend": "the trend of the benchmark",
    "cost_variation": "the coefficient of variation of one person's cost",
    "attainment": "the share of the measures that is met",
}
FLAGS: Names = {
    "quality_met": "whether the quality standard is met",
    "alternative_quality_met": "whether the alternative quality standard is met",
    "reduced_share": "whether the reduced share below the minimum rate is due",
    "revenue_limited": "whether a limit on revenue applies",
    "low_revenue": "whether revenue is low",
    "first_year": "whether it is the first year",
    "elected": "whether the holder chose the withholding for staying",
    "stayed": "whether the holder stayed",
}
"""Every figure that a mechanism may ask for, by kind, and how a sentence calls it."""


@dataclass(frozen=True, slots=True)
class Column:
    """Whole numbers, one a row, and whether each is known; an unknown one is nought inside."""

    values: Whole
    known: Flags


@dataclass(frozen=True, slots=True)
class RateColumn:
    """Exact rates, one a row, and whether each is known."""

    rates: Rates
    known: Flags


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows of figures, each column of its own kind; a column that is not there is unknown."""

    rows: int
    amounts: Mapping[str, Column] = field(default_factory=dict[str, Column])
    counts: Mapping[str, Column] = field(default_factory=dict[str, Column])
    rates: Mapping[str, RateColumn] = field(default_factory=dict[str, RateColumn])
    flags: Mapping[str, Column] = field(default_factory=dict[str, Column])

    def amount(self, name: str) -> Column:
        """Return a column of amounts in pence; unknown throughout if there is none."""
        return self.amounts.get(name) or self._unknown()

    def count(self, name: str) -> Column:
        """Return a column of counts."""
        return self.counts.get(name) or self._unknown()

    def flag(self, name: str) -> Column:
        """Return a column of noughts and ones."""
        return self.flags.get(name) or self._unknown()

    def rate(self, name: str) -> RateColumn:
        """Return a column of rates."""
        nothing = Rates(np.zeros(self.rows, dtype=np.int64), 1)
        return self.rates.get(name) or RateColumn(nothing, np.zeros(self.rows, dtype=np.bool_))

    def _unknown(self) -> Column:
        return Column(np.zeros(self.rows, dtype=np.int64), np.zeros(self.rows, dtype=np.bool_))

    def take(self, chosen: Sequence[int] | Whole) -> Figures:
        """Return some of the rows, in the order asked for."""
        index = np.asarray(chosen, dtype=np.int64)

        def part(columns: Mapping[str, Column]) -> dict[str, Column]:
            return {n: Column(c.values[index], c.known[index]) for n, c in columns.items()}

        rates = {
            name: RateColumn(
                Rates(np.asarray(column.rates.numerators)[index], column.rates.denominator),
                column.known[index],
            )
            for name, column in self.rates.items()
        }
        return Figures(len(index), part(self.amounts), part(self.counts), rates, part(self.flags))


def amount_column(amounts: Sequence[Decimal | None]) -> Column:
    """Return pounds as a column of pence; a fraction of a penny is floored.

    Raises:
        ValueFault: one lies beyond the declared largest amount.
    """
    pence = [
        0 if a is None else int((a.scaleb(2)).to_integral_value("ROUND_FLOOR")) for a in amounts
    ]
    for number in pence:
        refuse_beyond_guard(number)
    return Column(np.array(pence, dtype=np.int64), _known(amounts))


def refuse_beyond_guard(pence: int) -> None:
    """Refuse an amount beyond the overflow guard.

    Raises:
        ValueFault: it is.
    """
    if abs(pence) > LARGEST_AMOUNT:
        raise ValueFault(
            f"{Decimal(pence).scaleb(-2):,}",
            f"at most {to_pounds(LARGEST_AMOUNT):,} either side of nought, the overflow guard",
            "check the unit: pounds or dollars, not pence, not thousands",
        )


def count_column(counts: Sequence[int | None]) -> Column:
    """Return counts as a column."""
    return Column(np.array([c or 0 for c in counts], dtype=np.int64), _known(counts))


def flag_column(flags: Sequence[bool | None]) -> Column:
    """Return yes or no as a column of ones and noughts."""
    return Column(np.array([bool(f) for f in flags], dtype=np.int64), _known(flags))


def rate_column(rates: Sequence[Decimal | None]) -> RateColumn:
    """Return rates as exact fractions over the power of ten that holds all their decimals."""
    decimals = max((_places(rate) for rate in rates if rate is not None), default=0)
    numerators = [0 if rate is None else int(rate.scaleb(decimals)) for rate in rates]
    return RateColumn(Rates(np.array(numerators, dtype=np.int64), 10**decimals), _known(rates))


def _places(rate: Decimal) -> int:
    return max(0, -int(rate.normalize().as_tuple().exponent))


def _known(values: Sequence[object]) -> Flags:
    return np.array([value is not None for value in values], dtype=np.bool_)
