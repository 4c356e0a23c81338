"""When do services begin? The later of the expected day and the day after all conditions are met.

GC3 and GC4 of the NHS Standard Contract 2019/20 (shorter form).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from capitula.contract.rules.answer import (
    Answer,
    Reason,
    Verdict,
    mark_of,
    missing_of,
    with_verdict,
)
from capitula.contract.rules.ruleset import Ruleset, load_ruleset
from capitula.ground.date_words import date_text
from capitula.ground.operational_days import OperationalCalendar

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ConditionPrecedent:
    """A condition that must be met before services begin.

    Attributes:
        id: its name.
        met_on: the day on which it was met; None while it is open.
        longstop: the day by which it must be met, if earlier than the expected start.
    """

    id: str
    met_on: date | None = None
    longstop: date | None = None


def service_start(
    expected: date | None,
    conditions: tuple[ConditionPrecedent, ...] | None,
    on: date | None = None,
) -> Answer:
    """Compute the first day of services.

    Args:
        expected: the expected commencement date.
        conditions: every condition precedent; an empty tuple says that there are none, None says
            that they are not known.
        on: the day of the question: conditions open past their day by then are late.
    """
    rules = load_ruleset("start_and_term")
    rule = rules["start"]
    listed = conditions or ()
    first = () if expected else ("the expected commencement date",)
    known = () if conditions is not None else ("the conditions precedent",)
    unmet = tuple(c for c in listed if c.met_on is None)
    missing = (*first, *known, *(f"the day on which {c.id} is met" for c in unmet))
    reasons = tuple(_condition(c, expected, on, rules) for c in listed)
    question = "When do services begin?"
    late = tuple(r.limb for r in with_verdict(reasons, Verdict.FAILS))
    figures: dict[str, object] = {"expected": expected, "late": list(late)}
    if missing or expected is None:
        open_now = ", ".join(c.id for c in unmet)
        words = f"Not yet fixed: {'; '.join(missing)}."
        limb = Reason("start", Verdict.CANNOT_BE_JUDGED, words, rule, (), missing)
        if open_now and expected and on and on >= expected:
            words = f"Not begun: open on {on}: {open_now}."
        outcome = "cannot_be_judged"
        found = (limb, *reasons)
        return Answer(
            question, outcome, words, rule, found, mark_of([limb]), missing_of(found), on=on,
            figures=figures | {"start": None},
        )  # fmt: skip
    met = [c.met_on for c in listed if c.met_on]
    last = max(met, default=None)
    start = max(expected, last + _ONE_DAY) if last else expected
    text = (
        f"Expected {expected}; the last condition was met on {last}: services begin on {start}."
        if last
        else f"Expected {expected}; there are no conditions precedent: services begin then."
    )
    limb = Reason("start", Verdict.HOLDS, text, rule)
    figures |= {"start": start, "last_met": last}
    found = (limb, *reasons)
    return Answer(question, "fixed", text, rule, found, mark_of([limb]), on=on, figures=figures)


def condition_due(condition: ConditionPrecedent, expected: date) -> date:
    """Return the last day for a condition: the day before the expected start, or the longstop."""
    before = expected - _ONE_DAY
    return min(before, condition.longstop) if condition.longstop else before


def _condition(
    condition: ConditionPrecedent, expected: date | None, on: date | None, rules: Ruleset
) -> Reason:
    rule, name, met = rules["conditions_due"], condition.id, condition.met_on
    if expected is None:
        missing = ("the expected commencement date",)
        text = f"{name}: when it is due is not known."
        return Reason(name, Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    due = condition_due(condition, expected)
    if met is None:
        overdue = on is not None and on > due
        verdict = Verdict.FAILS if overdue else Verdict.CANNOT_BE_JUDGED
        missing = (f"the day on which {name} is met",)
        return Reason(name, verdict, f"{name}: open; due by {due}.", rule, (), missing)
    verdict = Verdict.HOLDS if met <= due else Verdict.FAILS
    late = "" if verdict is Verdict.HOLDS else ", late"
    return Reason(name, verdict, f"{name}: met on {met}; due by {due}{late}.", rule)


def change_notified(
    aware_on: date, notified_on: date | None, calendar: OperationalCalendar, on: date | None = None
) -> Answer:
    """Judge whether a material change was notified in time; the day of awareness is not counted.

    Args:
        aware_on: the day on which the provider became aware.
        notified_on: the day of notification; None where none is on record.
        calendar: operational days.
        on: the day of the question.
    """
    rule = load_ruleset("start_and_term")["material_change"]
    due = calendar.after(aware_on, rule["within"].whole)
    used, missing = (rule["within"],), ()
    told = f"Aware on {date_text(aware_on)}; due by {date_text(due)}"
    if notified_on is not None and notified_on < aware_on:
        verdict, text = Verdict.CANNOT_BE_JUDGED, "Notified before awareness: one day is wrong."
        missing = ("the days of awareness and of notification, which contradict each other",)
    elif notified_on is not None:
        verdict = Verdict.HOLDS if notified_on <= due else Verdict.FAILS
        text = f"{told}; notified on {date_text(notified_on)}."
    elif on is not None and on > due:
        verdict, text = Verdict.FAILS, f"{told}; none by {date_text(on)}."
    else:
        verdict, text = Verdict.CANNOT_BE_JUDGED, f"{told}."
        missing = ("the day of notification",)
    reason = Reason("material_change", verdict, text, rule, used, missing)
    outcome = {Verdict.HOLDS: "in_time", Verdict.FAILS: "late"}.get(verdict, "cannot_be_judged")
    question = "Was the material change notified in time?"
    return Answer(
        question, outcome, text, rule, (reason,), reason.mark, missing, on=on, figures={"due": due}
    )
