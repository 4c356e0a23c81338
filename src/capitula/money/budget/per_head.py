"""The price a head that follows from a contract: its budget over the people it counts."""

from __future__ import annotations

from decimal import Decimal

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.pence import pounds_text
from capitula.money.budget.budget import Budgeted
from capitula.money.payments.by_lists import PerHead
from capitula.money.payments.lists_file import QuarterlyLists


def per_head_of(given: QuarterlyLists, budget: Budgeted | None = None) -> PerHead:
    """Return what is paid a head and year: as the file of lists states it, else by the contract.

    Raises:
        InputFaults: the file states no price, and the contract counts no registered people.
    """
    if given.per_head is not None:
        return PerHead.stated(given.per_head)
    people = budget.registered_people if budget else None
    if budget is None or not people:
        place, found = Place("lists", field="per_head"), "no price a head"
        expected = "a price, or a contract whose budget counts registered people"
        raise InputFaults([Fault(place, found, expected, "state `per_head` in the file of lists")])
    price = PerHead(budget.total_pence / people, "")
    heads = Decimal(people.numerator) / Decimal(people.denominator)
    words = (
        f"£{price.pounds:,f} a head and year: the budget of {budget.year}, "
        f"{pounds_text(budget.total_pence)}, over {heads:,f} registered people"
    )
    return PerHead(price.pence, words)
