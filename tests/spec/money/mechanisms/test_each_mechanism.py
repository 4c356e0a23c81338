"""Payment mechanisms: each small, typed and told in a sentence; they compose in declared order.

A saving is a positive amount and a loss a negative one. The examples are in pounds; what the engine
returns is pence.
"""

from datetime import date
from fractions import Fraction

import pytest

from capitula.ground.faults import InputFaults
from capitula.money.mechanisms.program import Period, compile_program
from capitula.money.reproducing.settling import program_of
from spec.money.mechanisms.made import SHARE, contract, earned, figures, run


def of_benchmark(mechanism, **more):
    return {"id": mechanism, "mechanism": mechanism, "of": "benchmark", **more}


SAVED = {"benchmark": 80_000_000, "actual": 78_000_000}


def test_a_hurdle_lets_all_in_and_a_deductible_only_the_rest():
    """£80m expected, £78m spent, a band of one per cent (£0.8m), shares of 50, 20 and 30.

    | rule       | shared | provider | acute  | commissioner | unshared |
    | hurdle     | £2.0m  | £1.00m   | £0.40m | £0.60m       | 0        |
    | deductible | £1.2m  | £0.60m   | £0.24m | £0.36m       | £0.80m   |
    """
    for mechanism, shared, provider, acute, board, unshared in [
        ("hurdle", 2_000_000, 1_000_000, 400_000, 600_000, 0),
        ("deductible", 1_200_000, 600_000, 240_000, 360_000, 800_000),
    ]:
        done = run(
            [
                of_benchmark(mechanism, percent=1),
                of_benchmark("cap", side="both", percent=3),
                SHARE,
            ],
            SAVED,
        )
        parts = {party: int(part[0]) // 100 for party, part in done.parts().items()}
        assert parts == {"trust": provider, "acute": acute, "icb": board}
        assert (done.to_share[0], done.unshared[0]) == (shared * 100, unshared * 100)


def test_at_the_edge_of_a_hurdle_nothing_counts_and_a_penny_beyond_all_does():
    steps = [of_benchmark("hurdle", percent=1), SHARE]
    at, beyond = ({"benchmark": 100, "actual": actual} for actual in ("99.00", "98.99"))
    assert earned(steps, at, beyond) == [0, 50]


def test_order_is_part_of_the_contract():
    """A cap of 5% and then a share of 80% is 4% of the benchmark; the other way round it is 5%."""
    cap = of_benchmark("cap", side="gain", percent=5)
    share = {
        **SHARE,
        "shares": [{"party": "trust", "percent": 80}, {"party": "icb", "percent": 20}],
    }
    row = {"benchmark": 1_000, "actual": 800}
    assert earned([cap, share], row) == [4_000]
    assert earned([share, cap], row) == [5_000]


MARGINAL = of_benchmark(
    "corridor",
    party="trust",
    counterparty="icb",
    bands=[
        {"from_percent": 0, "to_percent": 3, "share_percent": 100},
        {"from_percent": 3, "to_percent": 10, "share_percent": 50},
        {"from_percent": 10, "share_percent": 0},
    ],
)


def test_bands_are_marginal_like_income_tax():
    """0–3% at 100, 3–10% at 50: a loss of 6% gives −(3 + 1.5)% = −0.045 of the benchmark."""
    row = {"benchmark": 1_000, "actual": 1_060}
    done = run([MARGINAL], row)
    assert done.earned[0] == -4_500
    assert {party: int(part[0]) for party, part in done.parts().items()} == {
        "trust": -4_500,
        "icb": -1_500,
    }


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("reach-global", {10: "10", 30: "27.5", 40: "31.25", 60: "34.75"}),
        ("reach-professional", {3: "1.5", 8: "3.55", 12: "4.55", 20: "5.25"}),
    ],
)
def test_published_corridors_at_their_points(name, points):
    """Per cent of the benchmark saved, and what of it the organisation keeps before the cut by law.

    | saved | Global | saved | Professional |
    | 10    | 10     | 3     | 1.5          |
    | 30    | 27.5   | 8     | 3.55         |
    | 40    | 31.25  | 12    | 4.55         |
    | 60    | 34.75  | 20    | 5.25         |
    """
    rows = [{"benchmark": 10_000, "actual": 100 * (100 - saved)} for saved in points]
    done = program_of(name, 2022).run(figures(*rows))
    kept = [Fraction(int(amount), 10_000) for amount in done.after("corridor")]
    assert kept == [Fraction(percent) for percent in points.values()]


SCALE = [{"people": 5_000, "percent": 3.9}, {"people": 6_000, "percent": 3.6}]


def test_a_minimum_rate_slides_with_people_and_is_met_at_the_rate_exactly():
    """3.9% at 5,000 people, 3.6% at 6,000: at 5,500 it is 3.75%.

    | people | saved | rate  | counts |
    | 5,500  | 3.74% | 3.75% | no     |
    | 5,500  | 3.75% | 3.75% | yes    |
    | 9,000  | 3.60% | 3.60% | yes    |
    """
    steps = [
        {"id": "rate", "mechanism": "minimum_savings_rate", "side": "both", "scale": SCALE},
        SHARE,
    ]
    rows = [
        {"benchmark": 10_000, "actual": 10_000 - saved, "people": people}
        for people, saved in ((5_500, 374), (5_500, 375), (9_000, 360))
    ]
    assert run(steps, *rows).after("rate").tolist() == [0, 37_500, 36_000]


