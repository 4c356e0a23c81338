"""What the holder hands on: subcontracts, material or not, neighbourhood providers among them."""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.cited import Cited
from capitula.contract.numbers import People, Pounds
from capitula.ground.partial_date import PartialDate


class SubcontractForm(StrEnum):
    """The form of a subcontract; the two neighbourhood forms are those of 2026."""

    MNP = "mnp"
    SNP = "snp"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The form for reading."""
        return _WORDS[self]


_WORDS = {
    SubcontractForm.MNP: "multi-neighbourhood provider contract",
    SubcontractForm.SNP: "single-neighbourhood provider contract",
    SubcontractForm.OTHER: "subcontract",
}


class Subcontract(Cited):
    """Services that another runs for the holder.

    Attributes:
        id: its identifier.
        to: the party that runs them.
        form: MNP, SNP or another.
        material: whether the commissioner's leave is needed to change or end it; None until said.
        services: scope lines handed on, by identifier.
        people: whom it covers.
        annual_value: a year's money, in pounds.
        ends: when it ends, if not with the contract.
        novates: whether it passes to the commissioner or a successor when the contract ends.
        flows_down: the head contract's terms that it carries, by identifier.
    """

    id: str
    to: str
    form: SubcontractForm = SubcontractForm.OTHER
    material: bool | None = None
    services: tuple[str, ...] = ()
    people: People | None = None
    annual_value: Pounds | None = None
    ends: PartialDate | None = None
    novates: bool | None = None
    flows_down: tuple[str, ...] = ()
