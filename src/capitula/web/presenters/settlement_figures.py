"""The figures of a period by which a contract is settled, as they were given."""

from __future__ import annotations

from decimal import Decimal

from capitula.contract.numbers import plain
from capitula.ground.letters import capital
from capitula.money.mechanisms.figures import AMOUNTS, COUNTS, FLAGS, RATES
from capitula.money.settlement.figures_model import SettlementFigures
from capitula.web.parts import Column, Table

INVENTED = "invented for the example"


def figures(given: SettlementFigures) -> Table:
    """Return the figures of the period as they were given, late and acute ones among them."""
    outside = "The spend outside acute care" if given.acute else ""
    rows = [
        (
            outside if outside and name == "actual" else capital(_words(name)),
            given_text(given, name),
        )
        for name in given.figures
    ]
    if given.acute is not None:
        rows += [
            ("Acute activity planned, at prices", given_pounds(given.acute.planned_priced)),
            ("Acute activity given, at prices", given_pounds(given.acute.actual_priced)),
            ("Of a price above plan, paid", _percent(given.acute.over_percent)),
            ("Of a price below plan, given back", _percent(given.acute.under_percent)),
        ]
    for origin in given.late_data.origins if given.late_data else ():
        for age, amount in enumerate(origin.cumulative, start=1):
            rows.append((f"Cost of {origin.name}, known by age {age}", given_pounds(amount)))
    return Table(
        "Figures of the period",
        [Column("Figure"), Column("Value", numeric=True), Column("From")],
        [(*row, INVENTED) for row in rows],
        note="Age: how many periods after it began the cost was counted."
        if given.late_data
        else "",
    )


def _words(name: str) -> str:
    return {**AMOUNTS, **COUNTS, **RATES, **FLAGS}.get(name, name.replace("_", " "))


def given_text(given: SettlementFigures, name: str) -> str | None:
    """Return a figure as it was given; None where it was not."""
    value = given.figures.get(name)
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in AMOUNTS:
        return given_pounds(value)
    return f"{value:,}%" if name in RATES else f"{value:,}"


def given_pounds(amount: Decimal) -> str:
    """Return an amount in pounds as it was given."""
    return f"£{amount:,.2f}"


def _percent(percent: Decimal | None) -> str | None:
    return None if percent is None else f"{plain(percent)}%"
