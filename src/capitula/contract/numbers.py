"""Numbers of a contract file: shares in per cent, pounds, people, weights; exact, never floats."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import pounds_that_fit

Percent = Annotated[Decimal, Field(ge=0, le=100)]
"""A share, written as people say it: 2 is two per cent."""

Rate = Annotated[Decimal, Field(gt=-100, le=1000)]
"""A yearly change in per cent; a fall stands below nought."""

Pounds = Annotated[Decimal, AfterValidator(pounds_that_fit)]
"""An amount in the contract's currency with at most two decimals."""

People = Annotated[int, Field(ge=0)]
"""A whole number of people."""

Weight = Annotated[Decimal, Field(gt=0, le=1)]
"""The weight of one measure among several; all of them sum to exactly 1."""

Months = Annotated[int, Field(ge=0, le=600)]
"""A period in whole months."""

PriceYear = Annotated[str, AfterValidator(lambda year: str(FinancialYear.parse(year)))]
"""The financial year in whose prices an amount stands, such as 2026/27."""


def plain(number: Decimal) -> str:
    """Return a number without noughts that say nothing.

    >>> plain(Decimal("2.50")), plain(Decimal("100"))
    ('2.5', '100')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
