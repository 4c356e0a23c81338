"""Without each donor in turn: whether one area alone carries the estimate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.panel.panel import Panel


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """The mean effect without each donor.

    Attributes:
        effect: with all donors.
        without: the effect by the donor left out, the heaviest first.
    """

    effect: float
    without: dict[str, float]

    @property
    def low(self) -> float:
        """The least of them all."""
        return min([self.effect, *self.without.values()])

    @property
    def high(self) -> float:
        """The greatest of them all."""
        return max([self.effect, *self.without.values()])

    @property
    def keeps_its_sign(self) -> bool:
        """Whether the effect points the same way whichever donor is left out."""
        return self.low > 0 or self.high < 0


def leave_one_out(
    panel: Panel,
    fits: Fits,
    outcome: str,
    *,
    treated: Sequence[str],
    excluded: Sequence[str] = (),
    most: int = 20,
    **options: Any,
) -> LeaveOneOut:
    """Refit without each donor of the treated unit, the heaviest `most` of them.

    Args:
        panel: what `fits` was made from.
        fits: of the method to repeat.
        outcome: its name.
        treated: as in `fit_all`.
        excluded: as in `fit_all`.
        most: at most so many refits.
        options: those of the method.
    """
    one = panel.one(outcome)
    donors = list(fits.weights(outcome, fits.units[fits.treated_index]))[:most]
    without: dict[str, float] = {}
    for donor in donors:
        again = fit_all(
            one,
            method=fits.method,
            start=fits.start,
            treated=treated,
            excluded=[*excluded, donor],
            **options,
        )
        without[donor] = float(again.gaps[0, again.treated_index, again.start :].mean())
    o = fits.outcomes.index(outcome)
    return LeaveOneOut(float(fits.gaps[o, fits.treated_index, fits.start :].mean()), without)
