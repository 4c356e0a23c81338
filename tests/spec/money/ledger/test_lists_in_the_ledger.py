"""Payments on lists, posted: `capitula money ledger CONTRACT --lists FILE [--lists LATER]`.

A run posts each practice's month at the lists and the price known on its first day. A later version
of the lists reprices the year; the next run posts the arrears of the months before, under the same
clause and period, so that the year posted is the year at what was known last.

At £120 a head and year a person is worth £10 a month. By the mean of its quarters a list of 1,000
is paid £10,000 a month. On 15 September the last quarter is known to be 1,040, not 1,000: the mean
is 1,010 and a month £10,100. The run of October posts £10,100, and £100 of arrears for each month
from April to September.

| run | month | arrears |
|---|---|---|
| April to September | £10,000.00 each | none |
| October | £10,100.00 | 6 × £100.00 |
| November to March | £10,100.00 each | none |
"""

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from capitula.case.budget import find_priced_budget
from capitula.case.ledger import contract_ledger
from capitula.cli import money
from capitula.ground.faults import InputFaults

HEAD = "schema: capitula.quarterly-lists/1\nyear: 2027/28\nrule: {rule}\n"
LAST = date(2028, 3, 31)


def lists(folder, name, practices, *, rule="mean", price=120, known=None):
    path = Path(folder) / f"{name}.yaml"
    text = HEAD.format(rule=rule)
    text += f"per_head: {price}\n" if price else ""
    text += f"known_on: {known}\n" if known else ""
    path.write_text(text + "practices:\n" + practices)
    return path


def practice(code, sizes, more=""):
    return f"  - {{practice: {code}, lists: [{', '.join(map(str, sizes))}]{more}}}\n"


def posted(files, contract="budget-example"):
    return contract_ledger(contract, lists=files, known_on=LAST)


def holder(run):
    return [entry for entry in run.posted if entry.party == "holder"]


def test_a_later_version_brings_the_arrears_of_the_months_before(tmp_path):
    first = lists(tmp_path, "first", practice("M87007", [1000] * 4))
    later = practice("M87007", [1000, 1000, 1000, 1040])
    second = lists(tmp_path, "second", later, known="2027-09-15")
    found = posted([second, first])
    amounts = [[entry.amount_pence for entry in holder(run)] for run in found.runs]
    assert amounts[:6] == [[1_000_000]] * 6
    assert sorted(amounts[6]) == [10_000] * 6 + [1_010_000]
    assert amounts[7:] == [[1_010_000]] * 5
    arrears = [entry for entry in holder(found.runs[6]) if entry.note == "arrears"]
    assert [str(entry.first) for entry in arrears] == [
        f"2027-{month:02}-01" for month in range(4, 10)
    ]
    assert {entry.subject for entry in arrears} == {"list of M87007"}
    assert all(entry.clause for entry in arrears)
    assert not found.again, "the last run made again posts nothing"


def test_a_price_backdated_within_the_year(tmp_path):
    """£102.28 less 4.75% becomes £104.73 less 4.75%, known after seven months; 10,000 people.

    | year and month at the old price | at the new price | paid before | arrears | month 12 |
    |---|---|---|---|---|
    | 974,217.00 / 81,184.75 | 997,553.25 / 83,129.43 | 568,293.25 | 13,612.76 | 83,129.52 |
    """
    old = lists(tmp_path, "old", practice("M87007", [10_000] * 4), price="97.4217")
    new = practice("M87007", [10_000] * 4)
    later = lists(tmp_path, "new", new, price="99.755325", known="2027-10-20")
    runs = posted([old, later]).runs
    before = [sum(entry.amount_pence for entry in holder(run)) for run in runs[:7]]
    assert (set(before), sum(before)) == ({8_118_475}, 56_829_325)
    arrears = [entry.amount_pence for entry in holder(runs[7]) if entry.note == "arrears"]
    assert (len(arrears), sum(arrears)) == (7, 1_361_276)
    assert [entry.amount_pence for entry in holder(runs[11])] == [8_312_952]
    every = sum(entry.amount_pence for run in runs for entry in holder(run))
    assert every == 99_755_325, "old months, arrears and new months are the new year"


def test_a_practice_that_a_later_version_drops_is_brought_back_to_nought(tmp_path):
    both = practice("M87007", [1000] * 4) + practice("M87010", [500] * 4)
    first = lists(tmp_path, "first", both)
    second = lists(tmp_path, "second", practice("M87007", [1000] * 4), known="2027-06-20")
    found = posted([first, second])
    of_dropped = [
        entry.amount_pence
        for run in found.runs
        for entry in holder(run)
        if entry.subject == "list of M87010"
    ]
    assert of_dropped == [500_000] * 3 + [-500_000] * 3


def test_joining_and_leaving_are_posted_by_the_day(tmp_path):
    """16 of July's 31 days of £8,000; ten of September's thirty days of £5,000."""
    practices = practice("M87010", ["null", 800, 800, 800], ", joins: 2027-07-16")
    practices += practice("M87030", [500, 500, "null", "null"], ", leaves: 2027-09-11")
    found = posted([lists(tmp_path, "one", practices, rule="quarter")])
    july = {entry.subject: entry.amount_pence for entry in holder(found.runs[3])}
    assert july == {"list of M87010": 412_904, "list of M87030": 500_000}
    september = {entry.subject: entry.amount_pence for entry in holder(found.runs[5])}
    assert september == {"list of M87010": 800_000, "list of M87030": 166_666}


