"""From the payment steps of a contract file, in their order, to a program that runs over rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.payment import bands, base_adjustment, budget_steps, limits, sequestration
from capitula.contract.payment import shares as share_steps
from capitula.contract.payment import thresholds as threshold_steps
from capitula.contract.payment.mechanism import Of, Side, Step
from capitula.contract.spans import certainly_covers, ends_before
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.partial_date import PartialDate
from capitula.money.mechanisms import bands as band_work
from capitula.money.mechanisms import limits as limit_work
from capitula.money.mechanisms import shares as share_work
from capitula.money.mechanisms import thresholds as threshold_work
from capitula.money.mechanisms.base import Base, make_base
from capitula.money.mechanisms.exact import Whole
from capitula.money.mechanisms.figures import Figures
from capitula.money.mechanisms.run import Run
from capitula.money.mechanisms.state import State
from capitula.money.mechanisms.terms import Around
from capitula.money.mechanisms.wording import Currency

Work = Callable[[Any, State, Around], State]

WORK: Mapping[type[Step], Work] = {
    bands.Corridor: band_work.corridor,
    bands.Hurdle: threshold_work.hurdle,
    bands.Deductible: threshold_work.deductible,
    threshold_steps.MinimumSavingsRate: threshold_work.minimum_savings_rate,
    limits.Cap: limit_work.cap,
    limits.Limit: limit_work.limit,
    limits.Floor: limit_work.floor,
    share_steps.Share: share_work.share,
    share_steps.MirroredShare: share_work.mirrored_share,
    share_steps.QualityGate: share_work.quality_gate,
    share_steps.Relief: share_work.relief,
    sequestration.Sequestration: share_work.sequestration,
}
"""What works on the pool, by the type of the step."""

ON_THE_BASE = (budget_steps.Discount, share_steps.Withhold, base_adjustment.BaseAdjustment)
"""What makes the base before the pool is struck."""


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of what is settled."""

    first: date
    last: date

    @property
    def in_force_from(self) -> PartialDate:
        """The first day, as a stated date."""
        return PartialDate.parse(self.first.isoformat())

    @property
    def in_force_to(self) -> PartialDate:
        """The last day, as a stated date."""
        return PartialDate.parse(self.last.isoformat())


@dataclass(frozen=True, slots=True)
class Program:
    """The steps in force for a period, in the order of the contract file.

    Attributes:
        elsewhere: steps in force that work on other money, such as a budget by head.
    """

    steps: tuple[Step, ...]
    base_steps: tuple[Step, ...]
    elsewhere: tuple[Step, ...]
    around: Around
    period: Period

    def run(self, figures: Figures) -> Run:
        """Compute every row; a row that cannot be computed carries its reason."""
        base = make_base(self.base_steps, figures, self.around, self.period.first, self.period.last)
        name = self.around.base.value
        figures = replace(figures, amounts={**figures.amounts, name: base.column})
        actual = figures.amount("actual")
        known = base.column.known & actual.known
        pool = np.where(known, base.column.values - actual.values, 0)
        state = replace(State.start(figures, pool), stops=base.stops)
        everybody = np.ones(figures.rows, dtype=np.bool_)
        state = state.stopped_where_missing(everybody, base.column.known, name)
        state = state.stopped_where_missing(everybody, actual.known, "actual")
        nought = base.column.known & (base.column.values <= 0)
        state = state.stopped(nought, f"{self.around.base.words} is not above nought")
        for step in self.steps:
            state = WORK[type(step)](step, state, self.around)
        return _finished(self, figures, base, pool, state.rounded())


def _finished(program: Program, figures: Figures, base: Base, pool: Whole, state: State) -> Run:
    amount = np.where(state.shared, state.amount, 0)
    to_share = np.where(state.shared, state.to_share, 0)
    return Run(program.around, figures, base, pool, to_share, amount, state)


def compile_program(
    contract: Contract,
    period: Period,
    paid_on: date | None = None,
    steps: Sequence[Step] | None = None,
    base: Of = Of.BENCHMARK,
) -> Program:
    """Choose the steps of a contract that hold for a period.

    A step that is dated by the period must hold for all of it or for none of it; a rate that is
    looked up by the day of payment is chosen by that day alone.

    Args:
        contract: the contract.
        period: what is settled.
        paid_on: the day of payment.
        steps: other steps than the contract's payment steps.
        base: what the actual spend is held against.

    Raises:
        InputFaults: no holder or no residual party, or a step that changes within the period.
    """
    payment = contract.payment
    given = steps if steps is not None else payment.steps if payment else ()
    holders = contract.with_role(Role.HOLDER)
    residual = payment.residual_party if payment else None
    if residual is None and contract.gain_loss is not None:
        residual = contract.gain_loss.residual_party
    faults = list(_party_faults(contract, [p.id for p in holders], residual))
    chosen: list[Step] = []
    for step in given:
        if certainly_covers(step, period.first, period.last):
            chosen.append(step)
        elif not (ends_before(step, period) or ends_before(period, step)):
            place = Place(contract.case, None, None, f"payment step {step.id}")
            found = f"a step that changes between {period.first} and {period.last}"
            faults.append(
                Fault(place, found, "a step that holds for the whole period", "split the period")
            )
    if faults:
        raise InputFaults(faults)
    names = {party.id: party.name for party in contract.parties}
    around = Around(
        Currency(contract.currency), holders[0].id, residual or "", base, paid_on, names
    )
    works = tuple(step for step in chosen if type(step) in WORK)
    on_base = tuple(step for step in chosen if isinstance(step, ON_THE_BASE))
    rest = tuple(step for step in chosen if step not in works and step not in on_base)
    return Program(works, on_base, rest, around, period)


def _party_faults(contract: Contract, holders: Sequence[str], residual: str | None) -> list[Fault]:
    faults: list[Fault] = []
    if len(holders) != 1:
        place = Place(contract.case, None, None, "parties")
        found = f"{len(holders)} holders"
        faults.append(Fault(place, found, "one holder, whose result is computed", "name one"))
    if residual is None:
        place = Place(contract.case, None, None, "payment.residual_party")
        remedy = "name the party that takes what a division leaves, the commissioner for example"
        faults.append(Fault(place, "no residual party", "the party that takes the rest", remedy))
    return faults


def sides_shared(program: Program) -> frozenset[Side]:
    """Return the sides on which anything is shared at all."""
    shared: set[Side] = set()
    for step in program.steps:
        if isinstance(step, share_steps.Share | bands.Corridor):
            shared |= {s for s in (Side.GAIN, Side.LOSS) if step.side.covers(s)}
        if isinstance(step, share_steps.MirroredShare):
            shared.add(Side.LOSS)
    return frozenset(shared)
