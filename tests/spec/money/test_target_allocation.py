"""The target allocation of a place, for hospital, community and prescribing services.

It is what the published formula gives, line by line. It is not the contract's budget.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import FigureTable, read_figure_table
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import pounds_text
from capitula.money.formula import load_formula
from capitula.money.target_allocation import case_target_allocation, target_allocation
from harness.places import PACKAGE

FIGURES = PACKAGE / "cases" / "dudley" / "figures"
MEASURES = (
    "population",
    *load_formula().measures,
    "hospital_community_need",
    "target_excluding_remoteness",
    "overall",
)


def table(rows, period="2018/19"):
    """A figure table: practice code to figures; every figure not given is 1,000, indices 1."""
    usual = dict.fromkeys(MEASURES, "1000")
    usual |= {"market_forces_factor": "1", "emergency_ambulance_cost_adjustment": "1"}
    entries = {"title": "made up", "publisher": "nobody", "period": period, "source": "none"}
    cells = [(code, f"Surgery {code}", *(usual | row).values()) for code, row in rows.items()]
    return FigureTable(
        "made",
        (*entries.items(), ("commissioner", "09X Made-up CCG")),
        ("practice_code", "practice_name", *usual),
        tuple(cells),
    )


@pytest.fixture(scope="module")
def dudley():
    return case_target_allocation({p.stem: read_figure_table(p) for p in FIGURES.glob("t*.csv")})


def test_one_practice_of_average_need():
    """1,000 people who weigh 1,000 in everything, where nothing costs more or less than average.

    Every line is a plain product of the rate, its share, its weighted people and the cost factors.

    | line                              |  rate £k | share | weight | people |      £ |
    | general and acute                 | 1.110701 |   0.9 | 0.7443 |  1,000 | 744,070.69 |
    | community                         | 1.110701 |   0.9 | 0.0641 |  1,000 |  64,115.01 |
    | mental health                     | 1.110701 |   0.9 | 0.1499 |  1,000 | 149,800.20 |
    | maternity                         | 1.110701 |   0.9 | 0.0417 |  1,000 |  41,645.39 |
    | inequalities, hospital, community | 1.110701 |   0.1 |        |  1,000 | 111,070.14 |
    | prescribing need                  | 0.151262 |   0.9 |        |  1,000 | 136,135.40 |
    | inequalities, prescribing         | 0.151262 |   0.1 |        |  1,000 |  15,126.15 |

    The exact result is £1,261,962.98087; the floored whole is shared out once, so the line of
    £15,126.155 is the one that does not get the penny.
    """
    found = target_allocation(table({"A00001": {}}))
    assert [pounds_text(found.amount_pence(line)) for line in found.formula.lines] == [
        "£744,070.69",
        "£64,115.01",
        "£149,800.20",
        "£41,645.39",
        "£111,070.14",
        "£136,135.40",
        "£15,126.15",
    ]
    assert found.exact_pounds_thousand() == Decimal("1261.96298087412912")
    assert pounds_text(found.total_pence) == "£1,261,962.98"


def test_dudley_2018_19(dudley):
    """46 practices, 319,480.2 people and £432.3m, of which acute hospital care is most.

    | Line                                    |          Amount |   Index |
    | General and acute                       | £263,559,250.88 | 1.16568 |
    | Community                               |  £23,118,312.17 | 1.18662 |
    | Mental health                           |  £44,846,658.51 | 0.98522 |
    | Maternity                               |  £14,301,124.64 | 1.13011 |
    | Health inequalities, hospital, community|  £33,348,082.17 | 0.98808 |
    | **Hospital and community**              | £379,173,428.37 |         |
    | Prescribing need                        |  £48,390,702.37 | 1.11262 |
    | Health inequalities, prescribing        |   £4,774,880.95 | 0.98808 |
    | **Prescribing**                         |  £53,165,583.32 |         |
    | **Target allocation**                   | £432,339,011.69 | 1.07771 |
    """
    assert len(dudley.practices) == 46
    assert f"{dudley.population:.1f}" == "319480.2"
    assert f"{dudley.exact_pounds_thousand():.3f}" == "432339.012"
    assert f"{dudley.exact_pounds_thousand('hospital_community'):.3f}" == "379173.428"
    assert f"{dudley.exact_pounds_thousand('prescribing'):.3f}" == "53165.583"
    assert [pounds_text(row["amount_pence"]) for row in dudley.table()] == [
        "£263,559,250.88",
        "£23,118,312.17",
        "£44,846,658.51",
        "£14,301,124.64",
        "£33,348,082.17",
        "£379,173,428.37",
        "£48,390,702.37",
        "£4,774,880.95",
        "£53,165,583.32",
        "£432,339,011.69",
    ]


def test_dudley_against_england(dudley):
    """Dudley needs more hospital care than the average, and a little less mental health care."""
    assert {i.key: f"{i.index:.5f}" for i in dudley.indices} == {
        "general_acute": "1.16568",
        "community": "1.18662",
        "mental_health": "0.98522",
        "maternity": "1.13011",
        "hospital_community_need": "1.13850",
        "prescribing": "1.11262",
        "avoidable_mortality": "0.98808",
        "overall": "1.07771",
    }
    for each in dudley.indices:
        assert abs(each.ratio - each.index) < Decimal("1e-8"), "England's own index is 1"


def test_the_formula_meets_the_published_total(dudley):
    """The published targets enter no computation: they are what it is held against."""
    off = dudley.exact_pounds_thousand() - dudley.published_pounds_thousand()
    assert abs(off) < Decimal("0.0003"), "30 pence in £432m"


def test_one_practice(dudley):
    """M87007 gets £15,024.4425k: a × 11,862.4713 + b × 12,222.3966 weighted people.

    (0.9 × 12,792.965 + 0.1 × 9,583.183) × MFF × EACA = 11,862.4713 and
    (0.9 × 12,515.643 + 0.1 × 9,583.183) = 12,222.3966.
    """
    assert f"{dudley.exact_pounds_thousand(practice='M87007'):.4f}" == "15024.4425"
    assert f"{dudley.published_pounds_thousand('M87007'):.4f}" == "15024.4425"


def test_the_known_error_of_leaving_out_the_cost_factors():
    """Dudley's costs are below average: without MFF and EACA it would seem to get £19.5m more."""
    formula = load_formula()
    streams = {
        key: stream.model_copy(update={"cost_factors": ()})
        for key, stream in formula.streams.items()
    }
    wrong = target_allocation(
        read_figure_table(FIGURES / "target_allocation_2018_19.csv"),
        formula=formula.model_copy(update={"streams": streams}),
    )
    assert f"{wrong.exact_pounds_thousand():.1f}" == "451821.6"


