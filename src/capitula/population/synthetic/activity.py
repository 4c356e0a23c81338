"""What care the people of a part use in a year, and what it costs.

A person's rows of a service are a count whose mean follows age and class of need, each on a day of
the year; rows outside their time on a list are left out. Where a month's total is published for the
place, exactly so many rows are given to people on the list throughout that month instead. General
practice may cost exactly what was published for each practice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from capitula.ground.financial_year import month_end, month_start
from capitula.population.synthetic.assumptions import Service
from capitula.population.synthetic.draws import (
    Integers,
    Unsigned,
    below,
    counts,
    draw,
    stream_key,
)
from capitula.population.synthetic.people import People, age_band
from capitula.population.synthetic.plan import PlacePlan, day_number

GP = "gp"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of activity of one service: positions of people, days, units, pence, practices.

    `practice` is the position of the practice that gave the care, −1 where it is not one.
    """

    service: str
    person: Integers
    day: Integers
    quantity: Integers
    cost_pence: Integers
    practice: Integers


@dataclass(frozen=True, slots=True)
class _Making:
    """What is being made: one service of one part in one year."""

    plan: PlacePlan
    part: int
    people: People
    key: str
    first: int
    last: int

    @property
    def service(self) -> Service:
        return self.plan.assumptions.services[self.key]

    def stream(self, *names: object) -> int:
        return stream_key(self.plan.seed, self.key, *names)


def activity_of_year(plan: PlacePlan, part: int, people: People, year: int) -> Iterator[Rows]:
    """Make the rows of one financial year, service by service."""
    first, last = _year_days(plan, year)
    age = (first + 183 - people.birth).clip(0) * 4 // 1_461
    kinds = age_band(plan, age) * len(plan.assumptions.need_classes) + people.need
    for key, service in plan.assumptions.services.items():
        making = _Making(plan, part, people, key, first, last)
        means = _means(plan, service)
        months = [m for m in plan.months if first <= day_number(month_start(m)) < last]
        matched = [m for m in months if plan.month_targets(key, m) is not None]
        drawn = _outside_months(_drawn(making, means, kinds), matched)
        rows = _joined([drawn, *(_month(making, month, means[kinds]) for month in matched)])
        published = key == GP and year == plan.year.start
        yield _at_published_cost(plan, part, rows) if published else rows


def _year_days(plan: PlacePlan, year: int) -> tuple[int, int]:
    offset = 12 * (year - plan.year.start)
    first = day_number(month_start(plan.months[offset]))
    return first, day_number(month_end(plan.months[offset + 11])) + 1


def _means(plan: PlacePlan, service: Service) -> Integers:
    """Mean rows a year in millionths, by age band and class of need.

    Multiples of need are divided by their own mean, so that the rates hold for everybody together.
    """
    classes = plan.assumptions.need_classes
    mean = sum(each.per_thousand * each.multiple_per_hundred for each in classes)
    return np.array(
        [
            rows * 1_000 * each.multiple_per_hundred * 1_000 // mean
            for rows in service.rows
            for each in classes
        ],
        dtype=np.int64,
    )


def _drawn(making: _Making, means: Integers, kinds: Integers) -> Rows:
    people, first, length = making.people, making.first, making.last - making.first
    number = counts(draw(making.stream("count", first), people.person), means, kinds)
    at = np.repeat(np.arange(number.size), number)
    within = np.arange(at.size) - np.repeat(np.cumsum(number) - number, number)
    day = first + below(draw(making.stream("day", first), people.person[at], within), length)
    there = (people.start[at] <= day) & (day < people.end[at])
    if making.key != GP:
        there |= (people.other_start[at] <= day) & (day < people.other_end[at])
    there &= day <= people.death[at]
    drawn = draw(making.stream("row", first), people.person[at][there], within[there])
    return _priced(making, at[there], day[there], drawn)


def _priced(making: _Making, at: Integers, day: Integers, drawn: Unsigned) -> Rows:
    service = making.service
    spread = np.array(making.plan.assumptions.cost_spread_per_hundred, dtype=np.int64)
    quantity = 1 + (drawn.astype(np.int64) % service.most_units)
    percent = spread[below(drawn, len(spread))]
    is_gp = making.key == GP
    practice = making.people.practice[at] if is_gp else np.full(at.shape, -1, dtype=np.int64)
    cost = quantity * service.cost_pence * percent // 100
    return Rows(making.key, at, day, quantity, cost, practice)


def _joined(rows: list[Rows]) -> Rows:
    return Rows(
        rows[0].service,
        np.concatenate([each.person for each in rows]),
        np.concatenate([each.day for each in rows]),
        np.concatenate([each.quantity for each in rows]),
        np.concatenate([each.cost_pence for each in rows]),
        np.concatenate([each.practice for each in rows]),
    )


def _outside_months(rows: Rows, months: list[int]) -> Rows:
    if not months:
        return rows
    keep = np.ones(rows.day.shape, dtype=np.bool_)
    for month in months:
        first, last = day_number(month_start(month)), day_number(month_end(month))
        keep &= (rows.day < first) | (rows.day > last)
    return Rows(
        rows.service,
        rows.person[keep],
        rows.day[keep],
        rows.quantity[keep],
        rows.cost_pence[keep],
        rows.practice[keep],
    )


def _month(making: _Making, month: int, weights: Integers) -> Rows:
    """Give each practice's share of a month's total to people on its list all that month."""
    plan, people = making.plan, making.people
    targets = plan.month_targets(making.key, month) or {}
    first, last = day_number(month_start(month)), day_number(month_end(month))
    listed = (people.start <= first) & (people.end > last) & (people.death > last)
    found: list[Integers] = []
    numbers: list[Integers] = []
    for practice in plan.parts[making.part]:
        at = np.flatnonzero(listed & (people.practice == practice))
        running = np.cumsum(weights[at])
        item = np.arange(targets[practice] if running.size and running[-1] else 0, dtype=np.int64)
        stream = making.stream("who", month, plan.practices[practice].code)
        limit = int(running[-1]) if item.size else 1
        chosen = _long_below(draw(stream, item), draw(stream + 1, item), limit)
        found.append(at[np.searchsorted(running, chosen, side="right")])
        numbers.append(item)
    at, within = np.concatenate(found), np.concatenate(numbers)
    drawn = draw(making.stream("month day", month), people.person[at], within)
    day = first + below(drawn, last - first + 1)
    return _priced(
        making, at, day, draw(making.stream("month row", month), people.person[at], within)
    )


def _long_below(high: Unsigned, low: Unsigned, limit: int) -> Integers:
    """Turn two draws into whole numbers below a limit of up to 62 bits."""
    whole = ((high << np.uint64(32)) | low) >> np.uint64(1)
    return (whole % np.uint64(limit)).astype(np.int64)


def _at_published_cost(plan: PlacePlan, part: int, rows: Rows) -> Rows:
    """Spread what was published for each practice over its rows, a penny more for the first."""
    cost = rows.cost_pence.copy()
    for number in plan.parts[part]:
        published = plan.practices[number].payments_pence
        if published is None:
            continue
        at = np.flatnonzero(rows.practice == number)
        if not at.size:
            continue
        each, rest = divmod(published, at.size)
        cost[at] = each + (np.arange(at.size) < rest)
    return Rows(rows.service, rows.person, rows.day, rows.quantity, cost, rows.practice)
