"""Organisations as of a date: a name as printed, the body it stood for, and who followed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from capitula.record.claim import Claim
from capitula.record.difference import Difference, Sort
from capitula.record.envelope import InForce
from capitula.record.organisation_kinds import OrganisationNamed, OrganisationSucceeded
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a body, from and to certain days, with the claim that shows it, if one does."""

    organisation: str
    printed: str
    in_force: InForce
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a printed name stands for on a day.

    Attributes:
        printed: the name as printed, which is kept.
        organisation: the body that bore the name, as the case calls it.
        bodies: that body on the day: itself, or those that had followed it by then; none if it was
            dissolved.
        by: the successions that lead there.
    """

    printed: str
    organisation: str
    bodies: tuple[str, ...]
    by: tuple[Claim, ...]


class Organisations:
    """The names and successions known in a view."""

    def __init__(self, view: View, names: Iterable[Name] = ()) -> None:
        """Read the entries of the view; `names` are those known from elsewhere in the case."""
        self.names = (*names, *_names(view))
        self._successions = [
            claim for claim in view.claims if isinstance(claim.body, OrganisationSucceeded)
        ]

    def resolve(self, printed: str, on: date) -> Resolved | None:
        """Return what a printed name stands for on a day; None if nobody is known by it."""
        wanted = printed.casefold()
        bearers = [name for name in self.names if name.printed.casefold() == wanted]
        held = [name for name in bearers if name.in_force.may_cover(on)] or bearers
        if not held:
            return None
        body = held[0].organisation
        bodies, by = self._followed(body, on)
        return Resolved(printed, body, bodies, by)

    def aliases(self) -> Iterable[Difference]:
        """Return the bodies that are printed under several names."""
        by_body: dict[str, dict[str, Claim]] = {}
        for name in self.names:
            if name.claim:
                by_body.setdefault(name.organisation, {}).setdefault(name.printed, name.claim)
        for body, claims in by_body.items():
            pairs = tuple(pairwise(claims.values()))
            if pairs:
                yield Difference(Sort.ALIAS, body, "name", "names of one body", pairs)

    def printed_names(self, organisation: str) -> tuple[str, ...]:
        """Return every name under which a body is printed."""
        found = (name.printed for name in self.names if name.organisation == organisation)
        return tuple(dict.fromkeys(found))

    def _followed(self, body: str, on: date) -> tuple[tuple[str, ...], tuple[Claim, ...]]:
        bodies, by, ahead, seen = list[str](), list[Claim](), [body], set[str]()
        while ahead:
            current = ahead.pop(0)
            if current in seen:
                continue
            seen.add(current)
            steps = [claim for claim in self._successions if _took_place(claim, current, on)]
            by += steps
            ahead += [into for claim in steps if (into := _into(claim))]
            if not steps:
                bodies.append(current)
        return tuple(bodies), tuple(by)


def _names(view: View) -> Iterable[Name]:
    for claim in view.claims:
        if isinstance(claim.body, OrganisationNamed):
            about = claim.envelope.about
            for printed in dict.fromkeys((about, claim.body.name, *claim.body.printed)):
                yield Name(about, printed, claim.envelope.in_force, claim)


def _took_place(claim: Claim, body: str, on: date) -> bool:
    """Say whether the succession of a body had surely taken place on a day."""
    if claim.envelope.about != body or not isinstance(claim.body, OrganisationSucceeded):
        return False
    latest = claim.body.on.latest
    return latest is not None and latest <= on


def _into(claim: Claim) -> str:
    return claim.body.into if isinstance(claim.body, OrganisationSucceeded) else ""
