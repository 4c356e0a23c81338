"""Section 75: the reports due from start to end, each with the period it covers.

Regulation 9: quarterly and annually. It sets neither the quarters nor the day on which a report
is due; both are local values that an agreement may state otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from capitula.contract.rules.months_after import months_after
from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import load_ruleset
from capitula.contract.rules.section_75 import Arrangement
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark, weakest


class Every(StrEnum):
    """How often a report is due."""

    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report, the period it covers (both days included) and the day on which it is due."""

    every: Every
    first_day: date
    last_day: date
    due_on: date
    rule: Rule
    mark: EvidenceMark

    def as_json(self) -> dict[str, object]:
        """Return the report for machines."""
        return {
            "every": str(self.every),
            "covers": [self.first_day.isoformat(), self.last_day.isoformat()],
            "due_on": self.due_on.isoformat(),
            "rule": self.rule.id,
            "mark": str(self.mark),
        }


def reports_due(
    kind: Arrangement, start: date, end: date, *, due_days: int | None = None
) -> tuple[ReportDue, ...]:
    """Return every quarterly and annual report, in the order of the days on which they are due.

    The last period ends with the arrangement, however short it is.

    Args:
        kind: the kind of arrangement; it decides how well the duty is known.
        start: first day of the arrangement.
        end: its last day.
        due_days: days after the end of the period, if the agreement states them.

    Raises:
        ValueFault: an end before the start, or days below nought.
    """
    if end < start:
        raise ValueFault(f"{start} to {end}", "the earlier day first", "swap the days")
    if due_days is not None and due_days < 0:
        raise ValueFault(f"{due_days} days", "nought or more", "correct the days")
    rule = load_ruleset("section_75")["reports"]
    marks = [rule.mark, rule["counted_from"].mark, rule[kind].mark]
    days = rule["due_days"].whole if due_days is None else due_days
    mark = weakest([*marks, rule["due_days"].mark] if due_days is None else marks)
    found = [
        ReportDue(every, first, last, last + timedelta(days=days), rule, mark)
        for every, months in (
            (Every.QUARTER, rule["quarter_months"].whole),
            (Every.YEAR, rule["year_months"].whole),
        )
        for first, last in periods(start, end, months)
    ]
    return tuple(sorted(found, key=lambda report: (report.due_on, report.every)))


def periods(start: date, end: date, months: int) -> tuple[tuple[date, date], ...]:
    """Return periods of so many months from start to end, without gap or overlap."""
    found: list[tuple[date, date]] = []
    first, number = start, 1
    while first <= end:
        following = months_after(start, months * number)
        found.append((first, min(following - timedelta(days=1), end)))
        first, number = following, number + 1
    return tuple(found)
