"""The ladder of a remedy or a dispute as of a day: each step, due when, by which rule, what became.

A query notice begins a remedy and a dispute notice a dispute. The contract pins the ruleset of its
remedies; a variation moves it, and a ladder stays under the ruleset that held on the day on which
its notice was deemed received (mark: local). A step whose period no source states has no due day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from capitula.contract.rules.remedies import NoSuchRuleset, ladder, remedy_ruleset, steps_due
from capitula.contract.rules.ruleset import Ruleset
from capitula.delivery.notice_kinds import NoticeServed, ServedNotice
from capitula.delivery.notices import BEGINS_A_LADDER, ServedAsOf, notices
from capitula.delivery.remedy_kinds import (
    FailedBecause,
    LadderClosed,
    LadderStep,
    StepStanding,
)
from capitula.delivery.under_contract import UnderContract
from capitula.ground.date_words import date_text
from capitula.ground.faults import CapitulaError, ValueFault
from capitula.ground.marks import EvidenceMark, weakest
from capitula.record.claim import Claim

RULESET_TERM = "remedy-ruleset"
"""The term of a contract file that pins the ruleset of its remedies."""

REMEDIES, DISPUTE = "remedies", "dispute"


class StepState(StrEnum):
    """Where a step stands on the day; passed over where only a later one is recorded."""

    DONE = "done"
    DONE_LATE = "done late"
    FAILED = "failed"
    NOT_NEEDED = "not needed"
    PASSED_OVER = "passed over"
    RUNNING = "running"
    MISSED = "missed"
    WAITING = "waiting"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a ladder as of the day.

    Attributes:
        name: its name in the ruleset.
        title: its name for reading.
        says: the rule in words.
        rule: the rule's identifier.
        counted_from: the day from which its period is counted.
        due: its last day; None where no source states its period.
        taken: what is recorded of it.
        state: where it stands.
        mark: how well the due day is known.
        entry: the entry that says what became of it.
    """

    name: str
    title: str
    says: str
    rule: str
    counted_from: date | None
    due: date | None
    taken: LadderStep | None
    state: StepState
    mark: EvidenceMark
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A remedy or a dispute as of the day.

    Attributes:
        entry: the entry of the notice that began it; its name.
        about: the matter.
        family: remedies or dispute.
        notice: that notice as of the day.
        ruleset: the ruleset that it stands under; None where the contract pins one not known.
        pinned: where that follows from, in words.
        steps: in order.
        closed: how it ended; None while it runs.
        strange: entries that name a step which the ruleset does not have, or a day before the one
            on which the notice was deemed received.
        why_not: why it cannot be computed; empty where it can.
    """

    entry: str
    about: str
    family: str
    notice: ServedAsOf
    ruleset: Ruleset | None
    pinned: str
    steps: tuple[Step, ...]
    closed: LadderClosed | None
    strange: tuple[Claim, ...] = ()
    why_not: str = ""

    @property
    def current(self) -> Step | None:
        """The step it stands at; None once it is closed or every step is behind it."""
        if self.closed:
            return None
        at = (StepState.RUNNING, StepState.MISSED)
        return next((step for step in self.steps if step.state in at), None)

    @property
    def opens_withholding(self) -> Step | None:
        """The first step that failed because the provider was unreasonable; None if none did."""
        for step in self.steps:
            taken = step.taken
            unreasonable = taken and taken.because is FailedBecause.PROVIDER_UNREASONABLE
            if taken and taken.standing is StepStanding.FAILED and unreasonable:
                return step
        return None

    @property
    def standing(self) -> str:
        """Where it stands, in a few words."""
        if self.closed:
            return f"closed: {self.closed.outcome.replace('_', ' ')} on {date_text(self.closed.on)}"
        if self.why_not:
            return self.why_not
        step = self.current
        if step is None:
            return "every step taken, not closed"
        due = f", due {date_text(step.due)}" if step.due else ", no period stated by any source"
        missed = "missed" if step.state is StepState.MISSED else "at"
        return f"{missed}: {step.title.lower()}{due}"


def ladders(under: UnderContract, family: str) -> tuple[Ladder, ...]:
    """Return every ladder of a family, in the order of their notices.

    Args:
        under: the contract as it stood, with its record.
        family: remedies or dispute.
    """
    every = notices(under)
    begun = [n for n in every if BEGINS_A_LADDER.get(n.notice.notice) == family]
    return tuple(_ladder(under, family, notice, every) for notice in begun)


def pinned_ruleset(under: UnderContract, on: date) -> tuple[Ruleset, str]:
    """Return the ruleset of remedies that a contract stands under on a day, and why.

    Raises:
        NoSuchRuleset: the contract pins one that there is not, or none is in force.
    """
    term = under.term(RULESET_TERM, on)
    if term and term.value:
        variation = "; a variation moved it" if _moved(under, on) else ""
        return remedy_ruleset(on, term.value), f"pinned by the contract{variation}"
    return remedy_ruleset(on), "the contract pins none: the one in force on that day"


def _moved(under: UnderContract, on: date) -> bool:
    words = (edit for log in under.contract_on(on).variations for edit in log.edits)
    return any(RULESET_TERM in word for word in words)


def _ladder(
    under: UnderContract, family: str, notice: ServedAsOf, every: tuple[ServedAsOf, ...]
) -> Ladder:
    about, day = notice.claim.envelope.about, notice.deemed_at_most
    closed = _closed(under, notice.claim.entry)
    blank = Ladder(notice.claim.entry, about, family, notice, None, "", (), closed)
    if day is None or under.calendar is None:
        return _without(blank, "no deemed day: " + ", ".join(notice.missing))
    try:
        if family == REMEDIES:
            ruleset, why = pinned_ruleset(under, day)
        else:
            ruleset, why = remedy_ruleset(day, family=family), "the one ruleset of disputes"
    except NoSuchRuleset as error:
        return _without(blank, str(error))
    taken, strange = _taken(under, notice, ruleset, every)
    done = {
        name: step.on for name, (step, _) in taken.items() if step.standing is StepStanding.DONE
    }
    try:
        due = steps_due(ruleset, day, under.calendar, done)
    except (ValueFault, CapitulaError) as error:
        return _without(blank, str(error))
    steps: list[Step] = []
    names = [each.rule.id.partition(".")[2] for each in due]
    last_taken = max((names.index(name) for name in taken), default=-1)
    at_hand = closed is None
    for number, (name, each) in enumerate(zip(names, due, strict=True)):
        step, entry = taken.get(name, (None, ""))
        if step is None and number < last_taken:
            state = StepState.PASSED_OVER
        else:
            state, at_hand = _state(step, each.due_on, under.day, closed, at_hand=at_hand)
        steps.append(
            Step(
                name,
                each.rule.title,
                each.rule.says,
                each.rule.id,
                each.counted_from,
                each.due_on,
                step,
                state,
                weakest([each.mark, notice.mark]),
                entry,
            )
        )
    return Ladder(
        blank.entry, about, family, notice, ruleset, why, tuple(steps), closed, tuple(strange)
    )


def _without(blank: Ladder, why: str) -> Ladder:
    return Ladder(
        blank.entry, blank.about, blank.family, blank.notice, None, "", (), blank.closed, (), why
    )


def _closed(under: UnderContract, entry: str) -> LadderClosed | None:
    found = [c.body for c in under.view.standing if isinstance(c.body, LadderClosed)]
    return next((body for body in reversed(found) if body.ladder == entry), None)


def _taken(
    under: UnderContract, notice: ServedAsOf, ruleset: Ruleset, every: tuple[ServedAsOf, ...]
) -> tuple[dict[str, tuple[LadderStep, str]], list[Claim]]:
    """Return what is recorded of each step, and entries that fit none."""
    names = [rule.id.partition(".")[2] for rule in ladder(ruleset)]
    taken: dict[str, tuple[LadderStep, str]] = {}
    strange: list[Claim] = []
    for name, day, entry in _by_notice(notice, every):
        if name in names:
            step = LadderStep(
                ladder=notice.claim.entry, step=name, standing=StepStanding.DONE, on=day
            )
            taken[name] = step, entry
    for claim in under.view.standing:
        body = claim.body
        if isinstance(body, LadderStep) and body.ladder == notice.claim.entry:
            early = notice.deemed is not None and body.on < notice.deemed
            if body.step not in names or early:
                strange.append(claim)
            else:
                taken[body.step] = body, claim.entry
    return taken, strange


def _by_notice(notice: ServedAsOf, every: tuple[ServedAsOf, ...]) -> list[tuple[str, date, str]]:
    """Return the steps that a notice is by itself: the query notice, an excusing notice to it."""
    found = [("query_notice", notice.deemed_at_most, notice.claim.entry)]
    for other in every:
        body: NoticeServed = other.notice
        if body.answers == notice.claim.entry and body.notice is ServedNotice.EXCUSING:
            found.append(("excusing_notice", other.deemed_at_most, other.claim.entry))
    return [(name, day, entry) for name, day, entry in found if day is not None]


def _state(
    step: LadderStep | None,
    due: date | None,
    day: date,
    closed: LadderClosed | None,
    *,
    at_hand: bool,
) -> tuple[StepState, bool]:
    """Return the state of a step, and whether the next may be the one at hand."""
    if step is not None:
        match step.standing:
            case StepStanding.FAILED:
                return StepState.FAILED, at_hand
            case StepStanding.NOT_NEEDED:
                return StepState.NOT_NEEDED, at_hand
            case StepStanding.DONE:
                late = due is not None and step.on > due
                return StepState.DONE_LATE if late else StepState.DONE, at_hand
    if closed is not None:
        return StepState.OVER, False
    if not at_hand:
        return StepState.WAITING, False
    missed = due is not None and due < day
    return StepState.MISSED if missed else StepState.RUNNING, False
