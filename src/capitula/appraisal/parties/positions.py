"""Every party's position under one scenario, and the system's change that they sum to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from capitula.appraisal.donor.impact import DonorImpact
from capitula.appraisal.lines import AppraisedLine
from capitula.appraisal.parties.flows import Flow
from capitula.appraisal.parties.making import (
    held,
    holder_flows,
    line_flows,
    other_flows,
    spend_pence,
)
from capitula.appraisal.parties.system import system_change
from capitula.appraisal.parties.terms import PartiesTerms
from capitula.appraisal.vat.table import VatCell
from capitula.contract.party import Party, Role
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence


@dataclass(frozen=True, slots=True)
class Position:
    """One party's change against going on as now.

    Attributes:
        party: the party.
        by_year: gain in each year; a loss is below nought.
        flows: what makes it up.
    """

    party: Party
    by_year: tuple[Pence, ...]
    flows: tuple[Flow, ...]

    @property
    def total_pence(self) -> Pence:
        """All years."""
        return sum(self.by_year)

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of its flows."""
        return weakest(flow.mark for flow in self.flows)


@dataclass(frozen=True, slots=True)
class Positions:
    """All parties under one scenario.

    Attributes:
        terms: the scenario.
        years: the financial years.
        parties: whoever gains or loses anything, in the order of the contract.
        system: the system's gain in each year, worked out apart.
        budget_pence: what the holder is paid in a year.
        spend_pence: what it spends.
        questions: what is not stated, and so stands in no position.
    """

    terms: PartiesTerms
    years: tuple[str, ...]
    parties: tuple[Position, ...]
    system: tuple[Pence, ...]
    budget_pence: Pence
    spend_pence: Pence
    questions: tuple[str, ...]

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of any position."""
        return weakest([self.terms.mark, *(each.mark for each in self.parties)])

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "years": list(self.years),
            "mark": str(self.mark),
            "form": self.terms.form,
            "participation": str(self.terms.participation),
            "budget_pence": self.budget_pence,
            "spend_pence": self.spend_pence,
            "parties": [
                {
                    "party": each.party.id,
                    "name": each.party.name,
                    "by_year_pence": list(each.by_year),
                    "total_pence": each.total_pence,
                    "mark": str(each.mark),
                    "flows": [flow.row() for flow in each.flows],
                }
                for each in self.parties
            ],
            "sum_of_parties_pence": [
                sum(each.by_year[n] for each in self.parties) for n in range(len(self.years))
            ],
            "system_change_pence": list(self.system),
            "questions": list(self.questions),
        }


def positions(
    terms: PartiesTerms,
    years: Sequence[str],
    lines: Sequence[AppraisedLine],
    parties: Sequence[Party],
    *,
    impacts: Sequence[DonorImpact] = (),
    shares: Mapping[str, Pence] | None = None,
    vat: Sequence[VatCell] = (),
) -> Positions:
    """Return every party's position.

    Args:
        terms: the scenario.
        years: the financial years, as many as the scenario has.
        lines: the rows of the budget.
        parties: of the contract.
        impacts: what donors lose; a donor without one is taken to shed all of its cost.
        shares: each party's part of budget less spend by the contract's steps; None: none.
        vat: cells of the holder's form.

    Raises:
        InputFaults: no single holder, a line without payer or provider, a party there is not.
    """
    holder = _check(terms, lines, parties)
    ours = held(lines, terms)
    flows = [
        *line_flows(ours, terms, impacts, holder),
        *holder_flows(ours, terms, holder, shares or {}, vat),
        *other_flows(terms, impacts),
    ]
    found = [_position(party, flows, terms.years) for party in parties]
    return Positions(
        terms=terms,
        years=tuple(years),
        parties=tuple(each for each in found if each.flows),
        system=system_change(ours, terms, impacts, vat),
        budget_pence=sum(line.amount_pence or 0 for line in ours),
        spend_pence=spend_pence(ours, terms),
        questions=tuple(_questions(lines, ours, impacts, vat)),
    )


def _position(party: Party, flows: Sequence[Flow], years: int) -> Position:
    own = tuple(flow for flow in flows if party.id in (flow.giver, flow.taker))
    by_year = tuple(
        sum(flow.on(party.id) for flow in own if flow.year == year) for year in range(1, years + 1)
    )
    return Position(party, by_year, own)


def _check(terms: PartiesTerms, lines: Sequence[AppraisedLine], parties: Sequence[Party]) -> str:
    place = Place("parties")
    ids = [party.id for party in parties]
    holders = [party.id for party in parties if Role.HOLDER in party.roles]
    faults: list[Fault] = []
    if len(holders) != 1:
        found = f"{len(holders)} holders" if holders else "no holder"
        faults.append(Fault(place, found, "one party with the role holder", "state it"))
    for extra in terms.extras:
        if extra.party not in ids:
            remedy = near_miss(extra.party, ids) or "use one of these"
            faults.append(Fault(place, f"the party {extra.party!r}", ", ".join(ids), remedy))
    for line in held(lines, terms):
        for what, party in (("payer", line.payer), ("provider", line.provider)):
            if party is None:
                key = "payer" if what == "payer" else "provided_by"
                found = f"no {what} of the line {line.key!r}"
                faults.append(Fault(place, found, f"who it is, as `{key}`", "state it in scope"))
    if faults:
        raise InputFaults(faults)
    return holders[0]


def _questions(
    lines: Sequence[AppraisedLine],
    ours: Sequence[AppraisedLine],
    impacts: Sequence[DonorImpact],
    vat: Sequence[VatCell],
) -> list[str]:
    asked = [
        f"{line.title}: what is it worth a year?" for line in lines if line.amount_pence is None
    ]
    appraised = {(i.donor.id, each.line.key) for i in impacts for each in i.lines}
    for line in ours:
        run_by = line.provider
        if run_by and Role.DONOR in run_by.roles and (run_by.id, line.key) not in appraised:
            asked.append(
                f"{line.title}: which cost stays with {run_by.name}? It is taken to shed all of it."
            )
    keys = {line.key: line.title for line in ours}
    asked += [
        f"{keys[cell.line]}: VAT is not costed ({cell.why_not})."
        for cell in vat
        if cell.line in keys and cell.extra_pence is None
    ]
    return asked
