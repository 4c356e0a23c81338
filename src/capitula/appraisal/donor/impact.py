"""What a donor loses by line and year, from the rows of the budget; parts always equal the whole.

    income lost  = floor(row's amount × donor's share)
    cost         = floor(income lost × cost per 100 pounds); its four parts by largest remainder
    stays (year) = semi-fixed while year ≤ lag; fixed and overhead, each × what is not yet taken out
    goes         = cost − stays
    net loss     = income lost − goes = stranded cost + margin lost
    donor bears  = net loss − transitional support

Prices are those of the budget's year in every year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capitula.appraisal.donor.terms import DonorTerms, LineCost
from capitula.appraisal.lines import AppraisedLine
from capitula.contract.party import Party
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.financial_year import FinancialYear
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds
from capitula.ground.rounding import apportion, floor_share

PARTS = ("variable", "semi_fixed", "fixed", "overhead")


@dataclass(frozen=True, slots=True)
class LostLine:
    """One line that leaves the donor.

    Attributes:
        line: the row of the budget.
        terms: how its cost behaves.
        income_pence: a year's income lost.
        cost_pence: what the line cost.
        parts: the cost by behaviour; they sum to it.
        stranded: by year, the cost that stays, by behaviour.
    """

    line: AppraisedLine
    terms: LineCost
    income_pence: Pence
    cost_pence: Pence
    parts: dict[str, Pence]
    stranded: tuple[dict[str, Pence], ...]

    @property
    def margin_pence(self) -> Pence:
        """Income less cost; below nought where the line ran at a loss."""
        return self.income_pence - self.cost_pence

    def stranded_pence(self, year: int) -> Pence:
        """Return the cost that stays in a year; 1 is the first."""
        return sum(self.stranded[year - 1].values())


@dataclass(frozen=True, slots=True)
class ImpactYear:
    """One year of a donor after the transfer.

    Attributes:
        number: 1 is the first.
        year: the financial year.
        income_pence: income lost.
        released_pence: cost that has gone.
        stranded_pence: cost that stays.
        support: payer to transitional support.
    """

    number: int
    year: str
    income_pence: Pence
    released_pence: Pence
    stranded_pence: Pence
    support: dict[str, Pence]

    @property
    def net_loss_pence(self) -> Pence:
        """Income lost less cost that has gone."""
        return self.income_pence - self.released_pence

    @property
    def donor_bears_pence(self) -> Pence:
        """What is left to the donor after support; below nought where support exceeds the loss."""
        return self.net_loss_pence - sum(self.support.values())

    def row(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "year": self.year,
            "income_lost_pence": self.income_pence,
            "cost_gone_pence": self.released_pence,
            "stranded_pence": self.stranded_pence,
            "net_loss_pence": self.net_loss_pence,
            "support_pence": dict(self.support),
            "donor_bears_pence": self.donor_bears_pence,
        }


@dataclass(frozen=True, slots=True)
class DonorImpact:
    """What one donor loses.

    Attributes:
        donor: the trust.
        terms: what was assumed.
        lines: by line.
        years: by year.
        contract_pence: the whole contract's year, the denominator of the contract's share.
        staff: people who move; None where any line does not say.
        mark: the weakest mark of anything that entered.
    """

    donor: Party
    terms: DonorTerms
    lines: tuple[LostLine, ...]
    years: tuple[ImpactYear, ...]
    contract_pence: Pence
    staff: int | None
    mark: EvidenceMark

    @property
    def income_pence(self) -> Pence:
        """A year's income lost."""
        return sum(line.income_pence for line in self.lines)

    @property
    def donor_income_pence(self) -> Pence | None:
        """The donor's whole income; None if nobody states it."""
        return None if self.terms.income is None else from_pounds(self.terms.income)

    @property
    def stranded_total_pence(self) -> Pence:
        """The cost that stays, over all years shown."""
        return sum(year.stranded_pence for year in self.years)

    @property
    def net_loss_total_pence(self) -> Pence:
        """The net loss over all years shown, whoever bears it."""
        return sum(year.net_loss_pence for year in self.years)

    @property
    def breaks_even(self) -> str:
        """The first year from which the donor bears nothing more; empty where none is shown."""
        found = ""
        for year in reversed(self.years):
            if year.donor_bears_pence > 0:
                break
            found = year.year
        return found

    def bearers(self) -> dict[str, Pence]:
        """Return who bears the net loss of all years; the parts sum to it."""
        borne: dict[str, Pence] = {self.donor.id: 0}
        for year in self.years:
            borne[self.donor.id] += year.donor_bears_pence
            for payer, amount in year.support.items():
                borne[payer] = borne.get(payer, 0) + amount
        return borne

    def shares(self) -> tuple[tuple[str, Pence, Pence | None], ...]:
        """Return each share as its words, what is on top and what below; None is a question."""
        return (
            ("of the donor’s income", self.income_pence, self.donor_income_pence),
            ("of the contract’s money", self.income_pence, self.contract_pence),
        )

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "donor": self.donor.id,
            "name": self.donor.name,
            "mark": str(self.mark),
            "income_lost_pence": self.income_pence,
            "staff": self.staff,
            "shares": [
                {"of": words, "top_pence": top, "bottom_pence": bottom}
                for words, top, bottom in self.shares()
            ],
            "lines": [
                {
                    "line": lost.line.key,
                    "title": lost.line.title,
                    "income_pence": lost.income_pence,
                    "cost_pence": lost.cost_pence,
                    "margin_pence": lost.margin_pence,
                    "parts_pence": lost.parts,
                    "stranded_pence": [sum(year.values()) for year in lost.stranded],
                    "mark": str(lost.terms.mark),
                    "why": lost.terms.why,
                }
                for lost in self.lines
            ],
            "years": [year.row() for year in self.years],
            "stranded_total_pence": self.stranded_total_pence,
            "net_loss_total_pence": self.net_loss_total_pence,
            "bearers_pence": self.bearers(),
            "breaks_even": self.breaks_even or None,
        }


