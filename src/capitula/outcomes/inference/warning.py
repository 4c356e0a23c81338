"""What a reader must know beside an estimate, in sentences."""

from __future__ import annotations

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.uniqueness import uniqueness
from capitula.outcomes.inference.compatible import CompatibleRange
from capitula.outcomes.inference.leave_one_out import LeaveOneOut
from capitula.outcomes.inference.placebo import RatioTest
from capitula.outcomes.inference.power import Power
from capitula.outcomes.inference.pre_fit import PreFit
from capitula.outcomes.panel.times import periods_per_year

SHORT_YEARS = 3
"""Programmes moved such figures late if at all: in their third year, not their first two."""

FOUND_AT_LEAST = 0.75
"""Below this share the smallest effect found is not to be relied on."""


def warnings_of(
    fits: Fits,
    outcome: str,
    *,
    test: RatioTest,
    power: Power,
    open_range: CompatibleRange,
    pre_fit: PreFit,
    without: LeaveOneOut | None,
    breaks: tuple[tuple[str, ...], str] = ((), ""),
) -> tuple[str, ...]:
    """Return the warnings of one outcome, the gravest first."""
    barred, broken = breaks
    said = [f"Cannot be judged. {reason}" for reason in (*barred, *pre_fit.reasons)]
    if test.floor > power.alpha:
        said.append(
            f"With {test.areas} areas p cannot be below {test.floor:.3f}: at {power.alpha:g} "
            "nothing could be shown."
        )
    if power.found_elsewhere is not None and power.found_elsewhere < FOUND_AT_LEAST:
        said.append(
            f"The smallest effect was found in {power.found_elsewhere:.0%} of the areas that it "
            "was not computed from, not in 80%: take it for too small."
        )
    if open_range.is_empty:
        said.append(
            "No constant effect is compatible: the gap changes too much from period to period."
        )
    if without is not None and without.without and not without.keeps_its_sign:
        said.append(
            f"Without one of the donors the effect changes sign ({without.low:.4g} to "
            f"{without.high:.4g})."
        )
    weights = uniqueness(fits, outcome)
    said += [weights.warning()] if weights is not None and not weights.is_unique else []
    said += [broken] if broken else []
    said += _horizon(fits)
    said += fits.notes
    lost = [unit for (name, unit) in fits.refused if name == outcome]
    if lost and not any(outcome in note for note in fits.notes):
        said.append(f"{len(lost)} areas have no fit and are not counted.")
    return tuple(said)


def _horizon(fits: Fits) -> list[str]:
    yearly = periods_per_year(fits.times)
    after = len(fits.times) - fits.start
    if yearly is None or after >= SHORT_YEARS * yearly:
        return []
    years = after / yearly
    return [
        f"There are {years:.1f} years after the start; programmes of this kind were seen to move "
        "such figures in their third year, if at all."
    ]
