"""Formal letters: one item with parts, each of which stands in the record and is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from capitula.agreement.clock import Clock, reply_clock
from capitula.agreement.concern_kinds import ConcernEscalated, LetterReceived, SatisfactionStated
from capitula.agreement.concerns import SETTLES, Concern, concerns
from capitula.agreement.kinds import ReplyGiven, RequestMade, SignUpMeasured
from capitula.agreement.telling import begins, told
from capitula.ground.operational_days import OperationalCalendar
from capitula.ground.partial_date import PartialDate
from capitula.record.act_kind import ActDated
from capitula.record.claim import Claim
from capitula.record.values import Value
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter with its parts.

    Attributes:
        claim: the entry.
        body: the letter.
        written: its date, by the letter or by the report told first; None where neither has it.
        signatories: how many put their names to it, in every count there is.
        by_organisation: how many of each body; None where nobody counted.
        addressed_to: to whom it went, as the letter or its concerns have it.
        concerns: its concerns, with where each stands.
        asks: what it asks for.
        replies: what was replied to the letter as a whole.
        satisfaction: what was said of whether that satisfies.
        escalations: where it was taken.
        clock: by when it is to be answered.
        unreconciled: every way in which its parts do not fit together; empty where they do.
    """

    claim: Claim
    body: LetterReceived
    written: PartialDate | None
    signatories: tuple[Claim, ...]
    by_organisation: tuple[tuple[str, int | None], ...]
    addressed_to: tuple[str, ...]
    concerns: tuple[Concern, ...]
    asks: tuple[Claim, ...]
    replies: tuple[Claim, ...]
    satisfaction: tuple[Claim, ...]
    escalations: tuple[Claim, ...]
    clock: Clock
    unreconciled: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the letter is called."""
        return self.claim.envelope.about

    @property
    def open_concerns(self) -> int:
        """How many of its concerns are open."""
        return sum(concern.state.is_open for concern in self.concerns)

    def how_many(self) -> str:
        """How many put their names to it, in words, every count with its report."""
        own = Value(str(self.body.how_many), bound=self.body.bound) if self.body.how_many else None
        said = [] if own is None else [f"{_bound(self.body)}{self.body.how_many} (the letter)"]
        said += [f"{c.value.text} ({c.envelope.source})" for c in self.signatories]
        return "; ".join(dict.fromkeys(said)) or "not counted"

    def as_json(self) -> dict[str, object]:
        """Return the letter for machines."""
        return {
            "letter": self.name,
            "from": self.body.from_whom,
            "written": str(self.written) if self.written else None,
            "received": str(self.body.received) if self.body.received else None,
            "how_many": self.body.how_many,
            "bound": str(self.body.bound),
            "signatories": [{"text": c.value.text, **told(c)} for c in self.signatories],
            "by_organisation": [
                {"organisation": name, "number": number} for name, number in self.by_organisation
            ],
            "addressed_to": list(self.addressed_to),
            "evidence": list(self.body.evidence),
            "concerns": [
                {"entry": c.claim.entry, "text": c.body.text, "state": str(c.state)}
                for c in self.concerns
            ],
            "asks": [{"text": c.value.text, **told(c)} for c in self.asks],
            "replies": [{"reply": c.state, "text": c.value.text, **told(c)} for c in self.replies],
            "satisfaction": [{"text": c.value.text, **told(c)} for c in self.satisfaction],
            "escalations": [{"text": c.value.text, **told(c)} for c in self.escalations],
            "clock": self.clock.as_json(),
            "reconciles": not self.unreconciled,
            "unreconciled": list(self.unreconciled),
            **told(self.claim),
        }


def letters(
    view: View, calendar: OperationalCalendar | None, within: int | None = None
) -> tuple[Letter, ...]:
    """Return every letter that stands in a view.

    Args:
        view: the record at two dates.
        calendar: the contract's operational days; None where it froze none.
        within: the period for a reply, in operational days; that of the rule unless given.
    """
    raised = concerns(view)
    by_entry = {c.entry: c for c in view.claims}

    def whole(claim: Claim, body: LetterReceived) -> Letter:
        parts = _parts(body, raised)
        to = tuple(dict.fromkeys(a for c in parts for a in c.body.addressed_to))
        replies = _about(view, claim, ReplyGiven)
        written = body.written or _dated(view, claim)
        started = body.received or written
        return Letter(
            claim,
            body,
            written,
            _counted(view, body, by_entry),
            body.counts(),
            body.addressed_to or to,
            parts,
            tuple(by_entry[name] for name in body.asks if name in by_entry),
            replies,
            _about(view, claim, SatisfactionStated),
            _about(view, claim, ConcernEscalated),
            reply_clock(body, started, calendar, view.known_on, _answered(replies), within),
            tuple(_unreconciled(body, parts, by_entry)),
        )

    return tuple(
        whole(claim, claim.body)
        for claim in view.standing
        if isinstance(claim.body, LetterReceived)
    )


def _dated(view: View, letter: Claim) -> PartialDate | None:
    """The date that another entry gives the letter; of several, the one told first."""
    dated = [
        c
        for c in view.claims
        if isinstance(c.body, ActDated)
        and c.envelope.about == letter.envelope.about
        and c.envelope.property_name == ActDated.stated_property
    ]
    first = min(dated, key=lambda c: (c.envelope.known.last, c.envelope.sequence), default=None)
    return first.value.date if first else None


def _counted(view: View, body: LetterReceived, by_entry: dict[str, Claim]) -> tuple[Claim, ...]:
    """The counts that the letter names, and every other count of the same thing."""
    named = [by_entry[name] for name in body.counted_in if name in by_entry]
    about = {claim.envelope.about for claim in named}
    return tuple(
        c for c in view.of_kind(SignUpMeasured.kind) if c.body and c.envelope.about in about
    )


def letters_unreconciled(view: View) -> Iterator[tuple[Claim, tuple[str, ...]]]:
    """Return the letters whose parts do not fit together, with every way in which they do not."""
    standing = [c for c in view.standing if isinstance(c.body, LetterReceived)]
    if not standing:
        return
    raised = concerns(view)
    by_entry = {c.entry: c for c in view.claims}
    for claim in standing:
        if isinstance(claim.body, LetterReceived):
            found = tuple(_unreconciled(claim.body, _parts(claim.body, raised), by_entry))
            if found:
                yield claim, found


def _parts(body: LetterReceived, raised: Sequence[Concern]) -> tuple[Concern, ...]:
    named = set(body.concerns)
    return tuple(c for c in raised if {c.claim.entry, *(a.entry for a in c.again)} & named)


def _about(view: View, letter: Claim, kind: type) -> tuple[Claim, ...]:
    about = letter.envelope.about
    found = [c for c in view.standing if isinstance(c.body, kind) and c.envelope.about == about]
    return tuple(sorted(found, key=lambda c: (c.envelope.known.last, c.envelope.sequence)))


def _answered(replies: Sequence[Claim]) -> date | None:
    """Return when a reply that answers or accepts may have been given; None without one."""
    days = [
        begins(c) for c in replies if isinstance(c.body, ReplyGiven) and c.body.reply in SETTLES
    ]
    return min(days, default=None)


def _unreconciled(
    body: LetterReceived, parts: Sequence[Concern], by_entry: dict[str, Claim]
) -> Iterator[str]:
    held = {c.claim.entry for c in parts} | {a.entry for c in parts for a in c.again}
    for name in (*body.concerns, *body.asks, *body.counted_in):
        if name not in by_entry:
            yield f"{name}: not in the record by that day"
    for name in body.concerns:
        if name in by_entry and name not in held:
            yield f"{name}: no concern that stands"
    for name in body.asks:
        if name in by_entry and not isinstance(by_entry[name].body, RequestMade):
            yield f"{name}: not a request"
    yield from _counts(body, [by_entry[name] for name in body.counted_in if name in by_entry])


def _counts(body: LetterReceived, counts: Sequence[Claim]) -> Iterator[str]:
    """The letter's own count, the counts of others and the sum by body have to agree."""
    for claim in counts:
        if not isinstance(claim.body, SignUpMeasured):
            yield f"{claim.entry}: not a count of signatories"
        elif body.how_many is not None and not _own(body, claim.value).agrees_with(claim.value):
            own = f"{_bound(body)}{body.how_many}"
            yield f"{claim.entry} counts {claim.value.text}, the letter {own}"
    numbers = [number for _, number in body.counts()]
    known = [number for number in numbers if number is not None]
    if body.how_many is None or not numbers:
        return
    total, complete = sum(known), len(known) == len(numbers)
    if complete and not _fits(body, total):
        yield f"by body {total}, in all {_bound(body)}{body.how_many}"
    if not complete and body.bound == "exact" and total > body.how_many:
        yield f"by body {total} already, in all {body.how_many}"


def _fits(body: LetterReceived, total: int) -> bool:
    return Value(str(total), number=str(total)).agrees_with(
        Value("", number=str(body.how_many), bound=body.bound)
    )


def _own(body: LetterReceived, other: Value) -> Value:
    return Value(
        "", number=str(body.how_many), unit=other.unit, basis=other.basis, bound=body.bound
    )


def _bound(body: LetterReceived) -> str:
    return "" if body.bound == "exact" else f"{body.bound} "
