"""Rolling one line forward, step by step, from its base to the year asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from capitula.contract.budget_terms import AdjustmentKind
from capitula.contract.cited import Cited
from capitula.contract.model import Contract
from capitula.contract.numbers import plain
from capitula.contract.payment.budget_steps import Capitation, Discount, Uplift
from capitula.contract.payment.mechanism import Of
from capitula.contract.scope import Denominator, ScopeLine, Standing
from capitula.contract.spans import certainly_covers
from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import from_pounds, pounds_text
from capitula.money.budget.counts import heads
from capitula.money.budget.line import BudgetStep, StepKind
from capitula.money.budget.uplifts import factors, missing_rates, span_words, uplifts_of

_KINDS = {
    AdjustmentKind.TRANSFER_IN: StepKind.TRANSFER_IN,
    AdjustmentKind.TRANSFER_OUT: StepKind.TRANSFER_OUT,
    AdjustmentKind.NON_RECURRENT: StepKind.NON_RECURRENT,
    AdjustmentKind.AGREED: StepKind.AGREED,
}


@dataclass(slots=True)
class Rolled:
    """A line on its way: what was done to it, and where it stands in exact pence."""

    key: str
    title: str
    denominator: Denominator
    line: ScopeLine | None
    exact: Fraction = Fraction(0)
    steps: tuple[BudgetStep, ...] = ()
    faults: list[ValueFault] = field(default_factory=list[ValueFault])

    def move(self, kind: StepKind, words: str, after: Fraction, part: Cited) -> None:
        """Add a step."""
        where = f"clause {part.clause}" if part.clause else part.source or ""
        self._add(kind, words, after, where, part.mark)

    def _add(
        self, kind: StepKind, words: str, after: Fraction, where: str, mark: EvidenceMark
    ) -> None:
        step = BudgetStep(kind, words, after, after - self.exact, where, mark)
        self.steps, self.exact = (*self.steps, step), after


def roll_line(
    contract: Contract, line: ScopeLine, uplifts: tuple[Uplift, ...], year: FinancialYear
) -> tuple[Rolled | None, list[ValueFault]]:
    """Return a line rolled forward, or all that is wrong with it."""
    rolled = Rolled(line.id, line.name, line.denominator, line)
    if line.annual_value is None or line.price_year is None:
        lacking = "`annual_value`" if line.annual_value is None else "`price_year`"
        found = f"a budget line without a price: no {lacking}"
        return None, [ValueFault(found, "a year's worth and its price year", f"state {lacking}")]
    base_year = FinancialYear.parse(line.price_year)
    if base_year > year:
        found = f"a base in prices of {base_year}, later than {year}"
        return None, [ValueFault(found, f"a base of {year} or before", "ask for a later year")]
    pence = from_pounds(line.annual_value)
    if pence < 0:
        return None, [ValueFault(pounds_text(pence), "a base of nought or more", "correct it")]
    rolled.move(StepKind.BASE, f"base in prices of {base_year}", Fraction(pence), line)
    if line.standing is Standing.PART and line.share_percent is None:
        found = "a line partly in the contract, without the share"
        rolled.faults.append(ValueFault(found, "`share_percent`", "state which share is in"))
    if line.share_percent is not None:
        words = f"{plain(line.share_percent)} per cent of it in scope"
        share = Fraction(line.share_percent) / 100
        rolled.move(StepKind.SCOPE_SHARE, words, rolled.exact * share, line)
    _prices(rolled, uplifts, base_year, year)
    terms = contract.budget
    if base_year < year and line.id not in (terms.without_need if terms else ()):
        _need(rolled, contract, base_year, year)
    _discounts(rolled, contract, year)
    _adjustments(rolled, contract, year)
    return (None if rolled.faults else rolled), rolled.faults


def roll_heads(
    contract: Contract, step: Capitation, uplifts: tuple[Uplift, ...], year: FinancialYear
) -> tuple[Rolled | None, list[ValueFault]]:
    """Return a payment by head as a line of its own: so much a head times the year's heads."""
    single = next((x for x in contract.scope if (x.id,) == step.lines), None)
    title = single.name if single else step.label or "Payment by head"
    key = single.id if single else step.id
    rolled = Rolled(key, title, step.denominator, single)
    if step.per_head is None or step.price_year is None:
        lacking = "`per_head`" if step.per_head is None else "`price_year`"
        found = f"a payment by head without a price: no {lacking}"
        return None, [ValueFault(found, "pounds a head and their price year", f"state {lacking}")]
    base_year = FinancialYear.parse(step.price_year)
    if base_year > year:
        found = f"a price a head of {base_year}, later than {year}"
        return None, [ValueFault(found, f"a price of {year} or before", "ask for a later year")]
    try:
        counted = heads(contract.budget, key, step.denominator, year)
    except ValueFault as fault:
        return None, [fault]
    if bool(step.weights) != (counted.count.weighted_people is not None):
        found = f"a price by {step.weights or 'plain'} heads and {counted.words}"
        return None, [ValueFault(found, "heads of the same kind", "name the index in both places")]
    price = from_pounds(step.per_head)
    words = f"{pounds_text(price)} a head in prices of {base_year} × {counted.words}"
    rolled.move(StepKind.BASE, words, price * counted.number, step)
    _prices(rolled, uplifts, base_year, year)
    _discounts(rolled, contract, year)
    _adjustments(rolled, contract, year)
    return (None if rolled.faults else rolled), rolled.faults


