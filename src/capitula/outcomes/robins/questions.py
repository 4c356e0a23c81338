"""The signalling questions, read from data, and the answers that people recorded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml
from capitula.outcomes.term_kinds import Answer, SignallingAnswered
from capitula.record.view import View

FILE = Path(__file__).with_name("questions.yaml")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Good(StrEnum):
    """Which answer speaks against bias."""

    YES = "yes"
    NO = "no"


class Question(_Part):
    """One signalling question.

    Attributes:
        id: its identifier, which answers in the record name.
        text: the question.
        good: the answer that speaks against bias.
        drawn_from: what in a judgement answers it; None where a person must.
    """

    id: str
    text: str
    good: Good
    drawn_from: str | None = Field(default=None, alias="from")

    @field_validator("good", mode="before")
    @classmethod
    def _word(cls, value: object) -> object:
        """YAML reads a bare yes as true."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class Domain(_Part):
    """One of the seven domains."""

    id: str
    name: str
    questions: tuple[Question, ...]


class Questions(_Part):
    """All of them, with where they come from."""

    source: str
    mark: EvidenceMark
    domains: tuple[Domain, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer, or with whom it waits for.

    Attributes:
        domain: the domain's name.
        question: the question.
        answer: the answer; None while nobody gave one.
        because: what it rests on.
        by: "the data", or the person who answered.
        entry: the entry that holds a person's answer; empty otherwise.
    """

    domain: str
    question: Question
    answer: Answer | None
    because: str
    by: str
    entry: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person."""
        return self.answer is None


@cache
def questions() -> Questions:
    """Return the questions that ship.

    Raises:
        InputFaults: the file is at fault.
    """
    located = read_yaml(FILE)
    found = read_model(Questions, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def people_answered(measure: str, view: View) -> dict[str, Answered]:
    """Return the last answer that a person recorded to each question of a measure."""
    names = {q.id: (d.name, q) for d in questions().domains for q in d.questions}
    found: dict[str, Answered] = {}
    for claim in view.standing:
        body = claim.body
        if (
            isinstance(body, SignallingAnswered)
            and claim.envelope.about == measure
            and body.question in names
        ):
            domain, question = names[body.question]
            found[question.id] = Answered(
                domain, question, body.answer, body.because, body.answered_by, claim.entry
            )
    return found
