"""A finding: what a room noticed in a view, by a named rule, with its evidence and remedy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that stands open or does not fit.

    Attributes:
        rule: the rule's short name.
        room: the room that found it.
        severity: "blocks", "warns" or "notes".
        about: the subject.
        text: what was found, in a sentence.
        evidence: entries or sources that show it; empty where it is found because nothing is said.
            What rests on silence is a question, and readiness counts it as one.
        remedy: what would settle it.
        acts: the acts that it concerns, such as "award"; empty for all.
    """

    rule: str
    room: str
    severity: str
    about: str
    text: str
    evidence: tuple[str, ...]
    remedy: str
    acts: tuple[str, ...] = ()
