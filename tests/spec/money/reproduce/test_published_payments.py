"""`money reproduce global-sum`, `gp-payments`, `chain-ladder` and `pot`."""

import pytest

from capitula.ground.faults import InputFaults
from capitula.money.reproduce import reproduce


@pytest.fixture(scope="module")
def global_sum(shared):
    return reproduce(
        "global-sum", [shared / "data" / "gms" / "gms_global_sum_practice_2018-20.csv.gz"]
    )


def group(found, name):
    return next(each for each in found.more["groups"] if each["group"] == name)


def test_the_global_sum_of_every_practice_a_year_ahead(global_sum):
    """Infer the temporary patients adjustment from 2018/19 and predict 2019/20.

    | group          | pairs | £1    | £10   | £100  | £1,000 |
    | outside London | 4,055 | 2,616 | 3,059 | 3,224 | 3,406  |
    | London         | 606   | 0     | 6     | 98    | 415    |
    | Dudley (05C)   | 42    | 33    | 40    | 42    | 42     |
    """
    assert (global_sum.compared, global_sum.matched, global_sum.ok) == (4_055, 2_616, True)
    for name, counts in (
        ("outside London", [4_055, 2_616, 3_059, 3_224, 3_406]),
        ("London", [606, 0, 6, 98, 415]),
        ("area 05C", [42, 33, 40, 42, 42]),
    ):
        found = group(global_sum, name)
        bands = ["pairs", "within_1", "within_10", "within_100", "within_1000"]
        assert [found[band] for band in bands] == counts


@pytest.mark.parametrize(
    ("code", "adjustment", "predicted"),
    [
        ("B82004", "7383.67", "919764.46"),
        ("D81033", "3191.14", "397070.42"),
        ("M87010", "1117.36", "698440.48"),
        ("M87007", "2691.30", "967162.47"),
    ],
)
def test_practices_by_hand(global_sum, code, adjustment, predicted):
    """(88.96 × W + adjustment) × (1 − 4.87%), then 89.88 and 4.82%; to the penny."""
    found = next(c for c in global_sum.comparisons if c.key == f"{code} 2019/20")
    inferred = found.inputs["temporary_patients_adjustment"]
    assert abs(float(inferred) - float(adjustment)) <= 0.01
    assert abs(float(found.computed) - float(predicted)) <= 0.011


def test_one_year_alone_predicts_nothing(tmp_path):
    path = tmp_path / "one.csv"
    path.write_text(
        "year,practice_code,region,weighted,global_sum_paid,price,ooh_rate\n"
        "2018-19,A1,North,100,1000,88.96,0.0487\n"
    )
    with pytest.raises(InputFaults, match="give the year before too"):
        reproduce("global-sum", [path])


