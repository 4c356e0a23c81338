"""Each practice under no, partial and full participation: income, list, last safe day to go back.

Rules are those of `contract/rulesets/gp_suspension.yaml`: a contract that was suspended takes its
former list with it by default if it is back by the second anniversary, and notice of at least
twelve months was proposed (unverified). A contract that was never suspended needs no way back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from capitula.contract.participation import Mode
from capitula.contract.rules.months_after import months_after
from capitula.contract.rules.ruleset import load_ruleset
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence


@dataclass(frozen=True, slots=True)
class WayBack:
    """When a practice can still go back with its list.

    Attributes:
        suspended_on: the first day under the holder.
        back_by: the last day on which the contract must be running again for the list to follow.
        last_work: the last day of work under the holder's contract.
        notice_by: the last safe day to give notice.
        mark: the weakest mark of the rules.
    """

    suspended_on: date
    back_by: date
    last_work: date
    notice_by: date
    mark: EvidenceMark

    def row(self) -> dict[str, str]:
        """Return plain data."""
        return {
            "suspended_on": self.suspended_on.isoformat(),
            "back_by": self.back_by.isoformat(),
            "last_work": self.last_work.isoformat(),
            "notice_by": self.notice_by.isoformat(),
            "mark": str(self.mark),
        }


@dataclass(frozen=True, slots=True)
class PracticePosition:
    """One practice.

    Attributes:
        code: its ODS code.
        name: its name.
        list_size: registered people; None if not held.
        income_pence: its income in the year held.
        own_pence: mode to what it is still paid itself.
        may_move_pence: what may move in under partial participation; None if not held.
    """

    code: str
    name: str
    list_size: str | None
    income_pence: Pence
    own_pence: dict[Mode, Pence | None]
    may_move_pence: Pence | None

    def row(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "practice": self.code,
            "name": self.name,
            "list": self.list_size,
            "income_pence": self.income_pence,
            "own_pence": {str(mode): pence for mode, pence in self.own_pence.items()},
            "may_move_in_part_pence": self.may_move_pence,
        }


def way_back(suspended_on: date) -> WayBack:
    """Return the last safe dates of a practice that suspends its contract on a day."""
    rules = load_ruleset("gp_suspension")
    years, months = rules["list"]["years"], rules["notice_period"]["months"]
    back_by = months_after(suspended_on, 12 * years.whole)
    last_work = back_by - timedelta(days=1)
    notice = last_work
    while months_after(notice, months.whole) > last_work:
        notice -= timedelta(days=1)
    marks = [years.mark, months.mark, rules["list"].mark, rules["reactivation_date"].mark]
    return WayBack(suspended_on, back_by, last_work, notice, weakest(marks))


def practice_position(
    code: str, name: str, list_size: str | None, income: Pence, may_move: Pence | None
) -> PracticePosition:
    """Return a practice's income under each participation.

    Args:
        code: its ODS code.
        name: its name.
        list_size: registered people as published.
        income: all headings, in the year held.
        may_move: quality payment and local schemes, which may move in part; None if not held.
    """
    part = None if may_move is None else income - may_move
    own: dict[Mode, Pence | None] = {Mode.NONE: income, Mode.PARTIAL: part, Mode.FULL: 0}
    return PracticePosition(code, name, list_size, income, own, may_move)
