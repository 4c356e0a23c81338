"""Each party's part of a gain or a loss, for every draw, by the contract's gain and loss share.

The band and the caps are shares of the expected spend. Named parties take the floor of their share;
the residual party takes the rest, and what is not shared. So the parties' parts sum to the pool.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias, cast

import numpy as np

from capitula.contract.gain_loss import BandType, GainLossShare
from capitula.contract.payment.shares import PartyShare
from capitula.ground.faults import Fault, Place

Exact: TypeAlias = Any
"""An array of Python's whole numbers."""


def share_faults(terms: GainLossShare, file: str) -> list[Fault]:
    """Return what is missing for a sharing: the residual party, or who carries a loss."""
    place, found = Place(file, field="gain_loss"), list[Fault]()
    if terms.residual_party is None:
        found.append(Fault(place, "no residual party", "who takes the rest", "name it"))
    if not terms.loss_shares:
        remedy = "state `loss_shares`; 100 per cent may be one party's"
        found.append(Fault(place, "no shares of a loss", "who carries a loss", remedy))
    return found


def shared(terms: GainLossShare, expected: Exact, pool: Exact) -> Exact:
    """Return what of the pool is shared: the band first, then the caps."""
    band = Fraction(terms.band.percent) / 100
    within = abs(pool) * band.denominator <= band.numerator * expected
    size: Any = abs(pool)
    if terms.band.type is BandType.DEDUCTIBLE:
        size = size - _floor(expected, band)
    size = np.where(within, 0, size)
    gain: Any = _capped(size, expected, terms.gain_cap_percent)
    loss: Any = _capped(size, expected, terms.loss_cap_percent)
    return cast("Any", np.where(pool >= 0, gain, -loss))  # pyright: ignore[reportUnknownMemberType]


def party_parts(terms: GainLossShare, expected: Exact, pool: Exact) -> dict[str, Exact]:
    """Return each party's part of the pool; they sum to it, draw by draw.

    Raises:
        ValueError: no residual party, or no shares of a loss; `share_faults` says so beforehand.
    """
    residual = terms.residual_party
    if residual is None or not terms.loss_shares:
        raise ValueError("a gain and loss share without its residual party or its loss shares")
    amount = shared(terms, expected, pool)
    names = [each.party for each in (*terms.gain_shares, *terms.loss_shares)]
    parts: dict[str, Exact] = {}
    for party in dict.fromkeys(name for name in names if name != residual):
        gain = _floor(amount, _share(terms.gain_shares, party))
        loss = _floor(amount, _share(terms.loss_shares, party))
        parts[party] = np.where(pool >= 0, gain, loss)
    taken: Exact = sum(parts.values(), np.zeros(len(pool), dtype=object))
    return {**parts, residual: pool - taken}


def _capped(size: Exact, expected: Exact, percent: Decimal | None) -> Exact:
    if percent is None:
        return size
    return np.minimum(size, _floor(expected, Fraction(percent) / 100))


def _share(shares: Sequence[PartyShare], party: str) -> Fraction:
    found = [Fraction(each.percent) / 100 for each in shares if each.party == party]
    return found[0] if found else Fraction(0)


def _floor(amounts: Exact, share: Fraction) -> Exact:
    return amounts * share.numerator // share.denominator
