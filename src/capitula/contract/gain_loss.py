"""The gain and loss share: what spend below or above the expected one means for each party."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.contract.cited import Cited
from capitula.contract.numbers import Percent
from capitula.contract.payment.mechanism import Of
from capitula.contract.payment.shares import PartyShare, refuse_unless_whole
from capitula.ground.faults import ValueFault


class BandType(StrEnum):
    """What a difference beyond the band gives; there is no default, since the money differs."""

    HURDLE = "hurdle"
    DEDUCTIBLE = "deductible"

    @property
    def words(self) -> str:
        """The type for reading."""
        if self is BandType.HURDLE:
            return "a hurdle: once beyond it, all of the difference counts, from the first pound"
        return "a deductible: only what lies beyond it counts"


class ShareBand(BaseModel):
    """The band around the expected spend within which nothing is shared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: BandType
    percent: Percent

    @model_validator(mode="before")
    @classmethod
    def _type_is_stated(cls, data: Any) -> Any:
        if isinstance(data, dict) and not cast("dict[str, Any]", data).get("type"):
            raise ValueFault(
                "a band whose type is not stated",
                "type: hurdle (beyond it, all counts) or type: deductible (only what lies beyond)",
                "state which; £2.0m saved on £80m at 1 per cent is £2.0m or £1.2m to share",
            )
        return cast("Any", data)


class GainLossShare(Cited):
    """The share.

    Attributes:
        expected: how the expected spend is set, in words.
        actual: how the actual spend is counted: cash after the acute payment rule, or else.
        of: what band and caps are shares of.
        band: within it nothing is shared; its type is always stated.
        gain_cap_percent: the most that is shared of a gain; None for no cap.
        loss_cap_percent: the most that is shared of a loss; None for no cap.
        gain_shares: who takes which share of a gain.
        loss_shares: who carries which share of a loss.
        residual_party: who keeps what is not shared.
        quality_scales_gain: whether quality scales the holder's share of a gain.
    """

    expected: str = ""
    actual: str = ""
    of: Of = Of.EXPECTED
    band: ShareBand
    gain_cap_percent: Percent | None = None
    loss_cap_percent: Percent | None = None
    gain_shares: tuple[PartyShare, ...]
    loss_shares: tuple[PartyShare, ...] = ()
    residual_party: str | None = None
    quality_scales_gain: bool = False

    @model_validator(mode="after")
    def _whole(self) -> GainLossShare:
        refuse_unless_whole(self.gain_shares)
        if self.loss_shares:
            refuse_unless_whole(self.loss_shares)
        return self
