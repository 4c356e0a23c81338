"""The kind of entry by which an attained outcome becomes a value of the contract.

Money reads it and knows no statistics: a share between nought and one, for a measure of the
improvement scheme and a period, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field, model_validator

from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class AttainmentStanding(StrEnum):
    """What an attainment does to the payment.

    counts: it is paid on. shadow: scored, and not paid on. data_late: not scored yet, because the
    figures are not out. suspended: not scored, because the measure was suspended.
    """

    COUNTS = "counts"
    SHADOW = "shadow"
    DATA_LATE = "data_late"
    SUSPENDED = "suspended"

    @property
    def is_scored(self) -> bool:
        """Whether there is a share."""
        return self in (AttainmentStanding.COUNTS, AttainmentStanding.SHADOW)

    @property
    def words(self) -> str:
        """What it means, for reading."""
        return _WORDS[self]


_WORDS = {
    AttainmentStanding.COUNTS: "paid on",
    AttainmentStanding.SHADOW: "scored, not paid on",
    AttainmentStanding.DATA_LATE: "not scored yet: the figures are not out",
    AttainmentStanding.SUSPENDED: "not scored: the measure is suspended",
}


class AttainmentStated(Body):
    """How far a measure of the improvement scheme was attained; `about` is the measure.

    Attributes:
        period: the period scored.
        attained_parts: the parts attained, of `attained_of`; together an exact share from nought
            to one. None where it is not scored.
        attained_of: how many parts there are.
        standing: what it does to the payment.
        figure: the figure reached, in the measure's unit.
        because: why it is not scored, or is only shadow.
    """

    kind: ClassVar[str] = "attainment_stated"
    stated_property: ClassVar[str] = "attainment"
    example: ClassVar[Mapping[str, Any]] = {
        "attained_parts": 3,
        "attained_of": 4,
        "standing": "counts",
    }

    period: PartialDate
    attained_parts: int | None = Field(default=None, ge=0)
    attained_of: int | None = Field(default=None, ge=1)
    standing: AttainmentStanding
    figure: Decimal | None = None
    because: str = ""

    @model_validator(mode="after")
    def _share_if_scored(self) -> AttainmentStated:
        parts, whole = self.attained_parts, self.attained_of
        has = parts is not None and whole is not None
        if has != self.standing.is_scored or (parts is None) != (whole is None):
            raise ValueFault(
                f"{parts} of {whole} parts, standing {self.standing}",
                "both parts of the share where it is scored, and neither where it is not",
                "correct the share or the standing",
            )
        if parts is not None and whole is not None and parts > whole:
            raise ValueFault(f"{parts} of {whole}", "a share of at most one", "correct the parts")
        return self

    def value(self) -> Value:
        """The share, with its period as the basis."""
        period, words = self.period.text, self.standing.words
        if self.attained_parts is None:
            return Value(f"{date_text(period)}: {words}", unit="share", basis=period)
        share = f"{self.attained_parts}/{self.attained_of}"
        return Value(
            f"{date_text(period)}: {share} attained, {words}",
            number=share,
            unit="share",
            basis=period,
        )

    def state(self) -> str:
        """What it does to the payment."""
        return self.standing.words


KINDS: tuple[type[Body], ...] = (AttainmentStated,)
