"""A year of monthly payments: each run at the budget that was known on its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.case.budget import find_priced_budget
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
        equal = "equal to" if posted == total else "not equal to"
        yield f"Posted {pounds_text(posted)}, {equal} the year's budget of {pounds_text(total)}."
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
    after it was known, with the arrears of the months before.

    Args:
        name: a case, a contract that ships, a case folder, or a contract file.
        year: the last one that the contract counts people for unless given.
        known_on: today unless given.

    Raises:
        NoSuchBudget: no terms that price the year.
        InputFaults: everything that is wrong with them.
    """
    day = known_on or today()
    last = find_priced_budget(name, year, day)
    runs: list[PaymentRun] = []
    posted: tuple[Posting, ...] = ()
    prices: list[Price] = []
    budgets: dict[date, WholePopulationBudget] = {day: last}
    for month in range(1, 13):
        first = last.year.month(month)
        known = min(first, day)
        if known not in budgets:
            budgets[known] = find_priced_budget(name, str(last.year), known)
        annual = budgets[known].total_pence
        if not prices or prices[-1].annual_pence != annual:
            prices.append(Price(annual, first, label=known.isoformat()))
        made = run_month(posted, prices, month, first, last.month_shares)
        posted += made
        runs.append(PaymentRun(month, first, annual, made))
    return YearOfPayments(last, tuple(runs))
