"""What stands after each step: the amount of every row, what multiplies it, and who stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from capitula.contract.payment.mechanism import Of, Side, Step
from capitula.ground.marks import EvidenceMark, weakest
from capitula.money.mechanisms.exact import ONE, Flags, Rates, Whole
from capitula.money.mechanisms.figures import AMOUNTS, Column, Figures

Words = Callable[[int], str]
"""What a step did to one row, in one sentence with its numbers."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Rows that cannot be computed, and why.

    Attributes:
        only_a_bound: whether all that is missing is a bound, so that the amount is at most what
            was computed without it; a nought is then certain all the same.
    """

    rows: Flags
    reason: str
    only_a_bound: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """A step with what stood before and after it, held by reference and rounded when asked."""

    step: Step
    rows: Flags
    amount: Whole
    pending: Rates
    words: Words
    part_mark: EvidenceMark | None = None

    @property
    def mark(self) -> EvidenceMark:
        """The mark of the step, or the weaker one of the dated part of it that was used."""
        if self.part_mark is None or not self.part_mark.caution:
            return self.step.mark
        return weakest([self.step.mark, self.part_mark])

    def after(self) -> Whole:
        """The amount of every row after the step, floored."""
        return self.pending.apply(self.amount)


@dataclass(frozen=True, slots=True)
class State:
    """The rows as they stand; every step returns a new one.

    Attributes:
        figures: what is known of each row.
        amount: what counts so far, above nought for a gain and below it for a loss.
        pending: what multiplies it and is not yet rounded: divided once, when it must be.
        share: the holder's share of a gain before quality.
        final_share: the holder's share of a gain after quality.
        reduced: the rows that earn at a reduced share, below the minimum rate.
        reduced_share: that share.
        shared: the rows whose amount has become the holder's.
        to_share: what there was to share on those rows.
        others: shares of other named parties, apart from the holder and the residual party.
        stops: rows that cannot be computed.
    """

    figures: Figures
    amount: Whole
    shared: Flags
    to_share: Whole
    pending: Rates = ONE
    share: Rates = ONE
    final_share: Rates = ONE
    reduced: Flags | None = None
    reduced_share: Rates = ONE
    others: Mapping[str, Whole] = field(default_factory=dict[str, Whole])
    stops: tuple[Stop, ...] = ()
    traces: tuple[Trace, ...] = ()

    @classmethod
    def start(cls, figures: Figures, pool: Whole) -> State:
        """The rows before the first step: the whole pool counts and nothing is shared."""
        nobody = np.zeros(figures.rows, dtype=np.bool_)
        return cls(figures, pool, nobody, np.zeros(figures.rows, dtype=np.int64))

    def on(self, side: Side) -> Flags:
        """The rows that stand on a side."""
        if side is Side.GAIN:
            return self.amount > 0
        if side is Side.LOSS:
            return self.amount < 0
        return self.amount != 0

    def multiplied(self, rates: Rates) -> State:
        """Multiply, and leave the rounding for later."""
        return replace(self, pending=self.pending.times(rates))

    def rounded(self) -> State:
        """Divide once: floor what is pending."""
        if self.pending is ONE:
            return self
        return replace(self, amount=self.pending.apply(self.amount), pending=ONE)

    def base(self, of: Of) -> Column:
        """What a share is a share of."""
        if of is Of.RESULT:
            known = np.ones(self.figures.rows, dtype=np.bool_)
            return Column(np.abs(self.rounded().amount), known)
        return self.figures.amount(of.value)

    def stopped_where_missing(self, rows: Flags, column_known: Flags, name: str) -> State:
        """Stop the rows that need a figure which is missing."""
        lacking = rows & ~column_known
        return (
            self.stopped(lacking, f"{AMOUNTS.get(name, name)} is missing")
            if lacking.any()
            else self
        )

    def stopped(self, rows: Flags, reason: str, *, only_a_bound: bool = False) -> State:
        """Stop some rows with a reason."""
        if not rows.any():
            return self
        return replace(self, stops=(*self.stops, Stop(rows, reason, only_a_bound)))

    def traced(
        self, step: Step, rows: Flags, words: Words, part_mark: EvidenceMark | None = None
    ) -> State:
        """Add the step, and the rows that it concerns, to what can be opened."""
        trace = Trace(step, rows, self.amount, self.pending, words, part_mark)
        return replace(self, traces=(*self.traces, trace))
