"""What other rooms know that this room is asked of: plans, decisions, moves, figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from capitula.agreement.benefit_review import Beside, Saying
from capitula.agreement.follow_ups import Found
from capitula.agreement.patience import Replan
from capitula.agreement.practices import Listed
from capitula.assurance.kinds import DecisionMade
from capitula.case.money import CaseMoney, NoSuchBudget
from capitula.exit.transfer_kinds import ServiceTransferred
from capitula.money.budget.found import FoundLine
from capitula.money.budget.found_view import amount_words
from capitula.money.budget.found_whole import FoundFigures
from capitula.outcomes.kinds import FindingSort, ReviewFinding
from capitula.programme.kinds import MilestoneReached
from capitula.programme.plan_history import PlanHistory, Version
from capitula.record.claim import Claim
from capitula.record.view import View

ASKS_NOTHING = (FindingSort.SAFE, FindingSort.GOOD_QUALITY, FindingSort.CAUSE)
"""Findings that call for no action of their own: what is safe or good, and why a thing is so."""


def decisions(view: View, *, events: bool = False) -> tuple[Claim, ...]:
    """Return every decision known on the day; with `events`, what came to pass as well."""
    kinds = (DecisionMade, MilestoneReached) if events else (DecisionMade,)
    return tuple(c for c in view.claims if isinstance(c.body, kinds))


def review_findings(view: View) -> Iterator[Found]:
    """Return the findings of reviews that stand, and which of them call for an action."""
    for claim in view.standing:
        body = claim.body
        if isinstance(body, ReviewFinding):
            yield Found(claim, body.reviewer, body.sort not in ASKS_NOTHING)


def replans(histories: Sequence[PlanHistory]) -> Iterator[Replan]:
    """Return every move of every plan: another date in a later report, or none.

    Dates of one report are one plan. A plan told of as already overtaken is no move of its own;
    where none was told of before, it is what the first plan moved from.
    """
    for history in histories:
        told_as_over = list(takewhile(lambda version: version.overtaken, history.versions))
        before: Version | None = told_as_over[-1] if told_as_over else None
        by_day: dict[date, Version] = {}
        for version in history.versions:
            if not version.overtaken:
                by_day[version.claim.envelope.known.last] = version
        for day, version in sorted(by_day.items()):
            if before is not None and not before.claim.value.agrees_with(version.claim.value):
                yield Replan(
                    day,
                    history.milestone,
                    before.claim.value.text,
                    version.claim.value.text,
                    version.claim.entry,
                )
            before = version


def listed(money: CaseMoney, known_on: date) -> Listed | None:
    """Return how many practices the published payments name; None where none were known."""
    found = figures(money, known_on)
    for line in found.lines if found else ():
        if line.by_practice:
            return Listed(len(line.by_practice), f"paid in {_year(found)}: {line.what}")
    return None


def _year(found: FoundFigures | None) -> str:
    return found.year if found else ""


def figures(money: CaseMoney, known_on: date) -> FoundFigures | None:
    """Return the published figures by line of the last year there are; None where none are."""
    year = money.last_figures_year()
    if not year:
        return None
    try:
        found = money.budget(year, known_on)
    except NoSuchBudget:
        return None
    return found if isinstance(found, FoundFigures) else None


def beside(view: View, money: CaseMoney) -> Beside:
    """Return what exit and money know of the service lines."""
    transfers: dict[str, list[Claim]] = {}
    to: dict[str, str] = {}
    for claim in view.standing:
        body = claim.body
        if not isinstance(body, ServiceTransferred):
            continue
        if claim.envelope.property_name == ServiceTransferred.stated_property:
            transfers.setdefault(claim.envelope.about, []).append(claim)
            to[claim.envelope.about] = body.to
    found = figures(money, view.known_on)
    lines = found.lines if found else ()
    return Beside(
        transfers,
        to,
        {
            line.title: [_figure(line, _year(found))]
            for line in lines
            if line.amount_pence is not None
        },
        {
            line.title: [f"{line.title}: {question}" for question in line.questions]
            for line in lines
            if line.amount_pence is not None
        },
    )


def _figure(line: FoundLine, year: str) -> Saying:
    text = f"{year}: {amount_words(line)} ({line.what})"
    shown = "; ".join(source.partition(";")[0] for source in line.sources)
    return Saying(text, "published figures", "", shown, line.mark)
