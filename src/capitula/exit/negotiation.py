"""The negotiation of an end: offers and counter-offers in a chain, each with the answer it got.

An offer told of by two reports is one offer. What an offer answers is shown only once that offer
had been reported itself: the chain never shows an entry of a later day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from capitula.exit.end_dates import END, implied_end
from capitula.exit.offer_kinds import OfferAnswered, OfferMade, Response
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Answered:
    """What an offer got.

    Attributes:
        words: accepted, refused, lapsed, countered, overtaken, open, or no answer reported.
        by: who answered; empty where nobody did.
        reason: why, as the one who answered has it.
        entry: the entry that shows it; empty where none does.
    """

    words: str
    by: str = ""
    reason: str = ""
    entry: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the offer still waits for an answer."""
        return self.words in (OPEN, NO_ANSWER)


OPEN, NO_ANSWER = "open", "no answer reported"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer, however often it was told.

    Attributes:
        tellings: the entries that tell of it, first told first.
        about: what it concerns.
        by: who makes it; empty where nobody is named.
        to: to whom.
        made: when, as stated.
        end: the end that it proposes; None if none is stated.
        months: by how much it would lengthen the contract; None if not stated.
        implied_end: the end that it would lengthen, derived.
        terms: the rest, in words.
        conditions: what it hangs on.
        expires: the last day on which it can be accepted; None if not stated.
        counter_to: the offers that it answers, as far as they were known.
        answers_unseen: whether it answers an offer that had not been reported by the day.
        answer: what it got.
        stands: false once a later entry took its place.
    """

    tellings: tuple[Claim, ...]
    about: str
    by: str
    to: str
    made: PartialDate | None
    end: PartialDate | None
    months: int | None
    implied_end: PartialDate | None
    terms: str
    conditions: tuple[str, ...]
    expires: PartialDate | None
    counter_to: tuple[str, ...]
    answers_unseen: bool
    answer: Answered
    stands: bool

    @property
    def entries(self) -> tuple[str, ...]:
        """The entries that tell of it."""
        return tuple(claim.entry for claim in self.tellings)


def negotiation(view: View) -> tuple[Offer, ...]:
    """Return every offer reported by the day, in the order in which they were made or told."""
    claims = [c for c in view.of_kind(OfferMade.kind) if isinstance(c.body, OfferMade)]
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_same(claim), []).append(claim)
    offers = [_offer(view, group) for group in groups.values()]
    offers.sort(key=_when)
    return tuple(replace(offer, answer=_answer(view, offer, offers)) for offer in offers)


def about_the_end(offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """Return the offers that concern the end of the contract."""
    return tuple(offer for offer in offers if offer.about == END)


def _same(claim: Claim) -> tuple[str, ...]:
    """What two tellings of one offer have in common; without a maker or a figure, nothing."""
    body = claim.body
    if not isinstance(body, OfferMade) or not body.by or not (body.proposed_end or body.months):
        return (claim.entry,)
    return claim.envelope.about, body.by, body.to, str(body.proposed_end), str(body.months)


def _offer(view: View, group: list[Claim]) -> Offer:
    tellings = tuple(sorted(group, key=lambda c: (c.envelope.known.last, c.envelope.sequence)))
    bodies = [c.body for c in tellings if isinstance(c.body, OfferMade)]
    first = bodies[0]
    known = {claim.entry for claim in view.of_kind(OfferMade.kind)}
    counters = tuple(dict.fromkeys(b.counter_to for b in bodies if b.counter_to))
    seen = tuple(entry for entry in counters if entry in known)
    standing = {claim.entry for claim in view.standing}
    return Offer(
        tellings,
        tellings[0].envelope.about,
        first.by,
        first.to,
        next((b.made for b in bodies if b.made), None),
        first.proposed_end,
        first.months,
        implied_end(first),
        first.terms,
        tuple(dict.fromkeys(each for b in bodies for each in b.conditions)),
        next((b.expires for b in bodies if b.expires), None),
        seen,
        answers_unseen=bool(counters) and not seen,
        answer=Answered(NO_ANSWER),
        stands=any(claim.entry in standing for claim in tellings),
    )


def _when(offer: Offer) -> tuple[object, ...]:
    envelope = offer.tellings[0].envelope
    made = offer.made.earliest if offer.made else None
    return (made or envelope.known.last, envelope.known.last, envelope.sequence)


def _answer(view: View, offer: Offer, offers: Sequence[Offer]) -> Answered:
    """Return the answer stated for it; else that it was countered; else what its teller says."""
    stated = list(_stated(view, offer))
    if stated:
        return stated[-1]
    for other in offers:
        if set(other.counter_to) & set(offer.entries):
            return Answered("countered", other.by, other.terms, other.entries[0])
    told = {c.body.response for c in offer.tellings if isinstance(c.body, OfferMade)}
    for response in (Response.ACCEPTED, Response.REFUSED, Response.LAPSED):
        if response in told:
            return Answered(response.value, entry=offer.entries[0])
    over = _overtaken(view, offer)
    if over:
        return Answered("overtaken", entry=over)
    if offer.expires is not None and offer.expires.is_before(view.known_on):
        return Answered(Response.LAPSED.value, entry=offer.entries[0])
    return Answered(OPEN if Response.OPEN in told else NO_ANSWER)


def _stated(view: View, offer: Offer) -> Iterator[Answered]:
    for claim in view.of_kind(OfferAnswered.kind):
        body = claim.body
        if isinstance(body, OfferAnswered) and body.offer in offer.entries:
            yield Answered(body.response.value, body.by, body.reason, claim.entry)


def _overtaken(view: View, offer: Offer) -> str:
    """Return the visible entry that took the place of every telling; empty where one stands."""
    by = ""
    for claim in offer.tellings:
        found = [
            envelope.entry
            for envelope in view.record.superseding(claim.entry)
            if envelope.known.last <= view.known_on
        ]
        if not found:
            return ""
        by = found[-1]
    return by


def unseen_answers(view: View) -> tuple[Answered, ...]:
    """Return answers that were reported before the offers that they answer were."""
    known = {claim.entry for claim in view.of_kind(OfferMade.kind)}
    return tuple(
        Answered(claim.body.response.value, claim.body.by, claim.body.reason, claim.entry)
        for claim in view.of_kind(OfferAnswered.kind)
        if isinstance(claim.body, OfferAnswered) and claim.body.offer not in known
    )
