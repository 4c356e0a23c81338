"""A contract by whatever name, settled on a file of figures and on what its record holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from capitula.case.contract_file import find_contract
from capitula.ground.faults import Fault, InputFaults
from capitula.money.mechanisms.attained import attained_in
from capitula.money.settlement.figures_file import read_settlement_figures
from capitula.money.settlement.settle import settle
from capitula.money.settlement.statement import Statement


def settled(contract: str, figures: Path, known_on: date | None = None) -> Statement:
    """Settle a contract; faults of the contract and of the figures are told together.

    Args:
        contract: a case, a contract that ships, a case folder, or a contract file.
        figures: the figures of the period.
        known_on: today unless given.

    Raises:
        InputFaults: everything that is wrong with either.
    """
    faults: list[Fault] = []
    found = given = None
    try:
        found = find_contract(contract, known_on)
    except InputFaults as error:
        faults += error.faults
    try:
        given = read_settlement_figures(figures)
    except InputFaults as error:
        faults += error.faults
    if found is None or given is None:
        raise InputFaults(faults)
    attained = found.view and attained_in(found.view, found.contract.improvement, *given.days)
    return settle(found.contract, given, attained)
