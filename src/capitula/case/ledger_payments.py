"""What the monthly runs of a year post: from the budget, or practice by practice from lists.

A run says what is due for every month up to its own, at what was known on its first day. The ledger
posts the difference to what stands, so that a price or a list that changes within the year brings
arrears, and the last run made twice posts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from capitula.case.budget import find_priced_budget, is_case
from capitula.case.case import Case
from capitula.case.folder import find_case
from capitula.case.opening import open_case
from capitula.case.payments import budgets_within
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.financial_year import FinancialYear, month_end, month_index
from capitula.ground.pence import Pence
from capitula.ground.rounding import apportion
from capitula.money.budget.building import month_shares
from capitula.money.budget.per_head import per_head_of
from capitula.money.budget.whole import WholePopulationBudget
from capitula.money.ledger.entry import EntryKind, LedgerEntry
from capitula.money.ledger.making import About, payment
from capitula.money.payments.by_lists import YearOnLists, year_on_lists
from capitula.money.payments.by_practice import PracticeMonths
from capitula.money.payments.lists_file import QuarterlyLists, read_versions

Run = tuple[str, tuple[LedgerEntry, ...]]
Group = tuple[str, str]
"""Who pays, and the ring-fence."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who pays for each line, who is paid, and where it stands."""

    holder: str
    commissioner: str
    payers: Mapping[str, str]
    clause: str

    @staticmethod
    def of(contract: Contract) -> Parties:
        """Read them from a contract.

        Raises:
            InputFaults: no holder, or no commissioner.
        """
        faults: list[Fault] = []
        found: dict[Role, str] = {}
        for role in (Role.HOLDER, Role.COMMISSIONER):
            held = contract.with_role(role)
            if not held:
                place, expected = Place(contract.case, field="parties"), f"a {role}"
                faults.append(Fault(place, f"no {role}", expected, "give a party that role"))
                continue
            found[role] = held[0].id
        if faults:
            raise InputFaults(faults)
        terms = contract.payment
        clause = (terms.clause or terms.source) if terms else None
        payers = {line.id: line.payer for line in contract.scope if line.payer}
        return Parties(found[Role.HOLDER], found[Role.COMMISSIONER], payers, clause or "payment")

    def groups(self, budget: WholePopulationBudget, service: int) -> dict[Group, Pence]:
        """Return a month's budget by who pays and by ring-fence."""
        sums: defaultdict[Group, Pence] = defaultdict(int)
        for line in budget.lines:
            payer = self.payers.get(line.key, self.commissioner)
            sums[payer, line.ring_fence] += budget.months(line.key)[service - 1]
        return dict(sums)

    def pays(
        self, kind: EntryKind, amount: Pence, group: Group, about: tuple[date, str], *, note: str
    ) -> Iterator[LedgerEntry]:
        """Yield the two entries of one payment for a month, to the holder."""
        first, subject = about
        payer, fence = group
        of = About(first, month_end(month_index(first)), self.clause, subject, fence)
        yield from payment(kind, amount, payer, self.holder, of, note=note)


def payment_runs(name: str, contract: Contract, year: str, day: date) -> Iterator[Run]:
    """Yield the runs of the budget; days on which a practice was not in are taken off.

    Args:
        name: how the contract was asked for.
        contract: it.
        year: the financial year; the last one counted if empty.
        day: the day as known on.
    """
    last = find_priced_budget(name, year, day)
    parties, known = Parties.of(contract), _Known(name, last)
    for month in range(1, 13):
        first = last.year.month(month)
        budgets = known.on(min(first, day))
        due = [
            entry
            for service in range(1, month + 1)
            for entry in _month_due(_holding(budgets, service), service, month, parties)
        ]
        yield f"Payment run M{month} {first:%B %Y}", tuple(due)


