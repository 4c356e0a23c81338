"""Net present value: every stream in every year, discounted exactly, floored once a cell.

    cell = floor( amount × (100 + bias for a cost, 100 − bias for a benefit) ÷ 100 × factor(year) )
    net present value = benefits − costs, summed over cells

No cell, benefit or risk has a ceiling. A stream without an amount is missing: it stands as a
question, and the net present value says that it is not whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from capitula.appraisal.share import percent_of
from capitula.appraisal.value.rates import Effect, green_book
from capitula.appraisal.value.terms import Side, Stream, ValueTerms
from capitula.ground.financial_year import FinancialYear
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds
from capitula.money.scenarios.tornado_bars import Tornado, TornadoBar

MEASURE = "net present value"


@dataclass(frozen=True, slots=True)
class StreamValue:
    """One stream over the horizon.

    Attributes:
        stream: what it is.
        undiscounted_pence: its sum with optimism bias, before discounting.
        by_year: year to present value, never below nought.
        mark: the weaker of the stream's and its rates'.
    """

    stream: Stream
    undiscounted_pence: Pence
    by_year: Mapping[str, Pence]
    mark: EvidenceMark

    @property
    def present_pence(self) -> Pence:
        """Its present value."""
        return sum(self.by_year.values())


@dataclass(frozen=True, slots=True)
class PresentValue:
    """What a proposal comes to.

    Attributes:
        terms: what was stated.
        streams: those with an amount.
        missing: those without.
        years: base year to horizon.
        mark: the weakest mark.
    """

    terms: ValueTerms
    streams: tuple[StreamValue, ...]
    missing: tuple[Stream, ...]
    years: tuple[str, ...]
    mark: EvidenceMark

    def present_pence(self, side: Side) -> Pence:
        """Return the present value of all costs, or of all benefits."""
        return sum(each.present_pence for each in self.streams if each.stream.side is side)

    @property
    def net_pence(self) -> Pence:
        """Benefits less costs."""
        return self.present_pence(Side.BENEFIT) - self.present_pence(Side.COST)

    @property
    def benefit_cost_percent(self) -> Decimal | None:
        """Pounds of benefit for each 100 pounds of cost, to a tenth; None without a cost."""
        cost = self.present_pence(Side.COST)
        return percent_of(self.present_pence(Side.BENEFIT), cost) if cost else None

    @property
    def switching_percent(self) -> Decimal | None:
        """The per cent of the stated benefits at which the net is nought, to a tenth."""
        benefit = self.present_pence(Side.BENEFIT)
        return percent_of(self.present_pence(Side.COST), benefit) if benefit else None

    def cumulative(self) -> dict[str, Pence]:
        """Return the net of all years up to each."""
        total, found = 0, dict[str, Pence]()
        for year in self.years:
            for each in self.streams:
                sign = 1 if each.stream.side is Side.BENEFIT else -1
                total += sign * each.by_year.get(year, 0)
            found[year] = total
        return found

    @property
    def breaks_even(self) -> str:
        """The first year from which the net of all years stays at or above nought; or nothing."""
        found = ""
        for year, total in reversed(self.cumulative().items()):
            if total < 0:
                break
            found = year
        return found

    def tornado(self) -> Tornado | None:
        """Return what moves the net most: each stream at the ends of its range."""
        moved = [each for each in self.streams if each.stream.range is not None]
        if not moved:
            return None
        bars = [self._bar(each) for each in moved]
        ordered = sorted(bars, key=lambda bar: (-bar.swing_pence, bar.assumption))
        span = f"{self.years[0]} to {self.years[-1]}"
        return Tornado(MEASURE, span, self.net_pence, tuple(ordered))

    def _bar(self, each: StreamValue) -> TornadoBar:
        stream, span = each.stream, each.stream.range
        assert span is not None  # noqa: S101  # only streams with a range come here
        sign = 1 if stream.side is Side.BENEFIT else -1
        low, high = (
            self.net_pence + sign * (scaled(each, percent) - each.present_pence)
            for percent in (span.low_percent, span.high_percent)
        )
        ends = f"{span.low_percent:+} to {span.high_percent:+} per cent"
        return TornadoBar(stream.id, f"{stream.title}, {ends} ({stream.mark})", low, high)

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "base_year": self.terms.base_year,
            "last_year": self.terms.last_year,
            "mark": str(self.mark),
            "costs_pence": self.present_pence(Side.COST),
            "benefits_pence": self.present_pence(Side.BENEFIT),
            "net_present_value_pence": self.net_pence,
            "whole": not self.missing,
            "benefit_per_100_cost": self.benefit_cost_percent,
            "switching_percent_of_benefits": self.switching_percent,
            "breaks_even": self.breaks_even or None,
            "cumulative_pence": self.cumulative(),
            "streams": [
                {
                    "id": each.stream.id,
                    "title": each.stream.title,
                    "side": str(each.stream.side),
                    "effect": str(each.stream.effect),
                    "optimism_bias_percent": each.stream.optimism_bias_percent,
                    "undiscounted_pence": each.undiscounted_pence,
                    "present_pence": each.present_pence,
                    "by_year_pence": dict(each.by_year),
                    "mark": str(each.mark),
                    "why": each.stream.why,
                }
                for each in self.streams
            ],
            "missing": [
                {"id": each.id, "title": each.title, "side": str(each.side), "why": each.why}
                for each in self.missing
            ],
        }


def present_value(terms: ValueTerms) -> PresentValue:
    """Return the net present value of what was stated."""
    rates = terms.rates or green_book()
    first, last = FinancialYear.parse(terms.base_year), FinancialYear.parse(terms.last_year)
    years = tuple(str(FinancialYear(start)) for start in range(first.start, last.start + 1))
    factors = {
        effect: [rates.factor(effect, number) for number in range(len(years))] for effect in Effect
    }
    found: list[StreamValue] = []
    for stream in terms.streams:
        if stream.amount is None:
            continue
        start, end = (FinancialYear.parse(y).start for y in (stream.first_year, stream.last))
        numbers = range(start - first.start, end - first.start + 1)
        amount = from_pounds(stream.amount) * biased(stream)
        by_year = {years[n]: (amount * factors[stream.effect][n]).__floor__() for n in numbers}
        mark = weakest([stream.mark, rates.mark(stream.effect, end - first.start)])
        found.append(StreamValue(stream, (amount * len(numbers)).__floor__(), by_year, mark))
    return PresentValue(
        terms=terms,
        streams=tuple(found),
        missing=tuple(stream for stream in terms.streams if stream.amount is None),
        years=years,
        mark=weakest(each.mark for each in found),
    )


def biased(stream: Stream) -> Fraction:
    """Return what optimism bias multiplies a stream by: more for a cost, less for a benefit."""
    bias = Fraction(stream.optimism_bias_percent)
    return (100 + bias if stream.side is Side.COST else 100 - bias) / 100


def scaled(each: StreamValue, percent: Decimal) -> Pence:
    """Return a stream's present value with its amount moved by a per cent, floored."""
    return (each.present_pence * (100 + Fraction(percent)) / 100).__floor__()
