"""The kinds of entry by which an end is negotiated: offers, the answers they get, and notices."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import field_validator

from capitula.contract.numbers import Months
from capitula.contract.rules.notices import Method, NoticeType
from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class Response(StrEnum):
    """What an offer got."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LAPSED = "lapsed"
    NOT_STATED = "not_stated"


class OfferMade(Body):
    """An offer or a counter-offer; `about` is what it concerns. It is not a plan.

    Attributes:
        proposed_end: the end that it would give the contract; None if none is stated.
        months: by how much it would run longer; None if not stated.
        terms: the rest of it, in words.
        by: who makes it; empty where nobody says.
        to: to whom.
        made: when; None if not stated.
        response: open, accepted, refused, lapsed or not stated.
        counter_to: the entry of the offer to which it answers.
        conditions: what it hangs on, one by one.
        expires: the last day on which it can be accepted; None if not stated.
    """

    kind: ClassVar[str] = "offer_made"
    stated_property: ClassVar[str] = "offer"
    exclusive: ClassVar[bool] = False

    proposed_end: PartialDate | None = None
    months: int | None = None
    terms: str
    by: str = ""
    to: str = ""
    made: PartialDate | None = None
    response: Response = Response.NOT_STATED
    counter_to: str = ""
    conditions: tuple[str, ...] = ()
    expires: PartialDate | None = None

    def value(self) -> Value:
        """The terms, and the end proposed."""
        end = f"end {date_text(self.proposed_end)}: " if self.proposed_end else ""
        return Value(f"{end}{self.terms}", date=self.proposed_end)

    def state(self) -> str:
        """What the offer got."""
        answer = "response not stated" if self.response is Response.NOT_STATED else self.response
        return f"offered, {answer}"


class OfferAnswered(Body):
    """The answer that an offer got; `about` is what the offer concerns.

    Attributes:
        offer: the entry of the offer.
        response: accepted, refused or lapsed.
        by: who answers.
        on: when; None if not stated.
        reason: why, as the one who answers has it.
    """

    kind: ClassVar[str] = "offer_answered"
    stated_property: ClassVar[str] = "answer to an offer"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"response": "refused"}

    offer: str
    response: Response
    by: str
    on: PartialDate | None = None
    reason: str = ""

    @field_validator("response")
    @classmethod
    def _an_answer(cls, response: Response) -> Response:
        if response in (Response.OPEN, Response.NOT_STATED):
            raise ValueFault(
                f"an answer that is {response.replace('_', ' ')}",
                "accepted, refused or lapsed",
                "leave the entry out until there is an answer",
            )
        return response

    def value(self) -> Value:
        """Who gave which answer, and why."""
        reason = f": {self.reason}" if self.reason else ""
        return Value(f"{self.response} by {self.by}{reason}", gist=str(self.response))

    def state(self) -> str:
        """The answer."""
        return self.response.value


class NoticeGiven(Body):
    """Notice given to end or to vary; `about` is what it ends.

    Attributes:
        by: who gives it.
        to: to whom.
        given: the day on which it counts as given.
        takes_effect: when it ends the thing; None if not stated.
        reason: why.
        sort: what the notice is for.
        served: when it was sent or handed over; None if only the day it counts from is stated.
        method: by hand, first-class post or e-mail; None if not stated.
        months: the period that the notice states; None if none.
    """

    kind: ClassVar[str] = "notice_given"
    stated_property: ClassVar[str] = "notice"
    exclusive: ClassVar[bool] = False

    by: str
    to: str
    given: PartialDate
    takes_effect: PartialDate | None = None
    reason: str = ""
    sort: NoticeType = NoticeType.TERMINATION
    served: PartialDate | None = None
    method: Method | None = None
    months: Months | None = None

    def value(self) -> Value:
        """Who gave notice, and to when."""
        end = f", to {date_text(self.takes_effect)}" if self.takes_effect else ""
        return Value(f"notice of {date_text(self.given)} by {self.by} to {self.to}{end}")

    def state(self) -> str:
        """Notice given."""
        return "notice given"


KINDS: tuple[type[Body], ...] = (OfferMade, OfferAnswered, NoticeGiven)
