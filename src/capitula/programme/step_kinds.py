"""The kinds of entry about work between milestones: a step of the work, a plan moved undated."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import field_validator

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.programme.causes import known_causes
from capitula.record.kind import Body
from capitula.record.values import Value


class PlanMoved(Body):
    """A plan said to have moved, where no new date is given; `about` is what moved.

    Attributes:
        text: what is said.
        times: how often, as stated ("at least 1", "several"); empty where nobody says.
        months: by how many months, where somebody says.
        causes: why, by code.
        cause_words: why, in our words.
    """

    kind: ClassVar[str] = "plan_moved"
    stated_property: ClassVar[str] = "move of the plan"
    exclusive: ClassVar[bool] = False

    text: str
    times: str = ""
    months: int | None = None
    causes: tuple[str, ...] = ()
    cause_words: str = ""

    @field_validator("causes")
    @classmethod
    def _known_causes(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        return known_causes(codes)

    def value(self) -> Value:
        """What is said of the move."""
        return Value(self.text)

    def state(self) -> str:
        """Moved."""
        return "moved, dates not stated"


class Progress(StrEnum):
    """How far a step of the work has come."""

    NEEDED = "needed"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"


class StepStated(Body):
    """A step of the work: a stage of the procurement, setting up the holder; `about` is the step.

    Attributes:
        text: the step in words.
        progress: needed, planned, under way or done.
        when: when it is planned for, or was done; None if not stated.
        by: who does it; empty where nobody says.
    """

    kind: ClassVar[str] = "step_stated"
    stated_property: ClassVar[str] = "progress"
    series: ClassVar[bool] = True

    text: str
    progress: Progress
    when: PartialDate | None = None
    by: str = ""

    def value(self) -> Value:
        """The step, and when."""
        return Value(f"{self.text} ({date_text(self.when)})" if self.when else self.text)

    def state(self) -> str:
        """How far it has come."""
        return self.progress.replace("_", " ")


KINDS: tuple[type[Body], ...] = (PlanMoved, StepStated)
