"""The practices of a commissioner on a day, from the published register of organisations.

The register holds one row a practice, with the days it opened and closed and the days it joined and
left the commissioner it has now: a practice that came from another commissioner cannot be placed
before the day it joined. A close or leaving date is the last day. Which practice took over a list
is not in the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.population.official.official_file import OfficialFile

KIND = "gp-practices"
GENERAL_PRACTICE = "4"
"""The prescribing setting of a GP practice in the register; others are clinics, homes and wards."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A practice by the register, with first and last days; None where there is none."""

    practice: str
    name: str
    opened: date | None
    closed: date | None
    joined: date | None
    left: date | None

    def belongs(self, on: date) -> bool:
        """Whether it was open and with the commissioner on a day."""
        first = max((d for d in (self.opened, self.joined) if d), default=date.min)
        last = min((d for d in (self.closed, self.left) if d), default=date.max)
        return first <= on <= last


@dataclass(frozen=True, slots=True)
class RegisterRoster:
    """The practices of a commissioner on a day.

    Attributes:
        rows: open and with the commissioner on the day.
        gone: closed or left before the day, the latest first.
        to_come: opened or joined after the day.
        latest: the latest date that stands in the register: it says nothing of days after it.
    """

    on: date
    commissioner: str
    file: str
    sha256: str
    latest: date
    rows: tuple[RegisterRow, ...]
    gone: tuple[RegisterRow, ...]
    to_come: tuple[RegisterRow, ...]


def register_roster(register: OfficialFile, commissioner: str, on: date) -> RegisterRoster:
    """Return the practices of a commissioner on a day.

    Raises:
        InputFaults: a day after the register was made, or a commissioner without practices in it.
    """
    practices = register.rows(prescribing_setting=GENERAL_PRACTICE)
    latest = _latest(register.rows(), on)
    own = [_row(row) for row in practices if row["commissioner"] == commissioner]
    faults: list[Fault] = []
    if on > latest:
        faults.append(
            Fault(
                Place("--on"),
                f"{on}, after the latest date in {register.file}, {latest}",
                "a day that the register knows",
                "give the register of a later month",
            )
        )
    if not own:
        faults.append(
            Fault(
                Place("--commissioner"),
                repr(commissioner),
                f"a commissioner of practices in {register.file}",
                "codes change when commissioners merge; give the code of the register's own time",
            )
        )
    if faults:
        raise InputFaults(faults)
    rows = tuple(sorted((r for r in own if r.belongs(on)), key=lambda r: r.practice))
    ended = [r for r in own if not r.belongs(on) and _last(r) < on]
    return RegisterRoster(
        on=on,
        commissioner=commissioner,
        file=register.file,
        sha256=register.sha256,
        latest=latest,
        rows=rows,
        gone=tuple(sorted(ended, key=lambda r: (_last(r), r.practice), reverse=True)),
        to_come=tuple(
            sorted(
                (r for r in own if not r.belongs(on) and _last(r) >= on), key=lambda r: r.practice
            )
        ),
    )


def _row(row: Mapping[str, Any]) -> RegisterRow:
    return RegisterRow(
        row["organisation_code"],
        row["name"],
        row["open_date"],
        row["close_date"],
        row["join_date"],
        row["left_date"],
    )


def _last(row: RegisterRow) -> date:
    return min((d for d in (row.closed, row.left) if d), default=date.max)


def _latest(rows: Iterable[Mapping[str, Any]], default: date) -> date:
    """Return the latest day on which something is said to have happened."""
    names = ("open_date", "join_date", "close_date", "left_date")
    return max((row[name] for row in rows for name in names if row[name]), default=default)
