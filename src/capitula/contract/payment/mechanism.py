"""What every payment mechanism carries, and the words they share."""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.cited import Cited
from capitula.contract.numbers import Percent


class Of(StrEnum):
    """What a share is a share of."""

    BUDGET = "budget"
    EXPECTED = "expected"
    BENCHMARK = "benchmark"
    REVENUE = "revenue"
    RESULT = "result"

    @property
    def words(self) -> str:
        """The base for reading."""
        return _OF_WORDS[self]


_OF_WORDS = {
    Of.BUDGET: "the budget",
    Of.EXPECTED: "the expected spend",
    Of.BENCHMARK: "the benchmark",
    Of.REVENUE: "the holder's revenue",
    Of.RESULT: "what the step before gives",
}


class Side(StrEnum):
    """Whether a step works on a gain, on a loss, or on both."""

    GAIN = "gain"
    LOSS = "loss"
    BOTH = "both"

    @property
    def words(self) -> str:
        """The side for reading."""
        return {"gain": "a gain", "loss": "a loss"}.get(self, "a gain or a loss")

    def covers(self, other: Side) -> bool:
        """Say whether a step on this side also works on the other."""
        return self is Side.BOTH or other is Side.BOTH or self is other


class Step(Cited):
    """One step of a payment. Steps work in the order in which they stand.

    Attributes:
        id: its identifier; the same step may stand again with other dates.
        label: what it does, in plain words.
    """

    id: str
    label: str = ""


class DatedPercent(Cited):
    """A share that holds for a time, with its own source and mark."""

    percent: Percent
