"""The kinds of entry that speak about time: a milestone planned, a milestone reached, the rest."""

from __future__ import annotations

from typing import ClassVar

from pydantic import field_validator

from capitula.ground.partial_date import PartialDate
from capitula.programme.causes import known_causes
from capitula.programme.milestones import milestone_of, milestones
from capitula.programme.step_kinds import KINDS as STEPS
from capitula.record.kind import Body
from capitula.record.values import Value

NO_DATE = "no date"
NEVER = "never"


class MilestonePlanned(Body):
    """A date planned for a milestone, as stated; `about` is the milestone.

    The transfer of one service is "service transfer: " and the service.

    Attributes:
        date: the planned date; None when it was said that there is none.
        causes: why it differs from the plan before, by code.
        cause_words: the reason in our words.
    """

    kind: ClassVar[str] = "milestone_planned"
    stated_property: ClassVar[str] = "planned date"
    forward_plan: ClassVar[bool] = True
    subjects: ClassVar[tuple[str, ...]] = tuple(milestones())

    @classmethod
    def takes(cls, about: str) -> bool:
        """Say whether it is a milestone, or the transfer of one service."""
        return milestone_of(about) is not None

    date: PartialDate | None
    causes: tuple[str, ...] = ()
    cause_words: str = ""

    @field_validator("causes")
    @classmethod
    def _known_causes(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        return known_causes(codes)

    def value(self) -> Value:
        """The planned date, or the words that there is none."""
        return Value(str(self.date), date=self.date) if self.date else Value(NO_DATE)

    def state(self) -> str:
        """Planned, or planned without a date."""
        return "planned" if self.date else "planned, no date"


class MilestoneReached(Body):
    """A milestone reached, or known never to have been; `about` is the milestone.

    Attributes:
        date: when it was reached; None together with `happened: false`.
        happened: false when it is stated that it did not and will not happen.
        lesser_form: what happened instead, when something smaller did.
    """

    kind: ClassVar[str] = "milestone_reached"
    stated_property: ClassVar[str] = "result"
    subjects: ClassVar[tuple[str, ...]] = tuple(milestones())

    @classmethod
    def takes(cls, about: str) -> bool:
        """Say whether it is a milestone, or the transfer of one service."""
        return milestone_of(about) is not None

    date: PartialDate | None
    happened: bool = True
    lesser_form: str = ""

    def value(self) -> Value:
        """The date reached, or never."""
        if not self.happened:
            return Value(NEVER)
        return Value(str(self.date), date=self.date) if self.date else Value("date not stated")

    def state(self) -> str:
        """Reached, reached in a lesser form, or never."""
        if not self.happened:
            return NEVER
        return "reached in a lesser form" if self.lesser_form else "reached"


KINDS: tuple[type[Body], ...] = (MilestonePlanned, MilestoneReached, *STEPS)
