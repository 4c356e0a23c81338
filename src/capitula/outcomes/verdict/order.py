"""The rules in their order: the first that holds is the verdict, and exactly one does."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from capitula.outcomes.verdict.evidence import Evidence, Window
from capitula.outcomes.verdict.verdicts import Reason, Verdict

LEAST_WINDOWS = 2
"""Full windows that it takes to call anything sustained."""

_TOLERANCE = 1e-12
"""So that two windows of three are two thirds, whatever the share was rounded to."""


def windows_asked(sustain_share: float, count: int) -> int:
    """Return how many of so many full windows have to be better to be called sustained."""
    return max(1, ceil(sustain_share * count - _TOLERANCE))


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, with the reason where an improvement was not sustained.

    Attributes:
        verdict: which of the seven.
        reason: why it is not sustained; None for every other verdict.
        excluded: with no effect shown, whether an effect of the smallest size that matters is
            excluded; None for every other verdict.
    """

    verdict: Verdict
    reason: Reason | None = None
    excluded: bool | None = None


def decide(evidence: Evidence) -> Decision:
    """Apply the rules in order and return the first that holds.

    0 never began; 1 cannot be judged; 2 worse, unless there was improvement too and the last
    window is on the good side; 3 improved and sustained; 4 improved, not sustained; 5 too little
    power to tell; 6 no effect shown. An improvement or a worsening is only ever read from windows.
    """
    if not evidence.began:
        return Decision(Verdict.NEVER_BEGAN)
    if evidence.obstacles:
        return Decision(Verdict.CANNOT_BE_JUDGED)
    last_is_good = bool(evidence.windows) and evidence.windows[-1].gap > 0
    if evidence.worse_is_shown and not (evidence.better_is_shown and last_is_good):
        return Decision(Verdict.WORSE)
    if evidence.better_is_shown:
        reason = not_sustained(evidence)
        return Decision(Verdict.NOT_SUSTAINED, reason) if reason else Decision(Verdict.SUSTAINED)
    if not evidence.can_see_what_matters:
        return Decision(Verdict.TOO_LITTLE_POWER)
    return Decision(Verdict.NO_EFFECT_SHOWN, excluded=evidence.excludes_what_matters)


def not_sustained(evidence: Evidence) -> Reason | None:
    """Return why an improvement that was shown is not called sustained; None where it is.

    The reasons in order: fewer than two full windows; the last window is not outside its band
    (late onset where the windows decide and it is the best of them all the same; faded where it
    has fallen back further than areas do by themselves; else it is not told whether it lasted);
    too small a share of the windows is (late onset where they are the last ones, else too few
    windows); the differences are heading back, by the control chart and further than areas do by
    themselves: a level that drifts sets off a chart of two years in one area of six, where nothing
    is on its way back.
    """
    windows = evidence.windows
    if len(windows) < LEAST_WINDOWS:
        return Reason.TOO_FEW_WINDOWS
    if not windows[-1].is_better:
        best = max(window.statistic for window in windows)
        if evidence.windows_decide and windows[-1].statistic == best:
            return Reason.LATE_ONSET
        return Reason.FADED if evidence.fading_is_shown else Reason.LASTING_NOT_TOLD
    better = sum(window.is_better for window in windows)
    if better < windows_asked(evidence.sustain_share, len(windows)):
        return Reason.LATE_ONSET if _are_last(windows, better) else Reason.TOO_FEW_WINDOWS
    return Reason.REVERTING if evidence.reverting and evidence.fading_is_shown else None


def _are_last(windows: tuple[Window, ...], count: int) -> bool:
    return all(window.is_better for window in windows[-count:])
