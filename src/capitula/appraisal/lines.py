"""The lines of a contract as every part of an appraisal sees them: the rows of its budget.

Budget, VAT, donor impact and positions all read these rows, so that none of them can drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from capitula.contract.model import Contract
from capitula.contract.party import Party
from capitula.contract.scope import ScopeLine, ServiceKind, Standing
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence
from capitula.money.budget.budget import Budgeted
from capitula.money.budget.found import Found


@dataclass(frozen=True, slots=True)
class AppraisedLine:
    """One line in scope, with the amount of its budget row.

    Attributes:
        key: the scope line's identifier.
        title: what people call it.
        service: the kind of service.
        provider: who runs it now; None if not stated.
        payer: who pays for it; None if not stated.
        amount_pence: a year's money by the budget; None where no figure is held.
        at_most: whether the amount holds more than the line.
        basis: what the amount is: priced terms, paid in the year, or a target.
        mark: how the amount is known.
        provider_mark: how the provider is known.
    """

    key: str
    title: str
    service: ServiceKind
    provider: Party | None
    payer: Party | None
    amount_pence: Pence | None
    at_most: bool
    basis: str
    mark: EvidenceMark
    provider_mark: EvidenceMark

    @property
    def weakest(self) -> EvidenceMark:
        """The weaker of the two marks."""
        return weakest([self.mark, self.provider_mark])


def appraised_lines(
    contract: Contract, budget: Budgeted | Found | None
) -> tuple[AppraisedLine, ...]:
    """Return the lines in scope, each with its budget row's amount where there is one."""
    rows = _amounts(budget)
    parties = {party.id: party for party in contract.parties}
    return tuple(
        AppraisedLine(
            key=line.id,
            title=line.name,
            service=line.service,
            provider=parties.get(line.provided_by or ""),
            payer=parties.get(line.payer or ""),
            amount_pence=rows[line.id][0] if line.id in rows else None,
            at_most=rows[line.id][1] if line.id in rows else False,
            basis=rows[line.id][2] if line.id in rows else "no figure held",
            mark=rows[line.id][3] if line.id in rows else line.mark,
            provider_mark=line.mark,
        )
        for line in contract.scope
        if _in_scope(line)
    )


def _in_scope(line: ScopeLine) -> bool:
    return line.standing in (Standing.IN, Standing.PART)


def _amounts(
    budget: Budgeted | Found | None,
) -> dict[str, tuple[Pence | None, bool, str, EvidenceMark]]:
    if budget is None:
        return {}
    if isinstance(budget, Found):
        return {
            line.key: (
                line.amount_pence,
                line.covers == "more",
                line.basis.words if line.basis else "no published figure",
                line.mark,
            )
            for line in budget.lines
        }
    return {
        line.key: (line.amount_pence, False, "by priced terms", line.mark) for line in budget.lines
    }
