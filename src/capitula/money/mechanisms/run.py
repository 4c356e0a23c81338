"""What a program computed: every row with its parts, its reasons and every step to open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from capitula.contract.payment.mechanism import Step
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark, weakest
from capitula.money.mechanisms.base import Base
from capitula.money.mechanisms.exact import Flags, Whole
from capitula.money.mechanisms.figures import Figures
from capitula.money.mechanisms.state import State
from capitula.money.mechanisms.terms import Around


@dataclass(frozen=True, slots=True)
class OpenedStep:
    """One step as it worked on one row.

    Attributes:
        sentence: what it did, with its numbers.
        after_pence: the amount after it; None for a step on the base.
    """

    id: str
    label: str
    mechanism: str
    sentence: str
    after_pence: int | None
    clause: str | None
    source: str | None
    mark: EvidenceMark

    def text(self) -> str:
        """The sentence with where it stands in the contract."""
        where = self.clause or self.source
        cited = f" [{self.id}{f', {where}' if where else ''}]"
        return f"{self.sentence}{cited}{self.mark.caution}"


@dataclass(frozen=True, slots=True)
class Run:
    """The rows of a program.

    Attributes:
        pool: base less actual spend, signed.
        to_share: what of it is shared.
        earned: what the holder earns, or below nought owes; for a row that stopped, what would be
            computed without the figure that is missing.
    """

    around: Around
    figures: Figures
    base: Base
    pool: Whole
    to_share: Whole
    earned: Whole
    state: State

    @property
    def unshared(self) -> Whole:
        """What of the pool nobody shares; it stays with the residual party as its own line."""
        return self.pool - self.to_share

    def parts(self) -> Mapping[str, Whole]:
        """Return the signed share of every party; together they are what is shared, exactly."""
        others = self.state.others
        rest = self.to_share - self.earned
        for part in others.values():
            rest = rest - part
        return {self.around.holder: self.earned, **others, self.around.residual: rest}

    def after(self, step_id: str) -> Whole:
        """Return the amount of every row after a step.

        Raises:
            KeyError: the step did not work in this period.
        """
        for trace in self.state.traces:
            if trace.step.id == step_id:
                return trace.after()
        raise KeyError(step_id)

    def stopped(self) -> Flags:
        """The rows that cannot be computed."""
        rows = np.zeros(self.figures.rows, dtype=np.bool_)
        for stop in self.state.stops:
            rows |= stop.rows & ~(stop.only_a_bound & (self.earned == 0))
        return rows

    def reason(self, row: int) -> str:
        """Return why a row cannot be computed; empty if it can."""
        certain = self.earned[row] == 0
        reasons = [
            stop.reason
            for stop in self.state.stops
            if stop.rows[row] and not (stop.only_a_bound and certain)
        ]
        return "; ".join(dict.fromkeys(reasons))

    def at_most(self, row: int) -> bool:
        """Say whether all that a row lacks is a bound, so that what is computed is the most."""
        return all(stop.only_a_bound for stop in self.state.stops if stop.rows[row])

    def opened(self, row: int) -> tuple[OpenedStep, ...]:
        """Return every step as it worked on a row, in the order of the contract."""
        on_base = [_opened(step, words(row), None, step.mark) for step, words in self.base.opened]
        worked = [
            _opened(trace.step, trace.words(row), int(trace.after()[row]), trace.mark)
            for trace in self.state.traces
            if trace.rows[row]
        ]
        return (*on_base, *worked)

    def mark(self) -> EvidenceMark:
        """The weakest mark of the steps that worked."""
        on_base = [step.mark for step, _ in self.base.opened]
        return weakest([*on_base, *(trace.mark for trace in self.state.traces)])


def _opened(step: Step, sentence: str, after: int | None, mark: EvidenceMark) -> OpenedStep:
    return OpenedStep(
        step.id,
        step.label,
        str(getattr(step, "mechanism", "")),
        capital(sentence),
        after,
        step.clause,
        step.source,
        mark,
    )
