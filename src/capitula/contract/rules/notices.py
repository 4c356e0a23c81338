"""Notices: when one is deemed received, and when its period ends.

The deemed day is not counted in the period. How each method is deemed is general knowledge until
the contract states it, and every date says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from capitula.contract.rules.answer import Answer, Reason, Verdict
from capitula.contract.rules.months_after import months_after
from capitula.contract.rules.ruleset import load_ruleset
from capitula.ground.faults import ValueFault
from capitula.ground.operational_days import OperationalCalendar


class NoticeType(StrEnum):
    """What a notice is for."""

    QUERY = "query"
    EXCUSING = "excusing"
    COUNTER = "counter_notice"
    VARIATION = "variation"
    SUSPENSION = "suspension"
    TERMINATION = "termination"
    EXTENSION = "extension"
    DISPUTE = "dispute"


class Method(StrEnum):
    """How a notice is served."""

    HAND = "hand"
    FIRST_CLASS_POST = "first_class_post"
    EMAIL = "email"


class PeriodUnit(StrEnum):
    """In what a period of notice is counted."""

    OPERATIONAL_DAYS = "operational_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it was served; `answered_by` names the notice or reply that answers it."""

    kind: NoticeType
    sender: str
    recipient: str
    method: Method
    served_on: date
    served_at: time | None = None
    answered_by: str | None = None


def deemed(notice: Notice, calendar: OperationalCalendar, *, cut_off: time | None = None) -> Answer:
    """Compute the day on which a notice is deemed received, never before it was served.

    Args:
        notice: the notice.
        calendar: operational days.
        cut_off: the contract's hour for service by hand; None where it states none.
    """
    rule = load_ruleset("notices")[notice.method]
    question, served = "On which day is the notice deemed received?", notice.served_on
    used = tuple(rule.parameters.values())
    missing: tuple[str, ...] = ()
    match notice.method:
        case Method.EMAIL:
            earliest = latest = served
        case Method.FIRST_CLASS_POST:
            earliest = latest = calendar.after(served, rule["within"].whole)
        case Method.HAND:
            earliest, latest, missing = _by_hand(notice, calendar, cut_off)
    fixed = earliest == latest
    text = (
        f"Served on {served}, {rule.title[0].lower()}{rule.title[1:]}: deemed on {latest}."
        if fixed
        else f"Served on {served}, by hand: deemed on {earliest} or {latest}."
    )
    verdict = Verdict.HOLDS if fixed else Verdict.CANNOT_BE_JUDGED
    limb = Reason("deemed", verdict, text, rule, used, missing)
    figures = {
        "deemed_on": latest if fixed else None,
        "earliest": earliest,
        "latest": latest,
    }
    ask = ("What does the contract state on notices? This rule is general knowledge.",)
    outcome = "deemed" if fixed else "cannot_be_judged"
    return Answer(question, outcome, text, rule, (limb,), limb.mark, missing, ask, figures=figures)


def _by_hand(
    notice: Notice, calendar: OperationalCalendar, cut_off: time | None
) -> tuple[date, date, tuple[str, ...]]:
    served = notice.served_on
    following = calendar.after(served, 1)
    if not calendar.is_operational_day(served):
        return following, following, ()
    missing = tuple(
        name
        for name, value in (
            ("the hour of service", notice.served_at),
            ("the contract's cut-off hour", cut_off),
        )
        if value is None
    )
    if cut_off is None or notice.served_at is None:
        return served, following, missing
    day = served if notice.served_at < cut_off else following
    return day, day, ()


def period_ends(
    deemed_on: date, count: int, unit: PeriodUnit, calendar: OperationalCalendar
) -> date:
    """Return the last day of a period; the deemed day is not counted.

    Raises:
        ValueFault: a period below one.
    """
    if count < 1:
        raise ValueFault(f"a period of {count}", "one or more", "state the period")
    match unit:
        case PeriodUnit.OPERATIONAL_DAYS:
            return calendar.after(deemed_on, count)
        case PeriodUnit.DAYS:
            return deemed_on + timedelta(days=count)
        case PeriodUnit.MONTHS:
            return months_after(deemed_on, count)
