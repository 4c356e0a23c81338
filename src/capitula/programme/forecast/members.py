"""The members of a reference class as known on a day: what each stated, and what came of it.

A member is a contract, not a statement: several dates of one contract are no independent evidence,
so each counts once, with the first date that it stated. Delay is counted in calendar months from
the last month that the stated date can mean, so a plan of "2016" is met by December.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capitula.ground.financial_year import month_index
from capitula.ground.partial_date import PartialDate
from capitula.programme.reference_class.loading import ClassEvent, FirstPlan, reference_class
from capitula.programme.reference_class.results import Result, class_of, coded_results

STARTED = ("as_specified", "lesser_form")


@dataclass(frozen=True, slots=True)
class Member:
    """One comparable contract.

    Attributes:
        case: its code.
        kind: the class it belongs to.
        planned: the date that it stated first.
        lead_months: from the day on which that was known to the stated month.
        result: `as_specified`, `lesser_form`, `never`, or `open` where no result was known.
        delay_months: from the stated month to the result, or to the last month in which it is known
            not to have started; None where nothing is known of it since it stated the date.
    """

    case: str
    kind: str
    planned: PartialDate
    lead_months: int
    result: str
    delay_months: int | None

    @property
    def started(self) -> bool:
        """Whether it had started, in whatever form."""
        return self.result in STARTED

    def state_at(self, month: int) -> bool | None:
        """Say whether it had started by so many months after its date; None where unknown."""
        if self.delay_months is None:
            return None
        if self.started:
            return self.delay_months <= month
        if self.result == "never":
            return False
        return False if self.delay_months >= month else None


@dataclass(frozen=True, slots=True)
class Members:
    """All comparable contracts known on a day.

    Attributes:
        known_on: the day.
        without: the case left out, with its close peers.
        members: those that had stated a date for their start.
        undated: codes of those that had come to a result and whose stated date is not recorded.
    """

    known_on: date
    without: tuple[str, ...]
    members: tuple[Member, ...]
    undated: tuple[tuple[str, Result], ...]

    def of(self, kind: str) -> tuple[Member, ...]:
        """Return the members of one class."""
        return tuple(member for member in self.members if member.kind == kind)


def members(known_on: date, without: str | None = None) -> Members:
    """Return the comparable contracts as known on a day.

    Args:
        known_on: the day; nothing that became known later enters.
        without: the case at hand, by name or code, left out with those that overlap it.

    Raises:
        ValueFault: no such case.
    """
    found = reference_class(known_on, without)
    results = coded_results(found)
    plans = {p.case: p for p in reversed(found.first_plans) if p.milestone == "start"}
    kinds = class_of()
    dated = tuple(
        _member(plan, kinds[case], results.get(case))
        for case, plan in sorted(plans.items())
        if case in kinds and _visible(plan, found.events) <= known_on
    )
    have = {member.case for member in dated}
    undated = tuple(
        (case, result)
        for case, result in sorted(results.items())
        if case not in have and case not in plans and result.result != "open"
    )
    return Members(known_on, found.without, dated, undated)


def stated_month(planned: PartialDate) -> int:
    """Return the number of the last month that a date can mean; of "not before", its own month.

    Raises:
        ValueError: a date without any bound.
    """
    day = planned.latest or planned.earliest
    if day is None:
        raise ValueError(f"a date without a month: {planned}")
    return month_index(day)


def _member(plan: FirstPlan, kind: str, result: Result | None) -> Member:
    month = stated_month(plan.planned)
    delay = None
    if result is not None and (result.result != "open" or result.month >= month):
        delay = result.month - month
    return Member(
        plan.case,
        kind,
        plan.planned,
        max(0, month - month_index(plan.known)),
        result.result if result and delay is not None else "open",
        delay,
    )


def _visible(plan: FirstPlan, events: tuple[ClassEvent, ...]) -> date:
    """Return the day from which a first plan counts: the later of the two tables' days."""
    days = [
        e.known
        for e in events
        if e.case == plan.case and e.step == "go_live" and e.planned == plan.planned
    ]
    return max([plan.known, *(days if not _reached(plan, events) else [])])


def _reached(plan: FirstPlan, events: tuple[ClassEvent, ...]) -> bool:
    return any(e.case == plan.case and e.planned == plan.planned and e.reached for e in events)