def test_a_chosen_flat_rate_stands_before_the_scale():
    steps = [
        {
            "id": "rate",
            "mechanism": "minimum_savings_rate",
            "side": "both",
            "scale": SCALE,
            "choices_percent": [0, 1],
        },
        SHARE,
    ]
    row = {"benchmark": 10_000, "actual": 9_880, "people": 5_500}
    rows = [row | {"stated_minimum_rate": "0.01"}, row | {"stated_minimum_rate": "0.0375"}]
    assert run(steps, *rows).after("rate").tolist() == [12_000, 0]


def test_below_the_scale_the_payer_states_the_rate_or_the_row_stops():
    steps = [
        {"id": "rate", "mechanism": "minimum_savings_rate", "side": "gain", "scale": SCALE},
        SHARE,
    ]
    row = {"benchmark": 10_000, "actual": 9_000, "people": 152}
    done = run(steps, row | {"stated_minimum_rate": "0.25"}, row | {"stated_minimum_rate": None})
    assert done.earned[0] == 0
    assert done.stopped().tolist() == [False, True]
    assert "minimum rate" in done.reason(1)


GAIN = {
    "id": "gain",
    "mechanism": "share",
    "side": "gain",
    "shares": [{"party": "trust", "percent": 75}, {"party": "icb", "percent": 25}],
}


def quality(effect, **more):
    return {"id": "quality", "mechanism": "quality_gate", "effect": effect, **more}


def test_quality_scales_a_gain_and_the_rest_goes_to_the_residual_party():
    """A benchmark of 10,000 and an actual spend of 9,500 a head, 1,000 people, quality 0.9, 75%.

    Gross 500,000, provider 337,500, payer 162,500.
    """
    row = {"benchmark": 10_000_000, "actual": 9_500_000, "quality_score": "0.9"}
    done = run([GAIN, quality("scaled")], row)
    assert {party: int(part[0]) // 100 for party, part in done.parts().items()} == {
        "trust": 337_500,
        "icb": 162_500,
    }


@pytest.mark.parametrize(
    ("effect", "met", "alternative", "share"),
    [
        ("scaled", True, None, "0.8"),
        ("scaled", False, None, "0"),
        ("all_or_nothing", True, None, "1"),
        ("all_or_nothing", False, None, "0"),
        ("scaled_below_standard", True, None, "1"),
        ("scaled_below_standard", False, True, "0.8"),
        ("scaled_below_standard", False, False, "0"),
    ],
)
def test_what_quality_does(effect, met, alternative, share):
    """A score of 0.8, by effect and by which standard is met."""
    row = {
        "benchmark": 1_000,
        "actual": 900,
        "quality_score": "0.8",
        "quality_met": met,
        "alternative_quality_met": alternative,
    }
    assert earned([GAIN, quality(effect)], row) == [int(Fraction(share) * 7_500)]


def test_a_final_rate_that_the_payer_states_stands_for_share_and_score():
    row = {"benchmark": 1_000, "actual": 900, "stated_final_share": "0.4632"}
    assert earned([GAIN, quality("as_stated")], row) == [4_632]


def test_a_share_of_a_loss_mirrors_what_the_gain_leaves_within_bounds():
    """1 − final share of a gain, no less than 40% and no more than 75%.

    | score | final share | rest   | bears |
    | 1.0   | 0.75        | 0.25   | 40%   |
    | 0.6   | 0.45        | 0.55   | 55%   |
    | fails | 0           | 1      | 75%   |
    """
    mirror = {
        "id": "loss",
        "mechanism": "mirrored_share",
        "party": "trust",
        "counterparty": "icb",
        "least_percent": 40,
        "most_percent": 75,
    }
    row = {"benchmark": 1_000, "actual": 1_100, "quality_met": True}
    rows = [
        row | {"quality_score": "1"},
        row | {"quality_score": "0.6"},
        row | {"quality_score": "0.3", "quality_met": False},
    ]
    assert earned([GAIN, quality("scaled"), mirror], *rows) == [-4_000, -5_500, -7_500]


def test_relief_takes_from_a_loss_never_below_nought_and_half_in_half_a_year():
    steps = [
        {**GAIN, "side": "loss"},
        {
            "id": "relief",
            "mechanism": "relief",
            "amount_from": "the notice",
            "by_length_of_year": True,
        },
    ]
    row = {"benchmark": 1_000, "actual": 1_100}
    rows = [row | {"relief": 10}, row | {"relief": 10, "months": 6}, row | {"relief": 500}]
    assert earned(steps, *rows) == [-6_500, -7_000, 0]


