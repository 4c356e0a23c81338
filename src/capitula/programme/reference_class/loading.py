"""Loading the reference class as known on a day, without the case that it is to be tested on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.months import MonthSpan, months_between
from capitula.ground.partial_date import PartialDate

_FOLDER = Path(__file__).parent
HOW_CHOSEN = (
    "Cases were taken because somebody wrote about them, so failure is over-represented: read "
    "rates of failure as upper bounds."
)
SHIPPED = {"dudley": "DUD", "wirral": "WIR", "manchester": "MAN"}
"""The code of each case that ships with the product."""
OVERLAPS = {
    "DUD": {"VAN"},
    "NOR": {"VAN"},
    "SAL": {"VAN"},
    "SUN": {"VAN"},
    "STO": {"VAN"},
    "VAN": {"DUD", "NOR", "SAL", "SUN", "STO"},
}
"""Rows on the vanguards as a class count some places that have rows of their own."""


@dataclass(frozen=True, slots=True)
class ClassEvent:
    """What a page told of a comparable contract; `known` is the last day by which it was known."""

    event: str
    case: str
    step: str
    planned: PartialDate | None
    reached: PartialDate | None
    known: date
    source: str


@dataclass(frozen=True, slots=True)
class FirstPlan:
    """The first plan of a milestone; `known` is the last day by which it was known."""

    pair: str
    case: str
    milestone: str
    planned: PartialDate
    known: date

    @property
    def lead(self) -> MonthSpan:
        """The months from the day on which it was known to the planned date."""
        return months_between(PartialDate.of(self.known), self.planned)


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """Comparable contracts as known on a day.

    Attributes:
        known_on: the day.
        without: the case left out, with those that overlap it.
        events: what was known of them.
        first_plans: the first plans known.
        undated: rows left out since no day is known by which they were known.
        later: rows left out since they became known later.
    """

    known_on: date
    without: tuple[str, ...]
    events: tuple[ClassEvent, ...]
    first_plans: tuple[FirstPlan, ...]
    undated: int
    later: int


def reference_class(known_on: date, without: str | None = None) -> ReferenceClass:
    """Return the reference class as known on a day.

    A row whose day is known to the month counts from the month's last day, so never too early. A
    row without a day is left out.

    Args:
        known_on: the day.
        without: the case at hand, by the name under which it ships ("dudley") or by its code
            ("DUD"). It is left out with the rows that overlap it: no case may be its own prior.

    Raises:
        ValueFault: no such case.
    """
    left_out = _left_out(without)
    rows = [row for row in _rows("events.csv") if row["case"] not in left_out]
    plans = [
        row
        for row in _rows("first_plans.csv")
        if row["case"] not in left_out and row["first_planned"]
    ]
    days = [_known(row) for row in (*rows, *plans)]
    return ReferenceClass(
        known_on,
        tuple(sorted(left_out)),
        tuple(_event(row, day) for row in rows if (day := _known(row)) and day <= known_on),
        tuple(_plan(row, day) for row in plans if (day := _known(row)) and day <= known_on),
        undated=days.count(None),
        later=sum(1 for day in days if day and day > known_on),
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a first plan, in hindsight: never is a result, and so is a lesser form."""

    pair: str
    last_planned: PartialDate | None
    reached: PartialDate | None
    status: str
    censored: bool


def hindsight(without: str | None = None) -> dict[str, Outcome]:
    """Return what came of every first plan, by pair. For no use in a view of the past."""
    left_out = _left_out(without)
    cases = {row["pair"]: row["case"] for row in _rows("first_plans.csv")}
    return {
        row["pair"]: Outcome(
            row["pair"],
            _date(row["last_planned"]),
            _date(row["reached"]),
            row["status"],
            row["censored"] == "yes",
        )
        for row in _rows("first_plans_hindsight.csv")
        if cases[row["pair"]] not in left_out
    }


def _left_out(without: str | None) -> set[str]:
    if without is None:
        return set()
    code = SHIPPED.get(without, without)
    known = sorted({row["case"] for row in _rows("cases_hindsight.csv")})
    if code not in known:
        remedy = near_miss(without, [*SHIPPED, *known]) or "choose one of these"
        raise ValueFault(f"the case {without!r}", "one of " + ", ".join([*SHIPPED, *known]), remedy)
    return {code} | OVERLAPS.get(code, set())


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _known(row: dict[str, str]) -> date | None:
    stated = _date(row["known"])
    return stated.latest if stated else None


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _event(row: dict[str, str], day: date) -> ClassEvent:
    return ClassEvent(
        row["event"],
        row["case"],
        row["step"],
        _date(row["planned"]),
        _date(row["reached"]),
        day,
        row["source"],
    )


def _plan(row: dict[str, str], day: date) -> FirstPlan:
    planned = PartialDate.parse(row["first_planned"])
    return FirstPlan(row["pair"], row["case"], row["milestone"], planned, day)
