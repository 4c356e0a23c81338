"""What a verdict is decided on: obstacles, windows, two p values, power and the range left open.

Everything is signed so that positive is better, whatever the direction of the measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ObstacleKind(StrEnum):
    """Why a series cannot be judged."""

    FEW_PERIODS = "too few periods before the start"
    BREAK = "a break in the series"
    RECORDING = "a change in recording"
    PRE_FIT = "no comparison that fitted before the start"
    MISSING = "missing figures"
    TERMS = "terms that are not complete"
    NEUTRAL = "no direction that is better"
    NO_COMPARISON = "nothing to compare with"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why the figures cannot carry a judgement.

    Attributes:
        kind: which sort of reason.
        words: what was found, in a sentence.
        remedy: what would take it away.
    """

    kind: ObstacleKind
    words: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Window:
    """One of the equal blocks of periods after the effect was due.

    Attributes:
        name: its periods, such as "June 2017 to May 2018".
        gap: the mean difference from the counterfactual, in the unit of the measure.
        statistic: the same divided by the error of the fit before the start, or by the scale of the
            method's own test.
        band: what the statistic's size stays under in all but one area in twenty; where the method
            brings its own test, which has told the direction, what the statistic itself does.
    """

    name: str
    gap: float
    statistic: float
    band: float

    @property
    def is_better(self) -> bool:
        """Whether it lies outside its band on the good side."""
        return self.statistic > self.band


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules read.

    Attributes:
        began: whether what is judged started at all.
        obstacles: why it cannot be judged; none where it can.
        windows: the full windows, in order.
        p_better: the ever-improved test: the share of areas, this one included, whose best window
            is at least as good.
        p_worse: the same for the worst window.
        p_floor: the least that either can be, one over the number of areas.
        begun: of a change that began after the start, with each area's own trend before it carried
            on, for the better and the worse; a p above is never less. None where the method's own
            test sees to that, or nothing was tested.
        alpha: what they are held against.
        sustain_share: the share of windows that must lie outside their bands.
        p_faded: the share of areas, this one included, that fell back as far from their best window
            to their last; None where that was not looked at.
        windows_decide: whether the p values are read from the windows, not from a test of the
            method's own.
        reverting: the words of a shift or trend towards nought late in the differences, if any.
        smallest_effect: the smallest effect that matters, in the unit of the measure.
        detectable: the effect found four times in five; None where no effect is found so often.
        lasting: the lasting effect called improved and sustained four times in five; None where
            none is, or it was not worked out.
        compatible: the effects that the test leaves open, lowest and highest; None where they
            were not worked out; an end that is None is open.
    """

    began: bool
    obstacles: tuple[Obstacle, ...] = ()
    windows: tuple[Window, ...] = ()
    p_better: float | None = None
    p_worse: float | None = None
    p_floor: float | None = None
    begun: tuple[float, float] | None = None
    alpha: float = 0.05
    sustain_share: float = 2 / 3
    p_faded: float | None = None
    windows_decide: bool = True
    reverting: str = ""
    smallest_effect: float | None = None
    detectable: float | None = None
    lasting: float | None = None
    compatible: tuple[float | None, float | None] | None = None

    @property
    def better_is_shown(self) -> bool:
        """Whether the ever-improved test passes."""
        return self.p_better is not None and self.p_better <= self.alpha

    @property
    def worse_is_shown(self) -> bool:
        """Whether the ever-worse test passes."""
        return self.p_worse is not None and self.p_worse <= self.alpha

    @property
    def fading_is_shown(self) -> bool:
        """Whether it fell back further than areas do by themselves; so too if not looked at."""
        return self.p_faded is None or self.p_faded <= self.alpha

    @property
    def can_see_what_matters(self) -> bool:
        """Whether an effect of the smallest size that matters is found four times in five."""
        if self.detectable is None or self.smallest_effect is None:
            return False
        return self.detectable <= self.smallest_effect

    @property
    def excludes_what_matters(self) -> bool:
        """Whether the range left open lies wholly under the smallest effect that matters."""
        if self.compatible is None or self.smallest_effect is None:
            return False
        highest = self.compatible[1]
        return highest is not None and highest < self.smallest_effect