def test_sequestration_looks_at_the_day_of_payment():
    cut = {
        "id": "law",
        "mechanism": "sequestration",
        "keyed_on": "payment_date",
        "rates": [
            {"percent": 2, "in_force_to": "2020-04-30", "clause": "4"},
            {
                "percent": 0,
                "in_force_from": "2020-05-01",
                "in_force_to": "2022-03-31",
                "clause": "4",
            },
        ],
    }
    row = {"benchmark": 1_000, "actual": 900}
    assert earned([GAIN, cut], row, paid_on=date(2019, 10, 1)) == [7_350]
    assert earned([GAIN, cut], row, paid_on=date(2020, 10, 1)) == [7_500]
    late = run([GAIN, cut], row, paid_on=date(2023, 10, 1))
    assert "no rate of sequestration holds on 1 October 2023" in late.reason(0)


def test_the_lowest_limit_holds_and_missing_revenue_stops_the_row():
    """A loss share of 30 on a benchmark of 1,000: 4% is 40; 8% of revenue 250 is 20."""
    steps = [
        {
            **GAIN,
            "side": "loss",
            "shares": [{"party": "trust", "percent": 30}, {"party": "icb", "percent": 70}],
        },
        {
            "id": "limit",
            "mechanism": "limit",
            "bounds": [{"of": "benchmark", "percent": 4}, {"of": "revenue", "percent": 8}],
        },
    ]
    row = {"benchmark": 1_000, "actual": 1_100, "revenue_limited": True}
    done = run(
        steps,
        row | {"revenue": 250},
        row | {"revenue": None},
        row | {"revenue": None, "revenue_limited": False},
        row | {"actual": 1_200, "revenue_limited": False},
    )
    assert done.earned.tolist() == [-2_000, -3_000, -3_000, -4_000]
    assert done.stopped().tolist() == [False, True, False, False]
    assert done.reason(1) == "revenue missing: a limit on it may bind"
    assert done.at_most(1)


def test_a_floor_holds_up_what_is_paid():
    steps = [GAIN, {"id": "floor", "mechanism": "floor", "of": "benchmark", "percent": 1}]
    assert earned(steps, {"benchmark": 1_000, "actual": 999}) == [1_000]


def test_a_base_is_cut_by_discount_and_withholding_and_adjusted():
    """Unadjusted £1,000, trend 1.05, discount 2%, withheld 5% of which a score of 0.8 earns 80%.

    1,000 × 1.05 × (1 − 0.02 − 0.05 × 0.2) = 1,018.50, plus 10 and less 3 for equity = 1,025.50.
    """
    steps = [
        of_benchmark("discount", rates=[{"percent": 2, "clause": "1"}]),
        of_benchmark("withhold", percent=5, earned_back="quality_score"),
        of_benchmark("base_adjustment", amounts=["equity_up", "equity_down"]),
        GAIN,
    ]
    row = {
        "unadjusted_benchmark": 1_000,
        "trend": "1.05",
        "quality_score": "0.8",
        "actual": 900,
        "equity_up": 10,
        "equity_down": -3,
    }
    done = run(steps, row)
    assert done.base.column.values[0] == 102_550
    assert [step.id for step in done.opened(0)][:3] == ["discount", "withhold", "base_adjustment"]


def test_a_benchmark_that_is_stated_has_its_cuts_taken_already():
    steps = [of_benchmark("discount", rates=[{"percent": 2, "clause": "1"}]), GAIN]
    done = run(steps, {"benchmark": 1_000, "actual": 900})
    assert done.base.column.values[0] == 100_000
    assert "taken off already" in done.opened(0)[0].sentence


def test_every_step_says_what_it_did_with_its_numbers_and_clause():
    steps = [
        of_benchmark("deductible", percent=1),
        of_benchmark("cap", side="gain", percent=3),
        SHARE,
    ]
    sentences = [step.text() for step in run(steps, SAVED).opened(0)]
    assert sentences == [
        "Of £2,000,000.00 the first 1% (£800,000.00) counts for nothing, which leaves "
        "£1,200,000.00 [deductible, 3.1]",
        "£1,200,000.00 does not pass the cap of 3% of the benchmark (£2,400,000.00) [cap, 3.2]",
        "The trust takes 50% of £1,200,000.00 [share, 3.3]",
    ]


def test_missing_spend_is_named_and_never_guessed():
    done = run([GAIN], {"benchmark": 1_000, "actual": None}, {"benchmark": None, "actual": 1})
    assert [done.reason(row) for row in (0, 1)] == [
        "the actual spend is missing",
        "the benchmark is missing",
    ]


def test_a_step_that_changes_in_the_period_asks_for_the_period_to_be_split():
    made = contract({**GAIN, "in_force_to": "2025-06-30"})
    with pytest.raises(InputFaults, match="split the period"):
        compile_program(made, Period(date(2025, 1, 1), date(2025, 12, 31)))


def test_nobody_shares_a_side_without_shares():
    """A loss without loss shares stays with the commissioner, unshared."""
    done = run([GAIN], {"benchmark": 1_000, "actual": 1_100})
    assert (done.earned[0], done.to_share[0], done.unshared[0]) == (0, 0, -10_000)
