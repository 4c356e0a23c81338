"""One sentence for each kind of payment step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from capitula.contract.payment import (
    bands,
    base_adjustment,
    budget_steps,
    limits,
    service_credit,
    shares,
    thresholds,
)
from capitula.contract.payment.mechanism import DatedPercent, Step
from capitula.contract.payment.sequestration import Sequestration
from capitula.reports.contract_print.document import Line, Lines
from capitula.reports.contract_print.words import Words, listed, percent, sentence, when


def step_lines(step: Step, words: Words) -> Lines:
    """Return what a step does, and what stands below it."""
    label = f"{step.label}: " if step.label else ""
    text, under = SENTENCES[type(step)](step, words)
    yield Line(f"{sentence(label + text)[:-1]}{when(step)}.", step)
    yield from under


_Said = tuple[str, list[Line]]


def _below(texts: list[str]) -> list[Line]:
    return [Line(sentence(text), under=True) for text in texts]


def _for_lines(lines: tuple[str, ...], words: Words) -> str:
    return f", for {listed(words.line(name) for name in lines)}" if lines else ""


def _rates(rates: tuple[DatedPercent, ...]) -> list[Line]:
    return [Line(f"{sentence(percent(r.percent))[:-1]}{when(r)}.", r, under=True) for r in rates]


def _capitation(step: budget_steps.Capitation, words: Words) -> _Said:
    amount = "an amount not yet stated" if step.per_head is None else words.money(step.per_head)
    prices = f", in prices of {step.price_year}" if step.price_year else ""
    weights = f", weighted by the {step.weights}" if step.weights else ""
    lines = _for_lines(step.lines, words)
    return f"{amount} is paid a {step.denominator} person and year{prices}{weights}{lines}", []


def _uplift(step: budget_steps.Uplift, words: Words) -> _Said:
    rises = [
        (name, rate)
        for name, rate in (
            ("inflation", step.inflation_percent),
            ("growth", step.growth_percent),
            ("efficiency, taken off,", step.efficiency_percent),
        )
        if rate is not None
    ]
    rates = listed(f"{name} {percent(rate)}" for name, rate in rises) or "rates not yet stated"
    lines = _for_lines(step.lines, words)
    return f"every year's money moves by {rates}{lines}; they are {step.net_rule.words}", []


def _discount(step: budget_steps.Discount, _: Words) -> _Said:
    return f"{step.of.words} is cut by a discount", _rates(step.rates)


def _variable(step: budget_steps.VariableElement, _: Words) -> _Said:
    plan = f" (plan and prices: {step.plan})" if step.plan else ""
    return (
        f"activity above plan is paid at {percent(step.over_percent)} of its price, and activity "
        f"below plan gives back {percent(step.under_percent)}{plan}",
        [],
    )


def _corridor(step: bands.Corridor, words: Words) -> _Said:
    under = [
        f"of what lies from {band.words()}: {words.party(step.party)} {percent(band.share_percent)}"
        for band in step.bands
    ]
    return (
        f"{step.side.words}, measured against {step.of.words}, is shared in marginal bands, like "
        f"those of income tax; {words.party(step.counterparty)} takes the exact rest",
        _below(under),
    )


def _hurdle(step: bands.Hurdle, _: Words) -> _Said:
    return (
        f"{step.side.words} within {percent(step.percent)} of {step.of.words} counts for nothing; "
        "beyond it, all of it counts from the first pound",
        [],
    )


def _deductible(step: bands.Deductible, _: Words) -> _Said:
    return (
        f"{step.side.words} within {percent(step.percent)} of {step.of.words} counts for nothing; "
        "beyond it, only what lies beyond counts",
        [],
    )


def _cap(step: limits.Cap, _: Words) -> _Said:
    return f"{step.side.words} is at most {percent(step.percent)} of {step.of.words}", []


def _limit(step: limits.Limit, _: Words) -> _Said:
    under = [
        f"{percent(bound.percent)} of {bound.of.words}"
        + (f", in year {bound.agreement_year} of the agreement" if bound.agreement_year else "")
        for bound in step.bounds
    ]
    return f"{step.side.words} is at most the lowest of these that applies", _below(under)


def _floor(step: limits.Floor, words: Words) -> _Said:
    least = words.money(step.amount) if step.amount is not None else ""
    share = f"{percent(step.percent)} of {step.of.words}" if step.percent is not None else ""
    return f"no less than {least or share} is paid", []


def _stop_loss(step: limits.StopLoss, words: Words) -> _Said:
    point = "an amount not yet stated" if step.attachment is None else words.money(step.attachment)
    share = percent(step.carried_percent) if step.carried_percent is not None else "A share"
    charge = (
        [f"the holder pays {percent(step.charge_percent)} of {step.of.words} for it"]
        if step.charge_percent is not None
        else []
    )
    if step.most_carried is not None:
        charge.append(f"no more than {words.money(step.most_carried)} a person is carried")
    if step.aggregate_percent is not None:
        charge.append(
            f"what is left above {percent(step.aggregate_percent)} of {step.of.words} in all is "
            "carried too"
        )
    return (
        f"{share} of the cost of one person above {point} a year is carried by the payer",
        _below(charge),
    )


def _share(step: shares.Share, words: Words) -> _Said:
    who = listed(f"{words.party(part.party)} {percent(part.percent)}" for part in step.shares)
    return f"{step.side.words} is shared: {who}", []


def _mirrored(step: shares.MirroredShare, words: Words) -> _Said:
    return (
        f"of a loss {words.party(step.party)} bears what {step.mirrors.words} leaves, no less "
        f"than {percent(step.least_percent)} and no more than {percent(step.most_percent)}; "
        f"{words.party(step.counterparty)} bears the rest",
        _below(["where the payer states a final rate of loss, that rate"])
        if step.or_as_stated
        else [],
    )


def _quality(step: shares.QualityGate, _: Words) -> _Said:
    by = f" (measured by {step.measured_by})" if step.measured_by else ""
    least = (
        [f"the standard is failed below a score of {percent(step.least_score_percent)}"]
        if step.least_score_percent is not None
        else []
    )
    return f"a gain is {step.effect.words}{by}", _below(least)


def _withhold(step: shares.Withhold, _: Words) -> _Said:
    first = " in the first year" if step.first_year_only else ""
    chosen = ", where the holder chose it" if step.elected else ""
    return (
        f"{percent(step.percent)} of {step.of.words} is held back{first}{chosen}, and earned back "
        f"{step.earned_back.words}",
        [],
    )


def _relief(step: shares.Relief, _: Words) -> _Said:
    if step.whole:
        return f"a loss is taken away whole: {step.amount_from}", []
    shorter = ", less in a shorter year" if step.by_length_of_year else ""
    return f"a loss is reduced by {step.amount_from}{shorter}", []


def _threshold(step: thresholds.MinimumSavingsRate, _: Words) -> _Said:
    scale = [f"at {p.people:,} people, {percent(p.percent)}" for p in step.scale]
    if scale:
        scale.append("between two of these numbers the rate moves in a straight line")
    flat = listed((percent(choice) for choice in step.choices_percent), "or")
    only = f"the rate is {flat}" if not scale else f"or, as the holder chooses, {flat}"
    choices = [only] if step.choices_percent else []
    lines = _below([*scale, *choices])
    if step.below:
        text = (
            f"below the rate {percent(step.below.share_percent)} is earned if {step.below.only_if}"
        )
        lines.append(Line(sentence(text), step.below, under=True))
    return f"{step.side.words} counts only from a minimum rate up", lines


def _sequestration(step: Sequestration, _: Words) -> _Said:
    return (
        f"{step.side.words} is cut by law, at the rate in force on the day of payment",
        _rates(step.rates),
    )


def _truncation(step: limits.Truncation, _: Words) -> _Said:
    return (
        f"the cost of one person counts no further than the value that {step.percentile} per cent "
        "of the persons do not exceed, by rank",
        [],
    )


def _base_adjustment(step: base_adjustment.BaseAdjustment, _: Words) -> _Said:
    return f"{step.of.words} is adjusted by {listed(a.words for a in step.amounts)}", []


def _service_credit(step: service_credit.ServiceCredit, _: Words) -> _Said:
    under = [
        f"below {percent(one.below_percent)}: {percent(one.credit_percent)} of the month's charge"
        for one in step.levels
    ]
    if step.monthly_cap_percent is not None:
        under.append(f"at most {percent(step.monthly_cap_percent)} of a month's charge")
    if step.rolling_cap_percent is not None:
        under.append(
            f"at most {percent(step.rolling_cap_percent)} of the charges of any "
            f"{step.rolling_months} months"
        )
    return "a service that falls below its level gives back a share of the charge", _below(under)


SENTENCES: dict[type[Step], Callable[[Any, Words], _Said]] = {
    budget_steps.Capitation: _capitation,
    budget_steps.Uplift: _uplift,
    budget_steps.Discount: _discount,
    budget_steps.VariableElement: _variable,
    bands.Corridor: _corridor,
    bands.Hurdle: _hurdle,
    bands.Deductible: _deductible,
    limits.Cap: _cap,
    limits.Limit: _limit,
    limits.Floor: _floor,
    limits.StopLoss: _stop_loss,
    shares.Share: _share,
    shares.MirroredShare: _mirrored,
    shares.QualityGate: _quality,
    shares.Withhold: _withhold,
    shares.Relief: _relief,
    thresholds.MinimumSavingsRate: _threshold,
    Sequestration: _sequestration,
    limits.Truncation: _truncation,
    base_adjustment.BaseAdjustment: _base_adjustment,
    service_credit.ServiceCredit: _service_credit,
}
"""The closed set; a step without a sentence fails a test."""
