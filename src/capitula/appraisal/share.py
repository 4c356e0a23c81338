"""Shares that were stated of a donor or of a contract, each with its whole; never combined."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from capitula.contract.share_kind import ShareStated
from capitula.ground.pence import Pence
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class StatedShare:
    """A share with the entry that states it."""

    claim: Claim
    body: ShareStated


def stated_shares(view: View) -> tuple[StatedShare, ...]:
    """Return every share that was stated, in order of the chain."""
    return tuple(
        StatedShare(claim, claim.body)
        for claim in view.of_kind(ShareStated.kind)
        if isinstance(claim.body, ShareStated)
    )


def percent_of(top: Pence, bottom: Pence) -> Decimal:
    """Return a share in per cent for reading, rounded half up to a tenth.

    >>> percent_of(1, 8)
    Decimal('12.5')
    """
    return Decimal((top * 2_000 + bottom) // (2 * bottom)).scaleb(-1)
