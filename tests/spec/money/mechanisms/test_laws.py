"""The laws that every settlement holds, whatever its terms and figures.

Each is checked against a side that is computed independently: plain fractions, another order, or
another scale.
"""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.money.reproducing.settling import program_of
from spec.money.mechanisms.made import SHARE, contract, earned, figures, run

FEWER = settings(max_examples=40)
"""Each example reads a contract."""

PENCE = st.integers(0, 10**10)
PERCENT = st.integers(0, 400).map(lambda quarter: quarter / 4)


def pounds(pence):
    return f"{pence // 100}.{pence % 100:02d}"


def row(benchmark, actual, **more):
    return {"benchmark": pounds(benchmark), "actual": pounds(actual), **more}


@st.composite
def terms(draw):
    """A band, a collar and shares of three parties."""
    kind = draw(st.sampled_from(["hurdle", "deductible"]))
    trust = draw(st.integers(0, 100))
    acute = draw(st.integers(0, 100 - trust))
    parties = {"trust": trust, "acute": acute, "icb": 100 - trust - acute}
    return [
        {"id": "band", "mechanism": kind, "of": "benchmark", "percent": draw(st.integers(0, 4))},
        {
            "id": "collar",
            "mechanism": "cap",
            "of": "benchmark",
            "side": "both",
            "percent": draw(st.integers(4, 20)),
        },
        {**SHARE, "shares": [{"party": p, "percent": n} for p, n in parties.items()]},
    ]


def by_hand(steps, benchmark, actual):
    """The same settlement in plain fractions: what is shared, and the holder's floor."""
    band, collar, share = steps
    pool = benchmark - actual
    size, sign = abs(pool), (pool > 0) - (pool < 0)
    edge = Fraction(band["percent"], 100) * benchmark
    if band["mechanism"] == "hurdle":
        left = size if size > edge else 0
    else:
        left = max(0, size - edge.__floor__())
    left = min(left, (Fraction(collar["percent"], 100) * benchmark).__floor__())
    holder = Fraction(share["shares"][0]["percent"], 100)
    return sign * left, (sign * left * holder).__floor__()


@FEWER
@given(terms(), st.lists(st.tuples(PENCE, PENCE), min_size=1, max_size=5))
def test_conservation_and_an_independent_answer(steps, rows):
    """Law 1 and 15: parts sum to what is shared, shared and unshared to the pool; by hand too."""
    done = run(steps, *(row(b, a) for b, a in rows))
    parts = done.parts()
    for at, (benchmark, actual) in enumerate(rows):
        shared, holder = by_hand(steps, benchmark, actual)
        assert (done.to_share[at], done.earned[at]) == (shared, holder)
        assert sum(int(part[at]) for part in parts.values()) == shared
        assert shared + done.unshared[at] == benchmark - actual


@FEWER
@given(terms(), st.lists(st.tuples(PENCE, PENCE), min_size=2, max_size=6), st.randoms())
def test_order_independence(steps, rows, random):
    """Law 5: shuffled rows give the same amounts, row by row."""
    order = list(range(len(rows)))
    random.shuffle(order)
    plain = earned(steps, *(row(*each) for each in rows))
    shuffled = earned(steps, *(row(*rows[at]) for at in order))
    assert shuffled == [plain[at] for at in order]


@FEWER
@given(terms(), st.integers(1, 10**9), st.lists(st.integers(0, 2 * 10**9), min_size=2, max_size=8))
def test_monotonicity(steps, benchmark, spends):
    """Law 7: more saving never pays less. A hurdle jumps, but never downward."""
    paid = earned(steps, *(row(benchmark, spend) for spend in sorted(spends, reverse=True)))
    assert all(one <= other for one, other in pairwise(paid))


QUALITY = {"id": "quality", "mechanism": "quality_gate", "effect": "scaled"}


@FEWER
@given(PENCE, PENCE, st.integers(0, 10_000), st.integers(0, 10_000))
def test_better_quality_never_pays_less(benchmark, actual, one, other):
    """Law 7: quality up never lowers a gain, and never raises a loss."""
    gain = {**SHARE, "side": "gain"}
    mirror = {
        "id": "loss",
        "mechanism": "mirrored_share",
        "party": "trust",
        "counterparty": "icb",
        "least_percent": 10,
        "most_percent": 90,
    }
    low, high = sorted((one, other))
    rows = [
        row(benchmark, actual, quality_score=f"0.{s:04d}" if s < 10_000 else "1")
        for s in (low, high)
    ]
    worse, better = earned([gain, QUALITY, mirror], *rows)
    assert worse <= better


@FEWER
@given(terms(), st.integers(0, 10**10), st.integers(0, 10**10))
def test_symmetry(steps, benchmark, difference):
    """Law 8: the same terms both ways mirror the result, apart from the floor penny."""
    difference = min(difference, benchmark)
    gain, loss = earned(
        steps, row(benchmark, benchmark - difference), row(benchmark, benchmark + difference)
    )
    assert gain + loss in (0, -1)


