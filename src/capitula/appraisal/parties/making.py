"""Which flows a scenario makes: who is paid by whom now, who after, and what is used up.

Line by line, against going on as now: the payer pays the holder and no longer the provider; the
provider no longer bears the cost, as far as it can shed it (a donor sheds what its impact says, any
other provider all of it); the holder bears what it spends. Then the contract's own steps share what
is over, transitional support is paid, and tax that no longer comes back is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from capitula.appraisal.donor.impact import DonorImpact
from capitula.appraisal.lines import AppraisedLine
from capitula.appraisal.parties.flows import RESOURCES, Flow
from capitula.appraisal.parties.terms import PartiesTerms
from capitula.appraisal.vat.table import VatCell
from capitula.contract.participation import Mode
from capitula.contract.scope import ServiceKind
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds, pounds_text
from capitula.ground.rounding import floor_share


def held(lines: Sequence[AppraisedLine], terms: PartiesTerms) -> tuple[AppraisedLine, ...]:
    """Return the lines that the holder holds: core general practice only in full participation."""
    return tuple(
        line
        for line in lines
        if line.amount_pence is not None
        and (line.service is not ServiceKind.PRIMARY_MEDICAL or terms.participation is Mode.FULL)
    )


def spend_pence(lines: Sequence[AppraisedLine], terms: PartiesTerms) -> Pence:
    """Return what the holder spends in a year on the lines that it holds, floored."""
    top, bottom = terms.spend.percent_of_budget.as_integer_ratio()
    return floor_share(sum(line.amount_pence or 0 for line in lines), top, bottom * 100)


def line_flows(
    lines: Sequence[AppraisedLine],
    terms: PartiesTerms,
    impacts: Sequence[DonorImpact],
    holder: str,
) -> Iterator[Flow]:
    """Yield, for each year and line, what becomes of its money and of its provider's cost."""
    lost = {(i.donor.id, each.line.key): each for i in impacts for each in i.lines}
    for year in range(1, terms.years + 1):
        for line in lines:
            amount = line.amount_pence or 0
            payer = line.payer.id if line.payer else ""
            provider = line.provider.id if line.provider else ""
            yield Flow(year, payer, holder, f"{line.title}, paid to the holder", amount, line.mark)
            if payer != provider:
                what = f"{line.title}, no longer paid"
                yield Flow(year, provider, payer, what, amount, line.weakest)
            found = lost.get((provider, line.key))
            if found is None:
                what = f"{line.title}, cost that goes with it"
                yield Flow(year, RESOURCES, provider, what, amount, EvidenceMark.ASSUMED)
                continue
            rest = amount - found.income_pence
            if rest:
                what = f"{line.title}, part of others: cost that goes with it"
                yield Flow(year, RESOURCES, provider, what, rest, EvidenceMark.ASSUMED)
            stays = found.stranded_pence(min(year, len(found.stranded)))
            gone = found.cost_pence - stays
            what = f"{line.title}, cost that goes; {_stays(stays)}"
            yield Flow(year, RESOURCES, provider, what, gone, found.terms.mark)


def _stays(pence: Pence) -> str:
    return f"{pounds_text(pence)} stays"


def holder_flows(
    lines: Sequence[AppraisedLine],
    terms: PartiesTerms,
    holder: str,
    shares: Mapping[str, Pence],
    vat: Sequence[VatCell],
) -> Iterator[Flow]:
    """Yield what the holder spends, shares of what is over, and tax that it loses."""
    spend = spend_pence(lines, terms)
    mark = weakest([terms.spend.mark, *(line.mark for line in lines)])
    keys = {line.key: line.title for line in lines}
    for year in range(1, terms.years + 1):
        yield Flow(year, holder, RESOURCES, "what the holder spends on the services", spend, mark)
        for party, part in shares.items():
            if party != holder:
                what = "its part of budget less spend, by the contract’s steps"
                yield Flow(year, holder, party, what, part, mark)
        for cell in vat:
            if cell.extra_pence and cell.line in keys:
                what = f"VAT on {keys[cell.line]} that no longer comes back"
                yield Flow(year, holder, RESOURCES, what, cell.extra_pence, cell.mark)


def other_flows(terms: PartiesTerms, impacts: Sequence[DonorImpact]) -> Iterator[Flow]:
    """Yield transitional support, and costs outside the lines."""
    for impact in impacts:
        for each in impact.terms.support:
            if each.year <= terms.years:
                pence = from_pounds(each.amount)
                donor = impact.donor.id
                yield Flow(each.year, each.payer, donor, "transitional support", pence, each.mark)
    for extra in terms.extras:
        if extra.year <= terms.years:
            pence = from_pounds(extra.amount)
            yield Flow(extra.year, extra.party, RESOURCES, extra.what, pence, extra.mark)