def donor_impact(
    terms: DonorTerms, lines: Sequence[AppraisedLine], parties: Sequence[Party]
) -> DonorImpact:
    """Return what a donor loses.

    Args:
        terms: what is assumed.
        lines: the rows of the contract's budget.
        parties: of the contract.

    Raises:
        InputFaults: a party, line or payer there is not, or a line without a figure: all of them.
    """
    _check(terms, lines, parties)
    rows = {line.key: line for line in lines}
    lost = tuple(_lost(rows[each.line], each, terms) for each in terms.lines)
    years = tuple(_year(number, lost, terms) for number in range(1, terms.years + 1))
    staff = [each.terms.staff for each in lost]
    marks = [
        terms.mark,
        *(each.terms.mark for each in lost),
        *(each.mark for each in terms.support),
    ]
    marks += [each.line.weakest for each in lost]
    marks += [terms.step_down.mark] if terms.step_down else []
    return DonorImpact(
        donor=next(party for party in parties if party.id == terms.party),
        terms=terms,
        lines=lost,
        years=years,
        contract_pence=sum(line.amount_pence or 0 for line in lines),
        staff=None if None in staff else sum(each for each in staff if each is not None),
        mark=weakest(marks),
    )


def _lost(line: AppraisedLine, cost: LineCost, terms: DonorTerms) -> LostLine:
    income = _share(line.amount_pence or 0, cost.donor_share_percent)
    spent = _share(income, cost.cost_percent)
    weights = {part: getattr(cost, f"{part}_percent") for part in PARTS}
    parts = apportion(spent, {part: _hundredths(weight) for part, weight in weights.items()})
    stranded = tuple(_stays(number, parts, cost, terms) for number in range(1, terms.years + 1))
    return LostLine(line, cost, income, spent, parts, stranded)


def _stays(
    number: int, parts: dict[str, Pence], cost: LineCost, terms: DonorTerms
) -> dict[str, Pence]:
    down = terms.step_down
    worked = max(0, number - down.first_year + 1) if down else 0
    fixed = down.fixed_points * worked if down else Decimal(0)
    overhead = down.overhead_points * worked if down else Decimal(0)
    return {
        "semi_fixed": parts["semi_fixed"] if number <= cost.lag_years else 0,
        "fixed": _share(parts["fixed"], max(Decimal(0), 100 - fixed)),
        "overhead": _share(parts["overhead"], max(Decimal(0), 100 - overhead)),
    }


def _year(number: int, lost: Sequence[LostLine], terms: DonorTerms) -> ImpactYear:
    income = sum(line.income_pence for line in lost)
    stranded = sum(line.stranded_pence(number) for line in lost)
    support: dict[str, Pence] = {}
    for each in terms.support:
        if each.year == number:
            support[each.payer] = support.get(each.payer, 0) + from_pounds(each.amount)
    return ImpactYear(
        number=number,
        year=str(FinancialYear(FinancialYear.parse(terms.first_year).start + number - 1)),
        income_pence=income,
        released_pence=sum(line.cost_pence for line in lost) - stranded,
        stranded_pence=stranded,
        support=support,
    )


def _share(amount: Pence, percent: Decimal) -> Pence:
    top, bottom = percent.as_integer_ratio()
    return floor_share(amount, top, bottom * 100)


def _hundredths(weight: Decimal) -> int:
    """Return a per cent as a whole number, exact to six decimals, for a split by weight."""
    return int(weight.scaleb(6))


def _check(terms: DonorTerms, lines: Sequence[AppraisedLine], parties: Sequence[Party]) -> None:
    place = Place("donors", field=terms.party)
    ids, keys = [party.id for party in parties], [line.key for line in lines]
    figures = {line.key for line in lines if line.amount_pence is not None}
    faults = [
        Fault(place, f"the party {name!r}", ", ".join(ids), near_miss(name, ids) or "use one")
        for name in (terms.party, *(each.payer for each in terms.support))
        if name not in ids
    ]
    for each in terms.lines:
        if each.line not in keys:
            remedy = near_miss(each.line, keys) or "give one of these"
            faults.append(Fault(place, f"the line {each.line!r}", ", ".join(keys), remedy))
        elif each.line not in figures:
            found = f"the line {each.line!r}, for which no figure is held"
            faults.append(Fault(place, found, "a line with a figure", "leave it out, or price it"))
        else:
            run_by = next(line.provider for line in lines if line.key == each.line)
            if run_by is not None and run_by.id != terms.party:
                found = f"the line {each.line!r}, which {run_by.name} runs"
                expected = f"a line that {terms.party} runs"
                faults.append(Fault(place, found, expected, "move it to its own donor"))
    if faults:
        raise InputFaults(faults)