def test_parts_equal_the_whole_in_pence(dudley):
    """Practices, lines and streams each add up to the same total, to the penny."""
    lines, streams = dudley.formula.lines, dudley.formula.streams
    codes = [practice.code for practice in dudley.practices]
    total = dudley.total_pence
    assert sum(dudley.amount_pence(line) for line in lines) == total
    assert sum(dudley.amount_pence(stream) for stream in streams) == total
    assert sum(dudley.amount_pence(practice=code) for code in codes) == total
    assert total == int(dudley.exact_pounds_thousand() * 100_000)
    for (code, line), pence in dudley.pence.items():
        exact = dudley.exact[code, line] * 100_000
        assert abs(pence - exact) < 1, "no cell is moved by a penny or more"


FIGURE = st.decimals(min_value=0, max_value=50_000, places=6, allow_nan=False).map(str)


@given(
    st.dictionaries(
        st.from_regex(r"[A-Z][0-9]{5}", fullmatch=True),
        st.fixed_dictionaries({"general_acute": FIGURE, "avoidable_mortality": FIGURE}),
        min_size=1,
        max_size=6,
    ),
    st.randoms(),
)
def test_law_any_practices_in_any_order_add_up(rows, random):
    """Whatever the figures: parts equal the whole, and shuffled rows give the same pence."""
    shuffled = list(rows)
    random.shuffle(shuffled)
    found = target_allocation(table(rows))
    again = target_allocation(table({code: rows[code] for code in shuffled}))
    assert found.pence == again.pence
    assert sum(found.pence.values()) == int(found.exact_pounds_thousand() * 100_000)


def test_law_a_formula_of_another_year_is_refused():
    """A price not in force for the period is refused: 2018/19 rates never meet a 2024/25 list."""
    with pytest.raises(InputFaults, match="populations of 2024/25") as caught:
        target_allocation(table({"A00001": {}}, period="2024/25"))
    assert "2018/19, the year of the formula" in str(caught.value)


def test_law_missing_is_missing():
    """A practice without a figure stops the computation and is named; nothing replaces it."""
    rows = {"A00001": {"maternity": ""}, "A00002": {"prescribing": "", "market_forces_factor": ""}}
    with pytest.raises(InputFaults) as caught:
        target_allocation(table(rows))
    assert [fault.found for fault in caught.value.faults] == [
        "A00001 without maternity",
        "A00002 without prescribing, market_forces_factor",
    ]


def test_a_practice_without_maternity_need_gets_no_maternity_money():
    """Zero is data."""
    found = target_allocation(table({"A00001": {"maternity": "0"}}))
    assert found.amount_pence("maternity") == 0


def test_the_caveats_travel_with_the_result(dudley):
    """Whoever shows the figure can show what it is not."""
    said = dudley.text()
    for words in ["acute care is included", "Primary medical care, public health and social care"]:
        assert words in said
    assert "before the adjustment for remoteness" in said
    assert "never the contract's budget" in said
    assert dudley.mark is EvidenceMark.DERIVED


def test_a_case_without_the_figures_says_which_table_is_wanted():
    with pytest.raises(InputFaults, match=r"a table target_allocation_2018_19\.csv"):
        case_target_allocation({})


def test_the_formula_is_data_with_marks_and_sources():
    """The coefficients are recovered from the published figures: derived, and so marked."""
    formula = load_formula()
    assert {p.mark for p in formula.parameters.values()} == {EvidenceMark.DERIVED}
    assert all(p.source and p.unit for p in formula.parameters.values())
    weights = [formula.parameters[key].value for key in formula.composite_need.weights.values()]
    assert sum(weights) == 1
    assert formula.streams["hospital_community"].cost_factors == (
        "market_forces_factor",
        "emergency_ambulance_cost_adjustment",
    )
    assert formula.streams["prescribing"].cost_factors == ()
