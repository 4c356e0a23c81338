"""Cap, collar, limit and floor: what a result may not pass. Their place decides what they bound."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np

from capitula.contract.payment.limits import Cap, Floor, Limit
from capitula.contract.payment.mechanism import Of
from capitula.ground.pence import from_pounds
from capitula.money.mechanisms.exact import Rates, Whole
from capitula.money.mechanisms.state import State
from capitula.money.mechanisms.terms import Around
from capitula.money.mechanisms.wording import rate_text


def cap(step: Cap, state: State, around: Around) -> State:
    """No more than a share of the base on a side; on both sides it is a collar."""
    state, rows = state.rounded(), state.on(step.side)
    base, rate = state.base(step.of), Rates.of_percent(step.percent)
    state = state.stopped_where_missing(rows, base.known, step.of.value)
    most = rate.apply(base.values)
    before = state.amount
    bounded = np.clip(before, -most, most)
    amount = np.where(rows, bounded, before)

    def words(row: int) -> str:
        text = around.currency.text
        size, edge = abs(int(before[row])), int(most[row])
        limit = f"{rate_text(rate.at(row))} of {step.of.words} ({text(edge)})"
        if size > edge:
            return f"{text(size)} is cut to the cap of {limit}"
        return f"{text(size)} does not pass the cap of {limit}"

    return replace(state, amount=amount).traced(step, rows, words)


def limit(step: Limit, state: State, around: Around) -> State:
    """No more than the lowest of several bounds.

    A bound on revenue applies where revenue is said to limit. Where a bound may bind and what it
    needs is missing the row stops: its amount is then at most what the other bounds leave.
    """
    state, rows = state.rounded(), state.on(step.side)
    before, amount = state.amount, state.amount
    lowest: list[tuple[str, Whole]] = []
    for bound in step.bounds:
        applies = rows
        base = state.base(bound.of)
        most = Rates.of_percent(bound.percent).apply(base.values)
        if bound.of is Of.REVENUE:
            flag = state.figures.flag("revenue_limited")
            applies = applies & (~flag.known | (flag.values == 1))
            reason = "revenue missing: a limit on it may bind"
            state = state.stopped(applies & ~base.known, reason, only_a_bound=True)
        else:
            state = state.stopped_where_missing(applies, base.known, bound.of.value)
        if bound.agreement_year is not None:
            year = state.figures.count("agreement_year")
            may_bind = applies & ~year.known & (np.abs(before) > most)
            reason = "the year of the agreement is missing: a limit by year may bind"
            state = state.stopped(may_bind, reason, only_a_bound=True)
            applies = applies & year.known & (year.values == bound.agreement_year)
        usable = applies & base.known
        amount = np.where(usable, np.clip(amount, -most, most), amount)
        what = f"{rate_text(Rates.of_percent(bound.percent).at(0))} of {bound.of.words}"
        lowest.append((what, np.where(usable, most, -1)))

    def words(row: int) -> str:
        text = around.currency.text
        bounds = [f"{w} ({text(int(m[row]))})" for w, m in lowest if m[row] >= 0]
        size, left = abs(int(before[row])), abs(int(amount[row]))
        within = " and ".join(bounds) or "no bound that could be tested"
        if left < size:
            return f"{text(size)} is cut to {text(left)}, the lowest of {within}"
        return f"{text(size)} does not pass {within}"

    return replace(state, amount=amount).traced(step, rows, words)


def floor(step: Floor, state: State, around: Around) -> State:
    """No less than an amount or a share of the base; the least holds for what is paid."""
    state = state.rounded()
    everybody = np.ones(state.figures.rows, dtype=np.bool_)
    if step.amount is not None:
        pence = from_pounds(step.amount)
        least = np.full(state.figures.rows, pence, dtype=np.int64)
    else:
        base = state.base(step.of)
        state = state.stopped_where_missing(everybody, base.known, step.of.value)
        least = Rates.of_percent(step.percent or Decimal(0)).apply(base.values)
    before = state.amount
    amount = np.maximum(before, least)

    def words(row: int) -> str:
        text = around.currency.text
        one, two = text(int(before[row])), text(int(least[row]))
        return f"{one} is raised to {two}" if before[row] < least[row] else f"{one} is above {two}"

    return replace(state, amount=amount).traced(step, everybody, words)
