"""One control chart: figures, centre, limits, what each point means, and the two icons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from capitula.outcomes.charts.signals import Flag, PointType
from capitula.outcomes.measures import Direction

CAUTION = (
    "A control chart says whether something changed. It never says that a contract changed it."
)


class Assurance(StrEnum):
    """Whether the last limits say that a target will be met. Equality is inconsistent.

    Inconsistent: within the limits the target is met or missed by chance.
    """

    PASSES = "consistently passes"
    FAILS = "consistently fails"
    INCONSISTENT = "passes inconsistently"
    NONE = "no assurance: no target, no direction or no limits"


class Missing(StrEnum):
    """What to do where a figure is missing.

    refuse: say where, and draw nothing. leave-out: the points on both sides become neighbours.
    part: no moving range, run or window crosses the gap.
    """

    REFUSE = "refuse"
    LEAVE_OUT = "leave-out"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Rebase:
    """From this period on the limits are computed anew, and why. It is never done unasked."""

    time: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much more counts vary than chance alone would have them.

    Attributes:
        ratio: Pearson's χ² ÷ its degrees of freedom, in the first segment's baseline; 1 if chance.
        p: the chance of so much or more with nothing but chance at work.
        sigma_z: Laney's factor: the mean moving range of standardised values ÷ 1.128.
        applied: whether the limits were widened (or narrowed) by it.
        words: the finding in a sentence.
    """

    ratio: float
    p: float
    sigma_z: float
    applied: bool
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its figure, its centre and limits (None where there is none), its meaning."""

    time: str
    value: float
    centre: float
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    flag: Flag
    close: int
    type: PointType
    segment: int


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A chart of one series.

    Attributes:
        kind: xmr, p, u, c, t or g.
        name: whose series.
        points: in order of time.
        direction: which way is better.
        screened: whether moving ranges were screened; None where the kind knows no screening.
        baseline: points at the head of each segment that limits come from; None for all.
        target: the target, in the unit of the figures; None if there is none.
        variation: what the last point means: the variation icon.
        assurance: what the last limits say of the target: the assurance icon.
        rebases: where limits begin anew, with reasons.
        missing: periods without a figure, and what was done about them.
        missing_rule: the rule in force.
        notes: what a reader must know of the limits.
        dispersion: for charts of counts.
    """

    kind: str
    name: str
    points: tuple[Point, ...]
    direction: Direction
    screened: bool | None
    baseline: int | None
    target: float | None
    variation: PointType
    assurance: Assurance
    rebases: tuple[Rebase, ...] = ()
    missing: tuple[str, ...] = ()
    missing_rule: Missing = Missing.REFUSE
    notes: tuple[str, ...] = ()
    dispersion: Dispersion | None = None

    @property
    def flagged(self) -> tuple[Point, ...]:
        """The points that are special cause."""
        return tuple(point for point in self.points if point.flag)

    @property
    def last(self) -> Point:
        """The last point."""
        return self.points[-1]

    @property
    def screening(self) -> str:
        """Which screening was used, in words; empty where the kind knows none."""
        if self.screened is None:
            return ""
        return (
            "screened: moving ranges not below 3.267 times their mean are left out, once"
            if self.screened
            else "unscreened: all moving ranges are used"
        )


def assure(
    target: float | None, direction: Direction, lower: float | None, upper: float | None
) -> Assurance:
    """Return what limits say of a target.

    >>> assure(90, Direction.UP, 91, 97).value
    'consistently passes'
    """
    if target is None or direction is Direction.NEUTRAL or lower is None or upper is None:
        return Assurance.NONE
    if lower <= target <= upper:
        return Assurance.INCONSISTENT
    passes = target < lower if direction is Direction.UP else target > upper
    return Assurance.PASSES if passes else Assurance.FAILS
