"""Steps that divide a result: shares of the parties, quality, withholding, relief."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.contract.numbers import Percent, plain
from capitula.contract.payment.mechanism import Of, Side, Step
from capitula.ground.faults import ValueFault


class PartyShare(BaseModel):
    """The share of one party, by its identifier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    party: str
    percent: Percent


def refuse_unless_whole(shares: Sequence[PartyShare]) -> None:
    """Refuse shares that do not make up the whole, or a party named twice.

    Raises:
        ValueFault: they sum to another number than 100, or name a party twice.
    """
    total = sum((share.percent for share in shares), Decimal())
    if total != 100:
        listed = " + ".join(plain(share.percent) for share in shares) or "none"
        raise ValueFault(
            f"shares of {plain(total)} per cent together ({listed})",
            "shares that sum to exactly 100",
            "add the party that takes the rest, the payer for example",
        )
    names = [share.party for share in shares]
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueFault(f"the party {twice!r} twice", "each party once", "add its two shares up")


class Share(Step):
    """Who takes which share of a gain, of a loss or of both."""

    mechanism: Literal["share"]
    side: Side
    shares: tuple[PartyShare, ...]

    @model_validator(mode="after")
    def _whole(self) -> Share:
        refuse_unless_whole(self.shares)
        return self


class Mirrors(StrEnum):
    """The share of a gain whose rest is the share of a loss."""

    FINAL_SHARE = "final_share"
    SCORED_SHARE = "scored_share"

    @property
    def words(self) -> str:
        """The share for reading."""
        if self is Mirrors.FINAL_SHARE:
            return "its final share of a gain"
        return "its share of a gain times the quality score"


class MirroredShare(Step):
    """The holder's share of a loss is what its final share of a gain leaves, within two bounds.

    Attributes:
        party: whose share it is.
        counterparty: who carries the rest.
        least_percent: the least share.
        most_percent: the most, which also holds where the quality standard is failed.
        mirrors: which share of a gain it mirrors.
        or_as_stated: whether the payer's own final rate of loss is taken where one is stated.
    """

    mechanism: Literal["mirrored_share"]
    party: str
    counterparty: str
    least_percent: Percent
    most_percent: Percent
    mirrors: Mirrors = Mirrors.FINAL_SHARE
    or_as_stated: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> MirroredShare:
        if self.least_percent > self.most_percent:
            raise ValueFault(
                f"{plain(self.least_percent)} to {plain(self.most_percent)} per cent",
                "the smaller first",
                "swap them",
            )
        return self


class Effect(StrEnum):
    """What quality does to a gain."""

    ALL_OR_NOTHING = "all_or_nothing"
    SCALED = "scaled"
    SCALED_BELOW_STANDARD = "scaled_below_standard"
    AS_STATED = "as_stated"

    @property
    def words(self) -> str:
        """The effect for reading."""
        return _EFFECT_WORDS[self]


_EFFECT_WORDS = {
    Effect.ALL_OR_NOTHING: "paid whole if the standard is met, and not at all if it is not",
    Effect.SCALED: "multiplied by the quality score, and nothing if the standard is failed",
    Effect.SCALED_BELOW_STANDARD: (
        "paid whole if the standard is met, and multiplied by the quality score if only the "
        "alternative standard is"
    ),
    Effect.AS_STATED: "paid at the final rate that the payer states, in place of share and score",
}


class QualityGate(Step):
    """Quality scales the holder's gain; what it forgoes goes to the residual party.

    Attributes:
        effect: what quality does.
        least_score_percent: the score below which the standard is failed; None if set elsewhere.
        measured_by: where score and standard stand.
    """

    mechanism: Literal["quality_gate"]
    effect: Effect
    least_score_percent: Percent | None = None
    measured_by: str = ""


class EarnedBack(StrEnum):
    """How money withheld is earned back."""

    QUALITY_SCORE = "quality_score"
    STAYING = "staying"
    MEASURES_MET = "measures_met"

    @property
    def words(self) -> str:
        """The way for reading."""
        return _EARNED_WORDS[self]


_EARNED_WORDS = {
    EarnedBack.QUALITY_SCORE: "in proportion to the quality score",
    EarnedBack.STAYING: "by staying in the arrangement",
    EarnedBack.MEASURES_MET: "as the measures are met",
}


class Withhold(Step):
    """A share held back and earned back; optional where a holder may choose it."""

    mechanism: Literal["withhold"]
    of: Of
    percent: Percent
    earned_back: EarnedBack
    first_year_only: bool = False
    elected: bool = False


class Relief(Step):
    """An amount settled elsewhere that reduces a loss, such as relief after a disaster.

    Attributes:
        amount_from: where the amount is settled.
        by_length_of_year: whether it shrinks with a shorter performance year.
        whole: whether it takes away the whole loss, whatever its amount.
    """

    mechanism: Literal["relief"]
    amount_from: str
    by_length_of_year: bool = False
    whole: bool = False
