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

    def window_statistics(
        self, fits: Fits, direction: int, due: int, length: int, count: int
    ) -> Floats:
        """Return every area's mean difference in each window, over the method's own scale.

        [O, N, W], positive is better; what says whether an effect was still there.
        """
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

    def needed(
        self, fits: Fits, outcome: str, direction: int, *, effect_due: int | None, alpha: float
    ) -> Floats:
        """Return what each other area needed to be called, as restless as the treated one.

        [N − 1], in the unit; infinite where nothing is called.
        """
        ...

    def lasting(
        self,
        fits: Fits,
        outcome: str,
        direction: int,
        inside: Floats,
        *,
        effect_due: int | None,
        alpha: float,
    ) -> float | None:
        """Return the effect, in the unit, that is called improved and sustained four times in five.

        `inside`: what the windows of each other area lack to be outside their bands, over its
        scale, [N − 1].
        """
        ...

    def compatible(
        self, fits: Fits, outcome: str, direction: int, *, effect_due: int | None, alpha: float
    ) -> CompatibleRange:
        """Return what the test leaves open."""
        ...


def own_test(fits: Fits) -> OwnTest | None:
    """Return the test that belongs to the method of some fits, if it has one."""
    return fits.details.get(DECIDES)
