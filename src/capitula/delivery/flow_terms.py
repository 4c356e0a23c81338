"""Head terms that must be carried into subcontracts, and which subcontract lacks which."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.contract.flow_down import AppliesTo, FlowDownTerm
from capitula.contract.subcontract import Subcontract, SubcontractForm
from capitula.delivery.under_contract import UnderContract


@dataclass(frozen=True, slots=True)
class TermFlow:
    """One head term and one subcontract that must carry it.

    Attributes:
        term: the head term.
        subcontract: the subcontract.
        to: who holds it.
        carried: whether it carries the term; None where it is not said whether the term applies.
    """

    term: FlowDownTerm
    subcontract: Subcontract
    to: str
    carried: bool | None


def term_flows(under: UnderContract) -> tuple[TermFlow, ...]:
    """Return every head term that flows down beside every subcontract that must carry it."""
    return tuple(
        TermFlow(term, each, under.party(each.to), _carried(term, each))
        for each in under.contract.subcontracts
        for term in under.contract.flow_down_terms
        if _applies(term, each) is not False
    )


def _carried(term: FlowDownTerm, subcontract: Subcontract) -> bool | None:
    if term.id in subcontract.flows_down:
        return True
    return False if _applies(term, subcontract) else None


def _applies(term: FlowDownTerm, subcontract: Subcontract) -> bool | None:
    """Say whether a subcontract must carry a term; None where it is not said to be material."""
    if term.applies_to is AppliesTo.ALL:
        return True
    if term.applies_to is AppliesTo.NEIGHBOURHOOD:
        return subcontract.form is not SubcontractForm.OTHER
    return subcontract.material
