"""The chain ladder and Bornhuetter–Ferguson: what late data will still add.

Volume-weighted factors, as in T. Mack, Distribution-free calculation of the standard error of chain
ladder reserve estimates, ASTIN Bulletin 23 (1993). Factors and ultimates are exact fractions; money
is floored when it is posted.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import prod

from capitula.ground.faults import ValueFault
from capitula.money.late_data.triangle import Triangle


@dataclass(frozen=True, slots=True)
class Completed:
    """Every origin completed.

    Attributes:
        factors: from each age to the next.
        completion: the share of the ultimate that is known today, by origin.
        ultimates: what each origin will come to.
    """

    triangle: Triangle
    factors: tuple[Fraction, ...]
    completion: tuple[Fraction, ...]
    ultimates: tuple[Fraction, ...]

    @property
    def outstanding(self) -> Fraction:
        """What is still to come in all."""
        return sum(self.ultimates, Fraction(0)) - sum(self.triangle.latest)

    def ultimate_pence(self) -> tuple[int, ...]:
        """The ultimates floored to whole pence."""
        return tuple(ultimate.__floor__() for ultimate in self.ultimates)


def chain_ladder(triangle: Triangle) -> Completed:
    """Complete a triangle.

    Raises:
        ValueFault: a factor would divide by nought, or what is known is nought of it.
    """
    factors: list[Fraction] = []
    for age in range(triangle.ages - 1):
        try:
            factors.append(triangle.factor(age))
        except ZeroDivisionError as error:
            raise ValueFault(
                f"nothing paid at age {age + 1}",
                "an amount from which the next age can be reckoned",
                "begin the triangle at a later age, or join two periods",
            ) from error
    completion: list[Fraction] = []
    ultimates: list[Fraction] = []
    for row in triangle.rows:
        to_come = prod(factors[len(row) - 1 :], start=Fraction(1))
        if to_come == 0:
            raise ValueFault(
                "factors that bring the cost to nought",
                "factors above nought",
                "check for cumulative amounts that fall to nought",
            )
        completion.append(1 / to_come)
        ultimates.append(row[-1] * to_come)
    return Completed(triangle, tuple(factors), tuple(completion), tuple(ultimates))


def bornhuetter_ferguson(paid: int, completion: Fraction, prior: int) -> Fraction:
    """Return paid + (1 − completion) × prior: the part not yet seen comes from an expectation.

    >>> bornhuetter_ferguson(700, Fraction(7, 10), 1_200)
    Fraction(1060, 1)
    """
    return paid + (1 - completion) * prior
