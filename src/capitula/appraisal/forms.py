"""The catalogue of organisational forms: what each adds, depends on, and has met with elsewhere.

Data: `forms.yaml`. What a source says of a form is shown only from the day on which the source was
known; a form that policy made later does not stand on an earlier day's sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from capitula.appraisal.exclusion_kinds import Warned
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.whole_day import WholeDay
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("forms.yaml")


class Tax(StrEnum):
    """Who the holder is to the VAT office."""

    UNCHANGED = "unchanged"
    NHS_BODY = "nhs_body"
    COMPANY = "company"
    LLP = "llp"


class Part(BaseModel):
    """What every part of the catalogue carries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mark: EvidenceMark
    source: str | None = None
    known_by: WholeDay | None = None

    def known_on(self, day: date) -> bool:
        """Say whether it was known on a day; what has no day is general."""
        return self.known_by is None or self.known_by <= day


class ChainStep(Part):
    """One step on which a form depends, in order."""

    step: str
    authority: str


class Experience(Part):
    """What a form met with elsewhere; `warning` where that warns of the form anywhere."""

    text: str
    warning: Warned | None = None


class OrganisationalForm(Part):
    """One form.

    Attributes:
        id: its identifier.
        title: its name.
        says: what it is.
        holder: what kind of body would hold the contract.
        tax: who the holder is to the VAT office.
        bodies_added: organisations more than before.
        boards_added: boards of bodies more than before.
        words: option names of records that mean this form.
        known_from: first day on which the form was on offer; None for long before.
        chain: what has to happen first, in order.
        experience: what it met with elsewhere.
    """

    id: str
    title: str
    says: str
    holder: Literal["none", "nhs_body", "company"]
    tax: Tax
    bodies_added: int
    boards_added: int
    note: str = ""
    words: tuple[str, ...]
    known_from: WholeDay | None = None
    chain: tuple[ChainStep, ...] = ()
    experience: tuple[Experience, ...] = ()


class FormSource(BaseModel):
    """A source that the catalogue cites."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    address: str = ""


class Catalogue(BaseModel):
    """All forms, in the order in which they are shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["capitula.organisational_forms/1"] = Field(alias="schema")
    forms: tuple[OrganisationalForm, ...]
    sources: Mapping[str, FormSource]

    def form(self, key: str) -> OrganisationalForm:
        """Return a form by its identifier.

        Raises:
            KeyError: there is none.
        """
        return next(form for form in self.forms if form.id == key)

    def named(self, option: str) -> OrganisationalForm | None:
        """Return the form that an option's words mean; None where the catalogue has none."""
        asked = option.casefold()
        for form in self.forms:
            if asked == form.id or asked in (word.casefold() for word in form.words):
                return form
        return None

    def on(self, day: date) -> tuple[OrganisationalForm, ...]:
        """Return the forms that were on offer on a day."""
        return tuple(f for f in self.forms if f.known_from is None or f.known_from <= day)


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of forms.

    Raises:
        InputFaults: everything wrong with the file.
    """
    located = read_yaml(_FILE)
    found = read_model(Catalogue, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found
