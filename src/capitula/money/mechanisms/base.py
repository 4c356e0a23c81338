"""Steps that make the base: discount, withholding with what is earned back, adjustments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from capitula.contract.payment.base_adjustment import BaseAdjustment
from capitula.contract.payment.budget_steps import Discount
from capitula.contract.payment.mechanism import Of, Step
from capitula.contract.payment.shares import EarnedBack, Withhold
from capitula.contract.spans import certainly_covers
from capitula.money.mechanisms.exact import Flags, Rates
from capitula.money.mechanisms.figures import Column, Figures
from capitula.money.mechanisms.state import Stop, Words
from capitula.money.mechanisms.terms import Around
from capitula.money.mechanisms.wording import rate_text


@dataclass(frozen=True, slots=True)
class Base:
    """The base before the first step that works on the pool.

    Attributes:
        column: the base of every row, in pence.
        stops: rows whose base cannot be made.
        opened: the steps that made it, each with its sentence.
    """

    column: Column
    stops: tuple[Stop, ...]
    opened: tuple[tuple[Step, Words], ...]


def make_base(
    steps: Sequence[Step], figures: Figures, around: Around, first: date, last: date
) -> Base:
    """Return the base that the actual spend is held against.

    A base that the figures state has discount and withholding taken off already; the sentence says
    so. One that is made from the unadjusted base is that × trend × (1 − discount − withheld and not
    earned back), divided once. Adjustments settled elsewhere are added to either.
    """
    name = around.base.value
    stated = figures.amount(name)
    made = figures.amounts.get("unadjusted_benchmark") if around.base is Of.BENCHMARK else None
    opened: list[tuple[Step, Words]] = []
    column: Column = stated
    stops: list[Stop] = []
    cuts = [s for s in steps if isinstance(s, Discount | Withhold) and s.of is around.base]
    if made is not None and name not in figures.amounts:
        made_now = _made(cuts, figures, made, around, (first, last))
        column, stops, opened = made_now.column, [*made_now.stops], [*made_now.opened]
    else:
        opened += [(step, _already(around)) for step in cuts]
    for step in steps:
        if isinstance(step, BaseAdjustment) and step.of is around.base:
            column = _adjusted(step, column, figures, around, opened)
    return Base(column, tuple(stops), tuple(opened))


def _already(around: Around) -> Words:
    return lambda _: f"{around.base.words} is stated with this taken off already"


def _made(
    cuts: Sequence[Discount | Withhold],
    figures: Figures,
    made: Column,
    around: Around,
    period: tuple[date, date],
) -> Base:
    opened: list[tuple[Step, Words]] = []
    stops: list[Stop] = []
    trend = figures.rate("trend")
    lacking = made.known & ~trend.known
    if lacking.any():
        stops.append(Stop(lacking, "the trend of the benchmark is missing"))
    kept = Rates(1, 1)
    for step in cuts:
        rates, known = _cut(step, figures, period)
        if (made.known & ~known).any():
            stops.append(
                Stop(made.known & ~known, f"what decides on {step.label or step.id} is missing")
            )
        kept = _less(kept, rates)
        opened.append((step, _cut_words(step, rates, around)))
    values = trend.rates.times(kept).apply(made.values)
    return Base(Column(values, made.known & trend.known), tuple(stops), tuple(opened))


def _cut(
    step: Discount | Withhold, figures: Figures, period: tuple[date, date]
) -> tuple[Rates, Flags]:
    everybody = np.ones(figures.rows, dtype=np.bool_)
    if isinstance(step, Discount):
        rate = next((r for r in step.rates if certainly_covers(r, *period)), None)
        if rate is None:
            return Rates(0, 1), ~everybody
        return Rates.of_percent(rate.percent), everybody
    held = Rates.of_percent(step.percent)
    applies, known = everybody, everybody
    for wanted, name in ((step.first_year_only, "first_year"), (step.elected, "elected")):
        if wanted:
            flag = figures.flag(name)
            applies, known = applies & (flag.values == 1), known & flag.known
    if step.earned_back is EarnedBack.STAYING:
        stayed = figures.flag("stayed")
        lost = applies & ~(stayed.values == 1)
        return Rates(np.where(lost, held.numerators, 0), held.denominator), known & (
            stayed.known | ~applies
        )
    score = figures.rate("quality_score")
    forgone = held.times(score.rates.complement())
    return Rates(np.where(applies, forgone.numerators, 0), forgone.denominator), known & score.known


def _less(kept: Rates, cut: Rates) -> Rates:
    """Take one share off another: both are shares of the unadjusted base."""
    return Rates(
        np.asarray(kept.numerators) * cut.denominator
        - np.asarray(cut.numerators) * kept.denominator,
        kept.denominator * cut.denominator,
    )


def _cut_words(step: Step, rates: Rates, around: Around) -> Words:
    name = "a discount" if isinstance(step, Discount) else "what is withheld and not earned back"
    return lambda row: f"{name} takes {rate_text(rates.at(row))} off {around.base.words}"


def _adjusted(
    step: BaseAdjustment,
    column: Column,
    figures: Figures,
    around: Around,
    opened: list[tuple[Step, Words]],
) -> Column:
    added = np.zeros(figures.rows, dtype=np.int64)
    known = column.known
    for amount in step.amounts:
        part = figures.amount(amount.value)
        added, known = added + part.values, known & part.known
    total = column.values + added

    def words(row: int) -> str:
        plus, makes = (around.currency.text(int(part[row])) for part in (added, total))
        return f"{plus} is added, which makes {around.base.words} {makes}"

    opened.append((step, words))
    return replace(column, values=total, known=known)
