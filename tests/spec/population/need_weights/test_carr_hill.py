"""The Carr-Hill formula as data: six indices, rescaled to the registered lists.

Most values are known from memory alone. While one of them enters, nothing is called official.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from capitula.population.need_weights.carr_hill import carr_hill_lists
from capitula.population.need_weights.carr_hill_file import list_columns, read_carr_hill_lists
from capitula.population.need_weights.carr_hill_inputs import PracticeList
from capitula.population.need_weights.carr_hill_values import carr_hill_values


def practice(code, men=100, women=0, **more):
    """A practice of men of 15 to 44 and women of 75 to 84."""
    people = {("male", "15_44"): Fraction(men), ("female", "75_84"): Fraction(women)}
    return PracticeList(code, people, **more)


def test_age_and_sex_alone():
    """Men of 15 to 44 count 1.02, women of 75 to 84 count 6.56; two lists of 100 people.

    | practice | raw index | index           | weighted |
    | all men  |      1.02 | 1.02/3.79       |    26.91 |
    | all women|      6.56 | 6.56/3.79       |   173.09 |
    """
    result = carr_hill_lists([practice("A00001"), practice("A00002", 0, 100)])
    assert result.indices["age_sex"]["A00001"] == Fraction("1.02") / Fraction("3.79")
    assert f"{float(result.weighted['A00002']):.2f}" == "173.09"
    assert result.left_out == ("homes", "turnover", "needs", "market_forces", "rurality")


def test_homes_and_turnover_are_confirmed_values():
    """10 of 100 in homes: 0.9 + 0.1 · 1.43 = 1.043. 50 of 100 new: 0.5 + 0.5 · 1.46 = 1.23."""
    lists = [
        practice("A00001", home_residents=Decimal(10), new_registrants=Decimal(0)),
        practice("A00002", home_residents=Decimal(0), new_registrants=Decimal(50)),
    ]
    result = carr_hill_lists(lists)
    homes, turnover = result.indices["homes"], result.indices["turnover"]
    assert homes["A00001"] / homes["A00002"] == Fraction("1.043")
    assert turnover["A00002"] / turnover["A00001"] == Fraction("1.23")


def test_needs_and_rurality():
    """At 100 and 100 need is 48.1198 + 26.115 + 23.676 = 97.9108; rurality is d^0.05 · p^-0.06."""
    more = {"mortality_ratio": Decimal(100), "density": Decimal(1)}
    lists = [
        practice("A00001", illness_ratio=Decimal(100), distance_km=Decimal(1), **more),
        practice("A00002", illness_ratio=Decimal(200), distance_km=Decimal(2), **more),
    ]
    result = carr_hill_lists(lists)
    needs, rurality = result.indices["needs"], result.indices["rurality"]
    assert needs["A00002"] / needs["A00001"] == Fraction("124.0258") / Fraction("97.9108")
    assert f"{float(rurality['A00002'] / rurality['A00001']):.6f}" == f"{2**0.05:.6f}"


def test_nothing_is_official_while_an_unverified_value_enters():
    whole = {"home_residents": Decimal(1), "new_registrants": Decimal(1)}
    whole |= {"illness_ratio": Decimal(100), "mortality_ratio": Decimal(100)}
    whole |= {"market_forces": Decimal(1), "distance_km": Decimal(2), "density": Decimal(9)}
    result = carr_hill_lists([practice("A00001", **whole)])
    assert result.left_out == ()
    assert result.mark is EvidenceMark.UNVERIFIED
    assert not result.official
    assert "not official (unverified: age-sex workload" in result.label


def test_values_that_someone_verified_may_be_called_official():
    """The mark is data: a file of confirmed values makes an official result, the code does not."""
    values = carr_hill_values()
    sourced = {"mark": EvidenceMark.SOURCED}
    confirmed = values.model_copy(
        update={
            "age_sex": {k: v.model_copy(update=sourced) for k, v in values.age_sex.items()},
            "parameters": {k: v.model_copy(update=sourced) for k, v in values.parameters.items()},
        }
    )
    whole = {"home_residents": Decimal(1), "new_registrants": Decimal(1)}
    whole |= {"illness_ratio": Decimal(100), "mortality_ratio": Decimal(100)}
    whole |= {"market_forces": Decimal(1), "distance_km": Decimal(2), "density": Decimal(9)}
    assert carr_hill_lists([practice("A00001", **whole)], confirmed).official
    del whole["density"]
    assert not carr_hill_lists([practice("A00001", **whole)], confirmed).official


def test_an_input_that_some_practices_lack_is_refused_not_filled():
    lists = [practice("A00001", market_forces=Decimal(1)), practice("A00002")]
    with pytest.raises(InputFaults, match="no market_forces for 1 of 2 practices: A00002"):
        carr_hill_lists(lists)


def test_every_fault_of_the_lists_is_told_at_once():
    lists = [
        practice("A00001", home_residents=Decimal(101)),
        practice("A00001", home_residents=Decimal(1)),
        practice("A00003", 0, home_residents=Decimal(0)),
        practice("A00004", home_residents=Decimal(1), illness_ratio=Decimal(0)),
    ]
    with pytest.raises(InputFaults) as caught:
        carr_hill_lists(lists)
    said = str(caught.value)
    for words in ("A00001 twice", "home_residents of 101", "A00003: 0", "illness_ratio of 0"):
        assert words in said


def test_lists_from_a_file(tmp_path):
    columns = [*list_columns(), "market_forces"]
    path = tmp_path / "lists.csv"
    rows = [["A00001", *["10"] * 14, "1.05"], ["A00002", *["20"] * 14, "0.95"]]
    path.write_text("\n".join(",".join(row) for row in [columns, *rows]) + "\n")
    result = carr_hill_lists(read_carr_hill_lists(path))
    assert sum(result.weighted.values()) == 420
    path.write_text("\n".join(",".join(row) for row in [columns, [*rows[0][:3], "", *rows[0][4:]]]))
    with pytest.raises(InputFaults, match="write 0 where there is nobody"):
        read_carr_hill_lists(path)


@given(
    st.lists(
        st.tuples(st.integers(1, 9999), st.integers(0, 9999), st.decimals("0.8", "1.3", places=3)),
        min_size=1,
        max_size=8,
    )
)
def test_the_weighted_lists_are_the_registered_lists_shared_out(drawn):
    """Law 11, and each index is 1 over all lists together."""
    lists = [
        practice(f"A{n:05}", men, women, market_forces=mff)
        for n, (men, women, mff) in enumerate(drawn)
    ]
    result = carr_hill_lists(lists)
    total = sum(result.registered.values())
    assert sum(result.weighted.values()) == total
    for index in result.indices.values():
        assert sum(index[key] * people for key, people in result.registered.items()) == total
