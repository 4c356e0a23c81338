"""Marginal bands: each share applies to what lies within its band, as with income tax."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import lcm

import numpy as np

from capitula.contract.numbers import plain
from capitula.contract.payment.bands import Corridor
from capitula.money.mechanisms.exact import Flags, Whole, fits, floor_product
from capitula.money.mechanisms.state import State
from capitula.money.mechanisms.terms import Around


def corridor(step: Corridor, state: State, around: Around) -> State:
    """Give one party the marginal shares of a gain or loss; the counterparty takes the rest."""
    state, rows = state.rounded(), state.on(step.side)
    base = state.base(step.of)
    state = state.stopped_where_missing(rows, base.known, step.of.value)
    before = state.amount
    share = corridor_share(step, np.abs(before), base.values, before < 0)
    amount = np.where(rows, share, before)

    def words(row: int) -> str:
        text = around.currency.text
        name = "gain" if before[row] > 0 else "loss"
        used = ", ".join(
            f"{plain(band.share_percent)}% of what lies from {band.words()}"
            for band in step.bands
            if abs(int(before[row])) * 100 > band.from_percent * int(base.values[row])
        )
        return (
            f"{around.called(step.party)} takes {used} of {step.of.words} "
            f"({text(int(base.values[row]))}): "
            f"{text(abs(int(share[row])))} of a {name} of {text(abs(int(before[row])))}"
        )

    state = replace(
        state,
        amount=amount,
        shared=state.shared | rows,
        to_share=np.where(rows, before, state.to_share),
    )
    return state.traced(step, rows, words)


def corridor_share(step: Corridor, size: Whole, base: Whole, loss: Flags) -> Whole:
    """Return the party's signed share of gains and losses of such sizes; floored once.

    Every band is summed exactly, over the common denominator of edges and shares, before the one
    division.
    """
    edges = [Fraction(band.from_percent) / 100 for band in step.bands]
    shares = [Fraction(band.share_percent) / 100 for band in step.bands]
    edge_unit = lcm(*(edge.denominator for edge in edges))
    share_unit = lcm(*(share.denominator for share in shares))
    if not fits(size, edge_unit * share_unit) or not fits(base, edge_unit * share_unit):
        size, base = size.astype(object), base.astype(object)
    scaled = size * edge_unit
    total = np.zeros_like(scaled)
    for number, (edge, share) in enumerate(zip(edges, shares, strict=True)):
        low = base * int(edge * edge_unit)
        within = np.maximum(scaled - low, 0)
        if number + 1 < len(edges):
            high = base * int(edges[number + 1] * edge_unit)
            within = np.minimum(within, high - low)
        total = total + within * int(share * share_unit)
    signed = np.where(loss, -total, total)
    return floor_product(signed, 1, edge_unit * share_unit).astype(np.int64)
