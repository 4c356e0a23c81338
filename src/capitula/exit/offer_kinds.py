"""The kinds of entry by which an end is negotiated: offers and counter-offers, and notices."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

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

    def value(self) -> Value:
        """The terms, and the end proposed."""
        end = f"end {self.proposed_end}: " if self.proposed_end else ""
        return Value(f"{end}{self.terms}", date=self.proposed_end)

    def state(self) -> str:
        """What the offer got."""
        answer = "response not stated" if self.response is Response.NOT_STATED else self.response
        return f"offered, {answer}"


class NoticeGiven(Body):
    """Notice given to end or to vary; `about` is what it ends.

    Attributes:
        by: who gives it.
        to: to whom.
        given: the day on which it counts as given.
        takes_effect: when it ends the thing; None if not stated.
        reason: why.
    """

    kind: ClassVar[str] = "notice_given"
    stated_property: ClassVar[str] = "notice"
    exclusive: ClassVar[bool] = False

    by: str
    to: str
    given: PartialDate
    takes_effect: PartialDate | None = None
    reason: str = ""

    def value(self) -> Value:
        """Who gave notice, and to when."""
        end = f", to {self.takes_effect}" if self.takes_effect else ""
        return Value(f"notice of {self.given} by {self.by} to {self.to}{end}")

    def state(self) -> str:
        """Notice given."""
        return "notice given"


KINDS: tuple[type[Body], ...] = (OfferMade, NoticeGiven)
