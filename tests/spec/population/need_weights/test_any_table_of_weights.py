"""Any table of weights that a contract names.

In a *lookup* each person stands in one cell. In a *sum* a person has a weight for each condition.
Either way the weighted lists add up to the registered lists: a weight shares people out and makes
none.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.faults import InputFaults, ValueFault
from capitula.ground.marks import EvidenceMark
from capitula.population.need_weights.normalising import in_hundredths, normalised
from capitula.population.need_weights.weighing import (
    CountedList,
    read_counted_lists,
    weigh_lists,
)
from capitula.population.need_weights.weight_table import (
    Combining,
    WeightTerms,
    read_weight_table,
)


def terms(**more):
    given_terms = {"by": ("age",), "weight": "weight", "combining": Combining.LOOKUP}
    given_terms |= {"mark": EvidenceMark.LOCAL, "source": "clause 9"}
    return WeightTerms(**given_terms | more)


def file(tmp_path, text, name="weights.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lookup_by_age(tmp_path):
    """Young people count 1, old people 4; two lists of 100 people.

    | practice | young | old | raw | weighted               |
    | A00001   |    80 |  20 | 160 | 160 · 200 / 380 = 84.21 |
    | A00002   |    60 |  40 | 220 | 115.79                 |
    """
    table = read_weight_table(file(tmp_path, "age,weight\nyoung,1\nold,4\n"), terms())
    text = "practice,age,people\nA00001,young,80\nA00001,old,20\nA00002,young,60\nA00002,old,40"
    lists = read_counted_lists(file(tmp_path, text, "lists.csv"), table)
    weighed = weigh_lists(table, lists)
    assert weighed.raw == {"A00001": 160, "A00002": 220}
    assert weighed.hundredths == {"A00001": 8421, "A00002": 11579}
    assert weighed.weighted["A00001"] == Fraction(160 * 200, 380)
    opened = weighed.open("A00001")
    assert opened.worked == "160.0000 × 200.00 / 380.0000"
    assert opened.mark == "local"


def test_a_sum_over_conditions_needs_the_whole_list(tmp_path):
    """A person with two conditions counts both; one with none counts the base alone."""
    table = read_weight_table(
        file(tmp_path, "age,weight\ndiabetes,0.5\ndementia,2\n"),
        terms(combining=Combining.SUM, base=Decimal(1)),
    )
    rows = "practice,age,people\nA00001,diabetes,10\nA00001,dementia,5\n"
    with pytest.raises(InputFaults, match="no row for the whole list"):
        read_counted_lists(file(tmp_path, rows, "lists.csv"), table)
    lists = read_counted_lists(file(tmp_path, rows + "A00001,,100\n", "lists.csv"), table)
    assert weigh_lists(table, lists).raw == {"A00001": 100 + 5 + 10}


def test_cells_that_do_not_add_up_to_the_list_are_refused(tmp_path):
    table = read_weight_table(file(tmp_path, "age,weight\nyoung,1\nold,4\n"), terms())
    with pytest.raises(InputFaults, match="cells of 90 people on a list of 100"):
        weigh_lists(table, {"A00001": CountedList(Fraction(100), {("young",): Fraction(90)})})


def test_a_cell_without_a_weight_is_refused_and_the_nearest_is_offered(tmp_path):
    table = read_weight_table(file(tmp_path, "age,weight\nyoung,1\nold,4\n"), terms())
    with pytest.raises(ValueFault, match="did you mean 'young'"):
        table.raw({("yuong",): Fraction(1)})


SPOILT = {
    "a weight below nought": ("young,-1\n", "-1", "a weight of nought or more"),
    "a weight missing": ("young,\n", "no weight", "nothing is put in its place"),
    "a cell twice": ("young,1\nyoung,2\n", "young a second time", "each cell once"),
    "not a number": ("young,1%\n", "'1%'", "without a per cent sign"),
}


@pytest.mark.parametrize(("rows", "found", "said"), SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_table_is_refused(tmp_path, rows, found, said):
    with pytest.raises(InputFaults) as caught:
        read_weight_table(file(tmp_path, "age,weight\n" + rows), terms())
    assert found in str(caught.value)
    assert said in str(caught.value)


def test_a_table_without_the_column_that_the_contract_names(tmp_path):
    with pytest.raises(InputFaults, match="did you mean 'weight'"):
        read_weight_table(file(tmp_path, "age,weight\nyoung,1\n"), terms(weight="wieght"))


def test_the_cambridge_multimorbidity_score(shared):
    """Twenty conditions; the mortality weights are printed a hundredfold, and some lie below 0."""
    path = shared / "data/settlement/cambridge_multimorbidity_weights.csv"
    cited = {"by": ("condition",), "combining": Combining.SUM, "source": "CMAJ 2020;192:E107"}
    general = read_weight_table(path, terms(weight="general_weight", **cited))
    conditions = {("dementia",): Fraction(1), ("copd",): Fraction(1)}
    assert len(general.weights) == 20
    assert general.raw(conditions) == Fraction("3.96")
    mortality = {"weight": "mortality_weight_x100", "divisor": Decimal(100)} | cited
    with pytest.raises(InputFaults, match="let the contract say that weights may be below nought"):
        read_weight_table(path, terms(**mortality))
    allowed = read_weight_table(path, terms(**mortality, below_nought=True))
    assert allowed.weights["hypertension",] == Fraction("-0.0209")


lists_and_weights = st.dictionaries(
    st.text("ABC", min_size=1, max_size=3),
    st.tuples(st.fractions(0, 10**5, max_denominator=100), st.fractions(0, 9, max_denominator=99)),
    min_size=1,
    max_size=6,
)


@given(lists_and_weights)
def test_weighted_lists_sum_to_the_registered_lists_exactly(drawn):
    """Law 11. Printed to hundredths, the parts still equal the whole."""
    people = {key: n for key, (n, _) in drawn.items()}
    raw = {key: n * w for key, (n, w) in drawn.items()}
    if not sum(raw.values()):
        with pytest.raises(ValueFault, match="sum to nought"):
            normalised(raw, people)
        return
    weighted = normalised(raw, people)
    assert sum(weighted.values()) == sum(people.values())
    assert sum(in_hundredths(weighted).values()) == (100 * sum(people.values())).__floor__()


@given(lists_and_weights, st.fractions(1, 50, max_denominator=9))
def test_the_scale_of_a_table_does_not_matter(drawn, factor):
    people = {key: n for key, (n, _) in drawn.items()}
    raw = {key: n * w for key, (n, w) in drawn.items()}
    if sum(raw.values()):
        scaled = {key: factor * value for key, value in raw.items()}
        assert normalised(scaled, people) == normalised(raw, people)
