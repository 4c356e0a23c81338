"""The kinds of entry about consent: positions, sign-up, concerns, requests, questions."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.agreement.concern_kinds import KINDS as ANSWERING
from capitula.agreement.following_kinds import KINDS as FOLLOWING
from capitula.agreement.public_kinds import KINDS as PUBLIC
from capitula.agreement.signing_kinds import KINDS as SIGNING
from capitula.agreement.status_kind import KINDS as STATUS
from capitula.record.kind import Body
from capitula.record.values import Bound, Value


class Stance(StrEnum):
    """Where a party stands. *Concerned*: it has doubts, and has neither agreed nor refused."""

    SUPPORT = "support"
    CONDITIONAL = "conditional"
    CONCERNED = "concerned"
    NOT_SIGNED = "not_signed"
    OPPOSE = "oppose"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """The stance for reading."""
        return self.value.replace("_", " ")


class PositionTaken(Body):
    """A party's position; `about` is the party. A statement made for it by another says so."""

    kind: ClassVar[str] = "position_taken"
    stated_property: ClassVar[str] = "position"
    series: ClassVar[bool] = True

    stance: Stance
    on: str
    spoken_by_another: bool = False

    def value(self) -> Value:
        """The stance, and on what; two positions agree if both are for it or neither is."""
        side = self.stance in (Stance.SUPPORT, Stance.CONDITIONAL)
        return Value(f"{self.stance.words}: {self.on}", gist="for it" if side else "not for it")

    def state(self) -> str:
        """The stance; marked when another spoke."""
        return f"{self.stance.words}{', spoken for by another' if self.spoken_by_another else ''}"

    def spoken_by_proxy(self) -> bool:
        """Whether another body made the statement for the party."""
        return self.spoken_by_another


class SignUpMeasured(Body):
    """A count of agreement: what was asked, of whom, how many, of how many. Never merged.

    Where nobody counted, `number` holds the words, such as "many, not counted".
    """

    kind: ClassVar[str] = "sign_up_measured"
    stated_property: ClassVar[str] = "sign-up"

    asked: str
    of_whom: str
    number: str
    of_how_many: str = ""
    bound: Bound = Bound.EXACT

    def value(self) -> Value:
        """The number, with who was counted as its unit and the denominator as its basis."""
        basis = self.of_how_many or "denominator not stated"
        counted = f"of {self.of_how_many}" if self.of_how_many else self.of_whom
        bound = "" if self.bound is Bound.EXACT else f"{self.bound} "
        counts = self.number[:1].isdigit()
        return Value(
            f"{bound}{self.number} {counted}" if counts else f"{counted}: {self.number}",
            number=self.number,
            unit=self.of_whom,
            basis=basis,
            bound=self.bound,
        )

    def state(self) -> str:
        """Measured."""
        return "measured"


class ConcernRaised(Body):
    """A concern: what it is, who holds it, how many, to whom it was put."""

    kind: ClassVar[str] = "concern_raised"
    stated_property: ClassVar[str] = "concern"
    exclusive: ClassVar[bool] = False

    text: str
    raised_by: str
    how_many: int | None = None
    bound: Bound = Bound.EXACT
    addressed_to: tuple[str, ...] = ()

    def value(self) -> Value:
        """The concern in words."""
        return Value(self.text)

    def state(self) -> str:
        """Raised."""
        return "raised"


class RequestMade(Body):
    """A request with its terms: a pause, a review. `about` names the request.

    Attributes:
        asked_for: what is asked for, in words.
        by: who asks.
        months: for how long, in months; None if not stated.
        purpose: what the time is to serve; empty where the words of the request hold it.
        review: how and when it is to be looked at again; empty where nobody says.
        asked_of: who is to decide; empty where nobody says.
    """

    kind: ClassVar[str] = "request_made"
    stated_property: ClassVar[str] = "request"
    exclusive: ClassVar[bool] = False

    asked_for: str
    by: str
    months: int | None = None
    purpose: str = ""
    review: str = ""
    asked_of: str = ""

    def value(self) -> Value:
        """What was asked for."""
        return Value(self.asked_for)

    def state(self) -> str:
        """Made."""
        return "made"


class Reply(StrEnum):
    """What a request or a question got."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    UNDERTAKING = "undertaking"


class ReplyGiven(Body):
    """A reply to a concern, a request or a question; `about` names what is replied to.

    An undertaking settles nothing by itself.
    """

    kind: ClassVar[str] = "reply_given"
    stated_property: ClassVar[str] = "reply"
    exclusive: ClassVar[bool] = False

    reply: Reply
    text: str
    by: str

    def value(self) -> Value:
        """The reply in words."""
        return Value(self.text)

    def state(self) -> str:
        """What kind of reply."""
        return self.reply.replace("_", " ")


class QuestionAsked(Body):
    """A question put to somebody; `about` names the matter."""

    kind: ClassVar[str] = "question_asked"
    stated_property: ClassVar[str] = "question"
    exclusive: ClassVar[bool] = False

    text: str
    asked_of: str

    def value(self) -> Value:
        """The question."""
        return Value(self.text)

    def state(self) -> str:
        """Asked."""
        return "asked"


KINDS: tuple[type[Body], ...] = (
    PositionTaken,
    SignUpMeasured,
    ConcernRaised,
    RequestMade,
    ReplyGiven,
    QuestionAsked,
    *STATUS,
    *SIGNING,
    *ANSWERING,
    *FOLLOWING,
    *PUBLIC,
)
