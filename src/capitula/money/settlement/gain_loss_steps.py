"""The gain and loss share of a contract file as the same steps that any payment composes."""

from __future__ import annotations

from typing import Any

from capitula.contract.gain_loss import BandType, GainLossShare
from capitula.contract.payment.bands import Deductible, Hurdle
from capitula.contract.payment.limits import Cap
from capitula.contract.payment.mechanism import Side, Step
from capitula.contract.payment.shares import Effect, QualityGate, Share


def gain_loss_steps(terms: GainLossShare) -> tuple[Step, ...]:
    """Return band, caps, shares and the quality gate, in that order.

    A side without shares has no step, so that all of it stays with the residual party, unshared.
    """
    cited: dict[str, Any] = {
        "source": terms.source,
        "clause": terms.clause,
        "mark": terms.mark,
        "in_force_from": terms.in_force_from,
        "in_force_to": terms.in_force_to,
    }
    band = Hurdle if terms.band.type is BandType.HURDLE else Deductible
    steps: list[Step] = [
        band.model_validate(
            {
                "id": "band",
                "mechanism": str(terms.band.type),
                "of": terms.of,
                "side": Side.BOTH,
                "percent": terms.band.percent,
                **cited,
            }
        )
    ]
    for side, percent in ((Side.GAIN, terms.gain_cap_percent), (Side.LOSS, terms.loss_cap_percent)):
        if percent is not None:
            steps.append(
                Cap(
                    id=f"{side}-cap",
                    mechanism="cap",
                    of=terms.of,
                    side=side,
                    percent=percent,
                    **cited,
                )
            )
    for side, shares in ((Side.GAIN, terms.gain_shares), (Side.LOSS, terms.loss_shares)):
        if shares:
            steps.append(
                Share(id=f"{side}-share", mechanism="share", side=side, shares=shares, **cited)
            )
    if terms.quality_scales_gain:
        steps.append(
            QualityGate(id="quality", mechanism="quality_gate", effect=Effect.SCALED, **cited)
        )
    return tuple(steps)
