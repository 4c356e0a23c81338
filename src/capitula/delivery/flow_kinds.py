"""The kinds of entry about those below the holder: money passed on, control, consent, open book."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field, field_validator, model_validator

from capitula.contract.numbers import Pounds
from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate, Precision
from capitula.ground.pence import from_pounds, pounds_text
from capitula.ground.whole_day import WholeDay
from capitula.record.kind import Body
from capitula.record.values import Value


class LinePassedOn(Body):
    """What of a head line's month a subcontract was paid, or the holder kept; `about` is the line.

    Attributes:
        service: the scope line, by identifier.
        subcontract: the subcontract, by identifier; empty for what the holder kept.
        month: the month.
        amount: pounds.
    """

    kind: ClassVar[str] = "line_passed_on"
    stated_property: ClassVar[str] = "passed on"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"month": "2018-04"}

    service: str
    subcontract: str = ""
    month: PartialDate
    amount: Pounds = Field(ge=0)

    @field_validator("month")
    @classmethod
    def _one_month(cls, value: PartialDate) -> PartialDate:
        if value.precision is not Precision.MONTH:
            raise ValueFault(repr(value.text), "a month such as 2026-08", "name one month")
        return value

    def value(self) -> Value:
        """The amount, to whom, of which month."""
        pence = from_pounds(self.amount)
        to = self.subcontract or "kept by the holder"
        return Value(f"{pounds_text(pence)}, {to}, {date_text(self.month)}", amount_pence=pence)

    def state(self) -> str:
        """Passed on, or kept."""
        return "passed on" if self.subcontract else "kept"


class ControlChanged(Body):
    """A change of who controls a body; `about` is the body, by its name in the contract.

    Attributes:
        how: what happened, in words.
        from_whom: who controlled it before; empty if not stated.
        to_whom: who does after.
        on: when.
        planned: true while it has not happened yet.
        notified: the day on which the commissioner was told; None if not stated.
    """

    kind: ClassVar[str] = "control_changed"
    stated_property: ClassVar[str] = "control"
    series: ClassVar[bool] = True

    how: str
    from_whom: str = ""
    to_whom: str = ""
    on: PartialDate
    planned: bool = False
    notified: WholeDay | None = None

    def value(self) -> Value:
        """What changed, and when."""
        return Value(f"{self.how} ({date_text(self.on)})", date=self.on)

    def state(self) -> str:
        """Changed, or planned to."""
        return "to change" if self.planned else "changed"


class Consent(StrEnum):
    """What was said to a change of control."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_NEEDED = "not_needed"


class ConsentToChange(Body):
    """What a party said to a change of control; `about` is the body whose control changes.

    Attributes:
        by: who says it, by its name in the contract.
        consent: given, refused or not needed.
        on: the day.
        change: the entry of the change.
        text: terms, or why.
    """

    kind: ClassVar[str] = "consent_to_change"
    stated_property: ClassVar[str] = "consent"
    exclusive: ClassVar[bool] = False

    by: str
    consent: Consent
    on: WholeDay
    change: str
    text: str = ""

    def value(self) -> Value:
        """Who said what."""
        return Value(f"{self.by}: {self.consent.replace('_', ' ')} on {date_text(self.on)}")

    def state(self) -> str:
        """Given, refused or not needed."""
        return self.consent.replace("_", " ")


class OpenBookReturned(Body):
    """Price and cost of a period as a body's open book has them; `about` is the body.

    Attributes:
        period_from: first day.
        period_to: last day.
        price: pounds that it was paid.
        cost: pounds that it spent.
        service: the scope line it is about; empty for the whole.
        subcontract: the subcontract it is about; empty for the head contract.
    """

    kind: ClassVar[str] = "open_book_returned"
    stated_property: ClassVar[str] = "open book"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False

    period_from: WholeDay
    period_to: WholeDay
    price: Pounds = Field(gt=0)
    cost: Pounds = Field(ge=0)
    service: str = ""
    subcontract: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> OpenBookReturned:
        if self.period_to < self.period_from:
            raise ValueFault(
                f"{self.period_from} to {self.period_to}", "the earlier day first", "swap the days"
            )
        return self

    def value(self) -> Value:
        """Price and cost."""
        price, cost = from_pounds(self.price), from_pounds(self.cost)
        return Value(
            f"price {pounds_text(price)}, cost {pounds_text(cost)} to {date_text(self.period_to)}"
        )

    def state(self) -> str:
        """Returned."""
        return "returned"


KINDS: tuple[type[Body], ...] = (LinePassedOn, ControlChanged, ConsentToChange, OpenBookReturned)
