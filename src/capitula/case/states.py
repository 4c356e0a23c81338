"""The state of every subject on a day, derived from entries of several rooms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from capitula.assurance.kinds import DecisionMade, Outcome
from capitula.assurance.stage import CONTRACT
from capitula.exit.transfer_kinds import Move, ServiceTransferred
from capitula.programme.kinds import MilestoneReached
from capitula.record.claim import Claim
from capitula.record.item import Item
from capitula.record.view import View

DISSOLUTION = "dissolution"


@dataclass(frozen=True, slots=True)
class SubjectState:
    """What state a subject is in, in one or more words, each with the entries that show it.

    Attributes:
        about: the subject.
        words: the states that hold together, such as "paused, no restart date" and "partly
            transferred".
        others: other words used for the same act, with their speakers.
        entries: the entries that show it.
    """

    about: str
    words: tuple[str, ...]
    others: tuple[str, ...]
    entries: tuple[str, ...]

    @property
    def text(self) -> str:
        """The state in a line."""
        return "; ".join(self.words)


def states(view: View) -> tuple[SubjectState, ...]:
    """Return the state of every subject that has one, in the order of the record."""
    services = [item for item in view.items if isinstance(item.current.body, ServiceTransferred)]
    subjects = dict.fromkeys(
        (
            *(i.subject for i in view.items if isinstance(i.current.body, DecisionMade)),
            *(_whole(item) for item in services),
            *((CONTRACT,) if _lesser(view) else ()),
        )
    )
    found = (_state(view, subject, services) for subject in subjects)
    return tuple(state for state in found if state.words)


def state_of(view: View, about: str) -> SubjectState | None:
    """Return the state of one subject; None if nothing gives it one."""
    return next((state for state in states(view) if state.about == about), None)


def _state(view: View, about: str, services: list[Item]) -> SubjectState:
    words: list[str] = []
    entries: list[str] = []
    others: tuple[str, ...] = ()
    decided = view.item(about, DecisionMade.stated_property)
    if decided is not None:
        words.append(_decided(view, decided.current))
        entries.append(decided.current.entry)
        others = tuple(f"{c.state} ({c.envelope.speaker})" for c in decided.clashes)
    lesser = _lesser(view) if about == CONTRACT else None
    if lesser:
        words.append("started in a lesser form")
        entries.append(lesser.entry)
    parts = [item.current for item in services if _whole(item) == about]
    word = _moved(parts)
    if word:
        words.append(word)
        entries += [claim.entry for claim in parts]
    return SubjectState(about, tuple(words), others, tuple(entries))


def _decided(view: View, claim: Claim) -> str:
    """Return the state after the decision; what was to be wound down is so once it is dissolved."""
    winding = isinstance(claim.body, DecisionMade) and claim.body.outcome is Outcome.WIND_DOWN
    if winding and any(_dissolved(view)):
        return "wound down"
    return claim.state


def _dissolved(view: View) -> Iterator[Claim]:
    for claim in view.standing:
        reached = isinstance(claim.body, MilestoneReached) and claim.body.happened
        if reached and claim.envelope.about == DISSOLUTION:
            yield claim


def _lesser(view: View) -> Claim | None:
    for claim in view.standing:
        if isinstance(claim.body, MilestoneReached) and claim.body.lesser_form:
            return claim
    return None


def _moved(parts: list[Claim]) -> str:
    """Say of the services of a whole whether they moved, in part or all, and came away again."""
    bodies = [claim.body for claim in parts if isinstance(claim.body, ServiceTransferred)]
    moves = {body.move for body in bodies}
    if Move.RETURNED in moves:
        return "partly unwound" if moves & {Move.MOVED, Move.TO_RETURN} else "unwound"
    if not moves & {Move.MOVED, Move.TO_RETURN}:  # what is to return is still away
        return ""
    partly = Move.NOT_MOVED in moves or any(b.extent for b in bodies if b.move is Move.MOVED)
    return "partly transferred" if partly else "transferred"


def _whole(item: Item) -> str:
    body = item.current.body
    return body.part_of if isinstance(body, ServiceTransferred) else ""
