"""A plan's history for a terminal: the same rows in plain signs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from capitula.reports.stated_plan import Slip

COLUMNS = 60
KEY = "o stated   = planned range   # planned date, its last day   X what came of it"


def slip_text(rows: Sequence[Slip]) -> str:
    """Return one track a version, all on one calendar, with the words above each."""
    days = [day for row in rows for day in _days(row)]
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    lines: list[str] = []
    milestone = ""
    for row in rows:
        if row.plan.milestone != milestone:
            milestone = row.plan.milestone
            lines += ["", milestone.capitalize()] if lines else [milestone.capitalize()]
        moved = f" ({row.words})" if row.words else ""
        lines.append(f"{row.plan.label}: {row.plan.words}{moved}")
        lines.append("  " + _track(row, first, last))
    return "\n".join([*lines, "  " + _years(first, last), KEY])


def _days(row: Slip) -> list[date]:
    return [day for day in (row.plan.stated, row.plan.earliest, row.plan.latest) if day]


def _column(day: date, first: date, last: date) -> int:
    return min(COLUMNS - 1, (day - first).days * COLUMNS // (last - first).days)


def _track(row: Slip, first: date, last: date) -> str:
    signs = [" "] * COLUMNS
    stated = _column(row.plan.stated, first, last)
    if row.plan.planned:
        end = _column(row.plan.planned, first, last)
        for at in range(min(stated, end), max(stated, end)):
            signs[at] = "-"
        if row.plan.earliest and row.plan.latest:
            for at in range(_column(row.plan.earliest, first, last), end):
                signs[at] = "="
        signs[stated] = "o"
        signs[end] = "X" if row.plan.is_result else "#"
    else:
        signs[stated] = "X" if row.plan.is_result else "o"
    return "".join(signs).rstrip()


def _years(first: date, last: date) -> str:
    signs = [" "] * (COLUMNS + 4)
    free = 0
    for year in range(first.year, last.year):
        at = _column(date(year, 1, 1), first, last)
        if at >= free:
            signs[at : at + 4] = str(year)
            free = at + 5
    return "".join(signs).rstrip()
