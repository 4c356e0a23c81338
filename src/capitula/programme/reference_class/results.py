"""What had come of a comparable contract by a day, coded from the events; mark: local.

`results.csv` says which event shows it, so a result is known from the day on which that event was.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from capitula.ground.financial_year import month_index
from capitula.ground.partial_date import PartialDate
from capitula.programme.reference_class.loading import ReferenceClass

_FOLDER = Path(__file__).parent
RESULTS = ("as_specified", "lesser_form", "never", "open")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a contract: when, by which event, and why it is coded so.

    Attributes:
        result: one of `RESULTS`; `open` where it had not started by its date.
        date: when.
        known: the day by which that was known.
        event: the event that shows it.
        why: the reason for the code.
    """

    result: str
    date: PartialDate
    known: date
    event: str
    why: str

    @property
    def month(self) -> int:
        """The number of its month; of a year, that of its middle, of an open one its last."""
        first, last = self.date.earliest, self.date.latest
        if first is None or last is None:
            raise ValueError(f"a result without a month: {self.event}")
        if self.result == "open":
            return month_index(last)
        return (month_index(first) + month_index(last) + 1) // 2


def coded_results(found: ReferenceClass) -> dict[str, Result]:
    """Return what had come of each contract, as far as the events that were known show it."""
    known = {event.event: event.known for event in found.events}
    return {
        row["case"]: Result(
            row["result"],
            PartialDate.parse(row["date"]),
            known[row["event"]],
            row["event"],
            row["why"],
        )
        for row in _rows("results.csv")
        if row["event"] in known
    }


def class_of() -> dict[str, str]:
    """Return the class of each contract that is in one."""
    return {row["case"]: row["class"] for row in _rows("classes.csv")}


def name_of(case: str) -> str:
    """Return the name of a contract; its code where it is in no class."""
    return next((row["name"] for row in _rows("classes.csv") if row["case"] == case), case)


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
