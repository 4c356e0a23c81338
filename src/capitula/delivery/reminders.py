"""What falls due between two days: returns, actions, notices, steps of remedies and disputes.

Both days are passed in and nothing reads a clock, so the same record gives the same feed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from capitula.delivery.ladder import DISPUTE, REMEDIES, StepState, ladders
from capitula.delivery.notices import NoticeState, notices
from capitula.delivery.returns import ReturnState, register
from capitula.delivery.reviews import ActionState, actions
from capitula.delivery.under_contract import UnderContract
from capitula.ground.date_words import date_text
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.marks import EvidenceMark


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that falls due on a day.

    Attributes:
        uid: the same for the same thing in every feed, whatever its day.
        day: the day; the last on which it can be due, where it is known as two bounds.
        sort: return, action, notice, remedy step or dispute step.
        title: what is to be done, by whom.
        detail: the rule it rests on, and what is not certain.
        mark: how well the day is known.
    """

    uid: str
    day: date
    sort: str
    title: str
    detail: str
    mark: EvidenceMark

    def document(self) -> dict[str, str]:
        """Return plain data."""
        return {
            "uid": self.uid,
            "day": self.day.isoformat(),
            "sort": self.sort,
            "title": self.title,
            "detail": self.detail,
            "mark": str(self.mark),
        }


@dataclass(frozen=True, slots=True)
class Reminders:
    """A feed: what falls due from a first to a last day, as known on a day."""

    name: str
    title: str
    known_on: date
    first: date
    last: date
    reminders: tuple[Reminder, ...]

    def document(self) -> dict[str, object]:
        """Return `capitula.delivery.reminders/1`."""
        return {
            "schema": "capitula.delivery.reminders/1",
            "name": self.name,
            "title": self.title,
            "known_on": self.known_on.isoformat(),
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "reminders": [each.document() for each in self.reminders],
        }


def reminders(under: UnderContract, first: date, last: date) -> Reminders:
    """Return what falls due from a first to a last day, by day, then by sort and identifier.

    What is done already, or closed, is left out; what is overdue stands on its own day.

    Raises:
        InputFaults: the last day lies before the first.
    """
    if last < first:
        found = f"{first} to {last}"
        place, expected = Place("--from, --to"), "the earlier day first"
        raise InputFaults([Fault(place, found, expected, "swap the days")])
    every = (*_returns(under, last), *_actions(under), *_notices(under), *_steps(under))
    within = [each for each in every if first <= each.day <= last]
    ordered = tuple(sorted(within, key=lambda each: (each.day, each.sort, each.uid)))
    return Reminders(under.name, under.contract.title, under.day, first, last, ordered)


def _uid(under: UnderContract, *parts: object) -> str:
    text = "\n".join([under.contract.case, *map(str, parts)])
    return f"{hashlib.sha256(text.encode()).hexdigest()[:32]}@capitula"


def _returns(under: UnderContract, last: date) -> Iterator[Reminder]:
    waiting = (
        ReturnState.NOT_YET_DUE,
        ReturnState.OVERDUE,
        ReturnState.MAY_BE_OVERDUE,
        ReturnState.REFUSED,
    )
    for each in register(under, max(last, under.day)).in_state(*waiting):
        due = each.return_due
        day = due.due_at_most
        if each.state is ReturnState.REFUSED:
            day = each.decided.again_by if each.decided else None
        if day is None:
            continue
        again = " again" if each.state is ReturnState.REFUSED else ""
        sender = due.sender or "sender not stated"
        bounds = f" Between {date_text(due.due)} and {date_text(day)}." if due.due != day else ""
        bounds = "" if again else bounds
        yield Reminder(
            _uid(under, "return", due.item, due.first, due.last, again),
            day,
            "return",
            f"{due.name} to {date_text(due.last)}{again}: {sender} to {due.recipient}",
            f"{due.rule}; {due.cited}.{bounds} Stands: {each.words}.",
            due.mark,
        )


def _actions(under: UnderContract) -> Iterator[Reminder]:
    for action in actions(under):
        if action.agreed.due and action.state in (ActionState.OPEN, ActionState.OVERDUE):
            yield Reminder(
                _uid(under, "action", action.claim.entry),
                action.agreed.due,
                "action",
                f"{action.agreed.text}: {action.agreed.owner}",
                f"entry {action.claim.entry}. Stands: {action.state}.",
                action.claim.mark,
            )


def _notices(under: UnderContract) -> Iterator[Reminder]:
    for each in notices(under):
        if each.ends and each.state in (NoticeState.RUNNING, NoticeState.RUN_OUT):
            yield Reminder(
                _uid(under, "notice", each.claim.entry),
                each.ends,
                "notice",
                f"{each.notice.notice.words.capitalize()} of {date_text(each.notice.served)}: "
                f"{each.notice.recipient} answers",
                f"{each.cited}; deemed received on {date_text(each.deemed_at_most)}. "
                f"Stands: {each.state}.",
                each.mark,
            )


def _steps(under: UnderContract) -> Iterator[Reminder]:
    for family, sort in ((REMEDIES, "remedy step"), (DISPUTE, "dispute step")):
        for ladder in ladders(under, family):
            for step in ladder.steps:
                if step.due and step.state in (
                    StepState.RUNNING,
                    StepState.MISSED,
                    StepState.WAITING,
                ):
                    yield Reminder(
                        _uid(under, sort, ladder.entry, step.name),
                        step.due,
                        sort,
                        f"{step.title}: {ladder.about}",
                        f"{step.says} {step.rule}. Stands: {step.state}.",
                        step.mark,
                    )
