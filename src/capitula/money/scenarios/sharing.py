"""Each party's part of a gain or a loss, for every draw, by the contract's own payment mechanisms.

The engine that settles contracts works on rows; here a row is a draw. The budget of the draw is
what is expected, its spend is what is actual. What is not shared stays with the residual party, so
that the parties' parts sum to the difference, draw by draw.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.contract.model import Contract
from capitula.contract.payment.mechanism import Of
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.financial_year import FinancialYear
from capitula.money.mechanisms.figures import Column, Figures, refuse_beyond_guard
from capitula.money.mechanisms.program import Period, Program, compile_program
from capitula.money.settlement.gain_loss_steps import gain_loss_steps

Integers: TypeAlias = NDArray[np.int64]


def sharing_program(contract: Contract, year: FinancialYear) -> Program | None:
    """Return the steps that share a difference in a year; None if the contract has none.

    Raises:
        InputFaults: no single holder, no residual party, or a step that changes within the year.
    """
    steps = gain_loss_steps(contract.gain_loss) if contract.gain_loss else None
    if steps is None and (contract.payment is None or not contract.payment.steps):
        return None
    base = Of.EXPECTED if steps is not None else Of.BENCHMARK
    if steps is None and contract.payment is not None and contract.payment.residual_party is None:
        return None
    period = Period(year.first_day, year.last_day)
    program = compile_program(contract, period, None, steps, base)
    return program if program.steps else None


def party_parts(program: Program, budget: Integers, spend: Integers) -> dict[str, Integers]:
    """Return each party's part of budget less spend; they sum to it, draw by draw.

    Raises:
        InputFaults: the steps ask for a figure that a scenario does not draw, such as quality.
        ValueFault: an amount beyond the engine's guard.
    """
    for amounts in (budget, spend):
        refuse_beyond_guard(int(np.abs(amounts).max()))
    known = np.ones(len(budget), dtype=np.bool_)
    whole = Column(budget, known)
    amounts = {str(of): whole for of in (Of.EXPECTED, Of.BENCHMARK, Of.BUDGET)}
    run = program.run(Figures(len(budget), amounts={**amounts, "actual": Column(spend, known)}))
    stopped: Any = run.stopped()
    if stopped.any():
        reason = run.reason(int(np.argmax(stopped)))
        remedy = "state terms that need no such figure, or settle without draws"
        place = Place("gain_loss")
        raise InputFaults([Fault(place, reason, "steps that budget and spend decide", remedy)])
    parts: dict[str, Integers] = dict(run.parts())
    residual = program.around.residual
    parts[residual] = parts[residual] + run.unshared
    return parts
