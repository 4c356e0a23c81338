"""Shares of parties, quality, relief, sequestration: what multiplies is rounded once at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np

from capitula.contract.payment.mechanism import DatedPercent, Side
from capitula.contract.payment.sequestration import Sequestration
from capitula.contract.payment.shares import (
    Effect,
    MirroredShare,
    Mirrors,
    QualityGate,
    Relief,
    Share,
)
from capitula.contract.spans import certainly_covers
from capitula.ground.date_words import date_text
from capitula.money.mechanisms.exact import ONE, Flags, Rates, Whole
from capitula.money.mechanisms.figures import RateColumn
from capitula.money.mechanisms.state import State
from capitula.money.mechanisms.terms import Around
from capitula.money.mechanisms.wording import rate_text

_YEAR = 12


def share(step: Share, state: State, around: Around) -> State:
    """Turn what counts into the holder's share; other named parties get theirs by the floor."""
    rows = state.on(step.side)
    percents = {part.party: Fraction(part.percent) / 100 for part in step.shares}
    holder = Rates.of(percents.get(around.holder, Fraction(0)))
    reduced = state.reduced
    rates = holder.on(rows)
    if reduced is not None:
        rates = _either(reduced & rows, state.reduced_share, rates)
    to_share = state.rounded().amount
    others = _others(state.others, percents, to_share, rows, around)
    gain = step.side.covers(Side.GAIN)
    before = state.pending.apply(state.amount)

    def words(row: int) -> str:
        rate = rates.at(row)
        size = around.currency.text(abs(int(before[row])))
        return f"{around.called(around.holder)} takes {rate_text(rate)} of {size}"

    state = replace(
        state,
        shared=state.shared | rows,
        to_share=np.where(rows, to_share, state.to_share),
        others=others,
        share=holder if gain else state.share,
        final_share=state.final_share.times(holder) if gain else state.final_share,
    )
    return state.multiplied(rates).traced(step, rows, words)


def mirrored_share(step: MirroredShare, state: State, around: Around) -> State:
    """The share of a loss is what the share of a gain leaves, between two bounds.

    Where the payer states its final rate of loss, and the contract says so, that rate is taken.
    """
    rows = state.on(Side.LOSS)
    score = state.figures.rate("quality_score")
    mirrored = state.final_share
    if step.mirrors is Mirrors.SCORED_SHARE:
        mirrored = state.share.times(score.rates)
        failed = _failed(state)
        mirrored = Rates(np.where(failed, 0, mirrored.numerators), mirrored.denominator)
    least, most = Rates.of_percent(step.least_percent), Rates.of_percent(step.most_percent)
    rates = mirrored.complement().within(least, most)
    known = score.known
    if step.or_as_stated:
        stated = state.figures.rate("stated_loss_rate")
        rates = _either(stated.known, stated.rates, rates)
        known = known | stated.known
    elif step.mirrors is Mirrors.FINAL_SHARE:
        known = np.ones_like(known)
    state = state.stopped_where_missing(rows, known, "the quality score")
    rates = rates.on(rows)
    to_share = state.rounded().amount
    before = to_share

    def words(row: int) -> str:
        size = around.currency.text(abs(int(before[row])))
        return (
            f"{around.called(step.party)} bears {rate_text(rates.at(row))} of {size}: what "
            f"{step.mirrors.words} leaves, at least {rate_text(least.at(0))} and at most "
            f"{rate_text(most.at(0))}"
        )

    state = replace(
        state, shared=state.shared | rows, to_share=np.where(rows, to_share, state.to_share)
    )
    return state.multiplied(rates).traced(step, rows, words)


def quality_gate(step: QualityGate, state: State, around: Around) -> State:
    """Scale the holder's gain by quality; what it forgoes goes to the residual party."""
    rows = state.on(Side.GAIN)
    score = state.figures.rate("quality_score")
    met, alternative = (
        state.figures.flag("quality_met"),
        state.figures.flag("alternative_quality_met"),
    )
    passed = met.values == 1
    if step.least_score_percent is not None:
        least = Rates.of_percent(step.least_score_percent)
        reached = np.asarray(score.rates.numerators) * least.denominator >= (
            int(least.numerators) * score.rates.denominator
        )
        passed = np.where(met.known, passed, reached & score.known)
    one = Rates(np.ones(state.figures.rows, dtype=np.int64), 1)
    nothing = Rates(np.zeros(state.figures.rows, dtype=np.int64), 1)
    if step.effect is Effect.AS_STATED:
        return _as_stated(step, state, rows, around)
    if step.effect is Effect.ALL_OR_NOTHING:
        rates, known = _either(passed, one, nothing), met.known | score.known
        if step.least_score_percent is None:
            known = met.known
    elif step.effect is Effect.SCALED:
        failed = met.known & ~passed if step.least_score_percent is None else ~passed
        rates, known = _either(failed, nothing, score.rates), score.known | failed
    else:
        scored = _either(alternative.values == 1, score.rates, nothing)
        rates = _either(passed, one, scored)
        known = met.known & (passed | ~(alternative.values == 1) | score.known)
    state = state.stopped_where_missing(
        rows, known, "the quality score, or whether the standard is met,"
    )
    final = state.final_share.times(rates)
    rates = rates.on(rows)

    def words(row: int) -> str:
        return f"quality gives {rate_text(rates.at(row))}: a gain is {step.effect.words}"

    return replace(state.multiplied(rates), final_share=final).traced(step, rows, words)


