"""The contract file: one frozen, typed model."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from capitula.contract.cited import Cited
from capitula.contract.party import Party, Role
from capitula.contract.scope import ScopeLine
from capitula.contract.term import Calendar, Length, Term
from capitula.contract.value import ContractValue


class FormName(StrEnum):
    """The form of an agreement (three integration forms, and the instruments beside them)."""

    VIRTUAL = "virtual"
    PARTIAL = "partial"
    FULL = "full"
    SECTION_75 = "section_75"
    IHO = "iho"
    MNP = "mnp"
    SNP = "snp"

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
}


class Form(Cited):
    """The form of the contract, and what the sources call it."""

    name: FormName
    called: tuple[str, ...] = ()


class Population(Cited):
    """Who is covered, in words and by rule; `people` None until a source states a number."""

    definition: str
    place: str
    people: int | None = None


class Contract(BaseModel):
    """A contract as far as it is known. An empty field is a question, not a default."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["capitula.contract/1"] = Field(alias="schema")
    case: str
    title: str
    summary: str
    form: Form
    parties: tuple[Party, ...]
    population: Population
    scope: tuple[ScopeLine, ...] = ()
    values: tuple[ContractValue, ...] = ()
    length: Length | None = None
    terms: tuple[Term, ...] = ()
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
