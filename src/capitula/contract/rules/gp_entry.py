"""Guards on the way in: notice, start date, a letter to each patient, the Board's agreement.

GMS Schedule 3A paragraph 2; PMS Schedule 2A paragraph 2.
"""

from __future__ import annotations

from datetime import date

from capitula.contract.rules.answer import Reason, Verdict
from capitula.contract.rules.gp_facts import GpFacts
from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import Ruleset
from capitula.ground.date_words import date_text


def contractor(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """The practice works under GMS or PMS."""
    rule = rules["contractor"]
    if facts.contract is None:
        text, missing = (
            "The kind of contract is not stated.",
            ("the kind of the practice's contract",),
        )
        return Reason("contractor", Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    fits = facts.contract in rule["kinds"].words
    verdict = Verdict.HOLDS if fits else Verdict.FAILS
    text = f"The practice works under {facts.contract.upper()}."
    return Reason("contractor", verdict, text, rule, (rule["kinds"],))


def notice(facts: GpFacts, on: date, rules: Ruleset) -> Reason:
    """Written notice has reached the Board."""
    return dated("notice", rules["notice"], facts.notice_on, on, "written notice to the Board")


def start_date(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """The Board has been told when the work is to begin."""
    rule, told = rules["start_date"], facts.start_told
    if told is None:
        text = "The Board has not been told a start date, as far as is recorded."
        missing = ("the start date told to the Board",)
        return Reason("start_date", Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    return Reason("start_date", Verdict.HOLDS, f"Work is to begin on {told}.", rule)


def letters(facts: GpFacts, on: date, rules: Ruleset) -> Reason:
    """Each registered patient has been written to: all but one is not all."""
    rule, listed, written = rules["letters"], facts.registered, facts.written_to
    if listed is not None and written is not None and written < listed:
        text = f"{listed - written} of {listed} registered patients have not been written to."
        return Reason("letters", Verdict.FAILS, text, rule)
    missing = [
        name
        for name, value in (
            ("how many patients are registered", listed),
            ("how many of them have been written to", written),
            ("when the last letter had gone", facts.letters_done_on),
        )
        if value is None
    ]
    if missing or facts.letters_done_on is None:
        text = "It is not known whether each registered patient has been written to."
        return Reason("letters", Verdict.CANNOT_BE_JUDGED, text, rule, (), tuple(missing))
    if facts.letters_done_on > on:
        text = f"The last letter goes only on {date_text(facts.letters_done_on)}."
        return Reason("letters", Verdict.FAILS, text, rule)
    text = (
        f"All {listed} registered patients were written to by {date_text(facts.letters_done_on)}."
    )
    return Reason("letters", Verdict.HOLDS, text, rule)


def agreement(facts: GpFacts, on: date, rules: Ruleset) -> Reason:
    """The Board's agreement is recorded, and not from before the letters were out."""
    found = dated("agreement", rules["agreement"], facts.agreed_on, on, "the Board's agreement")
    if found.missing:
        text = "The Board's agreement is not recorded; it must agree once the conditions are met."
        return Reason("agreement", found.verdict, text, found.rule, (), found.missing)
    return found


def dated(limb: str, rule: Rule, day: date | None, on: date, what: str) -> Reason:
    """Judge something that must have happened by the day."""
    if day is None:
        missing = (f"the day of {what}",)
        text = f"No day is given for {what}."
        return Reason(limb, Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    verdict = Verdict.HOLDS if day <= on else Verdict.FAILS
    said = "" if verdict is Verdict.HOLDS else f", after {date_text(on)}"
    return Reason(limb, verdict, f"{what[0].upper()}{what[1:]}: {date_text(day)}{said}.", rule)
