"""Undertakings, findings and recommendations: each ends in an action or a reasoned refusal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from capitula.agreement.concerns import Concern
from capitula.agreement.following_kinds import (
    Code,
    FollowUp,
    FollowUpRecorded,
    MatterCoded,
    RecommendationMade,
)
from capitula.agreement.kinds import Reply, ReplyGiven
from capitula.agreement.matters import Coded, codes_of
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.telling import since, told
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View


class Sort(StrEnum):
    """What calls for a follow-up."""

    UNDERTAKING = "undertaking"
    FINDING = "finding"
    RECOMMENDATION = "recommendation"


class Stands(StrEnum):
    """Where a matter stands."""

    OPEN = "open"
    AGREED = "action agreed"
    OVERDUE = "action overdue"
    DONE = "done"
    NOT_KEPT = "not kept"
    REFUSED = "refused, with reasons"

    @property
    def is_open(self) -> bool:
        """Whether neither an action in time nor a reasoned refusal answers it."""
        return self in (Stands.OPEN, Stands.OVERDUE, Stands.NOT_KEPT)


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter that has to end in an action or a reasoned refusal.

    Attributes:
        sort: undertaking, finding or recommendation.
        claim: the entry, a reviewer's own words before those of others.
        again: the other entries that tell of it.
        text: in words.
        by: who undertook, found or recommended it.
        codes: what it is about.
        follow_ups: what came of it, in order.
        stands: where it stands on the day.
        needs_answer: whether it asks for one: what is safe and good, or of the whole country, does
            not.
    """

    sort: Sort
    claim: Claim
    again: tuple[Claim, ...]
    text: str
    by: str
    codes: tuple[Code, ...]
    follow_ups: tuple[Claim, ...]
    stands: Stands
    needs_answer: bool

    @property
    def since(self) -> str:
        """From when it is told of: by the report that told of it first."""
        told_of = (self.claim, *self.again)
        return since(min(told_of, key=lambda c: (c.envelope.known.last, c.envelope.sequence)))

    def as_json(self) -> dict[str, object]:
        """Return the matter for machines."""
        return {
            "sort": str(self.sort),
            "about": self.claim.envelope.about,
            "text": self.text,
            "by": self.by,
            "codes": [str(code) for code in self.codes],
            "since": self.since,
            "stands": str(self.stands),
            "needs_answer": self.needs_answer,
            "follow_ups": [{"text": c.value.text, **told(c)} for c in self.follow_ups],
            "told_again": [c.entry for c in self.again],
            **told(self.claim),
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a review, as the room that holds reviews gives it.

    Attributes:
        claim: the entry.
        reviewer: who found it.
        calls_for_action: false for findings such as safe or good.
    """

    claim: Claim
    reviewer: str
    calls_for_action: bool


def matters(view: View, found: Iterable[Found], codings: Sequence[Coded]) -> tuple[Matter, ...]:
    """Return every matter in a view: undertakings, findings, recommendations.

    Args:
        view: the record at two dates.
        found: the findings of reviews that stand in the view.
        codings: what entries are coded as.
    """
    ups = [c for c in view.standing if isinstance(c.body, FollowUpRecorded)]
    return tuple(
        _matter(view, told_of, codings, ups)
        for told_of in (*_undertakings(view), *_findings(found), *_recommendations(view))
    )


_Told = tuple[Sort, list[Claim], str, bool]
"""A matter as it was told: its sort, its entries with the own words first, by whom, if it asks."""


def _undertakings(view: View) -> Iterable[_Told]:
    for claim in view.standing:
        body = claim.body
        if isinstance(body, ReplyGiven) and body.reply is Reply.UNDERTAKING:
            yield Sort.UNDERTAKING, [claim], body.by, True


def _findings(found: Iterable[Found]) -> Iterable[_Told]:
    """One reviewer's finding about one thing is one matter, however many tell of it."""
    grouped: dict[tuple[str, str], list[Found]] = {}
    for each in found:
        grouped.setdefault((each.claim.envelope.about, each.reviewer), []).append(each)
    for (_, reviewer), told_of in grouped.items():
        asks = any(each.calls_for_action for each in told_of)
        claims = sorted((e.claim for e in told_of), key=lambda c: not _own_words(c, reviewer))
        yield Sort.FINDING, claims, reviewer, asks


def _own_words(claim: Claim, reviewer: str) -> bool:
    """Say whether it is the reviewer's finding itself, not a summary of it by another."""
    envelope = claim.envelope
    return reviewer in envelope.speaker and envelope.property_name == "finding"


def _recommendations(view: View) -> Iterable[_Told]:
    for claim in view.standing:
        if isinstance(claim.body, RecommendationMade):
            yield Sort.RECOMMENDATION, [claim], claim.body.by, True


def _matter(view: View, told_of: _Told, codings: Sequence[Coded], ups: Sequence[Claim]) -> Matter:
    sort, claims, by, asks = told_of
    names = {claim.entry for claim in claims}
    codes = tuple(dict.fromkeys(code for name in names for code in codes_of(codings, name)))
    answers = [
        c for c in ups if isinstance(c.body, FollowUpRecorded) and names & set(c.body.answers)
    ]
    answers.sort(key=lambda c: (c.envelope.known.last, c.envelope.sequence))
    return Matter(
        sort,
        claims[0],
        tuple(claims[1:]),
        _text(sort, claims, by),
        by,
        codes,
        tuple(answers),
        _stands(view, answers),
        asks and Code.NATIONAL_CONTEXT not in codes,
    )


def _text(sort: Sort, claims: Sequence[Claim], by: str) -> str:
    """Everything that the reviewer found of the thing; where only others tell of it, the first."""
    own = [c.value.text for c in claims if sort is Sort.FINDING and _own_words(c, by)]
    return " ".join(dict.fromkeys(own)) or claims[0].value.text


def _stands(view: View, answers: Sequence[Claim]) -> Stands:
    """The last follow-up decides; an action agreed and not done by its due day is overdue."""
    body = answers[-1].body if answers else None
    if not isinstance(body, FollowUpRecorded):
        return Stands.OPEN
    if body.outcome is FollowUp.AGREED:
        late = body.due is not None and body.due.is_before(view.known_on)
        return Stands.OVERDUE if late else Stands.AGREED
    return {
        FollowUp.DONE: Stands.DONE,
        FollowUp.NOT_KEPT: Stands.NOT_KEPT,
        FollowUp.REFUSED: Stands.REFUSED,
    }[body.outcome]


def matter_findings(found: Iterable[Matter]) -> Iterable[Finding]:
    """Return what is open: an undertaking not kept yet, a finding or recommendation unanswered.

    An undertaking is open until it is done or refused with reasons: an action agreed for it is one
    more undertaking.
    """
    for matter in found:
        undertaking = matter.sort is Sort.UNDERTAKING
        waits = undertaking and matter.stands is Stands.AGREED
        if not matter.needs_answer or not (matter.stands.is_open or waits):
            continue
        state = "" if matter.stands is Stands.OPEN else f" {matter.stands.capitalize()}."
        yield Finding(
            "open undertaking" if undertaking else "finding without action",
            "agreement",
            "warns",
            matter.claim.envelope.about,
            f"{matter.by}: {matter.text.rstrip('.')}.{state}",
            (matter.claim.entry, *(c.entry for c in (*matter.again, *matter.follow_ups))),
            "a record of what was done, dated; or a refusal with reasons"
            if undertaking
            else "an action with owner and date, or a refusal with reasons",
        )


def pointer_findings(view: View) -> Iterable[Finding]:
    """Return the entries that answer or code an entry that is not in the record at all."""
    held = {entry.envelope.entry for entry in view.record.entries}
    for claim in view.standing:
        match claim.body:
            case FollowUpRecorded(answers=names) | MatterCoded(coded_entries=names):
                missing = [name for name in names if name not in held]
            case _:
                continue
        if missing:
            yield Finding(
                "entry that is not there",
                "agreement",
                "notes",
                claim.envelope.about,
                f"{claim.entry} points to {', '.join(missing)}, which the record does not hold.",
                (claim.entry,),
                "an entry that supersedes it and names the right one",
            )


def matter_sheets(found: Sequence[Matter]) -> tuple[Sheet, ...]:
    """Return a sheet for each sort that there is."""
    titles = {
        Sort.UNDERTAKING: "Undertakings",
        Sort.FINDING: "Findings of reviews",
        Sort.RECOMMENDATION: "Recommendations",
    }
    return tuple(
        _sheet(title, [m for m in found if m.sort is sort]) for sort, title in titles.items()
    )


def _sheet(title: str, found: Sequence[Matter]) -> Sheet:
    return Sheet(
        title,
        ("Matter", "By", "In words", "Since", "What came of it", "Where it stands"),
        tuple(
            Row(
                (
                    m.claim.envelope.about,
                    m.by,
                    m.text,
                    m.since,
                    "; ".join(c.value.text for c in m.follow_ups) or "nothing is recorded",
                    str(m.stands) if m.needs_answer else "asks for no action",
                ),
                m.claim.entry,
            )
            for m in found
        ),
        (),
        tuple(
            f"{m.claim.envelope.about}: was it done? ({m.text.rstrip('.')})"
            for m in found
            if m.sort is Sort.UNDERTAKING and m.stands is Stands.OPEN
        ),
        "None was known by that day.",
    )


def sign_sheet(signs: Sequence[Coded], found: Sequence[Matter], raised: Sequence[Concern]) -> Sheet:
    """Return the early signs of trouble between people, in order of becoming known."""
    stands = {
        claim.entry: str(m.stands) if m.needs_answer else "asks for no action"
        for m in found
        for claim in (m.claim, *m.again)
    } | {claim.entry: str(c.state) for c in raised for claim in (c.claim, *c.again)}
    early = {c.claim.entry: c for c in signs if c.is_early_sign}
    ordered = sorted(early.values(), key=lambda c: (c.claim.envelope.known.last, c.claim.entry))
    return Sheet(
        "Early signs: relationships, culture, engagement, patience",
        ("Known by", "Said by", "In words", "Coded", "Where it stands"),
        tuple(
            Row(
                (
                    c.claim.envelope.known.last.isoformat(),
                    c.claim.envelope.speaker,
                    c.claim.value.text,
                    c.words,
                    stands.get(c.claim.entry, ""),
                ),
                c.claim.entry,
            )
            for c in ordered
        ),
        ("Codes are this product's reading of the words, kept as entries and marked derived.",),
        (),
        "No such sign was known by that day.",
    )
