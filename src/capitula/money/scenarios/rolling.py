"""The budget of every draw at once, exact: the contract's own steps with drawn millionths added.

A line is a base, factors and amounts. Each factor of the contract, a fraction, has the draw added
to it; products stay whole numbers over one denominator, so a draw of nought everywhere gives the
contract's budget to the penny. Later years roll each line on from the whole pence before them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.money.budget.line import BudgetLine, StepKind
from capitula.money.scenarios.assumptions import LaterYears, Moves

Exact: TypeAlias = Any
"""An array of Python's whole numbers, which have no largest value."""

MILLION = 1_000_000

MOVED = {
    StepKind.INFLATION: (Moves.INFLATION, 1),
    StepKind.GROWTH: (Moves.GROWTH, 1),
    StepKind.EFFICIENCY: (Moves.EFFICIENCY, -1),
    StepKind.NEED: (Moves.NEED, 1),
    StepKind.SCOPE_SHARE: (Moves.SCOPE_SHARE, 1),
}
"""Which steps a draw moves; more efficiency takes more off."""

Drawn: TypeAlias = Callable[[Moves, str], Exact]
"""Gives the sum of the draws that move a kind of step of a line, in millionths."""


@dataclass(frozen=True, slots=True)
class Rational:
    """Whole numerators over one denominator."""

    numerators: Exact
    denominator: int

    def times(self, factor: Fraction, drawn: Exact) -> Rational:
        """Multiply by a factor to which drawn millionths are added."""
        added = factor.numerator * MILLION + drawn * factor.denominator
        return Rational(self.numerators * added, self.denominator * factor.denominator * MILLION)

    def plus(self, amount: Fraction) -> Rational:
        """Add an amount."""
        common = lcm(self.denominator, amount.denominator)
        scaled = self.numerators * (common // self.denominator)
        return Rational(scaled + int(amount * common), common)

    def floor(self) -> Exact:
        """Return the floors."""
        return self.numerators // self.denominator


def constant(amount: Fraction, count: int) -> Rational:
    """Return one amount for every draw."""
    numerators = np.full(count, amount.numerator, dtype=object)
    return Rational(numerators, amount.denominator)


def first_year(lines: Sequence[BudgetLine], drawn: Drawn, count: int) -> dict[str, Rational]:
    """Return each line of the contract's year for every draw."""
    found: dict[str, Rational] = {}
    for line in lines:
        value = constant(line.base, count)
        before = line.base
        for step in line.steps[1:]:
            if step.kind in MOVED and before:
                moves, sign = MOVED[step.kind]
                added = sign * drawn(moves, line.key)
                if step.kind is StepKind.SCOPE_SHARE:
                    _check_share(line, step.after / before, added)
                value = value.times(step.after / before, added)
            elif step.kind is StepKind.DISCOUNT and before:
                value = value.times(step.after / before, 0)
            else:
                value = value.plus(step.change)
            before = step.after
        found[line.key] = value
    return found


def _check_share(line: BudgetLine, share: Fraction, added: Exact) -> None:
    """Refuse draws that put less than nothing, or more than all, of a line into the contract.

    Raises:
        InputFaults: some do; how many.
    """
    exact = share * MILLION + added
    outside = int(((exact < 0) | (exact > MILLION)).sum())
    if outside:
        found = (
            f"a share in scope below 0 or above 100 per cent in {outside:,} of {len(added):,} draws"
        )
        remedy = "narrow the distribution"
        raise InputFaults([Fault(Place(line.key), found, "shares of 0 to 100 per cent", remedy)])


def later_year(before: Mapping[str, Exact], rates: LaterYears, drawn: Drawn) -> dict[str, Rational]:
    """Return each line of the year after, from its whole pence of the year before."""
    factors = (
        (Moves.INFLATION, 1, 1 + Fraction(rates.inflation_percent) / 100),
        (Moves.GROWTH, 1, 1 + Fraction(rates.growth_percent) / 100),
        (Moves.EFFICIENCY, -1, 1 - Fraction(rates.efficiency_percent) / 100),
        (Moves.NEED, 1, 1 + Fraction(rates.need_percent) / 100),
    )
    found: dict[str, Rational] = {}
    for key, pence in before.items():
        value = Rational(pence, 1)
        for moves, sign, factor in factors:
            value = value.times(factor, sign * drawn(moves, key))
        found[key] = value
    return found


def place(lines: Mapping[str, Rational]) -> tuple[dict[str, Exact], Exact]:
    """Return whole pence by line, and the total: the floor of the exact sum of each draw.

    The pence that floors leave over go to the lines with the largest remainders, ties to the
    lowest key, as in the budget itself.
    """
    keys = sorted(lines)
    floors = {key: lines[key].floor() for key in keys}
    common = lcm(*(lines[key].denominator for key in keys))
    remainders = [
        (lines[key].numerators - floors[key] * lines[key].denominator)
        * (common // lines[key].denominator)
        for key in keys
    ]
    left = sum(remainders) // common
    order = np.argsort(-np.array(remainders, dtype=object), axis=0, kind="stable")
    for rank in range(len(keys)):
        takes = left > rank
        for number, key in enumerate(keys):
            floors[key] = floors[key] + (takes & (order[rank] == number)).astype(object)
    return floors, sum(floors.values())
