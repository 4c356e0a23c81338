"""The people of some practices: births, deaths, spells on lists, and where they live.

On the list day each practice has exactly the people planned. Some left or died before it, some join
after it; of those on the list some joined in the year, some leave or die later; a part of the moves
is between two practices of the place. Spells of one person never overlap; the ends of some who die
or leave the place are entered late.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.population.synthetic.assumptions import age_structure
from capitula.population.synthetic.draws import (
    Integers,
    below,
    chance,
    choose,
    draw,
    stream_key,
)
from capitula.population.synthetic.plan import PlacePlan

NEVER = 2**31 - 1
"""A day that does not come: an open end, or no death."""

_YEAR = 365
YesNo = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class People:
    """People as columns; days are numbers of days since 1970, practices are positions in the plan.

    Attributes:
        person: number of the person.
        practice: the practice where they are on the list day, or were, or will be first.
        start: first day of that spell; `end` the first day after it.
        other: another practice of the place before or after; −1 if none.
        other_start: first day there; `other_end` the first day after it.
        need: class of need, a position in the assumptions.
    """

    person: Integers
    practice: Integers
    female: YesNo
    birth: Integers
    death: Integers
    start: Integers
    end: Integers
    other: Integers
    other_start: Integers
    other_end: Integers
    need: Integers


@dataclass(slots=True)
class _Draws:
    """Named draws for the people of a part, and the group each belongs to.

    Groups: 0 on the list of the list day, 1 left before it, 2 died before it, 3 joins after it.
    """

    seed: int
    person: Integers
    group: Integers

    def days(self, name: str, limit: Integers | int) -> Integers:
        return below(draw(stream_key(self.seed, name), self.person), limit)

    def happens(self, name: str, numerator: Integers | int, denominator: int) -> Integers:
        found = chance(draw(stream_key(self.seed, name), self.person), numerator, denominator)
        return found.astype(np.int64)


def make_people(plan: PlacePlan, part: int) -> People:
    """Make the people of one part."""
    groups = [(number, plan.groups(plan.practices[number])) for number in plan.parts[part]]
    sizes = [sum(group) for _, group in groups]
    first = plan.first_persons[part]
    person = np.arange(first, first + sum(sizes), dtype=np.int64)
    practice = np.repeat(np.array([n for n, _ in groups], dtype=np.int64), sizes)
    group = np.concatenate([np.repeat(np.arange(4), sizes_of) for _, sizes_of in groups])
    draws = _Draws(plan.seed, person, group)
    age = _ages(plan, part, draws)
    born_after = (group == 3) & (draws.happens("born", *_births(plan)) > 0)
    birth = plan.list_day - 1 - (age * 1_461) // 4 - draws.days("birthday", _YEAR)
    after = plan.end_day - plan.list_day
    birth = np.where(born_after, plan.list_day + 1 + draws.days("birth", after - 2), birth)
    death, leaves = _death_and_leaving(plan, draws, age)
    start, end, joined = _home_spell(plan, draws, birth, death, leaves)
    within = plan.assumptions.registration.moves_within_the_place_per_thousand
    moves = draws.happens("moves", within, 1000) > 0
    came = moves & joined & (birth < plan.first_day)
    other, other_start, other_end = _other_spell(
        plan, draws, practice, _Home(birth, start, end, came, moves & leaves)
    )
    dead_or_left = (death != NEVER) | (leaves & (other < 0)) | (group == 1)
    end = _late(plan, draws, end, dead_or_left)
    female_chance = _female(plan, age)
    return People(
        person=person,
        practice=practice,
        female=draws.happens("sex", female_chance, 1000) > 0,
        birth=birth,
        death=death,
        start=start,
        end=end,
        other=other,
        other_start=other_start,
        other_end=other_end,
        need=choose(
            draw(stream_key(plan.seed, "need"), person),
            [each.per_thousand for each in plan.assumptions.need_classes],
        ),
    )


def age_band(plan: PlacePlan, age: Integers) -> Integers:
    """Return the position of each age's band."""
    return np.searchsorted(np.array(plan.assumptions.age_bands), age, side="right") - 1


def _ages(plan: PlacePlan, part: int, draws: _Draws) -> Integers:
    """Draw ages on the list day; a practice's people of 65 and over are as many as planned."""
    structure = age_structure()
    key = stream_key(plan.seed, "age")
    drawn = draw(key, draws.person)
    age = choose(drawn, structure)
    young, old = choose(drawn, structure[:65]), 65 + choose(drawn, structure[65:])
    at = 0
    for number in plan.parts[part]:
        practice = plan.practices[number]
        size = sum(plan.groups(practice))
        if practice.aged_65_and_over is not None:
            listed = slice(at, at + practice.people)
            order = np.argsort(drawn[listed] ^ np.uint64(0x5555_5555), kind="stable")
            is_old = np.zeros(practice.people, dtype=np.bool_)
            is_old[order[: practice.aged_65_and_over]] = True
            age[listed] = np.where(is_old, old[listed], young[listed])
        at += size
    age = np.where(draws.group == 2, old, age)
    age = np.where(draws.group == 1, np.maximum(age, 1), age)
    return age + np.where(age == 90, draws.days("beyond 90", 9), 0)


