"""Counts by month, read as a number a day, exactly.

Months differ in length: 600 delayed days are 19.4 beds in a January and 21.4 in a February. So a
month's count is divided by its days. Nothing is divided by people: a rate for 2011 on the
population of another year would use a list that was not in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import month_end
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.words import listed, month_name


@dataclass(frozen=True, slots=True)
class DailyMean:
    """The mean a day over some months, and the months that had no figure.

    `value` is None when no month had one. With some months missing it is the mean of the others;
    whoever shows it shows `missing` too.
    """

    value: Fraction | None
    missing: tuple[int, ...]

    @property
    def missing_text(self) -> str:
        """The missing months by name, or an empty string."""
        return listed(map(month_name, self.missing)) if self.missing else ""


@dataclass(frozen=True, slots=True)
class MonthlyCounts:
    """What was counted in one place in each month of a run; a month may be missing.

    Attributes:
        name: the place.
        months: the run that the series claims to cover.
        counts: count by month index. A month without a figure has no key.
    """

    name: str
    months: MonthRange
    counts: Mapping[int, int]

    @property
    def missing(self) -> tuple[int, ...]:
        """The months of the run without a figure. They are named, never bridged."""
        return tuple(month for month in self.months if month not in self.counts)

    def per_day(self, month: int) -> Fraction | None:
        """Return the month's count ÷ its days; None where there is no figure."""
        count = self.counts.get(month)
        return None if count is None else Fraction(count, days_in(month))

    def daily_mean(self, months: MonthRange) -> DailyMean:
        """Return all counts of these months ÷ all their days: each day weighs the same."""
        present = [month for month in months if month in self.counts]
        missing = tuple(month for month in months if month not in self.counts)
        if not present:
            return DailyMean(None, missing)
        total = sum(self.counts[month] for month in present)
        return DailyMean(Fraction(total, sum(map(days_in, present))), missing)

    def indexed(self, baseline: MonthRange) -> IndexedSeries:
        """Return the series with its own mean of the baseline as 100.

        Raises:
            ValueFault: a month of the baseline has no figure, or the baseline is all noughts.
        """
        mean = self.daily_mean(baseline)
        if mean.value is None or mean.missing:
            raise ValueFault(
                f"no figure for {mean.missing_text} in the series of {self.name}",
                f"a figure for every month of the baseline {baseline}",
                "choose a baseline that the series covers",
            )
        if not mean.value:
            raise ValueFault(
                f"nought in every month of the baseline {baseline} for {self.name}",
                "something counted",
                "choose another baseline, or compare the numbers a day",
            )
        return IndexedSeries(self, baseline, mean.value)


@dataclass(frozen=True, slots=True)
class IndexedSeries:
    """A series beside its own baseline: 100 is the mean a day of the baseline months."""

    series: MonthlyCounts
    baseline: MonthRange
    baseline_mean: Fraction

    def at(self, month: int) -> Fraction | None:
        """Return the month's index; None where there is no figure."""
        value = self.series.per_day(month)
        return None if value is None else 100 * value / self.baseline_mean

    def mean(self, months: MonthRange) -> Fraction | None:
        """Return the index of the mean a day over these months; None where there is none."""
        value = self.series.daily_mean(months).value
        return None if value is None else 100 * value / self.baseline_mean


def days_in(month: int) -> int:
    """Return how many days a month has."""
    return month_end(month).day


def common_months(series: Iterable[MonthlyCounts]) -> MonthRange:
    """Return the run of months that every one of the series claims to cover."""
    runs = [one.months for one in series]
    return MonthRange(max(run.first for run in runs), min(run.last for run in runs))
