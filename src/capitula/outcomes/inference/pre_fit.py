"""Whether the comparison followed the treated area before the start: a check that can refuse.

Four questions. Are there eight periods at the least? Is the RMSPE before the start no larger than
in nine placebo areas of ten? Refitted without the last stretch before the start, does the treated
area stay as near to its comparison there as other areas do (placebo in time)? And does it lie
within the span of its donors: where it is above or below all of them, no mean of them reaches it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.ground.date_words import date_text
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.time_placebo import TimePlacebo

LEAST_BEFORE = 8
"""Fewer periods before the start than this: the outcome cannot be judged."""

WORST_FITS = 0.9
"""A treated RMSPE above this quantile of the placebos fails."""

OUTSIDE = 0.5
"""Outside the span of its donors in more than this share of the periods, it fails."""


@dataclass(frozen=True, slots=True)
class PreFit:
    """The answers for one outcome.

    Attributes:
        periods: how many there are before the start.
        rmspe: of the treated unit before the start.
        limit: the 90th percentile of the placebos'.
        outside: share of the periods in which it is above or below every donor.
        held_out_p: p of the placebo in time; None where it could not be done.
        reasons: why it fails, in sentences; none where it passes.
    """

    periods: int
    rmspe: float
    limit: float
    outside: float
    held_out_p: float | None
    reasons: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether the comparison may be used for a judgement."""
        return not self.reasons


def pre_fit(
    fits: Fits, outcome: str, held_out: TimePlacebo | None = None, alpha: float = 0.05
) -> PreFit:
    """Check the fit of the treated unit before the start.

    Args:
        fits: of one method.
        outcome: its name.
        held_out: the placebo in time of the same outcome, where there is one.
        alpha: level of the placebo in time.

    Raises:
        LookupError: no unit is treated.
    """
    o, at = fits.outcomes.index(outcome), fits.treated_index
    own = float(fits.pre_rmspe[o, at])
    before = fits.actual[o, :, : fits.start]
    others = np.delete(fits.pre_rmspe[o], at)
    limit = float(np.nanquantile(others, WORST_FITS))
    if own_test(fits):  # it judges shares, so that areas of any size are alike
        level = np.abs(before).mean(axis=1)
        limit = float(np.nanquantile(others / np.delete(level, at), WORST_FITS) * level[at])
    rest = np.delete(before, at, axis=0)[~np.isnan(others)]
    beyond = (before[at] > rest.max(axis=0)) | (before[at] < rest.min(axis=0))
    outside = float(beyond.mean())
    reasons: list[str] = []
    if fits.start < LEAST_BEFORE:
        reasons.append(
            f"There are {fits.start} periods before the start and eight are needed to fit on."
        )
    if own > limit:
        reasons.append(
            f"The fit before the start is off by {own:.4g} (root mean square), more than in nine "
            f"areas of ten ({limit:.4g})."
        )
    if outside > OUTSIDE:
        reasons.append(
            f"In {outside:.0%} of the periods before the start it is above or below every donor, "
            "so no mean of them can follow it."
        )
    if held_out is not None and held_out.p <= alpha:
        out = f"{date_text(held_out.first)} to {date_text(held_out.last)}"
        reasons.append(
            f"Refitted without {out}, before the start, it leaves "
            f"its comparison there further than other areas do (p = {held_out.p:.3f})."
        )
    p = None if held_out is None else held_out.p
    return PreFit(fits.start, own, limit, outside, p, tuple(reasons))
