"""What bars a judgement, as sentences with what would take it away."""

from __future__ import annotations

from datetime import date

from capitula.ground.date_words import date_text
from capitula.ground.faults import InputFaults
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.inference.pre_fit import LEAST_BEFORE, PreFit
from capitula.outcomes.measures import Direction, Measure
from capitula.outcomes.verdict.evidence import Obstacle, ObstacleKind

INDEX_POINTS = " (In points of an index: the mean before the start is 100.)"


def terms_obstacles(measure: Measure) -> tuple[Obstacle, ...]:
    """Return what the terms themselves leave open."""
    found: list[Obstacle] = []
    if measure.direction is Direction.NEUTRAL:
        found.append(
            Obstacle(
                ObstacleKind.NEUTRAL,
                "The terms call neither way better, so no change can be called better or worse.",
                "a direction, fixed by a variation of the terms",
            )
        )
    if measure.smallest_effect is None:
        found.append(
            Obstacle(
                ObstacleKind.TERMS,
                "The terms do not say how small an effect would still matter.",
                "the smallest effect that matters, fixed by a variation of the terms",
            )
        )
    return tuple(found)


def few_periods(count: int, periods: str) -> Obstacle:
    """Return the obstacle of too short a time before the start."""
    noun = periods.removesuffix("s") if count == 1 else periods
    stand = "stands" if count == 1 else "stand"
    return Obstacle(
        ObstacleKind.FEW_PERIODS,
        f"{count} {noun} {stand} before the start, and it takes eight periods at the least to say "
        "what would have happened otherwise.",
        "earlier figures counted in the same way",
    )


def cannot_fit(months_before: int, error: InputFaults) -> Obstacle:
    """Return why nothing could be fitted."""
    if months_before < LEAST_BEFORE:
        return few_periods(months_before, "months")
    return Obstacle(
        ObstacleKind.NO_COMPARISON,
        f"Nothing could be fitted: {'; '.join(fault.found for fault in error.faults)}.",
        "; ".join(fault.expected for fault in error.faults),
    )


def fit_obstacles(fit: PreFit, scale: str = "") -> tuple[Obstacle, ...]:
    """Return why the comparison did not follow the place before the start; often nothing.

    Args:
        fit: the checks before the start.
        scale: words on the scale of its errors, put after a sentence that names one.
    """
    obstacles: list[Obstacle] = []
    for reason in fit.reasons:
        if fit.periods < LEAST_BEFORE and str(fit.periods) in reason:
            obstacles.append(few_periods(fit.periods, "months"))
            continue
        with_scale = reason + (scale if "root mean square" in reason else "")
        remedy = "a comparison, fixed beforehand, that follows the place before the start"
        obstacles.append(Obstacle(ObstacleKind.PRE_FIT, with_scale, remedy))
    return tuple(obstacles)


def not_public(data_known: PartialDate, known_on: date) -> tuple[Obstacle, ...]:
    """Return that the last of the figures was not public by a day; nothing where it was."""
    if data_known.latest is not None and data_known.latest <= known_on:
        return ()
    return (
        Obstacle(
            ObstacleKind.MISSING,
            f"The last of the figures became public in {date_text(data_known)}, after the day as "
            "known on.",
            "a later day as known on",
        ),
    )
