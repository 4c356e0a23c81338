"""A budget that cannot be worked out says everything that is wrong with it, and nothing else."""

import pytest

from capitula.ground.faults import InputFaults
from spec.money.budget.made_contracts import budget_of, contract, line, uplift

HEADS = {"year": "2027/28", "people": 100}


def faults(*parts, **budget):
    with pytest.raises(InputFaults) as refused:
        budget_of(contract(*parts, **budget))
    return [(fault.place.field, fault.found, fault.remedy) for fault in refused.value.faults]


def test_one_report_names_all():
    """No price, no price year, no share of a part, no uplift, no count, below nought: all told."""
    found = faults(
        [
            line("priceless", pounds=None),
            line("yearless", prices=None),
            line("partly", standing="part"),
            line("unraised"),
            line("uncounted"),
            line("below", pounds="-1"),
        ],
        [uplift(lines=["partly", "uncounted", "below"], inflation_percent=1)],
        without_need=["partly", "unraised", "below"],
    )
    assert {field: words for field, words, _ in found} == {
        "scope priceless": "a budget line without a price: no `annual_value`",
        "scope yearless": "a budget line without a price: no `price_year`",
        "scope partly": "a line partly in the contract, without the share",
        "scope unraised": "no uplift for 2027/28",
        "scope uncounted": "no count",
        "scope below": "-£1.00",
    }


def test_a_list_of_another_year_is_refused():
    """English quality payments of 2013/14 used the list of January 2014 where 2013 was due."""
    late = {**HEADS, "id": "lists", "in_force_from": "2028-01-01"}
    ((_, words, remedy),) = faults(
        [line()],
        [uplift(inflation_percent=1)],
        counts=[{**HEADS, "id": "lists", "year": "2026/27"}, late],
    )
    assert words == "the count 'lists' in force from 1 January 2028"
    assert remedy == "use the list of that year; one of another time is refused"


def test_a_list_of_registered_people_does_not_pay_a_council_line():
    counts = [{**HEADS, "id": "x", "year": year} for year in ("2026/27", "2027/28")]
    found = faults([line(denominator="resident")], [uplift(inflation_percent=1)], counts=counts)
    assert found[0][1] == "no count"


def test_weights_of_two_indices_are_not_compared():
    weighted = {"weighted_people": 90, "index": "old index"}
    counts = [
        {**HEADS, "id": "x", "year": "2026/27", **weighted},
        {**HEADS, "id": "x", "weighted_people": 95, "index": "new index"},
    ]
    ((_, words, _),) = faults([line()], [uplift(inflation_percent=1)], counts=counts)
    assert words == "old index in 2026/27, new index now"


def test_an_uplift_in_force_for_a_part_of_the_year_is_refused():
    half = uplift(inflation_percent=1, in_force_from="2027-10-01")
    found = faults([line()], [half], without_need=["a"])
    assert [words for _, words, _ in found] == [
        "the uplift 'rise', from 1 October 2027, in force for a part of 2027/28",
        "no uplift for 2027/28",
    ]


def test_an_uplift_without_a_rate_prices_nothing():
    ((_, words, remedy),) = faults([line()], [uplift()], without_need=["a"])
    assert (words, remedy) == (
        "the uplift 'rise' without a rate",
        "state its rates, 0 where there is none",
    )


def test_a_line_priced_twice_is_refused():
    heads = {
        "id": "heads",
        "mechanism": "capitation",
        "per_head": 1,
        "price_year": "2027/28",
        "lines": ["a"],
    }
    ((_, words, _),) = faults([line()], [heads], counts=[{**HEADS, "id": "x"}])
    assert words == "1000 a year, and a payment by head"


def test_a_transfer_out_of_more_than_there_is():
    out = {"id": "x", "label": "x", "kind": "transfer_out", "line": "a", "year": "2027/28"}
    ((_, words, _),) = faults(
        [line()],
        [uplift(inflation_percent=0)],
        without_need=["a"],
        adjustments=[{**out, "amount": 2000}],
    )
    assert words == "-£1,000.00"


def test_money_beyond_64_bits_is_refused():
    most = "92000000000000000"
    found = faults([line(pounds=most)], [uplift(inflation_percent=1)], without_need=["a"])
    assert "expected at most" in found[0][1]


def test_a_line_that_changes_within_the_year_is_refused():
    ((field, words, _),) = faults([line(in_force_to="2027-09-30")], without_need=["a"])
    assert (field, words) == ("scope a", "a line that is not in force for the whole of 2027/28")


def test_monthly_shares_that_do_not_make_a_year():
    found = contract([line()], without_need=["a"]).model_dump(mode="json", by_alias=True)
    for shares in ([50] * 12, [100]):
        found["payment"] |= {"profile": "declared_shares", "month_percents": shares}
        with pytest.raises(ValueError, match="twelve that sum to exactly 100"):
            type(contract([line()])).model_validate(found)
