"""The parties of a contract as OCDS parties, with their ODS codes and the roles of the codelist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from capitula.case.ocds.fields import Json
from capitula.case.ocds.identifiers import APART, NHS_SCHEME
from capitula.contract.model import Contract
from capitula.contract.party import Party, Role
from capitula.ground.marks import EvidenceMark

INTERESTED = "interestedParty"


def parties(contract: Contract, ids: Mapping[str, str], *, awarded: bool) -> list[Json]:
    """Return the parties known so far.

    Args:
        contract: the contract file as known on the day.
        ids: each party's identifier in the releases.
        awarded: whether an award is known; before that a holder is only one that might be.
    """
    return [_party(party, ids[party.id], awarded=awarded) for party in contract.parties]


def references(found: Sequence[Party], ids: Mapping[str, str]) -> list[Json]:
    """Return references to parties."""
    return [{"id": ids[party.id], "name": party.name} for party in found]


def suppliers(contract: Contract, *, awarded: bool) -> tuple[Party, ...]:
    """Return the holders once there is an award, and until then the preferred providers."""
    return contract.with_role(Role.HOLDER if awarded else Role.PREFERRED_PROVIDER)


def _party(party: Party, identifier: str, *, awarded: bool) -> Json:
    made: Json = {"id": identifier, "name": party.name}
    if party.code:
        made["identifier"] = {"scheme": NHS_SCHEME, "id": party.code, "legalName": party.name}
    made["roles"] = _roles(party, awarded=awarded)
    made["capitulaParty"] = party.id
    made["capitulaRoles"] = [str(role) for role in party.roles]
    if party.mark is not EvidenceMark.SOURCED:
        made["capitulaMark"] = str(party.mark)
    if APART in identifier:
        made["capitulaKeptApart"] = identifier.partition(APART)[0]
    return made


def _roles(party: Party, *, awarded: bool) -> list[str]:
    """Return the codelist's roles; one that the codelist lacks makes an interested party."""
    codes = {
        Role.COMMISSIONER: "buyer",
        Role.HOLDER: "supplier" if awarded else INTERESTED,
        Role.PREFERRED_PROVIDER: INTERESTED if awarded else "tenderer",
    }
    return list(dict.fromkeys(codes.get(role, INTERESTED) for role in party.roles))
