"""Patience: how long ago people agreed, and how often the plan has been put back since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from capitula.agreement.following_kinds import Code
from capitula.agreement.kinds import PositionTaken, Stance
from capitula.agreement.matters import Coded
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.sign_up import sign_up
from capitula.agreement.telling import since, told
from capitula.ground.months import MonthSpan, months_between
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Replan:
    """A plan put to another date, or to none: when that was known, of what, from and to when."""

    known_on: date
    milestone: str
    before: str
    after: str
    entry: str

    def as_json(self) -> dict[str, object]:
        """Return the move for machines."""
        return {
            "known_by": self.known_on.isoformat(),
            "milestone": self.milestone,
            "before": self.before,
            "after": self.after,
            "entry": self.entry,
        }


@dataclass(frozen=True, slots=True)
class Waiting:
    """An agreement and what has happened to the plan since.

    Attributes:
        who: who agreed.
        to_what: to what.
        claim: the entry.
        months: months from the agreement to the day; a range where its date is partial.
        replans: moves of the plan that became known after the agreement was.
    """

    who: str
    to_what: str
    claim: Claim
    months: MonthSpan
    replans: tuple[Replan, ...]

    def as_json(self) -> dict[str, object]:
        """Return the wait for machines."""
        return {
            "who": self.who,
            "to_what": self.to_what,
            "since": since(self.claim),
            "months": {"least": self.months.least, "most": self.months.most},
            "replans": [replan.as_json() for replan in self.replans],
            **told(self.claim),
        }


def patience(view: View, replans: Sequence[Replan]) -> tuple[Waiting, ...]:
    """Return every agreement in a view with the months and the replans since.

    Args:
        view: the record at two dates.
        replans: the moves of the plan known by then.
    """
    found = [*_signed_up(view), *_for_it(view)]
    return tuple(_waiting(view, who, what, claim, replans) for who, what, claim in found)


def _signed_up(view: View) -> Iterable[tuple[str, str, Claim]]:
    for measure in sign_up(view):
        if measure.number is not None:
            words = f"{measure.body.number} {measure.body.of_whom}"
            yield words, measure.body.asked, measure.claim


def _for_it(view: View) -> Iterable[tuple[str, str, Claim]]:
    """A party's own support, also one that it has since left: it waited until then."""
    for claim in view.of_kind(PositionTaken.kind):
        body = claim.body
        if (
            isinstance(body, PositionTaken)
            and not body.spoken_by_another
            and body.stance in (Stance.SUPPORT, Stance.CONDITIONAL)
        ):
            yield claim.envelope.about, body.on, claim


def _waiting(view: View, who: str, what: str, claim: Claim, replans: Sequence[Replan]) -> Waiting:
    agreed = claim.envelope.in_force.start or PartialDate.parse(f"by {claim.envelope.known.last}")
    until = agreed.latest or claim.envelope.known.last
    return Waiting(
        who,
        what,
        claim,
        months_between(agreed, PartialDate.of(view.known_on)),
        tuple(r for r in replans if r.known_on > until),
    )


def _counted(replans: Sequence[Replan]) -> str:
    """Return how often each milestone was put back: moves of two are not one figure."""
    by = Counter(replan.milestone for replan in replans)
    return "; ".join(f"{name} {count}" for name, count in by.items()) or "none"


def patience_sheets(found: Sequence[Waiting], signs: Sequence[Coded]) -> tuple[Sheet, ...]:
    """Return the waits, the moves they sat through, and worries about patience."""
    waits = Sheet(
        "Since they agreed",
        ("Who agreed", "To what", "Since", "Months since", "Replans since"),
        tuple(
            Row(
                (w.who, w.to_what, since(w.claim), str(w.months), _counted(w.replans)),
                w.claim.entry,
            )
            for w in found
        ),
        (
            "Months are calendar months to the day as known on, a range where the date of the "
            "agreement is partial. A replan is a plan for the same milestone at another date, or "
            "at none, that became known after the agreement. Derived.",
        ),
        (),
        "Nobody was known to have agreed to anything by that day.",
    )
    moves = {r.entry: r for w in found for r in w.replans}
    moved = Sheet(
        "What was put back meanwhile",
        ("Known by", "Milestone", "From", "To"),
        tuple(
            Row((r.known_on.isoformat(), r.milestone, r.before, r.after), r.entry)
            for r in sorted(moves.values(), key=lambda r: (r.known_on, r.milestone))
        ),
    )
    worries = Sheet(
        "Worries about patience",
        ("Known by", "Said by", "In words"),
        tuple(
            Row(
                (
                    c.claim.envelope.known.last.isoformat(),
                    c.claim.envelope.speaker,
                    c.claim.value.text,
                ),
                c.claim.entry,
            )
            for c in signs
            if Code.PATIENCE in c.codes
        ),
    )
    return tuple(sheet for sheet in (waits, moved, worries) if sheet.rows or sheet is waits)