def test_what_is_wrong_with_a_practice_file_is_told_at_once(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(
        "year,practice_code,region,weighted,global_sum_paid,price,ooh_rate\n"
        "2018-20,A1,North,100,1000,88.96,0.0487\n"
        "2018-19,A2,North,,1000,88.96,0.0487\n"
        "2018-19,A3,North,-5,1000,88.96,1.5\n"
        "2018-19,A4,North,5,1000,88.96,0.05\n"
        "2018-19,A4,North,5,1000,88.96,0.05\n"
    )
    with pytest.raises(InputFaults) as caught:
        reproduce("global-sum", [path])
    assert len(caught.value.faults) == 4


@pytest.fixture(scope="module")
def years(shared):
    folder = shared / "data" / "gp_payments"
    return reproduce("gp-payments", sorted(folder.glob("*.csv.gz")))


def test_components_of_every_practice_and_year_sum_to_their_total(years):
    """36,749 practice-years.

    | year    | practices | off naively | off   | total £           |
    | 2014-15 | 7,959     | 5,458       | 5,458 | 7,990,324,226     |
    | 2015-16 | 7,841     | 7,741       | 0     | 8,182,561,838.04  |
    | 2018-19 | 7,279     | 0           | 0     | 9,261,391,489.85  |
    | 2019-20 | 7,001     | 0           | 0     | 9,377,079,858.68  |
    | 2022-23 | 6,669     | 0           | 0     | 10,230,094,803.70 |
    """
    assert (years.compared, years.matched) == (36_749, 36_749)
    found = [
        (y["practices"], y["off_naively"], y["off"], f"{y['total']:.2f}")
        for y in years.more["years"]
    ]
    assert found == [
        (7_959, 5_458, 5_458, "7990324226.00"),
        (7_841, 7_741, 0, "8182561838.04"),
        (7_279, 0, 0, "9261391489.85"),
        (7_001, 0, 0, "9377079858.68"),
        (6_669, 0, 0, "10230094803.70"),
    ]


def test_a_subtotal_is_found_by_arithmetic(years):
    """In 2015-16 the local total repeats its two parts; the "national" one is a component."""
    first, second, *_ = years.more["years"]
    assert second["repeats"] == {
        "column": "Total Local Enhanced Services",
        "repeats": ["LocalEnhancedServices_NHAIS_", "LocalEnhancedServices_ISFE_"],
    }
    assert first["repeats"] is None


def test_the_whole_pounds_of_2014_15_are_explained(years):
    """Never off by more than £5, 276 by more than £2; the net by £1 on 1,956 lines."""
    first, *later = years.more["years"]
    assert (first["off_by_more_than_2"], first["net_off"], first["net_beyond_rounding"]) == (
        276,
        1_956,
        0,
    )
    assert years.worst == 5
    assert [each["net_off"] for each in later] == [0, 0, 0, 0]


PAYMENTS = (
    "Practice Code,Global Sum,Part One,Part Two,Total Parts,Total NHS Payments to General Practice,"
    '"Deductions for Pensions, Levies and Prescription Charge Income",'
    "Total NHS Payments to General Practice Minus Deductions\n"
)


def test_a_component_that_is_missing_is_not_met(tmp_path):
    """10.50 of 11.50: no column explains the pound, so the line is not met."""
    path = tmp_path / "payments_2018-19.csv"
    path.write_text(PAYMENTS + "A1,8.50,1,1,0,11.50,-1,10.50\nA2,8.50,1,1,0,10.50,-1,9.50\n")
    found = reproduce("gp-payments", [path])
    assert (found.compared, found.matched, found.ok) == (2, 1, False)
    assert found.unmatched[0].key == "A1 2018-19"


def test_an_empty_cell_is_no_nought(tmp_path):
    path = tmp_path / "payments.csv"
    path.write_text(PAYMENTS + "A1,8.50,,1,0,11.50,-1,x\n")
    with pytest.raises(InputFaults) as caught:
        reproduce("gp-payments", [path])
    assert len(caught.value.faults) == 2


def test_a_file_that_is_none_of_the_kind_lists_what_it_lacks(tmp_path):
    path = tmp_path / "payments.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputFaults) as caught:
        reproduce("gp-payments", [path])
    assert len(caught.value.faults) == 5


def test_the_chain_ladder_to_three_decimals(shared):
    path = shared / "data" / "settlement" / "chain_ladder_raa_known_answer.csv"
    found = reproduce("chain-ladder", [path])
    assert (found.compared, found.matched, found.ok) == (10, 10, True)
    assert f"{found.more['outstanding']:.3f}" == "52135.228"


def test_a_triangle_of_ones_own(tmp_path):
    triangle = tmp_path / "triangle.csv"
    triangle.write_text("origin,1,2\nMay,100,150\nJune,80,\n")
    answers = tmp_path / "answers.csv"
    answers.write_text("item,value\nfactors,1.5\nultimates,150 121\noutstanding,40\n")
    found = reproduce("chain-ladder", [answers, triangle])
    assert (found.compared, found.matched) == (4, 3)
    assert found.unmatched[0].key == "ultimate 2"


def test_answers_of_another_shape_are_refused(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("item,value\nldf,1.5 x\n")
    with pytest.raises(InputFaults) as caught:
        reproduce("chain-ladder", [path])
    assert len(caught.value.faults) == 2
    path.write_text("what,is\n1,2\n")
    with pytest.raises(InputFaults, match="the columns item and value"):
        reproduce("chain-ladder", [path])


POT = "facility,people,visits,payment\n{}weight,{},1000\n"


def test_a_pot_conserves_whatever_its_weights(tmp_path):
    path = tmp_path / "pot.csv"
    path.write_text(POT.format("North,60,60,600\nSouth,40,40,400\n", "70,30"))
    found = reproduce("pot", [path])
    assert (found.compared, found.matched, found.worst) == (3, 3, 0)


def test_the_known_wrong_answer_of_a_pot_is_not_met(tmp_path):
    """750 + 500 = 1,250 from 1,000: denominators that mix people with families."""
    path = tmp_path / "pot.csv"
    path.write_text(POT.format("North,60,60,750\nSouth,40,40,500\n", "50,50"))
    found = reproduce("pot", [path])
    assert [each.matched for each in found.comparisons] == [False, False, True]
    assert not found.ok


def test_a_pot_with_faults(tmp_path):
    path = tmp_path / "pot.csv"
    path.write_text(POT.format("North,60,,1\nNorth,4.5,40,1\n", "50,50"))
    with pytest.raises(InputFaults) as caught:
        reproduce("pot", [path])
    assert len(caught.value.faults) == 3
