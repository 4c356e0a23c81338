"""Rules of VAT recovery as data: the first that fits a holder and a service decides.

Data: `rules.yaml`, after `contract-rules.md` section 8. No rule here is tax advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from capitula.appraisal.forms import FormSource
from capitula.contract.numbers import Percent
from capitula.contract.scope import ServiceKind
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("rules.yaml")


class Recoverable(StrEnum):
    """Whether VAT on a line's purchases comes back."""

    YES = "yes"
    NO = "no"
    ASK = "ask"

    @property
    def words(self) -> str:
        """For reading."""
        return {"yes": "recoverable", "no": "not recoverable", "ask": "ask a person"}[self]


class TaxPerson(StrEnum):
    """Who somebody is to the VAT office, as far as the rules tell people apart."""

    NHS_BODY = "nhs_body"
    COMPANY = "company"
    LLP = "llp"
    PRACTICE = "practice"
    COUNCIL = "council"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VatRule(_Data):
    """One rule.

    Attributes:
        id: its identifier.
        holder: whom it is about.
        services: on which services; empty for all.
        recoverable: what follows.
        says: the rule in our words.
        source: keys of its sources.
        mark: how it is known.
    """

    id: str
    holder: tuple[TaxPerson, ...]
    services: tuple[ServiceKind, ...] = ()
    recoverable: Recoverable
    says: str
    note: str = ""
    source: tuple[str, ...] = ()
    mark: EvidenceMark

    def fits(self, holder: TaxPerson, service: ServiceKind) -> bool:
        """Say whether it is about this holder and service."""
        return holder in self.holder and (not self.services or service in self.services)


class StandardRate(_Data):
    """The rate at which VAT is charged."""

    percent: Percent
    mark: EvidenceMark
    note: str = ""


class VatRules(_Data):
    """All rules, in order."""

    schema_: Literal["capitula.vat_rules/1"] = Field(alias="schema")
    standard_rate: StandardRate
    rules: tuple[VatRule, ...]
    sources: Mapping[str, FormSource]

    def rule(self, holder: TaxPerson, service: ServiceKind) -> VatRule:
        """Return the first rule that fits.

        Raises:
            KeyError: none does.
        """
        for rule in self.rules:
            if rule.fits(holder, service):
                return rule
        raise KeyError(f"{holder} on {service}")


@cache
def vat_rules() -> VatRules:
    """Return the rules.

    Raises:
        InputFaults: everything wrong with the file.
    """
    located = read_yaml(_FILE)
    found = read_model(VatRules, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def default_rate() -> Decimal:
    """Return the standard rate in per cent."""
    return vat_rules().standard_rate.percent
