"""Claims and counter-claims as pairs: who says what, who denies it, and whether it was shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from capitula.agreement.status_kind import StatusClaimed
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """A claim and the one that denies it.

    Attributes:
        claim: the claim.
        counter: the claim that denies it.
        status: disputed, until evidence is attached to one of them.
    """

    claim: Claim
    counter: Claim
    status: str


def claim_pairs(view: View) -> tuple[ClaimPair, ...]:
    """Return every claim with its counter-claim, in order of the chain."""
    return tuple(_pairs(view))


def _pairs(view: View) -> Iterator[ClaimPair]:
    by_entry = {claim.entry: claim for claim in view.claims}
    for counter in view.claims:
        body = counter.body
        if isinstance(body, StatusClaimed) and body.counter_to in by_entry:
            claim = by_entry[body.counter_to]
            shown = [side for side in (claim, counter) if side.state == "shown"]
            voice = shown[0].envelope.voice if len(shown) == 1 else ""
            yield ClaimPair(
                claim, counter, f"evidence attached by {voice}" if voice else "disputed"
            )
