"""What a screen for data breaks finds: typed, with its figures and its reason.

A break is not an effect and not the absence of one. It says that the series before and after a
date may not count the same thing, so that a difference between them proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from capitula.ground.marks import EvidenceMark


class Kind(StrEnum):
    """What was seen."""

    STEP = "step"
    MISSING_RUN = "missing run"
    DENOMINATOR = "denominator step"
    CODING = "coding change"
    BOUNDARY = "boundary change"


class Classed(StrEnum):
    """What it is taken for.

    recording change: a mirror, a flat witness or a source says that the counting changed.
    unexplained break: a step that nothing explains; until a person records a reason it counts as
    much. real change: a person recorded that care itself changed. missing: there are no figures.
    noted: a large change of level in a series too uneven for the threshold; shown, no bar.
    """

    RECORDING = "recording change"
    UNEXPLAINED = "unexplained break"
    REAL = "real change, for a recorded reason"
    MISSING = "missing figures"
    NOTED = "noted, below the threshold"

    @property
    def bars_judgement(self) -> bool:
        """Whether no effect may be estimated across it."""
        return self not in (Classed.REAL, Classed.NOTED)


@dataclass(frozen=True, slots=True)
class Mirror:
    """An opposite step in a sister series in the same period.

    Attributes:
        series: the sister.
        z: its own step, in robust standard deviations of its own changes.
        step_log: its change of level beside other areas, in logs.
        step_count: its change in counts a period; `flagged_count` is that of the flagged series.
            Both are a mean of up to twelve periods from the step less that of as many before it.
    """

    series: str
    z: float
    step_log: float
    step_count: float
    flagged_count: float


@dataclass(frozen=True, slots=True)
class Witness:
    """A series that a real change would have moved as well.

    Attributes:
        series: which.
        unit: whose, where it is kept for another unit, such as a local trust.
        step_log: its change of level beside its peers, in logs; None where it cannot be told.
        z: its step in robust standard deviations; None where it cannot be told.
        before: its figure in the period before; None where there is none.
        after: its figure in the period of the break.
        is_flat: whether it stayed where it was; None where it cannot be told.
    """

    series: str
    unit: str
    step_log: float | None
    z: float | None
    before: float | None
    after: float | None
    is_flat: bool | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a break happened, as a person recorded it.

    Attributes:
        is_real: whether care itself changed; otherwise the recording did.
        text: the reason.
        by: who says so.
        on: the day it was recorded.
        source: what shows it; empty where nothing but the person does.
    """

    unit: str
    time: str
    is_real: bool
    text: str
    by: str
    on: date
    source: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """One break in one series.

    Attributes:
        unit: whose series.
        time: the first period of the new level, or of the missing run.
        kind: what was seen.
        z: the step in robust standard deviations of the series' own changes; None for other kinds.
            Infinite where the series never changed otherwise.
        step_log: the change of level in logs, middle of six periods less that of the six before,
            each beside the middle area; None for other kinds.
        mirrors: opposite steps in sister series.
        witness: the witness that speaks most plainly: a flat one first; None where none was given.
        classed: what it is taken for.
        reason: the recorded reason, if there is one.
        words: the finding in plain sentences.
        mark: how it is known.
        last: the last period of a run; the same as `time` for a step.
    """

    unit: str
    time: str
    kind: Kind
    z: float | None
    step_log: float | None
    mirrors: tuple[Mirror, ...]
    witness: Witness | None
    classed: Classed
    reason: Reason | None
    words: str
    mark: EvidenceMark = EvidenceMark.DERIVED
    last: str = ""

    @property
    def bars_judgement(self) -> bool:
        """Whether no effect may be estimated across it."""
        return self.classed.bars_judgement


@dataclass(frozen=True, slots=True)
class Gradual:
    """A large change that came without a step: it passes, as a real effect may look like it.

    `change_log` is the middle of the last twelve periods less that of the first twelve, in logs,
    beside the middle area.
    """

    unit: str
    change_log: float
    words: str


@dataclass(frozen=True, slots=True)
class NotScreened:
    """A unit that the screen could not read, or that is none, and why."""

    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Screening:
    """The result for one series over all units.

    Attributes:
        series: what was screened.
        units: the units screened.
        times: the periods, in order.
        breaks: everything that bars judgement or that a person explained, by unit and time.
        noted: changes shown to the reader that bar nothing.
        gradual: large changes without a step.
        not_screened: units left out, each with its reason.
    """

    series: str
    units: tuple[str, ...]
    times: tuple[str, ...]
    breaks: tuple[Break, ...]
    noted: tuple[Break, ...] = ()
    gradual: tuple[Gradual, ...] = ()
    not_screened: tuple[NotScreened, ...] = ()

    @property
    def flagged(self) -> tuple[str, ...]:
        """The units with at least one break that bars judgement: not fit to be donors."""
        found = {each.unit for each in self.breaks if each.bars_judgement}
        return tuple(unit for unit in self.units if unit in found)

    def of(self, unit: str) -> tuple[Break, ...]:
        """The breaks of one unit, in order of time."""
        return tuple(each for each in self.breaks if each.unit == unit)

    def only(self, unit: str) -> Screening:
        """Return what was found of one unit; all the others were screened beside it."""
        return replace(
            self,
            breaks=self.of(unit),
            noted=tuple(each for each in self.noted if each.unit == unit),
            gradual=tuple(each for each in self.gradual if each.unit == unit),
            not_screened=tuple(each for each in self.not_screened if each.unit == unit),
        )

    def leaving_out(self, units: Iterable[NotScreened]) -> Screening:
        """Return the same with more units that were left out, each with its reason."""
        return replace(self, not_screened=(*self.not_screened, *units))

    def barring(
        self, unit: str, first: str | None = None, last: str | None = None
    ) -> tuple[Break, ...]:
        """The breaks of a unit that bar judgement and touch the periods from `first` to `last`.

        Raises:
            ValueError: `first` or `last` is not one of the periods.
        """
        start = 0 if first is None else self.times.index(first)
        end = len(self.times) - 1 if last is None else self.times.index(last)
        return tuple(
            each
            for each in self.of(unit)
            if each.bars_judgement
            and self.times.index(each.time) <= end
            and self.times.index(each.last or each.time) >= start
        )
