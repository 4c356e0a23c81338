"""A plan file: tasks, gates and milestones, what each waits for, and how long it takes.

The record holds the dates that were stated; a plan file holds how the work hangs together. One file
is one version of the plan, known from a day; a later version is another file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.partial_date import PartialDate
from capitula.programme.milestones import PER_SERVICE, milestones

SCHEMA = "capitula.plan/1"
MOST_DAYS = 5_000
"""The longest task that is taken, in operational days: about twenty years. Mark: local."""


class Work(StrEnum):
    """What a task is: work that is done, a gate that somebody else opens, or a milestone."""

    TASK = "task"
    GATE = "gate"
    MILESTONE = "milestone"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Duration(_Part):
    """How long a task takes, in operational days.

    Attributes:
        least: the shortest that is thought possible.
        likely: the likeliest; None where only a range is stated.
        most: the longest that is thought possible.
        mark: how it is known.
        why: who says so, or why it is assumed.
    """

    least: int
    likely: int | None = None
    most: int
    mark: EvidenceMark
    why: str = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Duration:
        days = [d for d in (self.least, self.likely, self.most) if d is not None]
        if min(days) < 0:
            found = f"a duration of {min(days)} operational days"
            raise ValueFault(found, "nought or more", "a task cannot end before it begins")
        if days != sorted(days):
            found = ", ".join(map(str, days))
            raise ValueFault(found, "least, likely, most in order", "put them in order")
        if max(days) > MOST_DAYS:
            remedy = "give the days on which work is done"
            raise ValueFault(f"{max(days)} operational days", f"{MOST_DAYS} at the most", remedy)
        return self

    @property
    def middle(self) -> int:
        """The likeliest, or the middle of the range, rounded up."""
        return (self.least + self.most + 1) // 2 if self.likely is None else self.likely

    def __str__(self) -> str:
        if self.least == self.most:
            return str(self.least)
        likely = "" if self.likely is None else f", likeliest {self.likely}"
        return f"{self.least} to {self.most}{likely}"


class Link(_Part):
    """What a task waits for.

    Attributes:
        task: the task that has to be finished first.
        mark: how the order is known.
        entries: entries of the record that state it.
        why: where nobody states it, why it is taken to hold.
    """

    task: str
    mark: EvidenceMark = EvidenceMark.DERIVED
    entries: tuple[str, ...] = ()
    why: str = ""

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, given: Any) -> Any:
        return {"task": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _shown(self) -> Link:
        if self.mark is EvidenceMark.SOURCED and not self.entries:
            found = f"the order after {self.task!r} marked sourced, and no entry"
            raise ValueFault(found, "the entries that state it", "name them, or mark it derived")
        return self


class NoPrecedent(_Part):
    """That nobody has done this before.

    Attributes:
        why: what shows that there is no precedent.
        entries: entries of the record that say so.
    """

    why: str = Field(min_length=1)
    entries: tuple[str, ...] = ()


class Task(_Part):
    """One task, gate or milestone.

    Attributes:
        id: its identifier in the file; draws of its duration hang on it.
        name: for reading.
        work: task, gate or milestone.
        milestone: the milestone of the record that it is; its stated dates are read from there.
        service: the service that moves, where the milestone is a transfer of one service.
        gate: the framework and stage of a gate, such as `isap_2017.checkpoint_2`.
        giver: who opens a gate.
        owner: who does the work.
        duration: None where nobody states it: it is asked for, never filled in.
        after: what has to be finished first.
        not_before: a day before which it cannot begin.
        done: when it was finished; None while it is not.
        no_precedent: set where nobody has done this before.
        entries: entries of the record that tell of it.
        note: in our words.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str = Field(min_length=1)
    work: Work = Work.TASK
    milestone: str = ""
    service: str = ""
    gate: str = ""
    giver: str = ""
    owner: str = ""
    duration: Duration | None = None
    after: tuple[Link, ...] = ()
    not_before: date | None = None
    done: PartialDate | None = None
    no_precedent: NoPrecedent | None = None
    entries: tuple[str, ...] = ()
    note: str = ""

    @field_validator("milestone")
    @classmethod
    def _known(cls, name: str) -> str:
        if name and name not in milestones():
            known = list(milestones())
            remedy = near_miss(name, known) or "choose one of these"
            raise ValueFault(f"the milestone {name!r}", "one of " + ", ".join(known), remedy)
        return name

    @model_validator(mode="after")
    def _fits(self) -> Task:
        if self.milestone and self.work is not Work.MILESTONE:
            found = f"the milestone {self.milestone!r} on a {self.work}"
            raise ValueFault(found, "`work: milestone`", "add it, or remove `milestone`")
        if self.service and self.milestone != PER_SERVICE:
            found = f"the service {self.service!r} without the milestone {PER_SERVICE!r}"
            raise ValueFault(found, "a transfer", "add the milestone, or remove `service`")
        if self.work is Work.MILESTONE and self.duration is not None and self.duration.most:
            found = f"the milestone {self.id!r} with a duration"
            remedy = "give the work that leads to it as a task before it"
            raise ValueFault(found, "a point in time", remedy)
        return self

    @property
    def cited(self) -> Iterator[str]:
        """Every entry that the task rests on."""
        yield from self.entries
        for link in self.after:
            yield from link.entries
        if self.no_precedent:
            yield from self.no_precedent.entries

    @property
    def mark(self) -> EvidenceMark:
        """How the task is known: the weakest of its links and its duration."""
        marks = [link.mark for link in self.after]
        marks += [self.duration.mark] if self.duration else []
        return weakest(marks)


class Plan(_Part):
    """One version of a plan.

    Attributes:
        title: for reading.
        known: when it was known; it counts from the last day that this can mean.
        work_from: the day from which work that is not done is counted.
        source: the report it is taken from; empty for a plan of one's own.
        mark: how the plan as a whole is known; `assumed` for a made example.
        note: what it holds and what it leaves out.
        tasks: in any order.
    """

    schema_: Literal["capitula.plan/1"] = Field(alias="schema")
    title: str = Field(min_length=1)
    known: PartialDate
    work_from: date
    source: str = ""
    mark: EvidenceMark
    note: str = ""
    tasks: tuple[Task, ...]

    @field_validator("known")
    @classmethod
    def _ends(cls, known: PartialDate) -> PartialDate:
        if known.latest is None:
            raise ValueFault(str(known), "a date with a last day", "say by when it was known")
        return known

    @field_validator("tasks")
    @classmethod
    def _some(cls, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        if not tasks:
            raise ValueFault("no task", "one or more", "list what has to be done before the start")
        return tasks

    @property
    def known_on(self) -> date:
        """The last day on which it can have become known."""
        if self.known.latest is None:
            raise ValueError("known without a last day")
        return self.known.latest

    def task(self, name: str) -> Task:
        """Return a task by its identifier."""
        return next(task for task in self.tasks if task.id == name)

    @property
    def start(self) -> Task | None:
        """The milestone at which service begins; None where the plan has none."""
        return next((task for task in self.tasks if task.milestone == START), None)


START = "service start"