@FEWER
@given(st.integers(1, 10**10), PENCE, PERCENT)
def test_bounds(benchmark, actual, percent):
    """Law 9: a cap that stands last holds, to the penny."""
    cap = {"id": "cap", "mechanism": "cap", "of": "benchmark", "side": "both", "percent": percent}
    (paid,) = earned([SHARE, cap], row(benchmark, actual))
    assert abs(paid) * 100 <= benchmark * Fraction(str(percent))


@FEWER
@given(terms(), PENCE, PENCE, st.integers(1, 1_000))
def test_scale(steps, benchmark, actual, times):
    """Law 10: all money times a whole number moves the result by the rounding of each division."""
    one, many = earned(steps, row(benchmark, actual), row(benchmark * times, actual * times))
    assert abs(many - one * times) <= 2 * times


@FEWER
@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**7))
def test_prorating(benchmark, loss, relief):
    """Law 4: half a year halves the absolute amounts of a term, disaster relief included."""
    steps = [
        {**SHARE, "side": "loss"},
        {"id": "r", "mechanism": "relief", "amount_from": "notice", "by_length_of_year": True},
    ]
    half = row(benchmark, benchmark + loss, relief=pounds(2 * relief), months=6)
    whole = row(benchmark, benchmark + loss, relief=pounds(relief), months=12)
    one, other = earned(steps, half, whole)
    assert one == other


@FEWER
@given(st.lists(st.tuples(PENCE, PENCE), min_size=1, max_size=4))
def test_a_corridor_conserves_and_meets_itself(rows):
    """The bands give one party's share; the counterparty's entry is the exact complement."""
    corridor = {
        "id": "c",
        "mechanism": "corridor",
        "of": "benchmark",
        "party": "trust",
        "counterparty": "icb",
        "bands": [
            {"from_percent": 0, "to_percent": 5, "share_percent": 50},
            {"from_percent": 5, "to_percent": 12.5, "share_percent": 35},
            {"from_percent": 12.5, "share_percent": 5},
        ],
    }
    done = run([corridor], *(row(b, a) for b, a in rows))
    for at, (benchmark, actual) in enumerate(rows):
        size, left = Fraction(abs(benchmark - actual)), Fraction(0)
        edges = [Fraction(0), Fraction(5, 100), Fraction(125, 1000), None]
        for (low, high), share in zip(pairwise(edges), (50, 35, 5), strict=True):
            top = size if high is None else min(size, high * benchmark)
            left += max(Fraction(0), top - low * benchmark) * Fraction(share, 100)
        exact = left if benchmark > actual else -left
        assert done.earned[at] == exact.__floor__()
        assert sum(int(part[at]) for part in done.parts().values()) == benchmark - actual


@pytest.mark.parametrize("name", ["mssp-t1", "mssp-basic-e", "mssp-enhanced"])
def test_at_the_minimum_rate_exactly_the_threshold_is_met(name):
    """Law 9, on terms that were used: 2% of people beyond 60,000."""
    rows = [
        row(
            100_000_000,
            98_000_000 + more,
            people=70_000,
            quality_score="1",
            quality_met=True,
            low_revenue=False,
        )
        for more in (0, 1)
    ]
    done = program_of(name, 2021).run(figures(*rows))
    assert done.after("threshold").tolist() == [2_000_000, 0]


def test_the_steps_are_those_of_the_file_in_its_order():
    made = contract({"id": "b", "mechanism": "hurdle", "of": "benchmark", "percent": 1}, SHARE)
    assert [step.id for step in made.payment.steps] == ["b", "share"]


def test_a_result_carries_the_weakest_mark_of_what_entered_it():
    """Law 13: the reduced share below the minimum rate is from memory, and says so where used."""
    terms_2024 = program_of("mssp-basic-a", 2024)
    low = row(
        100_000_000,
        99_000_000,
        people=10_000,
        quality_score="1",
        quality_met=True,
        low_revenue=True,
    )
    used = terms_2024.run(figures(low | {"reduced_share": True}))
    assert used.earned[0] == 196_000
    assert str(used.mark()) == "unverified"
    assert used.opened(0)[0].text().endswith("(unverified)")
    unused = terms_2024.run(figures(low | {"reduced_share": False}))
    assert str(unused.mark()) == "derived"


def test_an_open_condition_stops_the_row():
    """Law 14: low revenue, a saving below the rate, and nobody says whether the share is due."""
    done = program_of("mssp-basic-a", 2024).run(
        figures(
            row(
                100_000_000,
                99_000_000,
                people=10_000,
                quality_score="1",
                quality_met=True,
                low_revenue=True,
            )
        )
    )
    assert "reduced share below the minimum rate is due is not stated" in done.reason(0)