def test_without_a_price_the_contract_prices_and_its_ring_fences_hold(tmp_path):
    """The budget over the people counted, £199,825,316.20 ÷ 347,200; each line's money apart."""
    whole = practice("M87007", [347_200] * 4)
    found = posted([lists(tmp_path, "whole", whole, price=None)])
    budget = find_priced_budget("budget-example")
    held = {fence: pence for party, fence, pence in found.balances() if party == "holder"}
    assert sum(held.values()) == budget.total_pence
    assert set(held) == {"", "better care fund", "public health grant"}
    payers = {party for party, fence, _ in found.balances() if fence == "public health grant"}
    assert payers == {"council", "holder"}


def moved(found):
    return {(party, fence): pence for party, fence, pence in found.balances() if pence}


SIZES = st.lists(st.integers(0, 50_000), min_size=4, max_size=4)


@settings(max_examples=10, deadline=None)
@given(SIZES, SIZES, st.integers(1, 330), st.sampled_from(["mean", "quarter"]))
def test_repriced_on_any_day_the_year_is_the_year_at_the_last_lists(before, after, days, rule):
    """Law: backdated arrears make up the full-year answer, whenever the lists became known."""
    with TemporaryDirectory() as folder:
        first = lists(folder, "first", practice("M87007", before), rule=rule)
        known = date(2027, 4, 2) + timedelta(days=days)
        version = practice("M87007", after)
        second = lists(folder, "second", version, rule=rule, known=known)
        straight = lists(folder, "straight", version, rule=rule)
        late, at_once = posted([first, second]), posted([straight])
    if known <= date(2028, 3, 1):
        assert moved(late) == moved(at_once)
    assert sum(pence for _, _, pence in late.balances()) == 0, "all parties sum to nought"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ([{"known": "2027-05-01"}], "a version known on 2027-04-01, the first run"),
        ([{}, {}], "known from the beginning, as is"),
        ([{"known": "2027-06-01"}, {"known": "2027-06-01"}, {}], "a day for each version"),
    ],
    ids=["none known at first", "two from the beginning", "two known on one day"],
)
def test_versions_that_do_not_fit_post_nothing(tmp_path, made, said):
    files = [
        lists(tmp_path, f"v{at}", practice("M87007", [1000] * 4), **how)
        for at, how in enumerate(made)
    ]
    with pytest.raises(InputFaults, match=said):
        posted(files)


def test_every_fault_of_every_file_at_once(tmp_path):
    bad = lists(tmp_path, "bad", practice("M87007", [1000, -1, 1000, 1000]))
    other = lists(tmp_path, "other", practice("M87007", [1, 2, 3]), known="2027-06-01")
    with pytest.raises(InputFaults) as refused:
        posted([bad, other])
    said = str(refused.value)
    assert "people on a list: nought or more" in said
    assert "M87007 with 3 lists" in said


def test_lists_of_another_year_are_not_taken(tmp_path):
    path = lists(tmp_path, "one", practice("M87007", [1000] * 4))
    with pytest.raises(InputFaults, match="a list of another year is not taken for this one"):
        contract_ledger("budget-example", lists=[path], year="2026/27", known_on=LAST)
    with pytest.raises(InputFaults, match="one way of paying the year"):
        contract_ledger("budget-example", lists=[path], payments=True, known_on=LAST)


def test_a_contract_that_counts_nobody_needs_a_price(tmp_path):
    path = lists(tmp_path, "one", practice("M87007", [1000] * 4), price=None)
    text = (Path(path.parent) / "one.yaml").read_text()
    example = find_priced_budget("budget-example")
    assert example.registered_people == 347_200
    path.write_text(text.replace("2027/28", "2018/19"))
    found = contract_ledger("dudley-practices-2018", lists=[path], known_on=date(2026, 1, 1))
    per_head = 7_090_671_753 / 319_480
    paid = sum(pence for party, _, pence in found.balances() if party == "holder")
    assert abs(paid - per_head * 1000) <= 1


def test_the_command_prints_and_adds_up(tmp_path):
    first = lists(tmp_path, "first", practice("M87007", [1000] * 4))
    later = practice("M87007", [1000, 1000, 1000, 1040])
    second = lists(tmp_path, "second", later, known="2027-09-15")
    words = ["ledger", "budget-example", "--lists", first, "--lists", second, "--known", LAST]
    result = CliRunner().invoke(money.app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    assert "The last run made again posts nothing." in result.stdout
    result = CliRunner().invoke(money.app, [*map(str, words), "--json"])
    document = json.loads(result.stdout)
    held = [b["balance_pence"] for b in document["balances"] if b["party"] == "holder"]
    assert held == [12_120_000]  # £120 × 1,010


def test_days_on_which_a_practice_was_not_in_are_taken_off_the_budget():
    """Dudley 2018/19 on published figures: one practice leaves, one joins, by the day."""
    found = contract_ledger("dudley-practices-2018", payments=True, known_on=date(2026, 1, 1))
    budget = find_priced_budget("dudley-practices-2018", known_on=date(2026, 1, 1))
    paid = sum(sum(each.paid) for each in budget.by_practice())
    held = sum(pence for party, _, pence in found.balances() if party == "holder")
    assert held == paid == 7_066_237_493
    july = [entry for entry in holder(found.runs[3]) if entry.subject.startswith("M87638")]
    assert [(entry.amount_pence, entry.note) for entry in july] == [
        (-3_049_942, "in on 16 of 31 days")
    ]
