"""A case's own copy of the organisation register: which practice was open, with whom, on which day.

A row is a practice's time with one commissioner. Days closed and left are last days; an empty one
has not come. An edition says nothing of days after its last one. Which practice took over a list is
not in the register: a closure is a question, and the lists around it are shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from capitula.ground.figure_table import FigureTable

COLUMNS = ("practice_code", "practice_name", "commissioner", "opened", "closed", "joined", "left")


class Change(StrEnum):
    """What changes a roster."""

    OPENED = "opened"
    CLOSED = "closed"
    MOVED = "moved"

    def words(self, commissioner: str) -> str:
        """Return the change for reading, with the name of the commissioner."""
        if self is Change.OPENED:
            return f"opened, with {commissioner}"
        if self is Change.MOVED:
            return f"moved to {commissioner}"
        return "closed the day before; where its list went is not in the register"


@dataclass(frozen=True, slots=True)
class RegisterSpell:
    """A practice's time with one commissioner, first and last days; None where there is none."""

    practice: str
    name: str
    commissioner: str
    opened: date | None
    closed: date | None
    joined: date | None
    left: date | None

    @property
    def first(self) -> date:
        """The first day on which it was open and with the commissioner."""
        return max((day for day in (self.opened, self.joined) if day), default=date.min)

    @property
    def last(self) -> date:
        """The last such day."""
        return min((day for day in (self.closed, self.left) if day), default=date.max)

    def holds(self, on: date) -> bool:
        """Whether it was open and with the commissioner on a day."""
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class RosterChange:
    """A day on which the roster is another than the day before.

    Attributes:
        day: the first day of the new state: a practice that closed is gone on it.
        practice, name: which.
        change: opened, closed or moved.
        commissioner: the one it opened or closed with, or moved to.
    """

    day: date
    practice: str
    name: str
    change: Change
    commissioner: str


@dataclass(frozen=True, slots=True)
class PracticeRegister:
    """One edition.

    Attributes:
        table: the name of its figure table.
        title: its title.
        publisher: who published it.
        until: the last day of which it says anything.
        names: commissioners by code.
        spells: by practice, then by day.
    """

    table: str
    title: str
    publisher: str
    until: date
    names: Mapping[str, str]
    spells: tuple[RegisterSpell, ...]

    def on(self, day: date) -> dict[str, RegisterSpell]:
        """Return the practices open and with their commissioner on a day, by code."""
        return {spell.practice: spell for spell in self.spells if spell.holds(day)}

    def spells_of(self, practice: str) -> tuple[RegisterSpell, ...]:
        """Return a practice's times, the earliest first."""
        return tuple(spell for spell in self.spells if spell.practice == practice)

    def commissioner_name(self, code: str) -> str:
        """Return a commissioner's name; its code where the edition names none."""
        return self.names.get(code, code)

    def changes(self, since: date, through: date) -> tuple[RosterChange, ...]:
        """Return the changes from one day through another, in order."""
        found = [
            change
            for practice in dict.fromkeys(spell.practice for spell in self.spells)
            for change in _changes(self.spells_of(practice))
            if since <= change.day <= through
        ]
        return tuple(sorted(found, key=lambda change: (change.day, change.practice)))


def latest_register(tables: Mapping[str, FigureTable]) -> PracticeRegister | None:
    """Return the edition that reaches furthest among a case's figure tables; None without one."""
    editions = [_read(name, table) for name, table in tables.items() if is_register(table)]
    return max(editions, key=lambda edition: edition.until, default=None)


def is_register(table: FigureTable) -> bool:
    """Whether a figure table is such an edition."""
    return "until" in table.meta and all(column in table.columns for column in COLUMNS)


def _read(name: str, table: FigureTable) -> PracticeRegister:
    spells = [
        RegisterSpell(code, title, commissioner, *(_day(cell) for cell in days))
        for code, title, commissioner, *days in zip(*map(table.texts, COLUMNS), strict=True)
    ]
    pairs = (part.partition("=") for part in table.meta.get("commissioners", "").split(";"))
    return PracticeRegister(
        table=name,
        title=table.meta["title"],
        publisher=table.meta["publisher"],
        until=date.fromisoformat(table.meta["until"]),
        names={code.strip(): words.strip() for code, sign, words in pairs if sign},
        spells=tuple(sorted(spells, key=lambda spell: (spell.practice, spell.first))),
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _changes(spells: Iterable[RegisterSpell]) -> Iterable[RosterChange]:
    before: RegisterSpell | None = None
    for spell in spells:
        moved = before is not None and before.last + timedelta(days=1) == spell.first
        change = Change.MOVED if moved else Change.OPENED
        if before is not None and not moved:
            yield _gone(before)
        yield RosterChange(spell.first, spell.practice, spell.name, change, spell.commissioner)
        before = spell
    if before is not None and before.last != date.max:
        yield _gone(before)


def _gone(spell: RegisterSpell) -> RosterChange:
    day = spell.last + timedelta(days=1)
    return RosterChange(day, spell.practice, spell.name, Change.CLOSED, spell.commissioner)
