"""The system's change, from the costs of care and not from anybody's position.

    change (year) = what the services cost now − what they cost under the contract
    under the contract: the holder's spend, the donors' stranded cost, lost tax, costs outside lines

It is worked out without a single transfer, so that the sum of the parties' positions has something
independent to agree with.
"""

from __future__ import annotations

from collections.abc import Sequence

from capitula.appraisal.donor.impact import DonorImpact
from capitula.appraisal.lines import AppraisedLine
from capitula.appraisal.parties.making import spend_pence
from capitula.appraisal.parties.terms import PartiesTerms
from capitula.appraisal.vat.table import VatCell
from capitula.ground.pence import Pence, from_pounds


def system_change(
    lines: Sequence[AppraisedLine],
    terms: PartiesTerms,
    impacts: Sequence[DonorImpact],
    vat: Sequence[VatCell],
) -> tuple[Pence, ...]:
    """Return the system's gain in each year; a loss is below nought."""
    keys = {line.key for line in lines}
    leaving = [each for i in impacts for each in i.lines if each.line.key in keys]
    income = sum(each.income_pence for each in leaving)
    now = sum(line.amount_pence or 0 for line in lines) - income
    now += sum(each.cost_pence for each in leaving)
    tax = sum(cell.extra_pence or 0 for cell in vat if cell.line in keys)
    spend = spend_pence(lines, terms)
    found: list[Pence] = []
    for year in range(1, terms.years + 1):
        stranded = sum(each.stranded_pence(min(year, len(each.stranded))) for each in leaving)
        extra = sum(from_pounds(each.amount) for each in terms.extras if each.year == year)
        found.append(now - spend - stranded - tax - extra)
    return tuple(found)
