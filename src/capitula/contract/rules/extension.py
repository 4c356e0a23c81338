"""Extension under the option, break points, and the last safe day of notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from capitula.contract.rules.answer import (
    Answer,
    Reason,
    Verdict,
    all_of,
    mark_of,
    missing_of,
    of_fact,
    with_verdict,
)
from capitula.contract.rules.months_after import months_after
from capitula.contract.rules.ruleset import load_ruleset
from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """What is known of an extension. None means not given.

    Attributes:
        current_end: the last day as it stands.
        new_end: the last day proposed.
        exercised_before: how often the option was used before.
        stated_at_procurement: whether the option was stated at procurement.
    """

    current_end: date | None = None
    new_end: date | None = None
    exercised_before: int | None = None
    stated_at_procurement: bool | None = None


def extension_check(facts: ExtensionFacts) -> Answer:
    """Judge whether an extension lies within the option; outside it is a variation."""
    rule = load_ruleset("start_and_term")["extension"]
    reasons = (_once(facts), _length(facts), _stated(facts))
    verdict = all_of(reason.verdict for reason in reasons)
    decided = reasons if verdict is Verdict.HOLDS else with_verdict(reasons, verdict)
    outcome, words = {
        Verdict.HOLDS: ("within_the_option", "The extension lies within the option."),
        Verdict.FAILS: (
            "a_variation",
            "Outside the option: a variation, which must pass the modification gate. "
            + " ".join(reason.text for reason in decided),
        ),
        Verdict.CANNOT_BE_JUDGED: (
            "cannot_be_judged",
            "It cannot be judged. " + " ".join(reason.text for reason in decided),
        ),
    }[verdict]
    ask = ("This is a rule of thumb of the parent form: what does the contract itself say?",)
    question = "Does the extension lie within the option?"
    return Answer(
        question, outcome, words, rule, reasons, mark_of(decided), missing_of(reasons), ask
    )


def _once(facts: ExtensionFacts) -> Reason:
    rule = load_ruleset("start_and_term")["extension"]
    used, before = (rule["most_times"],), facts.exercised_before
    if before is None:
        missing = ("how often the option was used before",)
        text = "It is not said how often the option was used before."
        return Reason("once", Verdict.CANNOT_BE_JUDGED, text, rule, used, missing)
    verdict = Verdict.HOLDS if before < rule["most_times"].whole else Verdict.FAILS
    return Reason("once", verdict, f"The option was used {before} times before.", rule, used)


def _length(facts: ExtensionFacts) -> Reason:
    rule = load_ruleset("start_and_term")["extension"]
    used, end, new = (rule["most_months"],), facts.current_end, facts.new_end
    if end is None or new is None:
        missing = ("the last day as it stands, and the last day proposed",)
        text = "The last days are not both stated."
        return Reason("length", Verdict.CANNOT_BE_JUDGED, text, rule, used, missing)
    if new <= end:
        raise ValueFault(f"an extension from {end} to {new}", "a later day", "correct the days")
    latest = _latest_end(end, rule["most_months"].whole)
    verdict = Verdict.HOLDS if new <= latest else Verdict.FAILS
    text = f"From {date_text(end)} to {date_text(new)}; at most to {date_text(latest)}."
    return Reason("length", verdict, text, rule, used)


def _latest_end(end: date, months: int) -> date:
    """So many months after the end, counted from the first day that the extension would cover."""
    return months_after(end + timedelta(days=1), months) - timedelta(days=1)


def _stated(facts: ExtensionFacts) -> Reason:
    rule = load_ruleset("start_and_term")["extension"]
    verdict = of_fact(facts.stated_at_procurement)
    text = {
        Verdict.HOLDS: "The option was stated at procurement.",
        Verdict.FAILS: "The option was not stated at procurement.",
        Verdict.CANNOT_BE_JUDGED: "It is not said whether the option was stated at procurement.",
    }[verdict]
    unknown = verdict is Verdict.CANNOT_BE_JUDGED
    missing = ("whether the option was stated at procurement",) if unknown else ()
    return Reason("stated", verdict, text, rule, (), missing)


@dataclass(frozen=True, slots=True)
class LastSafeNotice:
    """An end (of the term, or at a break point) and the last day to give notice of it.

    Attributes:
        what: the end of the term, or a break point, in words.
        end: its day.
        notice_by: the last day on which notice can be deemed given.
        mark: how it is known.
    """

    what: str
    end: date
    notice_by: date
    mark: EvidenceMark

    def passed(self, on: date) -> bool:
        """Say whether the day has passed."""
        return on > self.notice_by


def last_safe_notice(
    end: date, *, months: int = 0, days: int = 0, what: str = "the end of the term"
) -> LastSafeNotice:
    """Return end − notice: months first, then days.

    Raises:
        ValueFault: no period, or one below nought.
    """
    if months < 0 or days < 0 or (months, days) == (0, 0):
        raise ValueFault(f"{months} months, {days} days", "a period of notice", "state it")
    mark = load_ruleset("start_and_term")["last_safe_notice"].mark
    return LastSafeNotice(what, end, months_after(end, -months) - timedelta(days=days), mark)


def break_points(
    points: tuple[date, ...], *, months: int = 0, days: int = 0
) -> tuple[LastSafeNotice, ...]:
    """Return each break point with its last safe day of notice, in order."""
    return tuple(
        last_safe_notice(point, months=months, days=days, what=f"break point {number}")
        for number, point in enumerate(sorted(points), start=1)
    )
