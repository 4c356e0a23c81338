"""What is settled beside the shared difference: acute payment, withholding, improvement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from capitula.contract.model import Contract
from capitula.contract.payment.budget_steps import VariableElement
from capitula.contract.payment.mechanism import Of
from capitula.contract.payment.shares import EarnedBack, Withhold
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence, from_pounds
from capitula.money.mechanisms.attained import Attained
from capitula.money.mechanisms.improvement import improvement_earned
from capitula.money.mechanisms.improvement_lines import ImprovementEarned
from capitula.money.mechanisms.program import Program, compile_program
from capitula.money.mechanisms.variable_element import VariableResult, variable_element
from capitula.money.mechanisms.wording import rate_text
from capitula.money.settlement.figures_model import SettlementFigures
from capitula.money.settlement.statement import WithheldLine


@dataclass(frozen=True, slots=True)
class Extras:
    """What was withheld, and what the improvement scheme earns."""

    withheld: tuple[WithheldLine, ...]
    improvement: ImprovementEarned | None


def acute_payment(contract: Contract, given: SettlementFigures) -> VariableResult | None:
    """Return what the acute provider's activity off its plan moves, priced and in cash.

    Raises:
        InputFaults: neither the contract nor the figures say which share of the price is paid.
    """
    acute = given.acute
    if acute is None:
        return None
    steps = contract.payment.steps if contract.payment else ()
    terms = next((step for step in steps if isinstance(step, VariableElement)), None)
    over = acute.over_percent if acute.over_percent is not None else terms and terms.over_percent
    under = (
        acute.under_percent if acute.under_percent is not None else terms and terms.under_percent
    )
    if over is None or under is None:
        place = Place("figures", None, None, "acute")
        expected = "the shares of the price above and below plan"
        remedy = "give `over_percent` and `under_percent`, or a variable element in the contract"
        raise InputFaults([Fault(place, "a variable part without its share", expected, remedy)])
    step = VariableElement(
        id=terms.id if terms else "acute",
        mechanism="variable_element",
        over_percent=over,
        under_percent=under,
        mark=terms.mark if terms else EvidenceMark.LOCAL,
        clause=terms.clause if terms else None,
        source=terms.source if terms else None,
    )
    return variable_element(
        step, from_pounds(acute.planned_priced), from_pounds(acute.actual_priced)
    )


def withheld_lines(
    contract: Contract, given: SettlementFigures, program: Program
) -> tuple[WithheldLine, ...]:
    """Return each withholding from the budget that is in force, with what is earned back."""
    budget = given.figures.get("budget")
    lines: list[WithheldLine] = []
    period = program.period
    steps = contract.payment.steps if contract.payment else ()
    in_force = compile_program(contract, period, given.paid_on, steps, program.around.base)
    for step in in_force.base_steps:
        if not isinstance(step, Withhold) or step.of is not Of.BUDGET or budget is None:
            continue
        rate = Fraction(step.percent) / 100
        held = from_pounds(Decimal(budget)) * rate.numerator // rate.denominator
        share = _earned_back(step, given)
        text = program.around.currency.text
        released = None if share is None else held * share.numerator // share.denominator
        said = f"{rate_text(rate)} of the budget, {text(held)}, was held back; "
        if share is None or released is None:
            said += f"how much is earned back {step.earned_back.words} is not stated yet"
        else:
            said += (
                f"{rate_text(share)} is earned back {step.earned_back.words}: "
                f"{text(released)} released, {text(held - released)} kept"
            )
        where = step.clause or step.source or step.id
        lines.append(WithheldLine(step.id, step.label, held, released, said, where))
    return tuple(lines)


def _earned_back(step: Withhold, given: SettlementFigures) -> Fraction | None:
    if step.earned_back is EarnedBack.STAYING:
        stayed = given.figures.get("stayed")
        return None if stayed is None else Fraction(int(bool(stayed)))
    name = "quality_score" if step.earned_back is EarnedBack.QUALITY_SCORE else "attainment"
    value = given.figures.get(name)
    return None if value is None else Fraction(Decimal(value)) / 100


def improvement_payment(
    contract: Contract, given: SettlementFigures, attained: Mapping[str, Attained]
) -> ImprovementEarned | None:
    """Return what the improvement scheme earns; None without a scheme or its pool.

    Args:
        contract: the contract.
        given: the figures, which may state values of measures.
        attained: attainments of the period, as they stand in the record.

    Raises:
        InputFaults: values for measures that the contract does not have.
    """
    scheme = contract.improvement
    if scheme is None or not scheme.measures:
        if given.measures:
            place = Place("figures", None, None, "measures")
            found, expected = "values of measures", "none: the contract has no improvement scheme"
            raise InputFaults([Fault(place, found, expected, "remove `measures`")])
        return None
    pool: Pence | None = None
    if scheme.pool_amount is not None:
        pool = from_pounds(scheme.pool_amount)
    elif scheme.pool_percent is not None:
        base = given.figures.get(str(scheme.of))
        if base is not None:
            rate = Fraction(scheme.pool_percent) / 100
            pool = from_pounds(Decimal(base)) * rate.numerator // rate.denominator
    if pool is None:
        return None
    return improvement_earned(scheme, pool, given.measures, attained)
