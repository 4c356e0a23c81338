"""Changes of control of the holder and of those below it, and the consents they need.

A change is told of by an entry of its own, or follows from a body that merged, was replaced or
dissolved. It stays open until every commissioner has said yes, or that it need not.
"""

from __future__ import annotations

from dataclasses import dataclass

from capitula.contract.model import Contract
from capitula.contract.party import Party, Role
from capitula.contract.rules.icp_facts import BodyKind
from capitula.contract.rules.icp_from_contract import facts_of
from capitula.contract.rules.ruleset import load_ruleset
from capitula.delivery.flow_kinds import Consent, ConsentToChange, ControlChanged
from capitula.delivery.under_contract import UnderContract
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.organisation_kinds import OrganisationSucceeded, Succession

CONTROL_TERM = "change-of-control"
"""The term of a contract file that says what a change of control asks for."""

WATCHED = (Role.HOLDER, Role.PREFERRED_PROVIDER, Role.SUBCONTRACTOR)
"""Whose change of control is a trigger: those who hold the contract, are to, or stand below."""


@dataclass(frozen=True, slots=True)
class ControlChange:
    """A change of control of a body with a part in the contract.

    Attributes:
        claim: the entry that tells of it.
        body: the body, by its name.
        part: what it is in the contract, in words.
        how: what happened.
        on: when.
        planned: whether it is still to happen.
        consents: what was said to it so far.
        wanting: who has not consented yet.
        rule: why consent is needed, in words.
        mark: how well all of that is known.
    """

    claim: Claim
    body: str
    part: str
    how: str
    on: PartialDate
    planned: bool
    consents: tuple[Claim, ...]
    wanting: tuple[str, ...]
    rule: str
    mark: EvidenceMark

    @property
    def refused(self) -> bool:
        """Whether somebody whose consent is needed refused it."""
        bodies = (claim.body for claim in self.consents)
        return any(isinstance(b, ConsentToChange) and b.consent is Consent.REFUSED for b in bodies)

    @property
    def open(self) -> bool:
        """Whether a consent is wanting."""
        return bool(self.wanting)


def control_changes(under: UnderContract) -> tuple[ControlChange, ...]:
    """Return every change of control of a body that the contract rests on, by entry."""
    watched = _watched(under)
    found: list[ControlChange] = []
    for claim in under.view.standing:
        about = claim.envelope.about
        part = watched.get(about)
        match claim.body:
            case ControlChanged() as body if part:
                found.append(_change(under, claim, part, body.how, body.on, planned=body.planned))
            case OrganisationSucceeded() as body if part and body.how is not Succession.RENAME:
                into = f" into {body.into}" if body.into else ""
                found.append(_change(under, claim, part, f"{body.how}{into}", body.on))
            case _:
                continue
    return tuple(found)


def _watched(under: UnderContract) -> dict[str, str]:
    """Return the parts of the bodies that are watched, by every name they go by."""
    below = {each.to: each for each in under.contract.subcontracts}
    found: dict[str, str] = {}
    for party in under.contract.parties:
        roles = [role.replace("_", " ") for role in party.roles if role in WATCHED]
        if party.id in below:
            each = below[party.id]
            kind = {True: "material ", False: "", None: ""}[each.material]
            roles.append(f"holder of the {kind}subcontract {each.id}")
        if roles:
            found |= dict.fromkeys(_names(party), ", ".join(dict.fromkeys(roles)))
    return found


def _commissioners(contract: Contract, on: PartialDate) -> list[str]:
    """Return the commissioners that there were on the day: no group after boards took its place."""
    rule = load_ruleset("icp_contract")["commissioners"]
    last_group, first_board = rule["ccg_last_day"].day, rule["icb_first_day"].day
    kinds = {body.name: body.kind for body in facts_of(contract).commissioners or ()}
    found: list[str] = []
    for party in contract.with_role(Role.COMMISSIONER):
        kind = kinds.get(party.name)
        gone = kind is BodyKind.CCG and on.earliest is not None and on.earliest > last_group
        to_come = kind is BodyKind.ICB and on.is_before(first_board)
        if not gone and not to_come:
            found.append(party.name)
    return found


def _names(party: Party) -> tuple[str, ...]:
    return (party.id, party.name, *party.printed_names)


def _change(
    under: UnderContract,
    claim: Claim,
    part: str,
    how: str,
    on: PartialDate,
    *,
    planned: bool = False,
) -> ControlChange:
    consents = tuple(
        c
        for c in under.view.standing
        if isinstance(c.body, ConsentToChange) and c.body.change == claim.entry
    )
    said = {c.body.by: c.body.consent for c in consents if isinstance(c.body, ConsentToChange)}
    asked = _commissioners(under.contract, on)
    wanting = tuple(
        name for name in asked if said.get(name) not in (Consent.GIVEN, Consent.NOT_NEEDED)
    )
    term = under.term(CONTROL_TERM)
    rule = load_ruleset("delivery")["change_of_control"]
    if term is not None:
        words, mark = f"{term.label}: {term.words()}", term.mark
    else:
        words, mark = f"{rule.says} ({rule.id})", rule.mark
    name = claim.envelope.about
    return ControlChange(
        claim,
        name,
        part,
        how,
        on,
        planned,
        consents,
        wanting,
        words,
        weakest([mark, claim.mark]),
    )
