"""Reading the figures file of a settlement, and its figures as columns."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from capitula.ground.faults import InputFaults
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml
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
from capitula.money.settlement.figures_checks import figure_faults
from capitula.money.settlement.figures_model import SettlementFigures


def read_settlement_figures(path: Path) -> SettlementFigures:
    """Read a figures file.

    Raises:
        InputFaults: every fault, with its line.
    """
    located = read_yaml(path)
    figures = read_model(SettlementFigures, located.data, located)
    if figures is not None:
        located.faults += figure_faults(figures, located)
    if figures is None or located.faults:
        raise InputFaults(located.faults)
    return figures


def as_figures(given: Mapping[str, bool | Decimal]) -> Figures:
    """Return the figures of one contract and period as a single row."""
    return Figures(
        1,
        {name: amount_column([Decimal(given[name])]) for name in AMOUNTS if name in given},
        {name: count_column([int(given[name])]) for name in COUNTS if name in given},
        {name: rate_column([Decimal(given[name]).scaleb(-2)]) for name in RATES if name in given},
        {name: flag_column([bool(given[name])]) for name in FLAGS if name in given},
    )
