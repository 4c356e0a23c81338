"""Stranded cost of the donors as streams of cost: the same pence as the donor's appraisal shows."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.appraisal.donor.impact import DonorImpact
from capitula.appraisal.value.terms import Side, Stream, ValueTerms
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import to_pounds


def with_stranded(terms: ValueTerms, impacts: Sequence[DonorImpact]) -> ValueTerms:
    """Return the terms with a stream for each year of each donor that they name.

    Raises:
        InputFaults: a donor there is not, or a year outside the horizon.
    """
    by_donor = {impact.donor.id: impact for impact in impacts}
    faults: list[Fault] = []
    streams: list[Stream] = []
    for name in terms.stranded:
        impact = by_donor.get(name)
        if impact is None:
            known = list(by_donor)
            remedy = near_miss(name, known) or "state the donor under `donors`"
            expected = ", ".join(known) or "a donor of the same file"
            faults.append(Fault(Place("value", field="stranded"), repr(name), expected, remedy))
            continue
        streams += _streams(impact)
        first, last = FinancialYear.parse(terms.base_year), FinancialYear.parse(terms.last_year)
        start, end = (FinancialYear.parse(impact.years[n].year) for n in (0, -1))
        if start < first or end > last:
            found = f"{name} from {start} to {end}"
            expected = f"years from {first} to {last}"
            place = Place("value", field="stranded")
            faults.append(Fault(place, found, expected, "move the base year or the horizon"))
    if faults:
        raise InputFaults(faults)
    return terms.model_copy(update={"streams": (*terms.streams, *streams)})


def _streams(impact: DonorImpact) -> list[Stream]:
    return [
        Stream(
            id=f"stranded-{impact.donor.id}-{year.number}",
            title=f"Stranded cost of {impact.donor.name}, {year.year}",
            side=Side.COST,
            party=impact.donor.id,
            amount=to_pounds(year.stranded_pence),
            first_year=year.year,
            mark=impact.mark,
            why="the donor’s appraisal, from the rows of the budget",
        )
        for year in impact.years
        if year.stranded_pence > 0
    ]
