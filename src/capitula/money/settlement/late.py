"""The actual spend of an interim settlement, completed for what has not arrived yet."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capitula.ground.faults import InputFaults, Place, ValueFault
from capitula.ground.pence import Pence, from_pounds, pounds_text
from capitula.money.late_data.chain_ladder import bornhuetter_ferguson, chain_ladder
from capitula.money.late_data.triangle import Triangle
from capitula.money.settlement.figures_model import LateData, Method


@dataclass(frozen=True, slots=True)
class CompletedSpend:
    """Spend as known and as completed.

    Attributes:
        known_pence: what has arrived.
        completed_pence: what it will come to, floored to the penny once.
    """

    method: Method
    known_pence: Pence
    completed_pence: Pence

    def sentence(self) -> str:
        """Say what was added."""
        added = self.completed_pence - self.known_pence
        how = self.method.replace("_", " ").replace("ferguson", "Ferguson")
        how = how.replace("bornhuetter ", "Bornhuetter–")
        return (
            f"{pounds_text(self.known_pence)} had arrived; by {how} {pounds_text(added)} is still "
            f"to come, which makes {pounds_text(self.completed_pence)}"
        )


def complete(late: LateData) -> CompletedSpend:
    """Complete the spend of every origin.

    Raises:
        InputFaults: the triangle cannot be completed.
    """
    rows = [[from_pounds(amount) for amount in origin.cumulative] for origin in late.origins]
    try:
        triangle = Triangle.of([origin.name for origin in late.origins], rows)
        done = chain_ladder(triangle)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("late_data"))]) from fault
    total = Fraction(0)
    for origin, row, share, ultimate in zip(
        late.origins, triangle.rows, done.completion, done.ultimates, strict=True
    ):
        if late.method is Method.BORNHUETTER_FERGUSON and origin.prior is not None:
            total += bornhuetter_ferguson(row[-1], share, from_pounds(origin.prior))
        else:
            total += ultimate
    return CompletedSpend(late.method, sum(triangle.latest), total.__floor__())
