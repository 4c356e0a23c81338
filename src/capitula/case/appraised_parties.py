"""Positions of the parties, with the contract's own steps sharing what is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from capitula.appraisal.donor.impact import DonorImpact
from capitula.appraisal.lines import AppraisedLine
from capitula.appraisal.parties.holder import HolderPosition, holder_position
from capitula.appraisal.parties.making import held, spend_pence
from capitula.appraisal.parties.positions import Positions, positions
from capitula.appraisal.parties.practices import PracticePosition, practice_position
from capitula.appraisal.parties.terms import PartiesTerms
from capitula.appraisal.vat.table import VatCell
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import Pence, from_pounds
from capitula.money.budget.budget import Budgeted
from capitula.money.budget.figures_file import FigureBasis
from capitula.money.budget.found import Found

if TYPE_CHECKING:
    from capitula.money.scenarios.sweep import Sweep

MAY_MOVE = ("total_qof_payments", "total_local_incentive_schemes")
"""What may move in under partial participation: quality payment and local schemes [FORMS]."""


def scenario_positions(
    terms: PartiesTerms,
    contract: Contract,
    budget: Budgeted,
    lines: Sequence[AppraisedLine],
    *,
    impacts: Sequence[DonorImpact],
    vat: Sequence[VatCell],
) -> Positions:
    """Return every party's position under one scenario."""
    ours = held(lines, terms)
    total, spend = sum(line.amount_pence or 0 for line in ours), spend_pence(ours, terms)
    years = [str(FinancialYear(budget.year.start + number)) for number in range(terms.years)]
    return positions(
        terms,
        years,
        lines,
        contract.parties,
        impacts=impacts,
        shares=_shares(contract, budget.year, total, spend),
        vat=vat,
    )


def holder_of(
    found: Positions,
    contract: Contract,
    budget: Budgeted,
    lines: Sequence[AppraisedLine],
    sweep: Sweep | None,
) -> HolderPosition:
    """Return what the holder can carry; draws are of the whole contract, so only then used."""
    holder = next(party.id for party in contract.parties if Role.HOLDER in party.roles)
    ours = held(lines, found.terms)
    by_line = [budget.months(line.key) for line in ours]
    whole = len(ours) == len(budget.lines)
    marks = [found.mark]
    if sweep is not None and whole:
        marks += [each.mark for each in sweep.scenario.assumptions]
    return holder_position(
        found.budget_pence,
        found.spend_pence,
        found.terms.holder,
        months=[sum(month) for month in zip(*by_line, strict=True)],
        sweep=sweep if whole else None,
        holder=holder,
        marks=marks,
    )


def practices_of(
    budget: Budgeted | Found | None, figures: Mapping[str, FigureTable]
) -> tuple[PracticePosition, ...]:
    """Return each practice for which payments were published, by code."""
    if not isinstance(budget, Found):
        return ()
    rows = _rows(figures)
    return tuple(
        practice_position(
            each.code,
            each.name,
            rows[each.code]["registered"] if each.code in rows else None,
            each.pence,
            _may_move(rows.get(each.code)),
        )
        for line in budget.lines
        if line.basis is FigureBasis.PAID
        for each in line.by_practice
    )


def _shares(
    contract: Contract, year: FinancialYear, budget: Pence, spend: Pence
) -> dict[str, Pence]:
    import numpy as np

    from capitula.money.scenarios.sharing import party_parts, sharing_program

    program = sharing_program(contract, year)
    if program is None:
        return {}
    parts = party_parts(program, np.array([budget]), np.array([spend]))
    return {party: int(part[0]) for party, part in parts.items()}


def _rows(figures: Mapping[str, FigureTable]) -> dict[str, dict[str, str]]:
    for table in figures.values():
        if {"practice_code", "registered", *MAY_MOVE} <= set(table.columns):
            rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            return {row["practice_code"]: row for row in rows}
    return {}


def _may_move(row: dict[str, str] | None) -> Pence | None:
    if row is None or any(not row[name] for name in MAY_MOVE):
        return None
    return sum(from_pounds(Decimal(row[name])) for name in MAY_MOVE)