def _prices(
    rolled: Rolled, uplifts: tuple[Uplift, ...], base_year: FinancialYear, year: FinancialYear
) -> None:
    for start in range(base_year.start + 1, year.start + 1):
        each_year = FinancialYear(start)
        found, part = uplifts_of(uplifts, rolled.key, each_year)
        for uplift in part:
            rolled.faults.append(
                ValueFault(
                    f"the uplift {uplift.id!r}, {span_words(uplift)}, in force for a part of "
                    f"{each_year}",
                    "uplifts that hold for whole financial years",
                    "make a change within the year a variation; payments are then repriced",
                )
            )
        if not found:
            rolled.faults.append(
                ValueFault(
                    f"no uplift for {each_year}",
                    f"an uplift in force for the whole of {each_year}",
                    "state the step for that year; a rise of nought is written 0",
                )
            )
        for uplift in found:
            if missing_rates(uplift):
                remedy = "state its rates, 0 where there is none"
                found_text = f"the uplift {uplift.id!r} without a rate"
                rolled.faults.append(ValueFault(found_text, "a rate", remedy))
            for factor in factors(uplift, each_year):
                rolled.move(factor.kind, factor.words, rolled.exact * factor.value, uplift)


def _need(
    rolled: Rolled, contract: Contract, base_year: FinancialYear, year: FinancialYear
) -> None:
    try:
        before = heads(contract.budget, rolled.key, rolled.denominator, base_year)
        now = heads(contract.budget, rolled.key, rolled.denominator, year)
    except ValueFault as fault:
        rolled.faults.append(fault)
        return
    if before.count.index != now.count.index:
        found = (
            f"{before.count.index or 'no index'} in {base_year}, {now.count.index or 'none'} now"
        )
        rolled.faults.append(ValueFault(found, "one index in both years", "use one index"))
        return
    words = f"{now.words} in {year} ÷ {before.number_text} in {base_year}"
    ratio = now.number / before.number
    rolled.move(StepKind.NEED, words, rolled.exact * ratio, now.count)


def _discounts(rolled: Rolled, contract: Contract, year: FinancialYear) -> None:
    for step in contract.payment.steps if contract.payment else ():
        if not isinstance(step, Discount) or step.of is not Of.BUDGET:
            continue
        rates = [r for r in step.rates if certainly_covers(r, year.first_day, year.last_day)]
        for rate in rates:
            words = f"discount of {plain(rate.percent)} per cent"
            after = rolled.exact * (1 - Fraction(rate.percent) / 100)
            rolled.move(StepKind.DISCOUNT, words, after, rate)


def _adjustments(rolled: Rolled, contract: Contract, year: FinancialYear) -> None:
    for each in contract.budget.adjustments if contract.budget else ():
        if each.line == rolled.key and each.year == str(year):
            after = rolled.exact + each.kind.sign * from_pounds(each.amount)
            rolled.move(_KINDS[each.kind], f"{each.label} ({each.kind.words})", after, each)
