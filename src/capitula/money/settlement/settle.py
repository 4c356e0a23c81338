"""Settling one contract for one period from its terms and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from capitula.contract.model import Contract
from capitula.contract.payment.bands import Deductible, Hurdle
from capitula.contract.payment.mechanism import Of
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds, to_pounds
from capitula.money.mechanisms.attained import AttainedInPeriod
from capitula.money.mechanisms.chance import warning
from capitula.money.mechanisms.program import Period, Program, compile_program
from capitula.money.mechanisms.run import Run
from capitula.money.mechanisms.variable_element import VariableResult
from capitula.money.settlement.beside import (
    Extras,
    acute_payment,
    improvement_payment,
    withheld_lines,
)
from capitula.money.settlement.entries import restated_entries, settlement_entries
from capitula.money.settlement.figures_file import as_figures
from capitula.money.settlement.figures_model import SettlementFigures
from capitula.money.settlement.gain_loss_steps import gain_loss_steps
from capitula.money.settlement.late import CompletedSpend, complete
from capitula.money.settlement.statement import Statement


def settle(
    contract: Contract, given: SettlementFigures, attained: AttainedInPeriod | None = None
) -> Statement:
    """Settle a contract.

    The gain and loss share is settled where the contract has one; else the payment steps that work
    on a difference from a benchmark.

    Args:
        contract: its terms.
        given: the figures of the period.
        attained: what the record holds of the improvement scheme's measures for the period.

    Raises:
        InputFaults: the contract cannot be settled as it stands, or a figure contradicts it.
    """
    first, last = given.days
    if contract.gain_loss is None and not (contract.payment and contract.payment.steps):
        place = Place(contract.case, None, None, "gain_loss")
        found = "neither a gain and loss share nor payment steps"
        remedy = "add `gain_loss`, with its band, its shares and the party that takes the rest"
        raise InputFaults([Fault(place, found, "terms by which a difference is shared", remedy)])
    steps = gain_loss_steps(contract.gain_loss) if contract.gain_loss else None
    base = Of.EXPECTED if steps is not None else Of.BENCHMARK
    program = compile_program(contract, Period(first, last), given.paid_on, steps, base)
    if not program.steps:
        place = Place(contract.case, None, None, "gain_loss")
        expected = "a gain and loss share, or payment steps that share a difference, in force"
        remedy = f"add one that holds from {first} to {last}"
        raise InputFaults([Fault(place, "nothing to settle", expected, remedy)])
    late = complete(given.late_data) if given.late_data else None
    acute = acute_payment(contract, given)
    run = program.run(as_figures(_with_actual(given, late, acute)))
    held = withheld_lines(contract, given, program)
    recorded = attained or AttainedInPeriod({}, ())
    improvement = improvement_payment(contract, given, recorded.by_measure)
    reason = run.reason(0)
    parts = {} if reason else {party: int(part[0]) for party, part in run.parts().items()}
    extras = Extras(held, improvement)
    entries = settlement_entries(contract, given, program, parts, extras)
    return Statement(
        contract=contract.case,
        title=contract.title,
        currency=program.around.currency,
        stage=str(given.stage),
        period=(first, last),
        holder=program.around.holder,
        residual=program.around.residual,
        base_words=program.around.base.words,
        reason=reason,
        base_pence=_known(run, "base"),
        actual_pence=_known(run, "actual"),
        pool_pence=None if reason else int(run.pool[0]),
        shared_pence=None if reason else int(run.to_share[0]),
        unshared_pence=None if reason else int(run.unshared[0]),
        parts_pence=parts,
        steps=run.opened(0),
        acute=acute,
        late=late,
        withheld=held,
        improvement=improvement,
        entries=entries,
        restated=restated_entries(given, program, parts),
        names={party.id: party.name for party in contract.parties},
        warnings=(
            *_warnings(program, run, late),
            *_luck(program, given),
            *_small_rates(given),
            *recorded.strangers,
            *_without_pool(contract, recorded, paid=improvement is not None),
        ),
        mark=_mark(run, late),
    )


SCORES = ("quality_score", "attainment", "stated_final_share", "stated_loss_rate")
"""Rates that are hardly ever as small as one per cent."""


def _with_actual(
    given: SettlementFigures, late: CompletedSpend | None, acute: VariableResult | None
) -> Mapping[str, bool | Decimal]:
    figures = dict(given.figures)
    if late is not None:
        figures["actual"] = to_pounds(late.completed_pence)
    if acute is not None and given.acute is not None and "actual" in figures:
        cash = from_pounds(given.acute.planned_priced) + acute.cash_pence
        figures["actual"] = Decimal(figures["actual"]) + to_pounds(cash)
    return figures


def _warnings(program: Program, run: Run, late: CompletedSpend | None) -> list[str]:
    warnings: list[str] = []
    if any(isinstance(step, Hurdle) for step in program.steps):
        warnings.append(
            "A hurdle jumps: a pound more of saving at its edge brings the whole difference in, so "
            "the parties' interest is strongest just there"
        )
    if late is not None:
        warnings.append("The spend is completed by estimate; the final settlement restates it")
    if run.mark() in (EvidenceMark.ASSUMED, EvidenceMark.UNVERIFIED):
        warnings.append(f"Terms that are {run.mark()} entered this settlement")
    return warnings


def _luck(program: Program, given: SettlementFigures) -> list[str]:
    """Warn of a band that chance alone passes, where the figures say how much cost varies."""
    people, variation = given.figures.get("people"), given.figures.get("cost_variation")
    if not people or variation is None:
        return []
    bands = [step.percent for step in program.steps if isinstance(step, Hurdle | Deductible)]
    found = [
        warning(band / 100, Decimal(variation) / 100, int(people)) for band in dict.fromkeys(bands)
    ]
    return [capital(text) for text in found if text]


def _small_rates(given: SettlementFigures) -> list[str]:
    """Warn of a rate that reads like a share of one; the file states rates in per cent."""
    return [
        f"{name} is read as {Decimal(given.figures[name])} per cent; write 90 for nine tenths"
        for name in SCORES
        if 0 < Decimal(given.figures.get(name, 0)) <= 1
    ]


def _without_pool(contract: Contract, recorded: AttainedInPeriod, *, paid: bool) -> list[str]:
    """Warn of attainments that stand in the record while the money at stake is not known."""
    if paid or not recorded.by_measure or contract.improvement is None:
        return []
    base = contract.improvement.of
    return [
        f"Attainments stand in the record, and nothing is paid on them: the pool is not known. "
        f"State `{base}` in the figures, or the pool in the contract"
    ]


def _mark(run: Run, late: CompletedSpend | None) -> EvidenceMark:
    return weakest([run.mark(), EvidenceMark.ASSUMED] if late is not None else [run.mark()])


def _known(run: Run, name: str) -> Pence | None:
    column = run.base.column if name == "base" else run.figures.amount(name)
    return int(column.values[0]) if column.known[0] else None
