"""Small contracts and figures for the chapters on mechanisms."""

from datetime import date
from decimal import Decimal

from capitula.contract.model import Contract
from capitula.money.mechanisms.figures import (
    AMOUNTS,
    COUNTS,
    FLAGS,
    RATES,
    Figures,
    amount_column,
    count_column,
    flag_column,
    rate_column,
)
from capitula.money.mechanisms.program import Period, compile_program

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def contract(*steps, currency="GBP", **more):
    """A contract of a holder and a commissioner with these payment steps."""
    return Contract.model_validate(
        {
            "schema": "capitula.contract/1",
            "case": "made",
            "title": "Made up",
            "summary": "For the manual.",
            "currency": currency,
            "form": {"name": "full", "clause": "1"},
            "parties": [
                {"id": "icb", "name": "The board", "roles": ["commissioner"], "clause": "1"},
                {"id": "trust", "name": "The trust", "roles": ["holder"], "clause": "1"},
                {"id": "acute", "name": "The hospital", "roles": ["donor"], "clause": "1"},
            ],
            "population": {"definition": "All", "place": "Borough", "clause": "1"},
            "payment": {
                "residual_party": "icb",
                "clause": "3",
                "steps": [{"clause": f"3.{n}", **step} for n, step in enumerate(steps, start=1)],
            },
            **more,
        }
    )


def figures(*rows):
    """Rows of figures: amounts in pounds, rates as fractions, by name."""
    names = {name for row in rows for name in row}

    def columns(known, make):
        return {n: make([row.get(n) for row in rows]) for n in known if n in names}

    def decimals(values):
        return [None if v is None else Decimal(str(v)) for v in values]

    return Figures(
        len(rows),
        columns(AMOUNTS, lambda v: amount_column(decimals(v))),
        columns(COUNTS, count_column),
        columns(RATES, lambda v: rate_column(decimals(v))),
        columns(FLAGS, flag_column),
    )


def run(steps, *rows, paid_on=None, period=YEAR, **more):
    """Run payment steps over rows."""
    made = contract(*steps, **more)
    return compile_program(made, period, paid_on).run(figures(*rows))


def earned(steps, *rows, **more):
    """What the holder earns on each row, in pence."""
    return run(steps, *rows, **more).earned.tolist()


SHARE = {
    "id": "share",
    "mechanism": "share",
    "side": "both",
    "shares": [
        {"party": "trust", "percent": 50},
        {"party": "acute", "percent": 20},
        {"party": "icb", "percent": 30},
    ],
}
