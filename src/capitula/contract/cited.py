"""What every part of a contract file carries: where it stands, who shows it, how it is known."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate


class Cited(BaseModel):
    """A part of a contract with its evidence.

    Attributes:
        source: identifier of the source in the case's sources.yaml.
        clause: where in the contract's own papers it stands.
        mark: how it is known; `sourced` asks for a source or a clause.
        in_force_from: from when it holds, as stated; None for the whole term.
        in_force_to: until when it holds.
        note: what a reader should know about it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str | None = None
    clause: str | None = None
    mark: EvidenceMark = EvidenceMark.SOURCED
    in_force_from: PartialDate | None = None
    in_force_to: PartialDate | None = None
    note: str = ""

    @model_validator(mode="after")
    def _evidence(self) -> Cited:
        if self.mark is EvidenceMark.SOURCED and not (self.source or self.clause):
            raise ValueFault(
                "no source, where the mark is 'sourced' (it is, unless another is given)",
                "a source or a clause",
                "add `source:`, or mark it local, assumed or unverified",
            )
        return self
