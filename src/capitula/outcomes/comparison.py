"""A place beside wider places, each against its own baseline, said in computed sentences.

It describes. Whether the contract changed anything cannot be read from it, and it says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capitula.ground.financial_year import FinancialYear
from capitula.outcomes.breaks.found import Break, Screening
from capitula.outcomes.breaks.periods import is_up, month_of, steps_of
from capitula.outcomes.breaks.sentences import period_name
from capitula.outcomes.breaks.thresholds import Thresholds
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.series import IndexedSeries, MonthlyCounts, common_months
from capitula.outcomes.words import decimal_text, listed, month_name

CAUTION = (
    "This describes; it does not test the contract. What would have happened without the contract "
    "is not estimated here, so no change shown is an effect of it."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one place stood in the latest months against its baseline, all exact."""

    name: str
    baseline_mean: Fraction
    latest_mean: Fraction | None
    index: Fraction | None
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One place's series, the series it is set beside, and the baseline of all.

    Attributes:
        counted: what was counted, for sentences: "delayed days".
        place: the place that has the contract.
        beside: the places it is set beside; the first is the wider one used to screen for steps.
        baseline: the months whose own mean is 100 for each place.
        thresholds: by which it is screened; those of the product unless the measure has its own.
    """

    counted: str
    place: MonthlyCounts
    beside: tuple[MonthlyCounts, ...]
    baseline: MonthRange
    thresholds: Thresholds | None = None

    @property
    def months(self) -> MonthRange:
        """The months that every series covers."""
        return common_months(self._all)

    @property
    def latest(self) -> MonthRange:
        """The last twelve of them."""
        return MonthRange(self.months.last - 11, self.months.last)

    @property
    def indexed(self) -> tuple[IndexedSeries, ...]:
        """Every series with its own baseline as 100, the place first.

        Raises:
            ValueFault: a month of the baseline has no figure.
        """
        return tuple(series.indexed(self.baseline) for series in self._all)

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where each stood in the latest twelve months, the place first."""
        return tuple(self._standing(one) for one in self.indexed)

    @property
    def screening(self) -> Screening:
        """The screen for data breaks, the place beside the wider count."""
        from capitula.outcomes.breaks.of_counts import screen_counts

        return screen_counts(self.counted, self.place, self.beside, self.thresholds)

    @property
    def steps(self) -> tuple[Break, ...]:
        """Sudden changes of the place's level: breaks, and those too uneven to be called so."""
        return steps_of(self.screening)

    @property
    def financial_years(self) -> tuple[MonthRange, ...]:
        """Every financial year that the months touch, cut to the months there are."""
        first, last = (FinancialYear.of(d) for d in (self.months.first_day, self.months.last_day))
        years = (MonthRange.of_year(FinancialYear(n)) for n in range(first.start, last.start + 1))
        return tuple(
            MonthRange(max(year.first, self.months.first), min(year.last, self.months.last))
            for year in years
        )

    def title(self) -> str:
        """Return the finding in one line, for the head of a chart."""
        stood = listed(f"{_index_text(one)} in {one.name}" for one in self.standings)
        title = f"Against {self.baseline} as 100, {self.counted} stood at {stood}"
        for step in self.steps:
            if month_of(step) in self.baseline:
                way = "jumped" if is_up(step) else "dropped"
                title += f"; but {self.place.name}’s count {way} in {period_name(step.time)}"
        return title

    def finding(self) -> tuple[str, ...]:
        """Return the finding in sentences, every number computed; the caution is the last."""
        return (
            *self._standing_sentences(),
            *(sentence for step in self.steps for sentence in self._step_sentences(step)),
            *self._missing_sentences(),
            CAUTION,
        )

    @property
    def _all(self) -> tuple[MonthlyCounts, ...]:
        return (self.place, *self.beside)

    def _standing(self, indexed: IndexedSeries) -> Standing:
        mean = indexed.series.daily_mean(self.latest)
        index = indexed.mean(self.latest)
        return Standing(indexed.series.name, indexed.baseline_mean, mean.value, index, mean.missing)

    def _standing_sentences(self) -> list[str]:
        place, *beside = self.standings
        if place.latest_mean is None:
            return [f"{place.name} has no figure for {self.latest}."]
        sentences = [
            f"In the 12 months to {month_name(self.latest.last)}, {place.name} had "
            f"{decimal_text(place.latest_mean)} {self.counted} a day, against "
            f"{decimal_text(place.baseline_mean)} a day in {self.baseline}: an index of "
            f"{_index_text(place)}, where its own {self.baseline} is 100."
        ]
        if beside:
            stood = listed(f"{one.name} stood at {_index_text(one)}" for one in beside)
            sentences.append(f"On the same reckoning {stood}.")
        return sentences

    def _step_sentences(self, step: Break) -> list[str]:
        sentences = [step.words]
        if month_of(step) in self.baseline:
            sentences += self._other_baseline_sentences()
        return sentences

    def _other_baseline_sentences(self) -> list[str]:
        """Show how far the answer hangs on the baseline, where that is possible."""
        earlier = self.baseline.before(len(self.baseline))
        known = [s for s in self._all if not s.daily_mean(earlier).missing]
        stood = [
            f"{series.name} would stand at {decimal_text(index, 0)}"
            for series in known
            if (index := series.indexed(earlier).mean(self.latest)) is not None
        ]
        if self.place not in known:
            return ["That month lies inside the baseline, and no earlier one is complete."]
        return [
            f"That month lies inside the baseline. With {earlier} as 100 instead, {listed(stood)}."
        ]

    def _missing_sentences(self) -> list[str]:
        return [
            f"{series.name} has no figure for {listed(map(month_name, series.missing))}; "
            "nothing stands in for it."
            for series in self._all
            if series.missing
        ]


def _index_text(standing: Standing) -> str:
    return "no figure" if standing.index is None else decimal_text(standing.index, 0)
