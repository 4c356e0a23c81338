"""A year of monthly payments: each run at the budget that was known on its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.case.budget import find_priced_budget, is_case
from capitula.case.case import Case
from capitula.case.folder import find_case
from capitula.case.money import NoSuchBudget
from capitula.case.opening import open_case
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, pounds_text
from capitula.ground.today import today
from capitula.money.budget.whole import WholePopulationBudget
from capitula.money.payments.repricing import Posting, PostingKind, Price, run_month


@dataclass(frozen=True, slots=True)
class PaymentRun:
    """One monthly run.

    Attributes:
        month: 1 for April.
        day: the first day of that month; what was known on it decides.
        annual_pence: the year at the price known then.
        postings: what was posted.
    """

    month: int
    day: date
    annual_pence: Pence
    postings: tuple[Posting, ...]

    @property
    def month_pence(self) -> Pence:
        """What was posted for the month itself."""
        return sum(p.pence for p in self.postings if p.kind is PostingKind.MONTH)

    @property
    def arrears_pence(self) -> Pence:
        """What was posted for months before, since their price changed."""
        return sum(p.pence for p in self.postings if p.kind is PostingKind.ARREARS)


@dataclass(frozen=True, slots=True)
class YearOfPayments:
    """The runs of one year.

    Attributes:
        budget: the year as known at the last run.
        runs: April to March.
    """

    budget: WholePopulationBudget
    runs: tuple[PaymentRun, ...]

    @property
    def year(self) -> str:
        """The financial year."""
        return str(self.budget.year)

    @property
    def title(self) -> str:
        """The contract's title."""
        return self.budget.title

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of the budget."""
        return weakest([self.budget.mark])

    @property
    def posted_pence(self) -> Pence:
        """Everything posted."""
        return sum(run.month_pence + run.arrears_pence for run in self.runs)

    def words(self) -> Iterator[str]:
        """Return what a reader should know of the year."""
        total, posted = self.budget.total_pence, self.posted_pence
        if posted == total:
            yield f"Posted {pounds_text(posted)}, equal to the year's budget."
        else:
            yield (
                f"Posted {pounds_text(posted)}: the terms changed within the year. At those of its "
                f"first day the year would be {pounds_text(total)}."
            )
        expected = self.budget.expected_annual_value_pence
        yield f"Expected annual contract value: {pounds_text(expected)}."
        yield f"Months: {self.budget.profile}. Evidence: {self.mark}."

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "title": self.title,
            "year": self.year,
            "known_on": self.budget.known_on.isoformat(),
            "profile": self.budget.profile,
            "budget_pence": self.budget.total_pence,
            "posted_pence": self.posted_pence,
            "expected_annual_contract_value_pence": self.budget.expected_annual_value_pence,
            "mark": str(self.mark),
            "runs": [
                {
                    "month": run.month,
                    "day": run.day.isoformat(),
                    "annual_pence_known": run.annual_pence,
                    "month_pence": run.month_pence,
                    "arrears_pence": run.arrears_pence,
                    "postings": [
                        {
                            "service_month": posting.service_month,
                            "kind": str(posting.kind),
                            "pence": posting.pence,
                        }
                        for posting in run.postings
                    ],
                }
                for run in self.runs
            ],
        }


def year_of_payments(name: str, year: str = "", known_on: date | None = None) -> YearOfPayments:
    """Return twelve runs of a contract's year.

    A run in the past uses the budget as known on its first day; one that is still to come uses
    what is known on `known_on`. A variation that changes the year is thereby paid from the run
    after it was known, with the arrears of the months before that it reaches back to.

    Args:
        name: a case, a contract that ships, a case folder, or a contract file.
        year: the last one that the contract counts people for unless given.
        known_on: today unless given.

    Raises:
        NoSuchBudget: no terms that price the year.
        InputFaults: everything that is wrong with them, or a variation that does not begin on the
            first of a month.
    """
    day = known_on or today()
    last = find_priced_budget(name, year, day)
    case = open_case(find_case(name).root) if is_case(name) else None
    runs: list[PaymentRun] = []
    posted: tuple[Posting, ...] = ()
    prices: list[Price] = []
    seen: dict[date, list[tuple[int, Pence]]] = {}
    for month in range(1, 13):
        first = last.year.month(month)
        known = min(first, day)
        if known not in seen:
            seen[known] = _amounts(case, last, known)
        amounts = seen[known]
        if not runs or [(p.effective_month, p.annual_pence) for p in prices[-len(amounts) :]] != (
            amounts
        ):
            prices += [Price(pence, first, from_, known.isoformat()) for from_, pence in amounts]
        made = run_month(posted, prices, month, first, last.month_shares)
        posted += made
        holding = [pence for from_, pence in amounts if from_ <= month]
        runs.append(PaymentRun(month, first, holding[-1], made))
    return YearOfPayments(last, tuple(runs))


def _amounts(
    case: Case | None, last: WholePopulationBudget, known: date
) -> list[tuple[int, Pence]]:
    return [(month, each.total_pence) for month, each in budgets_within(case, last, known)]


def budgets_within(
    case: Case | None, last: WholePopulationBudget, known: date
) -> list[tuple[int, WholePopulationBudget]]:
    """Return the year's budget from each month from which the terms known by a day differ.

    Args:
        case: the case; None for a contract file, which has one budget.
        last: the year as known at the last run.
        known: the day.

    Raises:
        NoSuchBudget: no terms known by then price the year.
        InputFaults: a variation that does not begin on the first of a month.
    """
    if case is None:
        return [(1, last)]
    days = case.money.changes_within(last.year, known)
    within = [day for day in days if day.day != 1]
    if within:
        raise InputFaults(
            Fault(
                Place(case.name),
                f"a variation in force from {day.isoformat()}",
                "the first of a month, since payments are monthly",
                "let it begin on the first of a month, or state the part by an adjustment",
            )
            for day in within
        )
    found: list[tuple[int, WholePopulationBudget]] = []
    for day in (last.year.first_day, *days):
        budget = case.money.budget(str(last.year), known, day)
        if not isinstance(budget, WholePopulationBudget):
            raise NoSuchBudget(f"found no priced terms of {case.name} known by {known.isoformat()}")
        found.append((last.year.month_number(day), budget))
    return found
