"""A framework: its stages, what each asks, who submits and who decides, which acts it guards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.assurance.readiness.rules import Act
from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.record.canonical import canonical_json, digest

_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")


class _Part(BaseModel):
    """A part of a framework with its evidence; `source` holds keys of sources, or addresses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: tuple[str, ...] = ()
    mark: EvidenceMark = EvidenceMark.SOURCED
    note: str = ""

    @model_validator(mode="after")
    def _evidence(self) -> _Part:
        if self.mark is EvidenceMark.SOURCED and not self.source:
            raise ValueFault(
                "no source, where the mark is 'sourced' (it is, unless another is given)",
                "a list of sources",
                "add `source: [KEY]`, or mark it local, assumed or unverified",
            )
        return self


class Role(_Part):
    """Who takes part, and what they do."""

    id: str
    title: str
    does: str


class Ratings(_Part):
    """The words by which a question is rated, best first."""

    values: tuple[str, ...]

    @model_validator(mode="after")
    def _some(self) -> Ratings:
        if len(set(self.values)) < 2 or len(set(self.values)) != len(self.values):
            found = ", ".join(self.values) or "no rating"
            raise ValueFault(found, "two ratings or more, each once, best first", "list them")
        return self


class Question(_Part):
    """A key line of enquiry (KLOE).

    Attributes:
        id: its identifier, unique in the framework.
        group: what it is about.
        question: what is asked.
        good: what a good answer looks like.
        evidence: the evidence that is wanted.
    """

    id: str
    group: str
    question: str
    good: str
    evidence: tuple[str, ...]


class Stage(_Part):
    """A stage, or checkpoint.

    Attributes:
        id: its identifier.
        title: its name.
        timing: when it comes.
        submitted_by: roles that submit.
        decided_by: roles that decide.
        result: what comes of it.
        guards: the acts that wait for it: while it is open they are blocked.
        questions: its lines of enquiry.
    """

    id: str
    title: str
    timing: str
    submitted_by: tuple[str, ...] = ()
    decided_by: tuple[str, ...] = ()
    result: str
    guards: tuple[Act, ...]
    questions: tuple[Question, ...] = ()

    def question(self, identifier: str) -> Question | None:
        """Return a line of enquiry by its identifier, or None."""
        return next((each for each in self.questions if each.id == identifier), None)


class Framework(_Part):
    """A framework of assurance.

    Attributes:
        id: its identifier, the stem of its file.
        version: raised with each change; an adoption and a decision name the version.
        valid_from: from when it holds; None if not stated.
        valid_to: until when.
        roles: who takes part.
        ratings: the words by which questions are rated.
        stages: in the order in which they are passed.
    """

    schema_: Literal["capitula.framework/1"] = Field(alias="schema")
    id: str
    version: str
    title: str
    summary: str
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    roles: tuple[Role, ...]
    ratings: Ratings
    stages: tuple[Stage, ...]

    @model_validator(mode="after")
    def _links(self) -> Framework:
        if not self.stages:
            raise ValueFault("no stage", "one stage at least", "add `stages:`")
        _once("stage", (stage.id for stage in self.stages))
        _once("role", (role.id for role in self.roles))
        _once("question", (q.id for stage in self.stages for q in stage.questions))
        roles = [role.id for role in self.roles]
        for stage in self.stages:
            for role in (*stage.submitted_by, *stage.decided_by):
                if role not in roles:
                    remedy = near_miss(role, roles) or "list it under `roles`"
                    found = f"the role {role!r} at the stage {stage.id!r}"
                    raise ValueFault(found, "one of " + ", ".join(roles), remedy)
        return self

    def stage(self, identifier: str) -> Stage | None:
        """Return a stage by its identifier, or None."""
        return next((stage for stage in self.stages if stage.id == identifier), None)

    def guarding(self, act: Act) -> tuple[Stage, ...]:
        """Return the stages that an act waits for."""
        return tuple(stage for stage in self.stages if act in stage.guards)

    @property
    def short_title(self) -> str:
        """Its identifier in words; what the title writes in capitals keeps them: "ISAP 2017"."""
        capitals = {word.casefold(): word for word in _CAPITALS.findall(self.title)}
        words = [capitals.get(word.casefold(), word) for word in self.id.split("_")]
        return capital(" ".join(words))

    @property
    def content_digest(self) -> str:
        """The SHA-256 of everything it says; a decision freezes it."""
        return digest(canonical_json(self.model_dump(mode="json", by_alias=True)))

    @property
    def marks(self) -> Counter[EvidenceMark]:
        """How many questions carry each mark."""
        return Counter(q.mark for stage in self.stages for q in stage.questions)


def _once(what: str, names: Iterable[str]) -> None:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise ValueFault(f"{what} {', '.join(twice)} twice", f"each {what} once", "rename one")
