"""What member months are counted by: the period, the rule, age bands and need weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import month_index
from capitula.population.member_months.rules import MemberMonthRule
from capitula.tables.dialect import Literal

OLDEST = 150
"""No age band begins above this age."""

LARGEST_WEIGHT_1E4 = 1_000_000
"""A guard: one person never weighs more than a hundred."""

_NO_WEIGHTS: Mapping[tuple[str | None, str | None], int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both in."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins.

        Raises:
            ValueFault: it does.
        """
        if self.last < self.first:
            raise ValueFault(
                f"{self.first} to {self.last}", "a first day before the last", "swap the two days"
            )

    @property
    def end(self) -> date:
        """The first day after the period."""
        return self.last + timedelta(days=1)

    @property
    def months(self) -> range:
        """The months of which a day lies in the period, as 12 × year + month − 1."""
        return range(month_index(self.first), month_index(self.last) + 1)

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class AgeBand:
    """People from one birthday to the day before another; `to_age` None is no upper end."""

    name: str
    from_age: int
    to_age: int | None


def age_bands(starts: Sequence[int]) -> tuple[AgeBand, ...]:
    """Return bands that begin at these ages, the last without an end.

    >>> [band.name for band in age_bands([0, 5, 85])]
    ['0-4', '5-84', '85+']

    Raises:
        ValueFault: they do not begin at nought or do not rise.
    """
    rising = all(a < b for a, b in pairwise(starts))
    if not starts or starts[0] != 0 or not rising or starts[-1] > OLDEST:
        raise ValueFault(
            ", ".join(map(str, starts)) or "no ages",
            f"ages that begin at 0 and rise to at most {OLDEST}",
            "write the first age of each band, such as 0,5,15,45,65,75,85",
        )
    ends: list[int | None] = [*starts[1:], None]
    return tuple(
        AgeBand(f"{start}+" if end is None else f"{start}-{end - 1}", start, end)
        for start, end in zip(starts, ends, strict=True)
    )


GMS_AGE_BANDS = age_bands((0, 5, 15, 45, 65, 75, 85))
"""The bands of the workload weights in the English GP payment formula."""


@dataclass(frozen=True, slots=True)
class MemberMonthTerms:
    """What a count is by.

    Attributes:
        period: the days covered.
        rule: how a month is counted.
        bands: age bands; a birthday moves a person on.
        weights: need weight in ten-thousandths by band and sex, None standing for not known; empty
            for no weighting.
    """

    period: Period
    rule: MemberMonthRule
    bands: tuple[AgeBand, ...] = GMS_AGE_BANDS
    weights: Mapping[tuple[str | None, str | None], int] = field(
        default_factory=lambda: _NO_WEIGHTS
    )

    def __post_init__(self) -> None:
        """Refuse weights below nought, of unknown bands, or with a band left out.

        Raises:
            ValueFault: they are.
        """
        if not self.weights:
            return
        bands = {band.name for band in self.bands}
        sexes = {sex for _, sex in self.weights}
        named = {band for band, _ in self.weights if band is not None}
        expected = {
            (band, sex) for band in {*bands, *(b for b, _ in self.weights)} for sex in sexes
        }
        if unknown := sorted(named - bands):
            raise ValueFault(
                f"weights for {', '.join(unknown)}", ", ".join(sorted(bands)), "use these bands"
            )
        if missing := sorted(map(str, expected - set(self.weights))):
            raise ValueFault(
                f"no weight for {', '.join(missing)}",
                "a weight for each band and sex",
                "complete the table",
            )
        if min(self.weights.values()) < 0 or max(self.weights.values()) > LARGEST_WEIGHT_1E4:
            raise ValueFault(
                "a need weight below nought or above 100",
                "a weight in ten-thousandths, 10000 for one person",
                "correct the weight",
            )

    def values(self, *, every_practice: bool) -> dict[str, Literal]:
        """Return the values that the stages name."""
        return {
            "period_start": self.period.first,
            "period_end": self.period.end,
            "first_month": self.period.months[0],
            "last_month": self.period.months[-1],
            "every_practice": int(every_practice),
            "count_days": int(self.rule.counts_days),
            "weighted": int(bool(self.weights)),
        }

    def given(self) -> dict[str, Any]:
        """Return age bands and weights as Arrow tables."""
        pa: Any = import_module("pyarrow")
        bands = pa.table(
            {
                "age_band": pa.array([b.name for b in self.bands], pa.string()),
                "from_age": pa.array([b.from_age for b in self.bands], pa.int64()),
                "to_age": pa.array([b.to_age for b in self.bands], pa.int64()),
            }
        )
        keys = sorted(self.weights, key=str)
        weights = pa.table(
            {
                "age_band": pa.array([band for band, _ in keys], pa.string()),
                "sex": pa.array([sex for _, sex in keys], pa.string()),
                "weight_1e4": pa.array([self.weights[key] for key in keys], pa.int64()),
            }
        )
        return {"age_bands": bands, "need_weights": weights}
