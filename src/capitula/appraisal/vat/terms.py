"""What a user states of a line's purchases, so that irrecoverable VAT can be costed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.contract.numbers import Percent
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark


class VatBase(BaseModel):
    """The share of a line's money that buys goods and services with VAT on them, before the tax.

    Attributes:
        line: the scope line, by identifier.
        taxable_percent: per cent of the line's yearly amount.
        mark: how it is known.
        why: who says so, or why it is assumed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: str
    taxable_percent: Percent
    mark: EvidenceMark
    why: str = Field(min_length=1)


class VatTerms(BaseModel):
    """Bases by line; a line without one is not costed.

    Attributes:
        rate_percent: the rate at which VAT is charged; that of the rules unless given.
        rate_mark: how that rate is known.
        bases: each line at most once.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rate_percent: Percent | None = None
    rate_mark: EvidenceMark | None = None
    bases: tuple[VatBase, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> VatTerms:
        lines = [base.line for base in self.bases]
        twice = next((line for line in lines if lines.count(line) > 1), None)
        if twice is not None:
            raise ValueFault(f"the line {twice!r} twice", "each line once", "remove one of them")
        if (self.rate_percent is None) != (self.rate_mark is None):
            found = "a rate without its mark, or a mark without a rate"
            raise ValueFault(found, "both or neither", "state `rate_percent` and `rate_mark`")
        return self

    def of(self, line: str) -> VatBase | None:
        """Return the base of a line; None where none is stated."""
        return next((base for base in self.bases if base.line == line), None)
