"""Hurdle, deductible and minimum savings rate: from where on a difference counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import lcm

import numpy as np

from capitula.contract.payment.bands import Deductible, Hurdle
from capitula.contract.payment.thresholds import MinimumSavingsRate, RatePoint
from capitula.money.mechanisms.exact import Flags, Integers, Rates, Whole, at_least, floor_product
from capitula.money.mechanisms.figures import Figures
from capitula.money.mechanisms.state import State
from capitula.money.mechanisms.terms import Around
from capitula.money.mechanisms.wording import rate_text


def hurdle(step: Hurdle, state: State, around: Around) -> State:
    """Nothing within the band; at its edge or within it nothing counts, beyond it all does."""
    state, rows = state.rounded(), state.on(step.side)
    base, rate = state.base(step.of), Rates.of_percent(step.percent)
    state = state.stopped_where_missing(rows, base.known, step.of.value)
    within = at_least(base.values, int(rate.numerators), np.abs(state.amount), rate.denominator)
    before = state.amount
    amount = np.where(rows & within, 0, before)
    limit = floor_product(base.values, int(rate.numerators), rate.denominator)

    def words(row: int) -> str:
        size, edge = (
            around.currency.text(abs(int(before[row]))),
            around.currency.text(int(limit[row])),
        )
        verb = "does not exceed" if within[row] else "exceeds"
        then = "nothing counts" if within[row] else "all of it counts, from the first pound"
        return f"{size} {verb} the band of {rate_text(rate.at(row))} ({edge}): {then}"

    return replace(state, amount=amount).traced(step, rows, words)


def deductible(step: Deductible, state: State, around: Around) -> State:
    """Nothing within the band; beyond it, only what lies beyond."""
    state, rows = state.rounded(), state.on(step.side)
    base, rate = state.base(step.of), Rates.of_percent(step.percent)
    state = state.stopped_where_missing(rows, base.known, step.of.value)
    band = rate.apply(base.values)
    before = state.amount
    beyond = np.maximum(np.abs(before) - band, 0) * np.sign(before)
    amount = np.where(rows, beyond, before)

    def words(row: int) -> str:
        text = around.currency.text
        size, edge, left = (int(x) for x in (abs(before[row]), band[row], abs(beyond[row])))
        return (
            f"of {text(size)} the first {rate_text(rate.at(row))} ({text(edge)}) counts for "
            f"nothing, which leaves {text(left)}"
        )

    return replace(state, amount=amount).traced(step, rows, words)


def minimum_savings_rate(step: MinimumSavingsRate, state: State, around: Around) -> State:
    """A difference counts from the minimum rate up; at the rate exactly it counts."""
    state = state.rounded()
    rates = minimum_rates(step, state.figures)
    base = state.base(around.base)
    sided = state.on(step.side)
    state = state.stopped_where_missing(
        sided, rates.known, "the minimum rate, or the number of people,"
    )
    before = state.amount
    size = np.abs(before)
    state = state.stopped_where_missing(sided, base.known, around.base.value)
    met = at_least(size, rates.denominators, base.values, rates.numerators)
    counts = sided & met
    reduced = np.zeros_like(counts)
    if step.below is not None:
        candidate = (before > 0) & ~met
        flag = state.figures.flag("reduced_share")
        low = state.figures.flag("low_revenue")
        quality = state.figures.flag("quality_met")
        reduced = candidate & (flag.values == 1)
        possible = (low.values == 1) & ~(quality.known & (quality.values == 0))
        open_question = candidate & ~flag.known & possible
        state = state.stopped(
            open_question, "whether the reduced share below the minimum rate is due is not stated"
        )
    amount = np.where(counts | reduced, before, 0)

    def words(row: int) -> str:
        name = "saving" if before[row] > 0 else "loss"
        share = Fraction(int(size[row]), int(base.values[row])) if base.values[row] else Fraction(0)
        one = f"the {name} is {rate_text(share)} of {around.base.words}"
        two = f"the minimum rate of {rate_text(rates.at(row))}"
        if met[row] and sided[row]:
            return f"{one}, which reaches {two}: it counts from the first pound"
        if reduced[row]:
            return f"{one}, below {two}, but the reduced share is due"
        if met[row]:
            return f"{one}; a {name} does not count here"
        return f"{one}, below {two}: nothing counts"

    state = replace(state, amount=amount, reduced=reduced if reduced.any() else None)
    if step.below is not None and reduced.any():
        state = replace(state, reduced_share=Rates.of_percent(step.below.share_percent))
    used = step.below.mark if step.below is not None and reduced.any() else None
    return state.traced(step, before != 0, words, used)


@dataclass(frozen=True, slots=True)
class MinimumRates:
    """The minimum rate of each row, each over a denominator of its own, and whether it is known."""

    numerators: Integers
    denominators: Integers
    known: Flags

    def at(self, row: int) -> Fraction:
        """The rate of one row."""
        return Fraction(int(self.numerators[row]), int(self.denominators[row]))


def minimum_rates(step: MinimumSavingsRate, figures: Figures) -> MinimumRates:
    """Return the minimum rate of each row.

    A flat rate that the holder chose is taken where the stated rate is one of the choices; else
    the scale by number of people; below the scale's first point the rate that the payer states.
    A single choice without a scale is nobody's choice: it holds for all.
    """
    rows = figures.rows
    if not step.scale and len(step.choices_percent) == 1:
        flat = Fraction(step.choices_percent[0]) / 100
        numerators = np.full(rows, flat.numerator, dtype=np.int64)
        denominators = np.full(rows, flat.denominator, dtype=np.int64)
        return MinimumRates(numerators, denominators, np.ones(rows, dtype=np.bool_))
    stated = figures.rate("stated_minimum_rate")
    numerators = np.broadcast_to(np.asarray(stated.rates.numerators), (rows,))
    chosen = stated.known & _is_one_of(step.choices_percent, numerators, stated.rates.denominator)
    if not step.scale:
        denominators = np.full(rows, stated.rates.denominator, dtype=np.int64)
        return MinimumRates(numerators, denominators, chosen)
    people = figures.count("people")
    scale = scale_rates(step.scale, people.values)
    by_scale = scale.known & people.known
    take_stated = stated.known & (chosen | ~by_scale)
    return MinimumRates(
        np.where(take_stated, numerators, scale.numerators),
        np.where(take_stated, stated.rates.denominator, scale.denominators),
        take_stated | by_scale,
    )


def scale_rates(scale: Sequence[RatePoint], people: Whole) -> MinimumRates:
    """Return the rate of the scale at each number of people, exact, and whether it reaches down.

    Between two points the rate moves in a straight line; from the last one up it stays.
    """
    points, rates, denominator = _scale_points(tuple(scale))
    index = np.maximum(np.searchsorted(points, people, side="right") - 1, 0)
    following = np.minimum(index + 1, len(points) - 1)
    width = np.maximum(points[following] - points[index], 1)
    beyond = np.where(following > index, people - points[index], 0)
    numerators = rates[index] * width + (rates[following] - rates[index]) * beyond
    return MinimumRates(numerators, width * denominator, people >= points[0])


@cache
def _scale_points(scale: tuple[RatePoint, ...]) -> tuple[Whole, Whole, int]:
    rates = [Fraction(point.percent) / 100 for point in scale]
    denominator = lcm(*(rate.denominator for rate in rates))
    return (
        np.array([point.people for point in scale], dtype=np.int64),
        np.array([int(rate * denominator) for rate in rates], dtype=np.int64),
        denominator,
    )


def _is_one_of(choices: Sequence[Decimal], numerators: Integers, denominator: int) -> Flags:
    found = np.zeros(len(numerators), dtype=np.bool_)
    for choice in choices:
        exact = Fraction(choice) / 100 * denominator
        if exact.denominator == 1:
            found |= numerators == int(exact)
    return found
