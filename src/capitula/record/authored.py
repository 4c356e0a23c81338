"""The envelope part of an entry as a person writes it, beside the fields of its body."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, field_validator

from capitula.ground.partial_date import PartialDate
from capitula.ground.whole_day import WholeDay
from capitula.record.envelope import Audience


class Authored(BaseModel):
    """The fields that every authored entry may have; all others belong to its kind.

    In a CSV file several identifiers in `supersedes` stand side by side, separated by blanks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    kind: str
    about: str
    speaker: str
    property: str | None = None
    speaks_for: str | None = None
    source: str | None = None
    in_force_from: PartialDate | None = None
    in_force_to: PartialDate | None = None
    known_from: WholeDay | None = None
    known_to: WholeDay | None = None
    audience: Audience = Audience.PUBLIC
    supersedes: tuple[str, ...] = ()

    @field_validator("supersedes", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return value.split() if isinstance(value, str) else value


FIELDS = tuple(Authored.model_fields)