def _as_stated(step: QualityGate, state: State, rows: Flags, around: Around) -> State:
    stated: RateColumn = state.figures.rate("stated_final_share")
    state = state.stopped_where_missing(rows, stated.known, "the final share rate")
    share = state.share
    instead = Rates(
        np.asarray(stated.rates.numerators) * share.denominator,
        stated.rates.denominator * max(1, int(share.numerators)),
    )
    rates = instead.on(rows)
    final = stated.rates

    def words(row: int) -> str:
        rate = rate_text(final.at(row))
        return f"the payer states a final share of {rate} for {around.called(around.holder)}"

    return replace(state.multiplied(rates), final_share=final).traced(step, rows, words)


def sequestration(step: Sequestration, state: State, around: Around) -> State:
    """Cut by the rate in force on the day of payment."""
    rows = state.on(step.side)
    rate = rate_on(step, around)
    if rate is None:
        day = date_text(around.paid_on) if around.paid_on else "an unknown day"
        return state.stopped(rows, f"no rate of sequestration holds on {day}, the day of payment")
    percent = Rates.of_percent(rate.percent)
    state = state if percent.numerators == 0 else state.multiplied(percent.complement().on(rows))

    def words(_: int) -> str:
        day = date_text(around.paid_on) if around.paid_on else ""
        return (
            f"cut by law by {rate_text(percent.at(0))}, the rate in force on {day}, when it is paid"
        )

    return state.traced(step, rows, words, rate.mark)


def rate_on(step: Sequestration, around: Around) -> DatedPercent | None:
    """Return the rate in force on the day of payment."""
    day = around.paid_on
    if day is None:
        return None
    return next((rate for rate in step.rates if certainly_covers(rate, day, day)), None)


def relief(step: Relief, state: State, around: Around) -> State:
    """Reduce a loss by an amount settled elsewhere, never below nought; or take it away whole."""
    state, rows = state.rounded(), state.on(Side.LOSS)
    before = state.amount
    if step.whole:
        given = np.where(rows, -before, 0)
    else:
        column, months = state.figures.amount("relief"), state.figures.count("months")
        given = np.abs(column.values)
        if step.by_length_of_year:
            part = np.where(months.known, months.values, _YEAR)
            given = Rates(part, _YEAR).apply(given)
        given = np.where(rows & column.known, np.minimum(given, -np.minimum(before, 0)), 0)
    amount = before + given

    def words(row: int) -> str:
        text = around.currency.text
        taken = text(int(given[row]))
        why = step.amount_from
        return f"{taken} of the loss is taken away ({why}), which leaves {text(-int(amount[row]))}"

    return replace(state, amount=amount).traced(step, rows, words)


def _others(
    so_far: Mapping[str, Whole],
    percents: Mapping[str, Fraction],
    to_share: Whole,
    rows: Flags,
    around: Around,
) -> dict[str, Whole]:
    others = dict(so_far)
    for party, rate in percents.items():
        if party not in (around.holder, around.residual):
            part = np.where(rows, Rates.of(rate).apply(to_share), 0)
            others[party] = others[party] + part if party in others else part
    return others


def _failed(state: State) -> Flags:
    met = state.figures.flag("quality_met")
    alternative = state.figures.flag("alternative_quality_met")
    return met.known & (met.values == 0) & ~(alternative.values == 1)


def _either(rows: Flags, one: Rates, other: Rates) -> Rates:
    """Take one rate on some rows and the other elsewhere."""
    if one is ONE and other is ONE:
        return ONE
    common = one.denominator * other.denominator
    left = np.asarray(one.numerators, dtype=object if common > 10**12 else None)
    right = np.asarray(other.numerators, dtype=object if common > 10**12 else None)
    numerators = np.where(rows, left * other.denominator, right * one.denominator)
    return Rates(numerators, common)
