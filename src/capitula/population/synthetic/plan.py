"""The plan of a synthetic place: its practices, days, targets, and the parts it is made in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from capitula.ground.financial_year import FinancialYear
from capitula.ground.rounding import apportion
from capitula.population.synthetic.assumptions import Assumptions, load_assumptions

PEOPLE_IN_A_PART = 25_000
"""People whose rows are made at once; it bounds the memory of a worker. Mark: local."""

EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Return the days since 1 January 1970, as a date is stored."""
    return (day - EPOCH).days


@dataclass(frozen=True, slots=True)
class PlannedPractice:
    """A practice of the place.

    Attributes:
        people: people on its list on the list day.
        aged_65_and_over: how many of them are; None lets the age structure decide.
        payments_pence: what general practice costs there in the first year; None if not matched.
    """

    code: str
    name: str
    people: int
    aged_65_and_over: int | None = None
    payments_pence: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Something published that the place matches exactly."""

    what: str
    source: str


@dataclass(frozen=True)
class PlacePlan:
    """All that decides the bytes of a synthetic place.

    Attributes:
        name: of the place.
        seed: of every draw.
        year: the first financial year.
        years: how many.
        practices: in order of their codes.
        areas: small areas and the people who live in each.
        monthly: rows of a service in a month, by service and (year, month), for the whole place.
        matched: what is matched, for a reader.
        notes: what else a reader has to know.
    """

    name: str
    seed: int
    year: FinancialYear
    years: int
    practices: tuple[PlannedPractice, ...]
    areas: tuple[tuple[str, int], ...]
    monthly: Mapping[str, Mapping[int, int]] = field(default_factory=dict[str, dict[int, int]])
    matched: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def assumptions(self) -> Assumptions:
        """The assumptions that ship."""
        return load_assumptions()

    @property
    def first_day(self) -> int:
        """1 April of the first year."""
        return day_number(self.year.first_day)

    @property
    def list_day(self) -> int:
        """1 October of the first year: the day on which the lists are as planned."""
        return day_number(self.year.month(7))

    @property
    def end_day(self) -> int:
        """The day after the last year."""
        last = FinancialYear(self.year.start + self.years - 1).last_day
        return day_number(last + timedelta(days=1))

    @property
    def months(self) -> range:
        """The months covered, as 12 · year + month − 1."""
        first = 12 * self.year.start + 3
        return range(first, first + 12 * self.years)

    def groups(self, practice: PlannedPractice) -> tuple[int, int, int, int]:
        """Return how many are on the list, left before the list day, died before it, join after."""
        rates = self.assumptions.registration
        people, before = practice.people, self.list_day - self.first_day
        after = self.end_day - self.list_day
        per = 365 * 1_000_000
        left = people * rates.leaving_a_year_per_million * before // per
        died = people * rates.deaths_before_the_list_day_a_year_per_million * before // per
        joining = rates.joining_a_year_per_million + rates.births_a_year_per_million
        return people, left, died, people * joining * after // per

    @cached_property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """Practices by position, in runs of about the same number of people.

        Only the lists decide the parts, never the number of workers.
        """
        parts: list[list[int]] = []
        people = 0
        for number, practice in enumerate(self.practices):
            if not parts or people + practice.people > PEOPLE_IN_A_PART:
                parts.append([])
                people = 0
            parts[-1].append(number)
            people += practice.people
        return tuple(map(tuple, parts))

    @cached_property
    def first_persons(self) -> tuple[int, ...]:
        """The number of the first person of each part."""
        sizes = [
            sum(sum(self.groups(self.practices[number])) for number in part) for part in self.parts
        ]
        return tuple(accumulate(sizes, initial=0))[:-1]

    @cached_property
    def _month_shares(self) -> dict[tuple[str, int], dict[int, int]]:
        lists = {number: practice.people for number, practice in enumerate(self.practices)}
        return {
            (service, month): apportion(total, lists)
            for service, months in self.monthly.items()
            for month, total in months.items()
        }

    def month_targets(self, service: str, month: int) -> dict[int, int] | None:
        """Return the rows of a service in a month by practice; None where nothing is matched.

        The place's total is shared out by list size, largest remainder first.
        """
        return self._month_shares.get((service, month))


def scaled_to(practices: Sequence[PlannedPractice], people: int) -> tuple[PlannedPractice, ...]:
    """Return practices whose lists are scaled to so many people; what was matched is dropped."""
    shares = apportion(people, {n: p.people for n, p in enumerate(practices)})
    return tuple(
        PlannedPractice(practice.code, practice.name, shares[number])
        for number, practice in enumerate(practices)
        if shares[number]
    )


def made_up_practices(people: int) -> tuple[PlannedPractice, ...]:
    """Return made-up practices of about 7,000 people; their codes begin with Z, as no real ones."""
    count = max(1, round(people / 7_000))
    base, rest = divmod(people, count)
    return tuple(
        PlannedPractice(f"Z{n:05}", f"Made-up practice {n}", base + (n <= rest))
        for n in range(1, count + 1)
    )


def made_up_areas(people: int) -> tuple[tuple[str, int], ...]:
    """Return made-up small areas of about 1,600 people, with codes that no real area has."""
    count = max(1, people // 1_600)
    return tuple((f"E019{n:05}", 1) for n in range(1, count + 1))
