"""The kinds of entry about law to come: what is watched, and what would change with it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class LawStage(StrEnum):
    """How far a bill, a policy or a national form has come."""

    COMMITTED = "committed"
    ANNOUNCED = "announced"
    PAUSED = "paused"
    CONSULTED_ON = "consulted_on"
    INTRODUCED = "introduced"
    PASSED = "passed"
    IN_FORCE = "in_force"
    DROPPED = "dropped"

    @property
    def pending(self) -> bool:
        """Whether it may still change what holds: not yet in force, and not dropped."""
        return self not in (LawStage.IN_FORCE, LawStage.DROPPED)


class LawWatched(Body):
    """A bill, a policy or a national form that is watched; `about` is the bill or the policy.

    Attributes:
        stage: committed, announced, paused, consulted on, introduced, passed, in force, dropped.
        text: what is said of it.
        expected: when its next stage is expected; None if no date is given.
        by: whose bill or policy.
    """

    kind: ClassVar[str] = "law_watched"
    stated_property: ClassVar[str] = "stage of the law"
    series: ClassVar[bool] = True

    stage: LawStage
    text: str
    expected: PartialDate | None = None
    by: str = ""

    def value(self) -> Value:
        """The stage, and what is said."""
        return Value(f"{self.state()}: {self.text}", gist=str(self.stage))

    def state(self) -> str:
        """The stage."""
        return self.stage.value.replace("_", " ")


class Held(StrEnum):
    """What a law bears on."""

    TERM = "term"
    GATE = "gate"
    PLAN = "plan"


class LawEffect(Body):
    """What holds as the law stands, and what would hold if it changed; `about` is the law.

    Attributes:
        on: a term of the contract, a gate, or a date of the plan.
        what: which term, gate or milestone.
        as_it_stands: what holds while the law is as it is.
        if_changed: what would hold once it is changed.
    """

    kind: ClassVar[str] = "law_effect"
    stated_property: ClassVar[str] = "effect of the law"
    exclusive: ClassVar[bool] = False

    on: Held
    what: str
    as_it_stands: str
    if_changed: str

    def value(self) -> Value:
        """What would change, and how."""
        return Value(f"{self.on} {self.what}: {self.as_it_stands}; if changed: {self.if_changed}")

    def state(self) -> str:
        """Stated."""
        return "stated"


KINDS: tuple[type[Body], ...] = (LawWatched, LawEffect)
