"""What can be wrong with the figures of a settlement beyond their form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from capitula.ground.faults import Fault, ValueFault, near_miss
from capitula.ground.pence import from_pounds
from capitula.ground.yaml_source import Located
from capitula.money.mechanisms.figures import (
    AMOUNTS,
    COUNTS,
    FLAGS,
    RATES,
    refuse_beyond_guard,
)
from capitula.money.settlement.figures_model import LateData, SettlementFigures

KNOWN: tuple[str, ...] = (*AMOUNTS, *COUNTS, *RATES, *FLAGS)
"""The figures that a settlement may state."""

_ABOVE_ONE = ("trend", "cost_variation")
"""Rates that may pass 100 per cent."""


def figure_faults(figures: SettlementFigures, located: Located) -> Iterator[Fault]:
    """Return every figure that is unknown, of the wrong kind or out of bounds, and every gap."""
    for name, value in figures.figures.items():
        fault = _figure_fault(name, value)
        if fault is not None:
            yield fault.at(located.place(("figures", name)))
    if figures.late_data is not None:
        if "actual" in figures.figures:
            yield Fault(
                located.place(("figures", "actual")),
                "an actual spend beside late data that complete it",
                "one of the two",
                "leave `actual` out of an interim settlement, or `late_data` out of a final one",
            )
        yield from _late_faults(figures.late_data, located)


def _figure_fault(name: str, value: bool | Decimal) -> ValueFault | None:  # noqa: FBT001
    if name not in KNOWN:
        remedy = near_miss(name, KNOWN) or "choose one of these"
        return ValueFault(f"the figure {name!r}", f"one of {', '.join(KNOWN)}", remedy)
    if (name in FLAGS) != isinstance(value, bool):
        expected = "true or false" if name in FLAGS else "a number"
        return ValueFault(f"{value}".lower(), expected, "correct it")
    if name in AMOUNTS:
        try:
            refuse_beyond_guard(int(Decimal(value).scaleb(2)))
            from_pounds(Decimal(value))
        except ValueFault as fault:
            return fault
    if name in RATES and name not in _ABOVE_ONE and not 0 <= Decimal(value) <= 100:
        return ValueFault(f"{value}", "a share from 0 to 100 per cent", "correct it")
    if name in COUNTS and (Decimal(value) != int(value) or value < 0):
        return ValueFault(f"{value}", "a whole number, not below nought", "correct it")
    return None


def _late_faults(late: LateData, located: Located) -> Iterator[Fault]:
    place = located.place(("late_data", "origins"))
    lengths = [len(origin.cumulative) for origin in late.origins]
    wanted = list(range(len(lengths), 0, -1))
    if lengths != wanted or len(lengths) < 2:
        yield Fault(
            place,
            f"{', '.join(map(str, lengths)) or 'no'} ages for the origins, oldest first",
            f"{', '.join(map(str, wanted))}: one less for each later origin, two origins at least",
            "add the months that are missing; none can be guessed",
        )
    without = [origin.name for origin in late.origins if origin.prior is None]
    if late.method == "bornhuetter_ferguson" and without:
        found = f"no prior for {', '.join(without)}"
        yield Fault(place, found, "a prior for each origin", "add `prior:`")
