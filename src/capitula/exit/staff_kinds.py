"""The kinds of entry about staff who move: their terms, and what they are told. Never a name."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class TermsState(StrEnum):
    """How the terms of staff who moved stand towards those of the others."""

    PROTECTED = "protected"
    TWO_TIER = "two_tier"
    HARMONISATION_OFFERED = "harmonisation_offered"
    HARMONISED = "harmonised"


class StaffTermsStated(Body):
    """How the terms of a group of staff stand beside those of the others; `about` is the group.

    Attributes:
        terms: protected, two tiers, bringing into line offered, brought into line.
        text: what is said of them.
        employer: who employs them.
    """

    kind: ClassVar[str] = "staff_terms_stated"
    stated_property: ClassVar[str] = "terms of staff"
    series: ClassVar[bool] = True

    terms: TermsState
    text: str
    employer: str = ""

    def value(self) -> Value:
        """What is said of the terms."""
        return Value(self.text, gist=str(self.terms))

    def state(self) -> str:
        """How they stand."""
        return "two sets of terms" if self.terms is TermsState.TWO_TIER else _words(self.terms)


class Duty(StrEnum):
    """What is owed to staff who are to move, and to those who represent them."""

    EMPLOYEE_INFORMATION = "employee_information"
    CONSULTATION = "consultation"
    MEASURES = "measures"
    UNDERTAKING = "undertaking"


class DutyProgress(StrEnum):
    """How far a duty is done."""

    DUE = "due"
    BEGUN = "begun"
    DONE = "done"
    NOT_DONE = "not_done"


class StaffInformed(Body):
    """A duty towards staff who are to move, and whether it was kept; `about` is the group.

    Attributes:
        duty: employee information, consultation, measures, or an undertaking.
        progress: due, begun, done or not done.
        by: who owes it.
        on: when it was done; None if not stated.
        text: what is said of it.
    """

    kind: ClassVar[str] = "staff_informed"
    stated_property: ClassVar[str] = "duty to staff"
    exclusive: ClassVar[bool] = False

    duty: Duty
    progress: DutyProgress
    by: str
    on: PartialDate | None = None
    text: str = ""

    def value(self) -> Value:
        """The duty, and how far it is done."""
        on = f", {date_text(self.on)}" if self.on else ""
        return Value(f"{_words(self.duty)} by {self.by}: {_words(self.progress)}{on}")

    def state(self) -> str:
        """How far it is done."""
        return _words(self.progress)


def _words(word: StrEnum) -> str:
    return word.value.replace("_", " ")


KINDS: tuple[type[Body], ...] = (StaffTermsStated, StaffInformed)
