"""Late data: what has arrived is completed for what has not, and restated when it has."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.payment.limits import StopLoss
from capitula.ground.faults import InputFaults, ValueFault
from capitula.money.late_data.chain_ladder import bornhuetter_ferguson, chain_ladder
from capitula.money.late_data.reading import raa_triangle, read_triangle
from capitula.money.late_data.stop_loss import (
    Cover,
    covers_of,
    rank_percentile,
    stop_loss,
    truncate,
)
from capitula.money.late_data.triangle import Triangle

FACTORS = "2.999359 1.623523 1.270888 1.171675 1.113385 1.041935 1.033264 1.016936 1.009217"
ULTIMATES = (
    "18834.000 16857.954 24083.371 28703.142 28926.736 19501.103 17749.303 24019.193 16044.984 "
    "18402.443"
)


def text(exact, places):
    return f"{float(exact):.{places}f}"


def test_the_chain_ladder_on_the_published_triangle():
    """Mack 1993, RAA: factors, ultimates, and £52,135.228 outstanding of 213,122.228."""
    done = chain_ladder(raa_triangle())
    assert " ".join(text(factor, 6) for factor in done.factors) == FACTORS
    assert " ".join(text(ultimate, 3) for ultimate in done.ultimates) == ULTIMATES
    assert sum(done.triangle.latest) == 160_987
    assert text(done.outstanding, 6) == "52135.228261"
    assert text(sum(done.ultimates), 3) == "213122.228"


def test_completion_is_the_share_that_is_known():
    """Two periods: 100 became 150, so 80 will become 120 and two thirds of it are known."""
    done = chain_ladder(Triangle.of(["May", "June"], [[100, 150], [80]]))
    assert done.ultimates == (150, 120)
    assert done.completion == (1, Fraction(2, 3))
    assert done.outstanding == 40


def test_bornhuetter_ferguson_trusts_the_expectation_for_what_is_not_seen():
    """Paid 80 of an expected 150, two thirds known: 80 + 150/3 = 130."""
    assert bornhuetter_ferguson(80, Fraction(2, 3), 150) == 130


def test_a_triangle_with_a_gap_is_refused(tmp_path):
    path = tmp_path / "triangle.csv"
    path.write_text("origin,1,2,3\nApril,1,x,3\nMay,1,,\nJune,1,2,3\n")
    with pytest.raises(InputFaults, match="a whole number"):
        read_triangle(path)
    path.write_text("origin,1,2,3\nApril,1,2,3\nMay,1,,\nJune,1,,\n")
    with pytest.raises(InputFaults, match="1 ages for May"):
        read_triangle(path)


def test_nothing_to_reckon_from_is_refused():
    with pytest.raises(ValueFault, match="nothing paid at age 1"):
        chain_ladder(Triangle.of(["a", "b"], [[0, 5], [3]]))


COVER = Cover(10_000_000, Fraction(9, 10))


def test_stop_loss_carries_a_share_of_what_lies_above():
    """£180,000 with attachment £100,000 and 90%: £72,000 is ceded and £108,000 retained."""
    done = stop_loss([18_000_000], COVER)
    assert (done.ceded_pence, done.retained_pence) == ((7_200_000,), (10_800_000,))


def test_aggregate_cover_works_on_what_the_specific_one_left():
    """Retained 108 and 60 thousand; above 150 thousand in all half is carried."""
    done = stop_loss([18_000_000, 6_000_000], COVER, Cover(15_000_000, Fraction(1, 2)))
    assert done.aggregate_ceded_pence == 900_000
    assert done.holder_pence == 15_900_000


def test_covers_come_from_the_contract_or_not_at_all():
    """Attachment £100,000, 90% carried, at most £50,000; above 110% of £1m all is carried."""
    terms = {"id": "s", "mechanism": "stop_loss", "clause": "1", "attachment": 100_000}
    step = StopLoss.model_validate(
        {**terms, "carried_percent": 90, "most_carried": 50_000, "aggregate_percent": 110}
    )
    specific, aggregate = covers_of(step, 100_000_000)
    assert specific.ceded(18_000_000) == 5_000_000
    assert aggregate == Cover(110_000_000, Fraction(1))
    with pytest.raises(ValueFault, match="no carried_percent"):
        covers_of(StopLoss.model_validate(terms))
    with pytest.raises(ValueFault, match="no base for the aggregate"):
        covers_of(step)


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1),
    st.integers(0, 10**8),
    st.fractions(0, 1),
    st.none() | st.integers(0, 10**8),
)
def test_stop_loss_identities(costs, attachment, carried, most):
    """Retained and ceded are the cost; nothing is ceded below the attachment; retained rises."""
    done = stop_loss(costs, Cover(attachment, carried, most))
    for cost, kept, ceded in zip(costs, done.retained_pence, done.ceded_pence, strict=True):
        assert kept + ceded == cost
        assert ceded >= 0
        assert ceded == 0 or (cost > attachment and carried > 0)
    ordered = stop_loss(sorted(costs), Cover(attachment, carried, most)).retained_pence
    assert list(ordered) == sorted(ordered)


def test_a_percentile_is_a_rank():
    """(99·n + 99) // 100, counted from 1: of 200 values the 198th, of one the first."""
    assert rank_percentile(list(range(1, 201)), 99) == 198
    assert rank_percentile([7], 99) == 7
    assert truncate([1, 2, 100], 67) == (1, 2, 100)
    assert truncate([1, 2, 100], 66) == (1, 2, 2)
