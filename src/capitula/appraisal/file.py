"""The appraisal file: everything a user assumes, each with a mark and a reason, in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.appraisal.criteria import Scoring
from capitula.appraisal.donor.share_range import DonorShareTerms
from capitula.appraisal.donor.terms import DonorTerms
from capitula.appraisal.parties.price_check import PriceCheckTerms
from capitula.appraisal.parties.terms import PartiesTerms
from capitula.appraisal.value.terms import ValueTerms
from capitula.appraisal.value.to_date import ToDateTerms
from capitula.appraisal.vat.terms import VatTerms
from capitula.contract.numbers import PriceYear
from capitula.ground.faults import CapitulaError, InputFaults, ValueFault
from capitula.ground.reading import read_model
from capitula.ground.shipped_file import find_file
from capitula.ground.yaml_source import read_yaml

EXAMPLES = Path(__file__).with_name("examples")


class NoSuchAppraisal(CapitulaError):
    """Neither an appraisal file nor one that ships, or one without the part asked for."""


class AppraisalFile(BaseModel):
    """What a user states for an appraisal; a part that is left out is a question.

    Attributes:
        title: for reading.
        contract: a case, a contract that ships, or a contract file beside this one; empty for a
            file that rests on no contract.
        year: the financial year of the budget that it reads; the last one unless given.
        made: whether the figures are made up, which every result then says.
        known_by: the last day by which what it states was public; None for a user's own.
        scoring: criteria, weights and scores of the forms.
        vat: bases by line.
        donors: what each trust loses.
        donor_share: how a stated share of a donor is to be read.
        parties: the one scenario for everybody's position.
        scenario: a scenario of the money room whose draws say what may come of it.
        value: streams of cost and benefit.
        to_date: which subjects of the record say what was spent and what came of it.
        price: a price that was bid, against what was sought after.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["capitula.appraisal/1"] = Field(alias="schema")
    title: str
    contract: str = ""
    year: PriceYear | None = None
    made: bool = False
    known_by: str = ""
    scoring: Scoring | None = None
    vat: VatTerms | None = None
    donors: tuple[DonorTerms, ...] = ()
    donor_share: DonorShareTerms | None = None
    parties: PartiesTerms | None = None
    scenario: str = ""
    value: ValueTerms | None = None
    to_date: ToDateTerms | None = None
    price: PriceCheckTerms | None = None

    @model_validator(mode="after")
    def _each_donor_once(self) -> AppraisalFile:
        names = [donor.party for donor in self.donors]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueFault(f"the donor {twice!r} twice", "each once", "put its lines together")
        return self


def read_appraisal(path: Path) -> AppraisalFile:
    """Read an appraisal file.

    Raises:
        InputFaults: every fault, with line and column.
    """
    located = read_yaml(path)
    found = read_model(AppraisalFile, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def shipped_appraisals() -> dict[str, Path]:
    """Return the appraisal files that ship, by name."""
    return {path.stem: path for path in sorted(EXAMPLES.glob("*.yaml"))}


def find_appraisal(name: str) -> Path:
    """Return the path of an appraisal file, or of one that ships, by name.

    Raises:
        NoSuchAppraisal: there is none.
    """
    return find_file(name, "appraisal", shipped_appraisals(), NoSuchAppraisal)


def appraisal_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) by which editors check an appraisal file."""
    schema = AppraisalFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
