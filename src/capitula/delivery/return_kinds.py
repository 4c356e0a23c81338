"""The kinds of entry about returns: one that was received, and what was decided of it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.date_words import date_text
from capitula.ground.whole_day import WholeDay
from capitula.record.kind import Body
from capitula.record.values import Value


class ReturnReceived(Body):
    """A return that reached its recipient; `about` is the return in plain words.

    Attributes:
        item: the return, by its identifier in the contract's information schedule.
        period_to: the last day of the period that it covers.
        received: the day on which it was received.
        form: the form in which it came; empty if not stated.
    """

    kind: ClassVar[str] = "return_received"
    stated_property: ClassVar[str] = "return"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False

    item: str
    period_to: WholeDay
    received: WholeDay
    form: str = ""

    def value(self) -> Value:
        """The period, and when it was received."""
        return Value(
            f"{self.item} to {date_text(self.period_to)}: received {date_text(self.received)}"
        )

    def state(self) -> str:
        """Received."""
        return "received"


class ReturnVerdict(StrEnum):
    """What its recipient made of a return."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class ReturnDecided(Body):
    """A return accepted or refused; `about` is the return in plain words.

    Attributes:
        item: the return, by its identifier in the contract's information schedule.
        period_to: the last day of the period that it covers.
        verdict: accepted or refused.
        decided: the day of the decision.
        by: who decided.
        reason: why; a refusal says it.
        again_by: the day by which it is to be made again, if one was set.
    """

    kind: ClassVar[str] = "return_decided"
    stated_property: ClassVar[str] = "return"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False

    item: str
    period_to: WholeDay
    verdict: ReturnVerdict
    decided: WholeDay
    by: str
    reason: str = ""
    again_by: WholeDay | None = None

    def value(self) -> Value:
        """The period, the verdict, and why."""
        why = f": {self.reason}" if self.reason else ""
        decided = f"{self.verdict} {date_text(self.decided)}"
        return Value(f"{self.item} to {date_text(self.period_to)} {decided}{why}")

    def state(self) -> str:
        """Accepted or refused."""
        return self.verdict.value


KINDS: tuple[type[Body], ...] = (ReturnReceived, ReturnDecided)
