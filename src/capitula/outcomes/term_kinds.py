"""The kinds of entry about how outcomes are judged: registered, varied, explained, answered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field

from capitula.ground.date_words import date_text
from capitula.outcomes.one_month import OneMonth, period_of
from capitula.record.kind import Body
from capitula.record.values import Value

_DIGEST = r"^[0-9a-f]{64}$"
_AN_EXAMPLE = "0123456789abcdef" * 4


class MeasureRegistered(Body):
    """A measure's terms frozen by their digest; `about` is the measure's identifier.

    The first registration counts for ever: whether the data could be seen by then is worked out
    from its dates. Another registration of the same measure changes nothing of that.

    Attributes:
        terms_digest: SHA-256 of the terms, as `capitula outcomes terms` prints it.
        registered_by: who fixed them.
    """

    kind: ClassVar[str] = "measure_registered"
    stated_property: ClassVar[str] = "registration"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"terms_digest": _AN_EXAMPLE}

    terms_digest: str = Field(pattern=_DIGEST)
    registered_by: str

    def value(self) -> Value:
        """Who registered, and the first signs of the digest."""
        return Value(f"registered by {self.registered_by} (terms {self.terms_digest[:12]})")

    def state(self) -> str:
        """Registered."""
        return "registered"


class MeasureVaried(Body):
    """A later change of a registered measure's terms; `about` is the measure's identifier.

    Attributes:
        terms_digest: SHA-256 of the terms as changed.
        change: what was changed, from what to what.
        reason: why.
        varied_by: who changed them.
    """

    kind: ClassVar[str] = "measure_varied"
    stated_property: ClassVar[str] = "variation of terms"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"terms_digest": _AN_EXAMPLE}

    terms_digest: str = Field(pattern=_DIGEST)
    change: str
    reason: str
    varied_by: str

    def value(self) -> Value:
        """The change and its reason."""
        return Value(f"{self.change} ({self.reason})")

    def state(self) -> str:
        """Varied."""
        return "varied"


class BreakExplained(Body):
    """Why a series broke, as a named person recorded it; `about` is the measure's identifier.

    Attributes:
        area: whose series, as the figure table names it.
        month: the first month of the new level.
        care_changed: whether care itself changed; otherwise it was the counting.
        text: the reason.
        explained_by: who says so.
    """

    kind: ClassVar[str] = "break_explained"
    stated_property: ClassVar[str] = "reason for a break"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"month": "2016-06", "care_changed": False}

    area: str
    month: OneMonth
    care_changed: bool
    text: str
    explained_by: str

    @property
    def period(self) -> str:
        """The month as figure tables write it."""
        return period_of(self.month)

    def value(self) -> Value:
        """The month and the reason."""
        what = "care changed" if self.care_changed else "recording changed"
        return Value(f"{self.area}, {date_text(self.month)}: {what}: {self.text}")

    def state(self) -> str:
        """Explained."""
        return "explained"


class Answer(StrEnum):
    """The answers that the signalling questions of ROBINS-I take."""

    YES = "yes"
    PROBABLY_YES = "probably_yes"
    PROBABLY_NO = "probably_no"
    NO = "no"
    NO_INFORMATION = "no_information"

    @property
    def words(self) -> str:
        """The answer for reading."""
        return self.replace("_", " ")


class SignallingAnswered(Body):
    """A person's answer to a signalling question; `about` is the measure's identifier.

    Attributes:
        question: the question's identifier, as `capitula outcomes judge` prints it.
        answer: the answer.
        because: what it rests on.
        answered_by: the person, by name.
    """

    kind: ClassVar[str] = "signalling_answered"
    stated_property: ClassVar[str] = "risk of bias"
    exclusive: ClassVar[bool] = False

    question: str
    answer: Answer
    because: str
    answered_by: str

    def value(self) -> Value:
        """The question and the answer."""
        return Value(f"{self.question}: {self.answer.words}, {self.because}")

    def state(self) -> str:
        """Answered."""
        return "answered"


KINDS: tuple[type[Body], ...] = (
    MeasureRegistered,
    MeasureVaried,
    BreakExplained,
    SignallingAnswered,
)
