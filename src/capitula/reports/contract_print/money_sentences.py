"""Sentences on value, payment, improvement, gain and loss, outcomes."""

from __future__ import annotations

from decimal import Decimal

from capitula.contract.improvement import MeasureUse, SchemeMeasure
from capitula.contract.model import Contract
from capitula.contract.numbers import plain
from capitula.contract.payment.shares import PartyShare
from capitula.ground.date_words import date_text
from capitula.ground.letters import capital
from capitula.reports.contract_print.document import Line, Lines
from capitula.reports.contract_print.payment_sentences import step_lines
from capitula.reports.contract_print.words import Words, listed, percent, sentence


def value(contract: Contract, words: Words) -> Lines:
    """Return each amount with its basis."""
    for part in contract.values:
        amount = "an amount not given" if part.amount is None else words.money(part.amount)
        prices = f", in prices of {part.price_year}" if part.price_year else ""
        yield Line(f"The contract is put at {amount}: {part.basis.words}{prices}.", part)


def payment(contract: Contract, words: Words) -> Lines:
    """Return the steps in the order in which they work."""
    found = contract.payment
    if found is None:
        return
    if found.profile:
        shares = listed(plain(share) for share in found.month_percents)
        said = f": {shares} per cent, April to March" if shares else ""
        yield Line(f"A year's money is paid in {found.profile.words}{said}.", found)
    if found.residual_party:
        rest = words.party(found.residual_party)
        yield Line(f"What a division leaves over, to the penny, goes to {rest}.", found)
    if len(found.steps) > 1:
        yield Line("The steps below work in this order; another order is another contract.")
    for step in found.steps:
        yield from step_lines(step, words)


def improvement(contract: Contract, words: Words) -> Lines:
    """Return the pool and the measures on which it is earned."""
    found = contract.improvement
    if found is None:
        return
    stakes = [
        f"{percent(found.pool_percent)} of {found.of.words}"
        if found.pool_percent is not None
        else "",
        words.money(found.pool_amount) if found.pool_amount is not None else "",
    ]
    stake = " and ".join(filter(None, stakes)) or "A share not yet stated"
    yield Line(sentence(f"{stake} is at stake on improvement"), found)
    for measure in found.measures:
        yield Line(_measure(measure), measure)
    for rule in (found.while_late, found.suspended):
        if rule is not None:
            yield Line(sentence(capital(rule.words)), found)


def _measure(measure: SchemeMeasure) -> str:
    unit = f" {measure.unit}" if measure.unit else ""
    floor = f"nothing is earned at {measure.floor}{unit}" if measure.floor else ""
    target = f"all of it at {measure.target}{unit}" if measure.target else ""
    baseline = f"against {date_text(measure.baseline)}" if measure.baseline else ""
    weight = (
        "scored, and not paid"
        if measure.use is MeasureUse.SHADOW or measure.weight is None
        else f"{percent(measure.weight * Decimal(100))} of the pool"
    )
    way = "higher is better" if measure.direction == "up" else "lower is better"
    facts = "; ".join(filter(None, (way, floor, target, baseline)))
    return sentence(f"{measure.name}: {weight}; {facts}")


def gain_loss(contract: Contract, words: Words) -> Lines:
    """Return who gains and who loses when spend is not as expected."""
    found = contract.gain_loss
    if found is None:
        return
    if found.expected:
        yield Line(sentence(f"The expected spend is {found.expected}"), found)
    if found.actual:
        yield Line(sentence(f"The actual spend is {found.actual}"), found)
    yield Line(
        f"Within {percent(found.band.percent)} of {found.of.words} nothing is shared. The band is "
        f"{found.band.type.words}.",
        found,
    )
    caps = (("gain", found.gain_cap_percent), ("loss", found.loss_cap_percent))
    for side, cap in caps:
        if cap is not None:
            text = f"At most {percent(cap)} of {found.of.words} is shared of a {side}."
            yield Line(text, found)
    yield Line(f"A gain is shared: {shares(found.gain_shares, words)}.", found)
    if found.loss_shares:
        yield Line(f"A loss is shared: {shares(found.loss_shares, words)}.", found)
    else:
        yield Line("Nothing is said of how a loss is shared.", found)
    if found.residual_party:
        rest = words.party(found.residual_party)
        yield Line(f"What is not shared stays with {rest}, as a line of its own.", found)
    if found.quality_scales_gain:
        yield Line("Quality scales the holder's share of a gain, never of a loss.", found)


def shares(parts: tuple[PartyShare, ...], words: Words) -> str:
    """Return who takes what."""
    return listed(f"{words.party(part.party)} {percent(part.percent)}" for part in parts)


def outcomes(contract: Contract, _: Words) -> Lines:
    """Return what the contract will be judged on."""
    found = contract.outcomes
    if found is None:
        return
    scheme = contract.improvement.measures if contract.improvement else ()
    known = {measure.outcome or measure.id: measure.name for measure in scheme}
    measures = (known.get(name, name.replace("-", " ")) for name in found.measures)
    names = listed(measures) or "measures not yet named"
    yield Line(f"It is judged on {names}, as set in {found.file}.", found)
    if found.baseline:
        yield Line(f"Change is measured against {date_text(found.baseline)}.", found)
    if found.sustained:
        yield Line(sentence(f"Sustained means: {found.sustained}"), found)
