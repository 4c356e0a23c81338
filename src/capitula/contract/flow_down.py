"""What the holder hands on of each head line, what it keeps, and which head terms go with it."""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.cited import Cited
from capitula.contract.numbers import Pounds, PriceYear
from capitula.contract.value import Basis


class FlowDownAmount(Cited):
    """The part of one head line that a subcontract is paid, or that the holder keeps.

    Amounts of one line are held against the head contract only where basis and price year are its
    own; what is kept is stated, never worked out as the rest, or nothing could ever differ.

    Attributes:
        service: the scope line, by identifier.
        subcontract: the subcontract that is paid, by identifier; None for what the holder keeps.
        amount: pounds; None until stated.
        basis: what it is an amount of.
        price_year: the year in whose prices it stands.
    """

    service: str
    subcontract: str | None = None
    amount: Pounds | None = None
    basis: Basis = Basis.ANNUAL
    price_year: PriceYear | None = None


class AppliesTo(StrEnum):
    """Which subcontracts a head term must be carried into."""

    ALL = "all"
    MATERIAL = "material"
    NEIGHBOURHOOD = "neighbourhood"

    @property
    def words(self) -> str:
        """The subcontracts for reading."""
        return {
            AppliesTo.ALL: "every subcontract",
            AppliesTo.MATERIAL: "material subcontracts",
            AppliesTo.NEIGHBOURHOOD: "neighbourhood providers' contracts",
        }[self]


class FlowDownTerm(Cited):
    """A term of the head contract that subcontracts must carry.

    Attributes:
        id: its identifier, which a subcontract lists under `flows_down`.
        label: the term in plain words.
        applies_to: which subcontracts must carry it.
    """

    id: str
    label: str
    applies_to: AppliesTo = AppliesTo.ALL