def list_runs(
    name: str, contract: Contract, files: Sequence[Path], year: str, day: date
) -> Iterator[Run]:
    """Yield the runs on lists by quarter: each practice's months, at its lists and days.

    Args:
        name: how the contract was asked for.
        contract: it.
        files: versions of the year's lists; each holds from the day on which it was known.
        year: the financial year, if it is to be checked.
        day: the day as known on.

    Raises:
        InputFaults: everything wrong with a file, versions that do not fit, no price.
    """
    versions = read_versions(files, year)
    parties, shares = Parties.of(contract), month_shares(contract)
    of_year = versions[0].financial_year
    priced = any(version.per_head is None for version in versions)
    known = _Known(name, find_priced_budget(name, str(of_year), day)) if priced else None
    codes = sorted({each.practice for version in versions for each in version.practices})
    for month in range(1, 13):
        first = of_year.month(month)
        on = min(first, day)
        version = [each for each in versions if each.is_known(on)][-1]
        budgets = known.on(on) if known else []
        due = [
            entry
            for service in range(1, month + 1)
            for entry in _practices_due(
                _Priced(version, _holding(budgets, service) if budgets else None, shares),
                of_year,
                (service, month),
                parties,
                codes,
            )
        ]
        yield f"Payment run M{month} {first:%B %Y}, on lists", tuple(due)


class _Known:
    """The budgets of a year as known on a day, each kept."""

    def __init__(self, name: str, last: WholePopulationBudget) -> None:
        self._last = last
        self._case: Case | None = open_case(find_case(name).root) if is_case(name) else None
        self._seen: dict[date, list[tuple[int, WholePopulationBudget]]] = {}

    def on(self, day: date) -> list[tuple[int, WholePopulationBudget]]:
        if day not in self._seen:
            self._seen[day] = budgets_within(self._case, self._last, day)
        return self._seen[day]


def _holding(
    budgets: Sequence[tuple[int, WholePopulationBudget]], service: int
) -> WholePopulationBudget:
    return [budget for start, budget in budgets if start <= service][-1]


def _month_due(
    budget: WholePopulationBudget, service: int, run: int, parties: Parties
) -> Iterator[LedgerEntry]:
    """Yield what is due for a month, by who pays and by ring-fence, and what is taken off."""
    first = budget.year.month(service)
    note = "arrears" if service < run else ""
    groups = parties.groups(budget, service)
    for group, amount in sorted(groups.items()):
        about = (first, f"monthly payment by {group[0]}")
        yield from parties.pays(EntryKind.BASE, amount, group, about, note=note)
    for practice in budget.by_practice():
        if off := practice.not_paid[service - 1]:
            yield from _taken_off(practice, (service, first), off, groups, parties)


def _taken_off(
    practice: PracticeMonths,
    month: tuple[int, date],
    off: Pence,
    groups: Mapping[Group, Pence],
    parties: Parties,
) -> Iterator[LedgerEntry]:
    service, first = month
    days = month_end(month_index(first)).day
    note = f"in on {practice.days_in[service - 1]} of {days} days"
    for group, part in sorted(_split(off, groups).items()):
        about = (first, f"{practice.practice}, days not in the contract")
        yield from parties.pays(EntryKind.ADJUSTMENT, -part, group, about, note=note)


def _split(amount: Pence, groups: Mapping[Group, Pence]) -> dict[Group, Pence]:
    """Split an amount as a month's budget is split, to the penny."""
    if len(groups) == 1:
        return dict.fromkeys(groups, amount)
    numbered = list(groups)
    parts = apportion(amount, {str(at): groups[group] for at, group in enumerate(numbered)})
    return {group: parts[str(at)] for at, group in enumerate(numbered)}


@dataclass(frozen=True, slots=True)
class _Priced:
    """A version of the lists with the budget that prices it, if it states no price itself."""

    version: QuarterlyLists
    budget: WholePopulationBudget | None
    shares: Sequence[Fraction]

    def year(self) -> YearOnLists:
        price = per_head_of(self.version, self.budget)
        return year_on_lists(self.version, "", self.shares, price=price)


def _practices_due(
    priced: _Priced,
    year: FinancialYear,
    months: tuple[int, int],
    parties: Parties,
    codes: Sequence[str],
) -> Iterator[LedgerEntry]:
    """Yield what is due for a month, practice by practice; one no longer listed is due nothing."""
    service, run = months
    paid = {each.practice: each.paid[service - 1] for each in priced.year().practices}
    groups = (
        parties.groups(priced.budget, service)
        if priced.version.per_head is None and priced.budget
        else {(parties.commissioner, ""): 0}
    )
    first = year.month(service)
    note = "arrears" if service < run else ""
    for code in codes:
        about = (first, f"list of {code}")
        for group, part in sorted(_split(paid.get(code, 0), groups).items()):
            yield from parties.pays(EntryKind.BASE, part, group, about, note=note)
