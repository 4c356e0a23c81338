"""A practice's history by date: its mode (none, virtual, partial, full) on any day.

A practice whose contract is suspended is inside in full; otherwise an integration agreement, if
one runs, says virtual or partial. Days before the history begins are not known. Mark: local.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from capitula.contract.rules.gp_facts import GpState
from capitula.ground.faults import ValueFault


class Mode(StrEnum):
    """How a practice takes part."""

    NONE = "none"
    VIRTUAL = "virtual"
    PARTIAL = "partial"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class StateFrom:
    """The state of the practice's contract from a day on."""

    first_day: date
    state: GpState


@dataclass(frozen=True, slots=True)
class ModeAgreed:
    """A mode held by agreement, both days included; full only by another route than suspension."""

    mode: Mode
    first_day: date
    last_day: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether the agreement runs on the day."""
        return self.first_day <= day <= (self.last_day or date.max)


_INSIDE = (GpState.SUSPENDED, GpState.REACTIVATION_NOTICE)


@dataclass(frozen=True, slots=True)
class PracticeHistory:
    """One practice: states in order of their days, and agreements that do not overlap."""

    practice: str
    states: tuple[StateFrom, ...]
    agreements: tuple[ModeAgreed, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a history that has no single answer.

        Raises:
            ValueFault: no state, days out of order, agreements that overlap or end early.
        """
        days = [step.first_day for step in self.states]
        spells = sorted(self.agreements, key=lambda spell: spell.first_day)
        overlap = any(earlier.covers(later.first_day) for earlier, later in pairwise(spells))
        backwards = any(s.last_day is not None and s.last_day < s.first_day for s in spells)
        if not days or sorted(set(days)) != days or overlap or backwards:
            raise ValueFault(
                f"the history of {self.practice}",
                "states in order, one a day, and agreements that do not overlap",
                "correct the days",
            )

    def state_on(self, day: date) -> GpState | None:
        """Return the state on a day; None before the history begins."""
        found = None
        for step in self.states:
            if step.first_day <= day:
                found = step.state
        return found

    def mode_on(self, day: date) -> Mode | None:
        """Return the mode on a day; None before the history begins, which is not `none`."""
        state = self.state_on(day)
        if state is None:
            return None
        if state in _INSIDE:
            return Mode.FULL
        agreed = [spell.mode for spell in self.agreements if spell.covers(day)]
        return agreed[0] if agreed else Mode.NONE

    def spells(self, first: date, last: date) -> Iterator[tuple[date, date, Mode | None]]:
        """Yield the days from first to last as spells of one mode, without gap or overlap."""
        starts = {first, *(step.first_day for step in self.states)}
        for spell in self.agreements:
            starts.add(spell.first_day)
            if spell.last_day and spell.last_day < date.max:
                starts.add(spell.last_day + timedelta(days=1))
        begun, mode = first, self.mode_on(first)
        for day in sorted(day for day in starts if first < day <= last):
            if self.mode_on(day) is not mode:
                yield begun, day - timedelta(days=1), mode
                begun, mode = day, self.mode_on(day)
        if first <= last:
            yield begun, last, mode
