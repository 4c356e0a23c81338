"""From a contract file to the facts of the test; what the file does not say stays unsaid.

The file states two of the facts as terms, each with its own source and mark: `signed_on` (a
date), `made_under_apms` (yes or no). Kinds of commissioner are read from their names.
"""

from __future__ import annotations

import re
from datetime import date

from capitula.contract.cited import Cited
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.rules.icp_facts import BodyKind, Commissioner, IcpFacts
from capitula.contract.rules.ruleset import load_ruleset
from capitula.contract.scope import Standing
from capitula.contract.term import Term
from capitula.ground.faults import CapitulaError, ValueFault
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.partial_date import PartialDate

SIGNED_TERM = "signed_on"
APMS_TERM = "made_under_apms"
_COVERED = (Standing.IN, Standing.PART)
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


class UnreadableTerm(CapitulaError):
    """A term that the test needs says something that it cannot read."""


def facts_of(contract: Contract, on: date | None = None) -> IcpFacts:
    """Return the facts that a contract file states.

    Args:
        contract: the file.
        on: take what is in force on this day; None takes parties and scope as on the day of
            signature, where that is one day, and all terms.

    Raises:
        UnreadableTerm: a term that is no date, or neither yes nor no.
    """
    signed = _signed(contract, on)
    at = on or (signed.earliest if signed and signed.earliest == signed.latest else None)
    scope = [line for line in contract.scope if at is None or _in_force(line, at)]
    kinds = frozenset(line.service for line in scope if line.standing in _COVERED)
    unsettled = frozenset(line.service for line in scope if line.standing is Standing.NOT_MENTIONED)
    commissioners = tuple(
        _commissioner(body.name, body.mark)
        for body in contract.with_role(Role.COMMISSIONER)
        if at is None or _in_force(body, at)
    )
    return IcpFacts(
        signed_on=signed,
        commissioners=commissioners or None,
        provider_services=kinds if contract.with_role(Role.HOLDER) and scope else None,
        services=kinds if scope else None,
        unsettled_services=unsettled - kinds,
        apms=_apms(contract, on),
    )


def kind_from_name(name: str) -> BodyKind | None:
    """Return the kind that a commissioner's name says; None where it says none, or two."""
    rule = load_ruleset("icp_contract")["names"]
    found = {
        BodyKind(kind)
        for kind, parameter in rule.parameters.items()
        for words in parameter.words
        if re.search(rf"\b{re.escape(words)}\b", name, re.IGNORECASE)
    }
    return found.pop() if len(found) == 1 else None


def _commissioner(name: str, mark: EvidenceMark) -> Commissioner:
    return Commissioner(name, kind_from_name(name), weakest([mark]))


def _term(contract: Contract, identifier: str, on: date | None) -> Term | None:
    for term in contract.terms:
        if term.id == identifier and (on is None or _in_force(term, on)):
            return term
    return None


def _in_force(part: Cited, on: date) -> bool:
    start, end = part.in_force_from, part.in_force_to
    begun = start is None or start.earliest is None or start.earliest <= on
    return begun and not (end is not None and end.is_before(on))


def _signed(contract: Contract, on: date | None) -> PartialDate | None:
    term = _term(contract, SIGNED_TERM, on)
    if term is None or term.value is None:
        return None
    try:
        return PartialDate.parse(term.value)
    except ValueFault as fault:
        raise UnreadableTerm(f"the term {SIGNED_TERM!r}: {fault}") from fault


def _apms(contract: Contract, on: date | None) -> bool | None:
    term = _term(contract, APMS_TERM, on)
    if term is None or term.value is None:
        return None
    answer = _YES_NO.get(term.value.strip().casefold())
    if answer is None:
        raise UnreadableTerm(
            f"the term {APMS_TERM!r}: found {term.value!r}; expected yes or no; write one of them"
        )
    return answer
