"""Figures that ship, so that a contract file of a worked example can be settled; all invented."""

from __future__ import annotations

from pathlib import Path

from capitula.money.settlement.figures_file import read_settlement_figures
from capitula.money.settlement.figures_model import SettlementFigures

EXAMPLES = Path(__file__).parent / "examples"
"""A folder a contract file, named like it; in it a file a stage, in order."""


def example_figures(contract: str) -> dict[str, SettlementFigures]:
    """Return a contract file's example figures by stage, in order; none where none ship.

    Args:
        contract: the name of a contract file that ships, such as budget-example.

    Raises:
        InputFaults: a file is at fault.
    """
    files = sorted((EXAMPLES / contract).glob("*.yaml"))
    read = [read_settlement_figures(path) for path in files]
    return {str(figures.stage): figures for figures in read}
