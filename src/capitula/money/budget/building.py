"""From a contract's terms to its whole population budget.

    line[l, y] = base[l] · scope share[l] · Π uplifts · W[y] ÷ W[base]

then discounts, and the year's adjustments. All of it is exact; pence are placed once, at the end.
Every fault of every line is reported together and nothing is computed beside one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from capitula.contract.model import Contract
from capitula.contract.payment.budget_steps import Capitation, Uplift
from capitula.contract.payment.terms import Profile
from capitula.contract.scope import Denominator, ScopeLine, Standing
from capitula.contract.spans import certainly_covers
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import PenceOverflow, checked, pounds_text
from capitula.money.budget.line import BudgetLine
from capitula.money.budget.placing import place_pence
from capitula.money.budget.rolling import Rolled, roll_heads, roll_line
from capitula.money.budget.whole import WholePopulationBudget
from capitula.record.sources import Source


@dataclass(frozen=True, slots=True)
class BudgetRequest:
    """Which budget is asked for.

    Attributes:
        contract: as it stood; what was not known is already left out of it.
        name: how faults call its file.
        year: the financial year.
        known_on: the day as known on.
        sources: what its citations lead to.
    """

    contract: Contract
    name: str
    year: FinancialYear
    known_on: date
    sources: Mapping[str, Source]


def whole_population_budget(request: BudgetRequest) -> WholePopulationBudget:
    """Return the budget of a contract for a year.

    Raises:
        InputFaults: a line without a price, a year without an uplift or a count, a part without
            its share, an amount below nought, an overflow: all of them.
    """
    contract, place = request.contract, Place(request.name)
    faults: list[Fault] = []
    rolled = _rolled(request, faults)
    if not rolled and not faults:
        found, remedy = "no service line in scope with a yearly worth", "state `annual_value`"
        faults.append(Fault(place, found, "at least one line in, or partly in", remedy))
    faults += [
        _fault(place, each.key, pounds_text(each.exact.__floor__()), "a line of at least nought")
        for each in rolled
        if each.exact < 0
    ]
    amounts: dict[str, int] = {}
    try:
        amounts = place_pence({each.key: each.exact for each in rolled})
    except PenceOverflow as error:
        faults.append(Fault(place, str(error), "a budget that fits", "check the unit: pounds"))
    shares = month_shares(contract)
    if faults:
        raise InputFaults(faults)
    profile = contract.payment.profile if contract.payment else None
    rule = profile or Profile.FLOOR_LAST
    stated = "" if profile else " (the contract states no profile; this rule is local)"
    return WholePopulationBudget(
        name=request.name,
        title=contract.title,
        currency=contract.currency,
        year=request.year,
        known_on=request.known_on,
        lines=tuple(_line(each, amounts[each.key], contract) for each in rolled),
        month_shares=shares,
        profile=rule.words + stated,
        participation=contract.gp_participation,
        registered_people=_registered(contract, request.year),
    )


def _registered(contract: Contract, year: FinancialYear) -> Fraction | None:
    """Return the registered people counted for the year, for all lines; None where none are."""
    counts = contract.budget.counts if contract.budget else ()
    found = {
        count.people
        for count in counts
        if count.denominator is Denominator.REGISTERED
        and count.year == str(year)
        and not count.lines
    }
    return Fraction(found.pop()) if len(found) == 1 else None


def month_shares(contract: Contract) -> tuple[Fraction, ...]:
    """Return the exact shares of April to March: twelfths unless the contract declares others."""
    declared = contract.payment.month_percents if contract.payment else ()
    if declared:
        return tuple(Fraction(share) / 100 for share in declared)
    return (Fraction(1, 12),) * 12


def _rolled(request: BudgetRequest, faults: list[Fault]) -> list[Rolled]:
    contract, place = request.contract, Place(request.name)
    steps = contract.payment.steps if contract.payment else ()
    uplifts = tuple(step for step in steps if isinstance(step, Uplift))
    lines = _in_scope(request, faults)
    by_head = _capitations(request)
    paid_by_head = {key for step in by_head for key in (step.lines or [line.id for line in lines])}
    rolled: list[Rolled] = []
    for step in by_head:
        found, wrong = roll_heads(request.contract, step, uplifts, request.year)
        faults += [fault.at(Place(request.name, field=f"payment {step.id}")) for fault in wrong]
        rolled += [found] if found else []
    for line in lines:
        if line.id in paid_by_head:
            if line.annual_value is not None:
                found = f"{line.annual_value} a year, and a payment by head"
                faults.append(_fault(place, line.id, found, "one of the two"))
            continue
        one, wrong = roll_line(request.contract, line, uplifts, request.year)
        faults += [fault.at(Place(request.name, field=f"scope {line.id}")) for fault in wrong]
        rolled += [one] if one else []
    return rolled


def _capitations(request: BudgetRequest) -> tuple[Capitation, ...]:
    steps = request.contract.payment.steps if request.contract.payment else ()
    first, last = request.year.first_day, request.year.last_day
    return tuple(
        step
        for step in steps
        if isinstance(step, Capitation)
        and certainly_covers(step, first, last)
        and (step.per_head is not None or step.lines)
    )


def _in_scope(request: BudgetRequest, faults: list[Fault]) -> list[ScopeLine]:
    """Return the lines in force for the whole year; one that changes within it is refused."""
    first, last = request.year.first_day, request.year.last_day
    wanted = [x for x in request.contract.scope if x.standing in (Standing.IN, Standing.PART)]
    whole = [line for line in wanted if certainly_covers(line, first, last)]
    covered = {line.id for line in whole}
    for key in dict.fromkeys(line.id for line in wanted if line.id not in covered):
        found = f"a line that is not in force for the whole of {request.year}"
        remedy = "state it for that year, or ask for another year"
        place = Place(request.name, field=f"scope {key}")
        faults.append(Fault(place, found, f"dates that hold all of {request.year}", remedy))
    return whole


def _line(rolled: Rolled, amount: int, contract: Contract) -> BudgetLine:
    names = {party.id: party.name for party in contract.parties}
    line = rolled.line
    return BudgetLine(
        key=rolled.key,
        title=rolled.title,
        denominator=str(rolled.denominator),
        registered_people=line.registered_people if line else None,
        resident_people=line.resident_people if line else None,
        ring_fence=str(line.ring_fence).replace("_", " ") if line and line.ring_fence else "",
        provider=names.get(line.provided_by or "") if line else None,
        payer=names.get(line.payer or "") if line else None,
        steps=rolled.steps,
        exact=rolled.exact,
        amount_pence=checked(amount),
    )


def _fault(place: Place, key: str, found: str, expected: str) -> Fault:
    fault = ValueFault(found, expected, "correct the line")
    return fault.at(Place(place.file, field=f"scope {key}"))