def _births(plan: PlacePlan) -> tuple[int, int]:
    rates = plan.assumptions.registration
    births, joining = rates.births_a_year_per_million, rates.joining_a_year_per_million
    return births * 1_000 // (births + joining), 1_000


def _female(plan: PlacePlan, age: Integers) -> Integers:
    young, old, oldest = plan.assumptions.female_per_thousand.values()
    return np.where(age < 65, young, np.where(age < 85, old, oldest))


def _death_and_leaving(plan: PlacePlan, draws: _Draws, age: Integers) -> tuple[Integers, YesNo]:
    """Days of death, and who leaves the practice after the list day."""
    group = draws.group
    before, after = plan.list_day - plan.first_day, plan.end_day - plan.list_day
    rates = np.array(list(plan.assumptions.deaths_a_year_per_million.values()), dtype=np.int64)
    hazard = (rates[age_band(plan, age)] * after // _YEAR).clip(max=900_000)
    dies = (group == 0) & (draws.happens("dies", hazard, 1_000_000) > 0)
    day = np.where(
        group == 2,
        plan.first_day + draws.days("early death", before),
        plan.list_day + 1 + draws.days("death", after - 1),
    )
    death = np.where(dies | (group == 2), day, NEVER)
    leaving = plan.assumptions.registration.leaving_a_year_per_million
    share = min(leaving * after // _YEAR, 900_000)
    leaves = (group == 0) & ~dies & (draws.happens("leaves", share, 1_000_000) > 0)
    return death, leaves


def _home_spell(
    plan: PlacePlan,
    draws: _Draws,
    birth: Integers,
    death: Integers,
    leaves: YesNo,
) -> tuple[Integers, Integers, YesNo]:
    """The spell at the practice of the list day, and who joined it in the year before that day."""
    group = draws.group
    before, after = plan.list_day - plan.first_day, plan.end_day - plan.list_day
    registered = birth + draws.days("registered", 42)
    long_ago = plan.first_day - 1 - draws.days("since", 20 * _YEAR)
    start = np.maximum(registered, long_ago)
    joining = plan.assumptions.registration.joining_a_year_per_million * before // _YEAR
    joined = (group == 0) & (birth < plan.first_day)
    joined &= draws.happens("joined", joining, 1_000_000) > 0
    start = np.where(joined, plan.first_day + 1 + draws.days("joining", before), start)
    start = np.minimum(start, np.where(group == 0, plan.list_day, NEVER))
    left_on = plan.first_day + 1 + draws.days("left", before)
    start = np.where((group == 1) | (group == 2), np.minimum(start, plan.first_day), start)
    late_join = plan.list_day + 1 + draws.days("late join", after - 1)
    late_join = np.where(birth > plan.list_day, registered, late_join)
    start = np.where(group == 3, np.minimum(late_join, plan.end_day - 1), start)
    start = np.maximum(start, birth)
    end = np.full(start.shape, NEVER, dtype=np.int64)
    end = np.where(leaves, plan.list_day + 1 + draws.days("leaving", after - 1), end)
    end = np.where(group == 1, left_on, end)
    end = np.where(death != NEVER, death + 1, end)
    return start, np.where(group == 2, np.minimum(end, plan.list_day), end), joined


@dataclass(frozen=True, slots=True)
class _Home:
    """The spell at the practice of the list day; who came from, or goes to, one in the place."""

    birth: Integers
    start: Integers
    end: Integers
    came: YesNo
    goes: YesNo


def _other_spell(
    plan: PlacePlan, draws: _Draws, practice: Integers, home: _Home
) -> tuple[Integers, Integers, Integers]:
    """A spell at another practice of the place: before, for those who came, or after."""
    count = len(plan.practices)
    chosen = below(draw(stream_key(plan.seed, "other"), draws.person), count - 1)
    chosen = np.where(chosen >= practice, chosen + 1, chosen)
    gap = draws.days("gap", plan.assumptions.registration.gap_days + 1)
    earlier_end = home.start - gap
    came = home.came & (earlier_end > home.birth)
    earlier_start = np.minimum(plan.first_day, earlier_end) - 1 - draws.days("earlier", 10 * _YEAR)
    moved = (came | home.goes) & (count > 1)
    later_start = np.minimum(home.end + gap, plan.end_day - 1)
    other_start = np.where(came, np.maximum(earlier_start, home.birth), later_start)
    other_end = np.where(came, earlier_end, NEVER)
    nobody = np.int64(0)
    return (
        np.where(moved, chosen, -1),
        np.where(moved, other_start, nobody),
        np.where(moved, other_end, nobody),
    )


def _late(plan: PlacePlan, draws: _Draws, end: Integers, may_be: YesNo) -> Integers:
    """Ends that are entered late; none that was before the list day reaches it."""
    rates = plan.assumptions.registration
    late = may_be & (end != NEVER)
    late &= draws.happens("late", rates.late_end_per_thousand, 1000) > 0
    later = end + np.where(late, 1 + draws.days("lateness", rates.late_end_days), 0)
    early = (draws.group == 1) | (draws.group == 2)
    return np.where(early, np.minimum(later, plan.list_day), later)
