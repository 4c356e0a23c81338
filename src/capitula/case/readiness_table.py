"""The readiness table: every case asked on the day before its start, beside what became of it.

What became of it is hindsight. It enters no answer; it is put beside the answer so that alarms can
be counted, false ones among them, and the cases that were too thin to judge.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from capitula.assurance.readiness.deciding import Readiness, Result
from capitula.case.opening import open_case
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.today import today
from capitula.ground.whole_day import WholeDay
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("readiness_table.yaml")
NOT_YET = "not known on this day"


class Sort(StrEnum):
    """What became of a start."""

    BEGAN = "began"
    LESSER_FORM = "lesser form"
    NEVER = "never"
    COLLAPSED = "collapsed"

    @property
    def is_failure(self) -> bool:
        """Whether an alarm before the start was borne out."""
        return self is not Sort.BEGAN


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    start: WholeDay
    known: WholeDay
    later: bool = False
    sort: Sort
    became: str
    became_known: WholeDay
    note: str = ""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["capitula.readiness_table/1"] = Field(alias="schema")
    mark: EvidenceMark
    note: str
    rows: tuple[_Asked, ...]


class Judged(StrEnum):
    """An answer held against what became of the start."""

    BORNE_OUT = "alarm, borne out"
    FALSE_ALARM = "false alarm"
    MISSED = "missed"
    RIGHT = "ready, and it began"
    TOO_THIN = "too thin to judge"


@dataclass(frozen=True, slots=True)
class Row:
    """One case on one day.

    Attributes:
        case: the case.
        title: its contract.
        start: the start asked about.
        known_on: the day as known on.
        later: whether what became known after the start enters; then it is no forecast.
        readiness: the answer.
        became: what became of it, or that this was not known on the reader's day.
        judged: the answer held against that; None while that is not known.
        note: what else should be known of that; empty while it is not known.
    """

    case: str
    title: str
    start: date
    known_on: date
    later: bool
    readiness: Readiness
    became: str
    judged: Judged | None
    note: str

    def as_json(self) -> dict[str, Any]:
        """Return the row for machines."""
        return {
            "case": self.case,
            "start": self.start.isoformat(),
            "known_on": self.known_on.isoformat(),
            "with_later_knowledge": self.later,
            "result": str(self.readiness.result),
            "findings": sorted({each.finding.rule for each in self.readiness.blocking}),
            "blocking": len(self.readiness.blocking),
            "unanswered": len(self.readiness.unanswered),
            "questions": [each.key for each in self.readiness.unanswered],
            "became": self.became,
            "judged": str(self.judged) if self.judged else None,
            "note": self.note or None,
        }


@dataclass(frozen=True, slots=True)
class ReadinessTable:
    """The rows known on a day, those with later knowledge apart, and what to mind."""

    known_on: date
    before: tuple[Row, ...]
    later: tuple[Row, ...]
    note: str

    def counts(self, rows: tuple[Row, ...]) -> Counter[str]:
        """Return how many rows came out how."""
        return Counter(str(row.judged) if row.judged else NOT_YET for row in rows)

    def as_json(self) -> dict[str, Any]:
        """Return the table for machines (`capitula.assurance.table/1`)."""
        return {
            "schema": "capitula.assurance.table/1",
            "known_on": self.known_on.isoformat(),
            "act": "start",
            "rows": [row.as_json() for row in (*self.before, *self.later)],
            "counts_before": dict(self.counts(self.before)),
            "counts_later": dict(self.counts(self.later)),
            "note": self.note,
        }


def readiness_table(known: date | None = None) -> ReadinessTable:
    """Return readiness for the start of every case on the day before, as a reader of a day sees it.

    Args:
        known: the reader's day: rows asked on a later day are left out, and what became known
            later of a start is not shown; today unless given.
    """
    day = known or today()
    file = _file()
    rows = [_row(asked, day) for asked in file.rows if asked.known <= day]
    return ReadinessTable(
        day,
        tuple(row for row in rows if not row.later),
        tuple(row for row in rows if row.later),
        file.note,
    )


@cache
def _file() -> _File:
    located = read_yaml(_FILE)
    found = read_model(_File, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def _row(asked: _Asked, day: date) -> Row:
    title, readiness = _asked(asked.case, asked.known, asked.start)
    seen = asked.became_known <= day
    return Row(
        case=asked.case,
        title=title,
        start=asked.start,
        known_on=asked.known,
        later=asked.later,
        readiness=readiness,
        became=asked.became if seen else NOT_YET,
        judged=_judged(readiness.result, asked.sort) if seen else None,
        note=asked.note if seen else "",
    )


@cache
def _asked(name: str, known: date, start: date) -> tuple[str, Readiness]:
    case = open_case(name)
    return case.contract.title, case.assurance.readiness("start", known, start)


def _judged(result: Result, sort: Sort) -> Judged:
    if result is Result.CANNOT_BE_JUDGED:
        return Judged.TOO_THIN
    if result is Result.NOT_READY:
        return Judged.BORNE_OUT if sort.is_failure else Judged.FALSE_ALARM
    return Judged.MISSED if sort.is_failure else Judged.RIGHT
