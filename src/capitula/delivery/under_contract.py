"""What the room reads: a contract and its record at two dates, and when the contract runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.spans import may_hold_on
from capitula.contract.term import Term
from capitula.ground.operational_days import OperationalCalendar
from capitula.ground.partial_date import PartialDate
from capitula.ground.pence import Pence
from capitula.programme.kinds import MilestoneReached
from capitula.record.view import View

START = "service start"
END = "contract end"

HeadValue = Callable[[str, date], "Pence | None"]
"""Gives the head contract's money for a line, or for all under an empty name, in a month."""


@dataclass(frozen=True, slots=True)
class Running:
    """From when to when a contract runs, as far as it is known.

    Attributes:
        start: its first day, as stated; None where nothing says that it began.
        end: its last day, as stated; None where no end is known.
        says: what that rests on, in words.
        entries: the entries that say it.
    """

    start: PartialDate | None
    end: PartialDate | None
    says: str
    entries: tuple[str, ...] = ()


def no_head_value(_line: str, _month: date) -> Pence | None:
    """Return that no monthly value is known: the contract is not priced."""
    return None


@dataclass(frozen=True)
class UnderContract:
    """A contract as it stood, its record, and what follows from both.

    Attributes:
        name: how the contract was asked for.
        contract: the contract at the view's dates.
        view: the record at those dates; empty for a contract file that has none.
        contract_on: the contract in force on another day, as known on the same.
        head_value: the expected money of a month, from the budget.
    """

    name: str
    contract: Contract
    view: View
    contract_on: Callable[[date], Contract]
    head_value: HeadValue = no_head_value

    @property
    def day(self) -> date:
        """The day as known on: on it a clock has run out or not."""
        return self.view.known_on

    @cached_property
    def calendar(self) -> OperationalCalendar | None:
        """The operational days that the contract froze; None where it froze none."""
        frozen = self.contract.calendar
        return frozen.operational() if frozen else None

    @cached_property
    def running(self) -> Running:
        """From when to when the contract runs.

        A record says that services began or it says nothing: a planned start starts no clock. A
        contract file without a record is taken at its word.
        """
        length = self.contract.length
        stated_end = length.ends if length else None
        if not self.view.record.entries:
            start = length.starts if length else None
            return Running(start, stated_end, "as the contract file has it, which has no record")
        begun, ended = self._reached(START), self._reached(END)
        entries = tuple(entry for _, entry in (begun, ended) if entry)
        if begun[0] is None:
            return Running(None, stated_end, "no report says that services began", entries)
        end = ended[0] or stated_end
        says = "services began as the record has it; " + (
            "it ended as the record has it"
            if ended[0]
            else "the end is that of the contract file"
            if end
            else "no end is known"
        )
        return Running(begun[0], end, says, entries)

    def _reached(self, milestone: str) -> tuple[PartialDate | None, str]:
        item = self.view.item(milestone, MilestoneReached.stated_property)
        body = item.current.body if item else None
        if item and isinstance(body, MilestoneReached) and body.happened:
            return body.date, item.current.entry
        return None, ""

    def party(self, identifier: str | None) -> str:
        """Return a party's name; an empty text where none is stated."""
        names = {party.id: party.name for party in self.contract.parties}
        return names.get(identifier or "", identifier or "")

    def first_with(self, role: Role) -> str | None:
        """Return the identifier of the first party with a role."""
        held = self.contract.with_role(role)
        return held[0].id if held else None

    def line(self, identifier: str) -> str:
        """Return a service line's name."""
        names = {line.id: line.name for line in self.contract.scope}
        return names.get(identifier, identifier)

    def term(self, identifier: str, on: date | None = None) -> Term | None:
        """Return a term in force on a day, the view's own unless given; None if there is none."""
        day = on or self.view.in_force_on
        contract = self.contract if on is None else self.contract_on(on)
        for term in contract.terms:
            if term.id == identifier and may_hold_on(term, day):
                return term
        return None
