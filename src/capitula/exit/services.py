"""The exit of each service: recipient, every planned day, the actual day, slip, and what goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from capitula.exit.handover_kinds import Aspect, HandoverStated
from capitula.exit.transfer_kinds import Move, ServiceTransferred
from capitula.ground.months import MonthSpan, months_between
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.view import View

PLANS = (Move.PLANNED, Move.TO_RETURN)
DONE = (Move.MOVED, Move.RETURNED)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One version of the day on which a service is to move.

    Attributes:
        on: the day planned.
        claim: the entry.
        overtaken: whether it was told of as already replaced.
        why: why it moved, as this version has it.
        as_part_of: the collective name under which the day was planned; empty for its own.
    """

    on: PartialDate
    claim: Claim
    overtaken: bool
    why: str
    as_part_of: str = ""


@dataclass(frozen=True, slots=True)
class ServiceExit:
    """A service and how it moves: to the holder, or away from it.

    Attributes:
        service: the service.
        move: how it stands.
        extent: what is said of how much; empty for the whole of it.
        whole: the whole to whose ledger it belongs.
        carved_from: the collective name under which it went before; empty where it had none.
        recipient: who takes it; empty where nobody says.
        planned: every version of the day, in the order in which they were told.
        actual: the day on which it moved; None if not known.
        slip: months from the first planned day to the actual one, or to the last planned; None
            where one of them is missing.
        why: why it slipped, as far as it is said.
        parts: what is said of approval, assets, data, records and the rest, the last word of each.
        claim: the entry that holds now.
        due_past: whether its planned day has passed and no source says that it moved.
    """

    service: str
    move: Move
    extent: str
    whole: str
    carved_from: str
    recipient: str
    planned: tuple[PlannedDay, ...]
    actual: PartialDate | None
    slip: MonthSpan | None
    why: str
    parts: Mapping[Aspect, Claim]
    claim: Claim
    due_past: bool

    @property
    def missing(self) -> tuple[Aspect, ...]:
        """The parts of a hand-over of which nothing is said."""
        return tuple(aspect for aspect in NEEDED if aspect not in self.parts)


NEEDED = (Aspect.APPROVAL, Aspect.ASSETS, Aspect.DATA, Aspect.RECORDS, Aspect.CONTRACTS)
"""What the record is asked for of every service that moves."""


def service_exits(view: View) -> tuple[ServiceExit, ...]:
    """Return every service that moved or is to move, as known on the view's day."""
    parts = _parts(view)
    told: dict[str, list[Claim]] = {}
    for claim in view.of_kind(ServiceTransferred.kind):
        if isinstance(claim.body, ServiceTransferred):
            told.setdefault(claim.envelope.about, []).append(claim)
    standing = frozenset(claim.entry for claim in view.standing)
    read = _Reading(view.known_on, standing, parts, told)
    found = (_exit(service, claims, read) for service, claims in told.items())
    return tuple(exit_ for exit_ in found if exit_ is not None)


def named_exits(view: View) -> tuple[ServiceExit, ...]:
    """Return the same without collective names whose services are named since."""
    exits = service_exits(view)
    collective = {exit_.carved_from for exit_ in exits}
    return tuple(exit_ for exit_ in exits if exit_.service not in collective)


@dataclass(frozen=True, slots=True)
class _Reading:
    known_on: date
    standing: frozenset[str]
    parts: Mapping[str, Mapping[Aspect, Claim]]
    told: Mapping[str, list[Claim]]


def _exit(service: str, claims: list[Claim], read: _Reading) -> ServiceExit | None:
    standing = [c for c in claims if c.entry in read.standing]
    current = max(standing or claims, key=lambda c: (c.envelope.known.last, c.envelope.sequence))
    body = current.body
    if not isinstance(body, ServiceTransferred):
        return None
    bodies = [c.body for c in claims if isinstance(c.body, ServiceTransferred)]
    carved_from = next((b.carved_from for b in bodies if b.carved_from), "")
    planned = (*_before(claims, carved_from, read), *_planned(claims))
    done = body.move in DONE
    actual = body.on if done else None
    last = actual or (planned[-1].on if planned else None)
    first = planned[0].on if planned else None
    slip = months_between(first, last) if first and last and (done or len(planned) > 1) else None
    whys = [p.why for p in planned if p.why] + [body.why]
    return ServiceExit(
        service,
        body.move,
        body.extent,
        body.part_of,
        carved_from,
        body.to,
        planned,
        actual,
        slip,
        next((why for why in reversed(whys) if why), ""),
        read.parts.get(service, {}),
        current,
        _due_past(body, read.known_on),
    )


def _before(claims: list[Claim], carved_from: str, read: _Reading) -> Iterator[PlannedDay]:
    """Return the days planned under the collective name, before the service was named itself."""
    first = min(claim.envelope.known.last for claim in claims)
    for planned in _planned(read.told.get(carved_from, [])):
        if planned.claim.envelope.known.last < first:
            yield replace(planned, as_part_of=carved_from)


def _planned(claims: list[Claim]) -> tuple[PlannedDay, ...]:
    """Return the versions; a plan told of as overtaken stands before the others of its report."""
    found = [
        PlannedDay(claim.body.on, claim, _overtaken(claim), claim.body.why)
        for claim in claims
        if isinstance(claim.body, ServiceTransferred)
        and claim.body.move in PLANS
        and claim.body.on is not None
    ]
    return tuple(
        sorted(
            found,
            key=lambda p: (
                p.claim.envelope.known.last,
                not p.overtaken,
                p.claim.envelope.sequence,
            ),
        )
    )


def _overtaken(claim: Claim) -> bool:
    end = claim.envelope.in_force.end
    return end is not None and end.is_before(claim.envelope.known.last)


def _due_past(body: ServiceTransferred, known_on: date) -> bool:
    return body.move in PLANS and body.on is not None and body.on.is_before(known_on)


def _parts(view: View) -> Mapping[str, Mapping[Aspect, Claim]]:
    """Return the last word on each part of each service's hand-over."""
    found: dict[str, dict[Aspect, Claim]] = {}
    for claim in sorted(view.standing, key=lambda c: (c.envelope.known.last, c.envelope.sequence)):
        if isinstance(claim.body, HandoverStated):
            found.setdefault(claim.envelope.about, {})[claim.body.aspect] = claim
    return found
