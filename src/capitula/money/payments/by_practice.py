"""A budget by general practice: by list, and by the days on which a practice takes part.

Each month is split over all practices that take part in the year by their lists, with the largest
remainder, ties to the lowest code. A practice is then paid for its days of the month; what falls
on the other days is shown as not paid, since the contract did not cover its people then. Paid and
not paid together are the month to the penny.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from capitula.contract.participation import GpParticipation, Mode
from capitula.contract.spans import span_text
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import Pence, pounds_text
from capitula.ground.rounding import apportion
from capitula.money.payments.changes import Membership, days_of_months, months_in

_IN = (Mode.PARTIAL, Mode.FULL)
"""The modes in which a practice's people are in the contract's budget."""


@dataclass(frozen=True, slots=True)
class PracticeMonths:
    """One practice's part of a year.

    Attributes:
        practice: its code.
        name: as the contract has it.
        list_size: by which the months are split.
        days: for reading: from when to when it takes part; empty for the whole year.
        paid: April to March, for its days.
        not_paid: what falls on the other days.
        days_in: days of each month on which it takes part.
    """

    practice: str
    name: str
    list_size: int
    days: str
    paid: tuple[Pence, ...]
    not_paid: tuple[Pence, ...]
    days_in: tuple[int, ...] = ()

    @property
    def whole(self) -> tuple[Pence, ...]:
        """Its part of each month, whichever days it takes part."""
        return tuple(map(sum, zip(self.paid, self.not_paid, strict=True)))


def months_by_practice(
    months: Sequence[Pence],
    year: FinancialYear,
    participation: Sequence[GpParticipation],
    file: str = "",
) -> tuple[PracticeMonths, ...]:
    """Return each practice's months, by code; none if the contract names no practice.

    Args:
        months: April to March of the budget.
        year: the financial year.
        participation: which practice takes part how, from when to when.
        file: how faults call the contract.

    Raises:
        InputFaults: a practice without a list, a list of nought, a date known only in part, or two
            spells of one practice in the year with different lists: all of them.
    """
    spells = [each for each in participation if each.mode in _IN and _touches(each, year)]
    faults = list(_faults(spells, Place(file, field="gp_participation")))
    if faults:
        raise InputFaults(faults)
    lists = {each.practice: each.list_size or 0 for each in spells}
    if not lists:
        return ()
    shares = [apportion_signed(month, lists) for month in months]
    found: list[PracticeMonths] = []
    for practice in sorted(lists):
        whole = [share[practice] for share in shares]
        own = [each for each in spells if each.practice == practice]
        parts = [months_in(whole, year, _membership(each)) for each in own]
        days_in = [days_of_months(year, _membership(each)) for each in own]
        paid = tuple(sum(month) for month in zip(*parts, strict=True))
        days = "; ".join(filter(None, (span_text(each) for each in own)))
        rest = tuple(all_ - part for all_, part in zip(whole, paid, strict=True))
        inside = tuple(map(sum, zip(*days_in, strict=True)))
        size, name = lists[practice], own[0].name
        found.append(PracticeMonths(practice, name, size, days, paid, rest, inside))
    return tuple(found)


def apportion_signed(amount: Pence, lists: dict[str, int]) -> dict[str, Pence]:
    """Return an amount split by list; one below nought is split as its opposite is.

    >>> apportion_signed(-3, {"A": 1, "B": 1})
    {'A': -2, 'B': -1}
    """
    if amount >= 0:
        return apportion(amount, lists)
    return {key: -pence for key, pence in apportion(-amount, lists).items()}


def outside_words(paid: Pence, not_paid: Pence) -> str:
    """Say how the parts of practices and the budget fit together."""
    whole = f"Paid for practices {pounds_text(paid)}"
    if not not_paid:
        return f"{whole}: the whole budget, since all of them take part on every day."
    return (
        f"{whole}; {pounds_text(not_paid)} falls on days on which a practice was not in. Together "
        f"{pounds_text(paid + not_paid)}, the budget of the runs; the ledger takes the days not in "
        "off, practice by practice."
    )


def _touches(each: GpParticipation, year: FinancialYear) -> bool:
    start = each.in_force_from.earliest if each.in_force_from else None
    end = each.in_force_to.latest if each.in_force_to else None
    return (start is None or start <= year.last_day) and (end is None or end >= year.first_day)


def _membership(each: GpParticipation) -> Membership:
    """Return the days: the last day in force is a day in."""
    end = each.in_force_to.latest if each.in_force_to else None
    leaves: date | None = end + timedelta(days=1) if end else None
    joins = each.in_force_from.earliest if each.in_force_from else None
    return Membership(each.practice, joins, leaves)


def _faults(spells: Sequence[GpParticipation], place: Place) -> Iterator[Fault]:
    lists: dict[str, set[int | None]] = {}
    for each in spells:
        lists.setdefault(each.practice, set()).add(each.list_size)
        if not each.list_size:
            size = "no list size" if each.list_size is None else f"a list of {each.list_size}"
            found = f"{each.practice} with {size}"
            yield Fault(place, found, "a list of one person or more", "state `list_size`")
        for day in (each.in_force_from, each.in_force_to):
            if day is not None and str(day.precision) != "day":
                found = f"{each.practice}, {span_text(each)}"
                yield Fault(place, found, "whole days, since it is paid by day", "state the day")
    for practice, sizes in lists.items():
        if len(sizes) > 1:
            found = f"{practice} with lists of {', '.join(str(size) for size in sizes)} in one year"
            remedy = "state one for the year, or change it by a variation"
            yield Fault(place, found, "one list a year", remedy)
