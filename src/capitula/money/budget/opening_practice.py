"""Opening what a practice is paid: each month from the budget, the lists and the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from capitula.ground.date_words import MONTHS, date_text
from capitula.ground.derivation import Derivation, Input
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.financial_year import month_end, month_index
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence, pounds_text, to_pounds
from capitula.money.budget.budget import Budgeted
from capitula.money.payments.by_practice import PracticeMonths

FORMULA = (
    "the month's budget × its list ÷ all lists, by largest remainder; of that, what falls on the "
    "days on which it takes part"
)
ROUNDING = (
    "whole pence; the parts of all practices are the month, and for each practice the days paid "
    "and not paid are its part"
)


@dataclass(frozen=True, slots=True)
class OpenedMonth:
    """One month of one practice, with how it came about."""

    first: date
    budget_pence: Pence
    part_pence: Pence
    days_in: int
    days: int
    paid_pence: Pence
    not_paid_pence: Pence
    derivation: Derivation

    @property
    def title(self) -> str:
        """The month for reading."""
        return f"{MONTHS[self.first.month - 1]} {self.first.year}"

    def document(self) -> dict[str, Any]:
        """Return plain data; amounts are whole pence."""
        return {
            "month": self.first.isoformat(),
            "budget_pence": self.budget_pence,
            "part_pence": self.part_pence,
            "days_in": self.days_in,
            "days": self.days,
            "paid_pence": self.paid_pence,
            "not_paid_pence": self.not_paid_pence,
            "derivation": self.derivation.document(),
        }


@dataclass(frozen=True, slots=True)
class OpenedPractice:
    """A practice's year, opened."""

    practice: PracticeMonths
    months: tuple[OpenedMonth, ...]

    def document(self) -> dict[str, Any]:
        """Return `capitula.money.payments.practice/1`."""
        one = self.practice
        return {
            "schema": "capitula.money.payments.practice/1",
            "practice": one.practice,
            "name": one.name or None,
            "list_size": one.list_size,
            "takes_part": one.days or None,
            "paid_pence": sum(one.paid),
            "not_paid_pence": sum(one.not_paid),
            "months": [month.document() for month in self.months],
        }


def open_practice(budget: Budgeted, code: str) -> OpenedPractice:
    """Open one practice of a budget.

    Raises:
        InputFaults: the contract names no such practice in the year.
    """
    practices = budget.by_practice()
    one = next((each for each in practices if each.practice == code), None)
    if one is None:
        codes = [each.practice for each in practices]
        remedy = near_miss(code, codes) or "name one of them"
        expected = f"a practice that takes part in {budget.year}" if codes else "practices named"
        raise InputFaults([Fault(Place("--practice"), repr(code), expected, remedy)])
    return OpenedPractice(one, _months(budget, practices, one))


def _months(
    budget: Budgeted, practices: Sequence[PracticeMonths], one: PracticeMonths
) -> tuple[OpenedMonth, ...]:
    everyone = sum(each.list_size for each in practices)
    found: list[OpenedMonth] = []
    for at, whole in enumerate(budget.months()):
        first = budget.year.month(at + 1)
        days = month_end(month_index(first)).day
        part, paid = one.whole[at], one.paid[at]
        counts = (one.days_in[at], days, everyone)
        opened = _derivation(budget, one, first, (whole, part, paid), counts)
        found.append(
            OpenedMonth(first, whole, part, one.days_in[at], days, paid, one.not_paid[at], opened)
        )
    return tuple(found)


def _derivation(
    budget: Budgeted,
    one: PracticeMonths,
    first: date,
    amounts: tuple[Pence, Pence, Pence],
    counts: tuple[int, int, int],
) -> Derivation:
    (whole, part, paid), (inside, all_days, everyone) = amounts, counts
    spell = next((p for p in budget.participation if p.practice == one.practice), None)
    mark = spell.mark if spell else EvidenceMark.ASSUMED
    where = (spell.clause or spell.source or "participation") if spell else "participation"
    note = spell.note if spell else ""
    month = f"{MONTHS[first.month - 1]} {first.year}"
    return Derivation(
        subject=f"{one.name or one.practice} ({one.practice}), {month}",
        formula=FORMULA,
        worked=(
            f"{pounds_text(whole)} × {one.list_size:,} ÷ {everyone:,} = {pounds_text(part)}; "
            f"{inside} of {all_days} days: {pounds_text(paid)}"
        ),
        inputs=(
            Input("Budget of the month", to_pounds(whole), "£", budget.mark, budget.profile),
            Input("Its list", Decimal(one.list_size), "people", mark, where),
            Input("All lists", Decimal(everyone), "people", mark, "the practices that take part"),
            Input("Days in the contract", Decimal(inside), f"of {all_days} days", mark, where),
        ),
        result=to_pounds(paid),
        unit="£",
        in_force=f"financial year {budget.year}; as known on {date_text(budget.known_on)}",
        note=f"{note[0].upper()}{note[1:]}." if note else "",
        amount_pence=paid,
        rounding=ROUNDING,
    )
