"""The contract file: one frozen, typed model."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from capitula.contract.budget_terms import BudgetTerms
from capitula.contract.cited import Cited
from capitula.contract.ending import ExitSchedule, StaffTransfer
from capitula.contract.flow_down import FlowDownAmount, FlowDownTerm
from capitula.contract.gain_loss import GainLossShare
from capitula.contract.improvement import ImprovementScheme
from capitula.contract.information import InformationItem
from capitula.contract.length import Length
from capitula.contract.outcomes_reference import OutcomesReference
from capitula.contract.participation import GpParticipation
from capitula.contract.party import Party, Role
from capitula.contract.payment.terms import Payment
from capitula.contract.population import Population
from capitula.contract.scope import ScopeLine
from capitula.contract.start import ConditionPrecedent, StartRule
from capitula.contract.subcontract import Subcontract
from capitula.contract.term import Calendar, Term
from capitula.contract.value import ContractValue
from capitula.contract.variation_log import LoggedVariation


class FormName(StrEnum):
    """The form of an agreement (three integration forms, and the instruments beside them)."""

    VIRTUAL = "virtual"
    PARTIAL = "partial"
    FULL = "full"
    SECTION_75 = "section_75"
    IHO = "iho"
    MNP = "mnp"
    SNP = "snp"
    SHARED_SAVINGS = "shared_savings"

    @property
    def words(self) -> str:
        """The form for reading."""
        return _FORM_WORDS[self]


_FORM_WORDS = {
    FormName.VIRTUAL: "virtual integration: an alliance above existing contracts",
    FormName.PARTIAL: "partial integration: core general practice outside, one contract besides",
    FormName.FULL: "full integration: one contract, general practice inside",
    FormName.SECTION_75: "section 75 arrangement: functions delegated under the NHS Act 2006",
    FormName.IHO: "integrated health organisation contract",
    FormName.MNP: "multi-neighbourhood provider contract",
    FormName.SNP: "single-neighbourhood provider contract",
    FormName.SHARED_SAVINGS: "shared savings agreement beside payment for each service (US)",
}


class Form(Cited):
    """The form of the contract, and what the sources call it."""

    name: FormName
    called: tuple[str, ...] = ()


class Contract(BaseModel):
    """A contract as far as it is known. An empty field is a question, not a default.

    The parts stand in the order in which people read a contract: who, for whom, what, from when,
    for how much and how paid, on what results, with which reports, and how it ends.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["capitula.contract/1"] = Field(alias="schema")
    case: str
    title: str
    summary: str
    currency: Literal["GBP", "USD"] = "GBP"
    form: Form
    parties: tuple[Party, ...]
    population: Population
    scope: tuple[ScopeLine, ...] = ()
    subcontracts: tuple[Subcontract, ...] = ()
    flow_down: tuple[FlowDownAmount, ...] = ()
    flow_down_terms: tuple[FlowDownTerm, ...] = ()
    gp_participation: tuple[GpParticipation, ...] = ()
    conditions_precedent: tuple[ConditionPrecedent, ...] = ()
    start_rule: StartRule | None = None
    length: Length | None = None
    values: tuple[ContractValue, ...] = ()
    budget: BudgetTerms | None = None
    payment: Payment | None = None
    improvement: ImprovementScheme | None = None
    gain_loss: GainLossShare | None = None
    outcomes: OutcomesReference | None = None
    terms: tuple[Term, ...] = ()
    information: tuple[InformationItem, ...] = ()
    exit: ExitSchedule | None = None
    staff_transfers: tuple[StaffTransfer, ...] = ()
    variations: tuple[LoggedVariation, ...] = ()
    calendar: Calendar | None = None

    def party(self, identifier: str) -> Party:
        """Return a party by its identifier.

        Raises:
            KeyError: no such party.
        """
        for party in self.parties:
            if party.id == identifier:
                return party
        raise KeyError(identifier)

    def with_role(self, role: Role) -> tuple[Party, ...]:
        """Return the parties that have this role."""
        return tuple(party for party in self.parties if role in party.roles)
