"""Reading a change from a small YAML file: every fault at once, each with its place.

Amounts are pounds by which the lifetime value changes, with sign; a line left out is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from capitula.contract.rules.change import (
    ExternalCause,
    ModificationFacts,
    ParagraphThree,
    PastChange,
    ProposedChange,
    Route,
)
from capitula.ground.faults import Fault, InputFaults
from capitula.ground.pence import from_pounds, pounds_that_fit
from capitula.ground.reading import read_model
from capitula.ground.whole_day import WholeDay
from capitula.ground.yaml_source import Located, read_yaml

_Pounds = Annotated[Decimal, AfterValidator(pounds_that_fit)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Past(_Part):
    on: WholeDay
    amount: _Pounds | None = None
    what: str = ""


class _Proposed(_Part):
    on: WholeDay | None = None
    amount: _Pounds | None = None
    what: str = ""
    materially_different: bool | None = None
    provided_for_in_documents: bool | None = None
    succession_only: bool | None = None
    basic_selection_criteria_met: bool | None = None
    external_cause: ExternalCause | None = None
    price_formula_in_documents: bool | None = None
    authority_decision: bool | None = None


class _Paragraph3(_Part):
    read_by: str
    read_on: WholeDay
    prevents: bool


class ModificationFile(_Part):
    """A file that asks about one change."""

    schema_: Literal["capitula.modification/1"] = Field(alias="schema")
    contract: str
    relevant_health_care_services: bool | None = None
    signed_on: WholeDay | None = None
    award_route: Route | None = None
    original_lifetime_value: _Pounds | None = None
    changes_so_far: tuple[_Past, ...] | None = None
    change: _Proposed
    regulation_13_3: _Paragraph3 | None = None

    def facts(self) -> ModificationFacts:
        """Return the facts of the gate."""
        asked, third = self.change, self.regulation_13_3
        past = self.changes_so_far
        return ModificationFacts(
            change=ProposedChange(
                on=asked.on,
                amount_pence=_pence(asked.amount),
                what=asked.what,
                materially_different=asked.materially_different,
                provided_for=asked.provided_for_in_documents,
                succession_only=asked.succession_only,
                criteria_met=asked.basic_selection_criteria_met,
                external_cause=asked.external_cause,
                formula_in_documents=asked.price_formula_in_documents,
                authority_decision=asked.authority_decision,
            ),
            relevant_health_care=self.relevant_health_care_services,
            signed_on=self.signed_on,
            award_route=self.award_route,
            original_value_pence=_pence(self.original_lifetime_value),
            changes_so_far=None
            if past is None
            else tuple(PastChange(each.on, _pence(each.amount), each.what) for each in past),
            paragraph_3=ParagraphThree(third.read_by, third.read_on, third.prevents)
            if third
            else None,
        )


def read_modification(path: Path) -> ModificationFile:
    """Read and check a file.

    Raises:
        InputFaults: every fault, with line and column.
    """
    located = read_yaml(path)
    found = read_model(ModificationFile, located.data, located)
    if found is not None:
        located.faults += _contradictions(found, located)
    if located.faults or found is None:
        raise InputFaults(located.faults)
    return found


def _contradictions(found: ModificationFile, located: Located) -> Iterator[Fault]:
    value = found.original_lifetime_value
    if value is not None and value <= 0:
        place = located.place(("original_lifetime_value",))
        yield Fault(place, f"£{value}", "an amount above nought", "correct the original value")
    for index, past in enumerate(found.changes_so_far or ()):
        place = located.place(("changes_so_far", index, "on"))
        if found.signed_on and past.on < found.signed_on:
            expected = f"a day since {found.signed_on}, when the contract was signed"
            yield Fault(place, f"a change on {past.on}", expected, "correct one of the days")
        if found.change.on and past.on > found.change.on:
            expected = f"a day by {found.change.on}, the day of the change asked about"
            yield Fault(place, f"a change on {past.on}", expected, "leave later changes out")


def _pence(pounds: Decimal | None) -> int | None:
    return None if pounds is None else from_pounds(pounds)
