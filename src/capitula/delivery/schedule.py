"""The returns that fall due: each item of the information schedule, period by period, by its rule.

A section 75 arrangement owes reports by law besides. A day that no rule or no calendar gives is
not computed, and the return says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from capitula.contract.information import InformationItem
from capitula.contract.model import FormName
from capitula.contract.party import Role
from capitula.contract.rules.ruleset import load_ruleset
from capitula.contract.rules.section_75 import Arrangement
from capitula.contract.rules.section_75_reports import Every, ReportDue, reports_due
from capitula.contract.spans import may_hold_on
from capitula.delivery.periods import periods
from capitula.delivery.under_contract import UnderContract
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.partial_date import PartialDate

BEYOND = timedelta(days=400)
"""How far past the horizon a term without a known end is taken, so that no period is cut by it."""


@dataclass(frozen=True, slots=True)
class ReturnDue:
    """One return for one period.

    Where the term of the contract is known to the month only, the period and the due day are known
    as two bounds each, which otherwise are one.

    Attributes:
        item: its identifier in the schedule.
        name: what is sent.
        sender: who sends it; empty where not stated.
        recipient: who receives it.
        first: the first day of the period, at the earliest.
        last: the last day of the period, at the earliest.
        last_at_most: the last day of the period, at the latest.
        due: the day on which it is due, at the earliest; None where none can be computed.
        due_at_most: the same at the latest.
        rule: the rule that gives the day, in words.
        cited: where that rule stands.
        mark: how well the day is known.
        without_day: why there is no day; empty where there is one.
        owed_by_law: whether a statute asks for it, and not only the contract.
    """

    item: str
    name: str
    sender: str
    recipient: str
    first: date
    last: date
    last_at_most: date
    due: date | None
    due_at_most: date | None
    rule: str
    cited: str
    mark: EvidenceMark
    without_day: str = ""
    owed_by_law: bool = False


def returns_due(under: UnderContract, until: date) -> tuple[ReturnDue, ...]:
    """Return every return whose period has begun by a day, by due day, then by item.

    Args:
        under: the contract as it stood.
        until: the horizon; periods that end later are left out.
    """
    found = [*_scheduled(under, until), *_section_75(under, until)]
    return tuple(sorted(found, key=lambda each: (each.due or each.last, each.item, each.last)))


def _scheduled(under: UnderContract, until: date) -> Iterator[ReturnDue]:
    running = under.running
    if running.start is None or running.start.earliest is None:
        return
    for item in under.contract.information:
        first, last = _term_of(item, running.start, running.end, until)
        for begin, end in periods(item.frequency, first, last):
            if end > until:
                break
            if may_hold_on(item, end):
                yield _of_item(under, item, begin, end)


def _term_of(
    item: InformationItem, start: PartialDate, end: PartialDate | None, until: date
) -> tuple[date, date]:
    """Return the first and the last day of the time for which an item asks for returns."""
    firsts = [start.earliest, item.in_force_from.earliest if item.in_force_from else None]
    lasts = [end.latest if end else None, item.in_force_to.latest if item.in_force_to else None]
    first = max(day for day in firsts if day)
    return first, min((day for day in lasts if day), default=until + BEYOND)


def _of_item(under: UnderContract, item: InformationItem, first: date, last: date) -> ReturnDue:
    why, due = "", None
    if item.due is None:
        why = "the contract states no due rule"
    elif under.calendar is None:
        why = "the contract has frozen no bank holidays"
    else:
        try:
            due = item.due.due_on(last, under.calendar)
        except ValueFault as fault:
            why = f"the contract's calendar does not reach it ({fault.found})"
    rule = load_ruleset("delivery")["periods"]
    return ReturnDue(
        item=item.id,
        name=item.item,
        sender=under.party(item.sender),
        recipient=under.party(item.recipient),
        first=first,
        last=last,
        last_at_most=last,
        due=due,
        due_at_most=due,
        rule=item.due.words() if item.due else "",
        cited=item.clause or item.source or "information schedule",
        mark=weakest([item.mark, rule.mark]),
        without_day=why,
    )


def _section_75(under: UnderContract, until: date) -> Iterator[ReturnDue]:
    start, end = under.running.start, under.running.end
    if under.contract.form.name is not FormName.SECTION_75 or start is None:
        return
    if start.earliest is None or start.latest is None:
        return
    kind, open_end = arrangement_of(under), max(until, start.latest) + BEYOND
    last = (end.earliest if end else None) or open_end
    last_at_most = (end.latest if end else None) or open_end
    early = _numbered(reports_due(kind, start.earliest, max(last, start.earliest)))
    late = _numbered(reports_due(kind, start.latest, max(last_at_most, start.latest)))
    for key, report in early.items():
        if report.last_day <= until:
            yield _by_law(under, report, late.get(key))


def arrangement_of(under: UnderContract) -> Arrangement:
    """Return the kind of a section 75 arrangement: whose functions are exercised by whom.

    A council that commissions hands its functions to an NHS body; otherwise the council exercises
    NHS functions.
    """
    councils = {party.id for party in under.contract.with_role(Role.COUNCIL)}
    commissioners = {party.id for party in under.contract.with_role(Role.COMMISSIONER)}
    if councils & commissioners:
        return Arrangement.NHS_EXERCISES_COUNCIL_FUNCTIONS
    return Arrangement.COUNCIL_EXERCISES_NHS_FUNCTIONS


def _numbered(reports: tuple[ReportDue, ...]) -> dict[tuple[Every, int], ReportDue]:
    found: dict[tuple[Every, int], ReportDue] = {}
    for report in reports:
        number = sum(1 for every, _ in found if every is report.every)
        found[report.every, number] = report
    return found


def _by_law(under: UnderContract, report: ReportDue, other: ReportDue | None) -> ReturnDue:
    word = "Quarterly" if report.every is Every.QUARTER else "Annual"
    latest = other or report
    return ReturnDue(
        item=f"section-75-{report.every}",
        name=f"{word} report of the section 75 arrangement",
        sender=under.party(under.first_with(Role.HOLDER)),
        recipient=under.party(under.first_with(Role.COMMISSIONER)),
        first=report.first_day,
        last=report.last_day,
        last_at_most=max(report.last_day, latest.last_day),
        due=report.due_on,
        due_at_most=max(report.due_on, latest.due_on),
        rule=f"{(report.due_on - report.last_day).days} days after the period ends",
        cited=f"SI 2000/617, rule {report.rule.id}",
        mark=report.mark,
        owed_by_law=True,
    )
