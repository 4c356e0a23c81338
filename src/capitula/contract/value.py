"""The value of a contract, always with its basis; arithmetic on an unstated basis is refused."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import field_validator

from capitula.contract.cited import Cited
from capitula.ground.faults import CapitulaError
from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import Pence, from_pounds, pounds_that_fit, short_text
from capitula.record.values import BASIS_NOT_STATED


class Basis(StrEnum):
    """What an amount is an amount of."""

    ANNUAL = "annual"
    WHOLE_TERM = "whole_term"
    FEE_ONLY = "fee_only"
    DELEGATED_BUDGET = "delegated_budget"
    SERVICES_RUN = "services_run"
    NOT_STATED = "not_stated"

    @property
    def words(self) -> str:
        """The basis for reading."""
        return _WORDS[self]


_WORDS = {
    Basis.ANNUAL: "a year",
    Basis.WHOLE_TERM: "for the whole term",
    Basis.FEE_ONLY: "a year, the fee alone",
    Basis.DELEGATED_BUDGET: "budget managed for the commissioner",
    Basis.SERVICES_RUN: "worth of services run, year or term not stated",
    Basis.NOT_STATED: BASIS_NOT_STATED,
}


class BasisUnstated(CapitulaError):
    """A sum was asked of an amount whose basis nobody stated, or of two different bases."""


class ContractValue(Cited):
    """An amount put on the contract.

    Attributes:
        amount: pounds; None when an amount is said to exist but not given.
        basis: what it is an amount of.
        price_year: the year in whose prices it is stated, such as 2017/18; None if not stated.
    """

    amount: Decimal | None = None
    basis: Basis
    price_year: str | None = None

    @field_validator("amount")
    @classmethod
    def _whole_pence(cls, amount: Decimal | None) -> Decimal | None:
        return amount if amount is None else pounds_that_fit(amount)

    @field_validator("price_year")
    @classmethod
    def _financial_year(cls, price_year: str | None) -> str | None:
        return str(FinancialYear.parse(price_year)) if price_year else None

    @property
    def amount_pence(self) -> Pence | None:
        """The amount in pence."""
        return None if self.amount is None else from_pounds(self.amount)

    def words(self) -> str:
        """Return the amount and its basis for reading."""
        amount = "amount not given" if self.amount_pence is None else short_text(self.amount_pence)
        return f"{amount}, {self.basis.words}"


def add_values(values: list[ContractValue]) -> Pence:
    """Add amounts of one stated basis.

    Raises:
        BasisUnstated: a basis or an amount is not stated, or bases or price years differ.
    """
    bases = {(value.basis, value.price_year) for value in values}
    if len(bases) != 1 or bases & {(Basis.NOT_STATED, year) for _, year in bases}:
        listed = "; ".join(value.words() for value in values)
        raise BasisUnstated(
            f"found amounts that cannot be added ({listed}); expected one stated basis and price "
            "year; record the basis with its own source first"
        )
    amounts = [value.amount_pence for value in values]
    known = [amount for amount in amounts if amount is not None]
    if len(known) != len(amounts):
        raise BasisUnstated("found an amount that is not given; it is missing, not nought")
    return sum(known)
