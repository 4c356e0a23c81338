"""A method may bring a test of its own, which then decides in place of the windows' means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from capitula.outcomes.counterfactual.fits import Fits, Floats

if TYPE_CHECKING:
    from capitula.outcomes.inference.detectable import Power
    from capitula.outcomes.inference.open_range import CompatibleRange

DECIDES = "decides"
"""Where `Fits.details` holds an `OwnTest`."""


class OwnTest(Protocol):
    """The test that belongs to a method."""

    def statistics(
        self, fits: Fits, direction: int, effect_due: int | None
    ) -> tuple[Floats, Floats]:
        """Return every area's statistic for the better and for the worse, [O, N] each."""
        ...

    def power(
        self,
        fits: Fits,
        outcome: str,
        direction: int,
        *,
        effect_due: int | None,
        alpha: float,
        periods_per_year: int | None,
    ) -> Power:
        """Return what the test could have seen in the treated area."""
        ...

    def compatible(
        self, fits: Fits, outcome: str, direction: int, *, effect_due: int | None, alpha: float
    ) -> CompatibleRange:
        """Return what the test leaves open."""
        ...


def own_test(fits: Fits) -> OwnTest | None:
    """Return the test that belongs to the method of some fits, if it has one."""
    return fits.details.get(DECIDES)
