"""Payments on lists that change by quarter: `capitula money payments CONTRACT --lists FILE`.

So much a head and year is paid on each practice's list. The contract names the rule: the year at
the mean list, or each quarter's months at that quarter's list. Both pay the same year. A practice
that joins or leaves within the year is paid by the day.
"""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from capitula.cli import money
from capitula.ground.faults import InputFaults
from capitula.money.payments.by_lists import PerHead, year_on_lists
from capitula.money.payments.lists_file import QuarterlyLists

HEAD = (
    "schema: capitula.quarterly-lists/1\nyear: 2027/28\nrule: {rule}\nper_head: 120\npractices:\n"
)
"""At £120 a head and year a person is worth £10 a month."""

STAYS = "  - {practice: M87007, lists: [1000, 1010, 1020.25, 1030]}\n"
JOINS = "  - {practice: M87010, lists: [null, 800, 800, 800], joins: 2027-07-16}\n"
LEAVES = "  - {practice: M87030, lists: [500, 500, null, null], leaves: 2027-09-11}\n"


def run(folder, practices, *more, rule="quarter"):
    path = folder / "lists.yaml"
    path.write_text(HEAD.format(rule=rule) + practices)
    result = CliRunner().invoke(
        money.app, ["payments", "budget-example", "--lists", str(path), *more]
    )
    if isinstance(result.exception, InputFaults):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def paid(folder, practices, **how):
    return json.loads(run(folder, practices, "--json", **how))


def test_each_quarter_is_paid_at_its_own_list(tmp_path):
    """1,000 people: £10,000 a month; 1,020.25 people from October: £10,202.50."""
    found = paid(tmp_path, STAYS)
    assert found["months_pence"] == [1_000_000] * 3 + [1_010_000] * 3 + [1_020_250] * 3 + (
        [1_030_000] * 3
    )


def test_the_mean_list_pays_the_same_year_in_equal_months(tmp_path):
    found = paid(tmp_path, STAYS, rule="mean")
    assert set(found["months_pence"][:11]) == {1_015_062}  # 1,015.0625 people
    assert found["paid_pence"] == paid(tmp_path, STAYS)["paid_pence"] == 12_180_750


def test_a_practice_that_joins_is_paid_from_its_first_day(tmp_path):
    """16 of July's 31 days: £8,000 × 16/31, so that the 15 days before are £3,870.96."""
    (found,) = paid(tmp_path, JOINS)["practices"]
    assert found["paid_pence"][:4] == [0, 0, 0, 412_904]
    assert found["not_paid_pence"][:5] == [0, 0, 0, 387_096, 0]
    assert found["paid_pence"][4:] == [800_000] * 8


def test_a_practice_that_leaves_is_paid_up_to_the_day_before(tmp_path):
    """Ten of September's thirty days of £5,000."""
    (found,) = paid(tmp_path, LEAVES)["practices"]
    assert found["paid_pence"] == [500_000] * 5 + [166_666] + [0] * 6


def test_what_a_person_reads(tmp_path):
    said = " ".join(run(tmp_path, STAYS + JOINS + LEAVES).split())
    for words in (
        "Payments 2027/28 on lists by quarter",
        "joins",
        "each quarter's months at that quarter's list",
        "falls on days on which practices were not in",
    ):
        assert words in said


@given(
    st.lists(st.decimals(0, 100_000, places=2), min_size=4, max_size=4),
    st.decimals("0.01", 5000, places=2),
    st.sampled_from(["mean", "quarter"]),
    st.dates().filter(lambda day: day.year == 2028) | st.none(),
)
def test_paid_and_not_paid_are_the_year_to_the_penny(lists, per_head, rule, leaves):
    """Whatever the lists, the price and the day of leaving."""
    day = leaves.replace(month=1 + leaves.month % 3) if leaves and leaves.day < 28 else None
    practice = {"practice": "M87007", "lists": lists, "leaves": day}
    stated = {"schema": "capitula.quarterly-lists/1", "year": "2027/28", "rule": rule}
    given_ = QuarterlyLists.model_validate(stated | {"per_head": per_head, "practices": [practice]})
    found = year_on_lists(given_, "made", price=PerHead.stated(per_head))
    exact = Fraction(per_head) * 100 * sum(map(Fraction, lists)) / 4
    assert found.paid_pence + found.not_paid_pence == exact.__floor__()
    assert sum(found.months) == found.paid_pence


@pytest.mark.parametrize(
    ("practices", "told"),
    [
        ("  - {practice: M87007, lists: [1, 2, 3]}\n", "add the missing quarters"),
        ("  - {practice: M87007, lists: [1, null, 3, 4]}\n", "without a list for quarter 2"),
        ("  []\n", "no practice"),
        (STAYS + STAYS, "M87007 again, after line 6"),
        ("  - {practice: M87007, lists: [1, 2, 3, -4]}\n", "people on a list: nought or more"),
        (JOINS.replace("2027-07-16", "2026-07-16"), "a day of 2027/28"),
        ("  - {practice: M87007, lists: [1, 2, 3, 1e9]}\n", "the overflow guard"),
    ],
)
def test_what_is_wrong_is_told(tmp_path, practices, told):
    with pytest.raises(InputFaults, match=told):
        run(tmp_path, practices)


def test_lists_of_another_year_are_refused(tmp_path):
    with pytest.raises(InputFaults, match="2027/28, the year of the lists"):
        run(tmp_path, STAYS, "--year", "2026/27")


def test_a_mean_needs_every_quarter(tmp_path):
    with pytest.raises(InputFaults, match="M87010 without a list for quarter 1"):
        run(tmp_path, JOINS, rule="mean")


def test_the_price_is_exact(tmp_path):
    assert paid(tmp_path, STAYS)["per_head"] == str(Decimal(120))
