"""The organisations of a case: names from the record, from parties named, and from the contract."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.contract.kinds import PartyNamed
from capitula.contract.model import Contract
from capitula.record.envelope import InForce
from capitula.record.organisations import Name, Organisations
from capitula.record.view import View


def organisations(view: View, contract: Contract | None = None) -> Organisations:
    """Return the names and successions known in a view, resolvable as of any date."""
    return Organisations(view, tuple(_names(view, contract)))


def _names(view: View, contract: Contract | None) -> Iterator[Name]:
    for claim in view.claims:
        if isinstance(claim.body, PartyNamed):
            about = claim.envelope.about
            yield Name(about, about, InForce(), claim)
            if claim.body.printed:
                yield Name(about, claim.body.printed, InForce(), claim)
    for party in contract.parties if contract else ():
        for printed in (party.name, *party.printed_names):
            yield Name(party.name, printed, InForce())
