"""Every end that is known on a day: reached, in force, proposed, implied, or of a service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from capitula.contract.model import Contract
from capitula.exit.end_dates import END, end_dates
from capitula.exit.transfer_kinds import Move, ServiceTransferred
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.programme.kinds import MilestonePlanned, MilestoneReached
from capitula.record.claim import Claim
from capitula.record.view import View

DISSOLUTION = "dissolution"


class EndSort(StrEnum):
    """In which way an end is known. Only one that is in force binds; an offer is never a plan."""

    REACHED = "reached"
    IN_FORCE = "in force"
    CONTRACT = "in the contract"
    IMPLIED = "implied by an offer"
    PROPOSED = "proposed"
    SERVICE = "end of a service with the holder"
    BODY = "end of the holder"
    BREAK_POINT = "break point"
    ASKED = "asked for"

    @property
    def binds(self) -> bool:
        """Whether steps that were missed before it are missed in earnest."""
        return self in (EndSort.IN_FORCE, EndSort.CONTRACT, EndSort.SERVICE, EndSort.BODY)


@dataclass(frozen=True, slots=True)
class KnownEnd:
    """An end.

    Attributes:
        what: what ends.
        sort: in which way the end is known.
        when: the date as stated.
        by: who states it.
        entry: the entry; empty where the contract file or a person states it.
        mark: how it is known.
    """

    what: str
    sort: EndSort
    when: PartialDate
    by: str
    entry: str
    mark: EvidenceMark

    @property
    def earliest(self) -> date | None:
        """The first day that it could mean; by that every step is safe."""
        return self.when.earliest or self.when.latest

    @property
    def latest(self) -> date | None:
        """The last day that it could mean."""
        return self.when.latest or self.when.earliest


def known_ends(view: View, contract: Contract) -> tuple[KnownEnd, ...]:
    """Return every end that stands in a view, those that bind first."""
    reached = ended(view)
    found = (*(() if reached is None else (_of(END, EndSort.REACHED, reached),)),)
    return (*found, *_of_contract(view, contract, over=bool(found)), *_of_services(view))


def ended(view: View) -> Claim | None:
    """Return the entry that says that the contract has ended; None while it has not."""
    item = view.item(END, MilestoneReached.stated_property)
    body = item.current.body if item else None
    reached = isinstance(body, MilestoneReached) and body.happened and body.date
    return item.current if item and reached else None


def _of_contract(view: View, contract: Contract, *, over: bool) -> Iterator[KnownEnd]:
    in_force = end_dates(view).in_force
    if in_force is not None and in_force.current.value.date:
        dated = (c for c in (in_force.current, *in_force.clashes) if c.value.date)
        yield from (_of(END, EndSort.IN_FORCE, claim) for claim in dated)
    length = contract.length
    if in_force is None and not over and length and length.ends:
        by = length.source or "the contract"
        yield KnownEnd(END, EndSort.CONTRACT, length.ends, by, "", length.mark)
    yield from _offered(view)
    if length and not over:
        for point in length.break_points:
            if point.day:
                by, what = point.clause or point.source or "the contract", f"break point {point.id}"
                yield KnownEnd(what, EndSort.BREAK_POINT, point.day, by, "", point.mark)


def _offered(view: View) -> Iterator[KnownEnd]:
    """Return the ends that offers propose; where none is in force, those that they imply too."""
    known = end_dates(view)
    told: set[str] = set()
    for proposal in known.proposals:
        end = proposal.claim.value.date
        if end and str(end) not in told:
            told.add(str(end))
            yield _of(END, EndSort.PROPOSED, proposal.claim)
    if known.in_force is None:
        for proposal in known.proposals:
            end, claim = proposal.implied_end, proposal.claim
            if end and str(end) not in told:
                told.add(str(end))
                by = f"derived from {claim.entry}"
                mark = EvidenceMark.DERIVED
                yield KnownEnd(END, EndSort.IMPLIED, end, by, claim.entry, mark)


def _of_services(view: View) -> Iterator[KnownEnd]:
    for item in view.items:
        body, claim = item.current.body, item.current
        if isinstance(body, ServiceTransferred) and body.move is Move.TO_RETURN and body.on:
            yield KnownEnd(
                item.subject, EndSort.SERVICE, body.on, _speaker(claim), claim.entry, claim.mark
            )
        if (
            isinstance(body, MilestonePlanned)
            and item.subject == DISSOLUTION
            and body.date
            and view.item(DISSOLUTION, MilestoneReached.stated_property) is None
        ):
            yield _of(DISSOLUTION, EndSort.BODY, claim)


def _of(what: str, sort: EndSort, claim: Claim) -> KnownEnd:
    when = claim.value.date
    if when is None:
        raise ValueError("an end without a date")
    return KnownEnd(what, sort, when, _speaker(claim), claim.entry, claim.mark)


def _speaker(claim: Claim) -> str:
    return claim.envelope.speaker
