"""What a file of weighted populations must obey, whatever its year.

A weighted population shares out the people there are: its total over England is the population's.
The two sides are different columns, so nothing is checked against itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from capitula.population.exact import exact_arithmetic
from capitula.population.weighted_population import WeightedPopulations


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """One identity, both sides, and whether they agree.

    Attributes:
        key: what is checked, such as `total:general_acute`.
        statement: the identity in words.
        expected: the side it is held against; None where a figure is missing.
        computed: the other side.
        difference: computed less expected.
        tolerance: the largest difference allowed, in `unit`.
        reason: why it does not hold; empty where it does.
    """

    key: str
    statement: str
    expected: Decimal | None
    computed: Decimal | None
    difference: Decimal | None
    tolerance: Decimal
    unit: str
    reason: str

    @property
    def holds(self) -> bool:
        """Whether both sides are there and agree within the tolerance."""
        return not self.reason


def identity(
    key: str,
    statement: str,
    *,
    expected: Decimal | None,
    computed: Decimal | None,
    tolerance: Decimal,
    unit: str,
) -> IdentityCheck:
    """Compare two sides; a side with a missing figure does not hold, and says so."""
    if expected is None or computed is None:
        reason = "a figure is missing in the file"
        return IdentityCheck(key, statement, expected, computed, None, tolerance, unit, reason)
    with exact_arithmetic():
        difference = computed - expected
        off = abs(difference) > tolerance
    reason = f"differs by {difference:f} {unit}; at most {tolerance:f} allowed" if off else ""
    return IdentityCheck(key, statement, expected, computed, difference, tolerance, unit, reason)


def total_identities(populations: WeightedPopulations) -> tuple[IdentityCheck, ...]:
    """Check that each weighted population adds up to the population over the whole file.

    It holds for England, not for a part of it: a file cut down to some areas fails.
    """
    people = populations.total("population")
    return tuple(
        identity(
            f"total:{key}",
            f"the total of {measure.column} is the population's",
            expected=people,
            computed=populations.total(key),
            tolerance=populations.layout.total_tolerance_people,
            unit="people",
        )
        for key, measure in populations.layout.weighted.items()
    )
