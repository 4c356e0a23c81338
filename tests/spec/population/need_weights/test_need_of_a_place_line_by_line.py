"""A place has an index for each line, never one for all.

An index is weighted people over people, sums over sums. Beside it stand the index of the area
above, the ratio of the two, and the place's share of the line. A budget line follows the component
that the contract names, or several in stated parts.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.case import open_case
from capitula.ground.faults import InputFaults
from capitula.population.from_figures import populations_from_figures, totals_from_figures
from capitula.population.need_weights.line_indices import (
    line_shares,
    need_beside_england,
    place_need,
)
from capitula.population.weighted_population import read_weighted_populations
from spec.population.made_files import HEADER_2024, practice_2024, write

ROWS = [
    practice_2024("A00001", "QXX", "Oldtown", "100", "100") | {"G&A WP": "110", "MH WP": "90"},
    practice_2024("A00002", "QXX", "Newtown", "100", "100") | {"G&A WP": "90", "MH WP": "110"},
]


@pytest.fixture
def board(tmp_path):
    return read_weighted_populations(write(tmp_path / "f.csv", HEADER_2024, ROWS))


def test_two_lines_that_would_cancel_out_in_one_index(board):
    """One index for both would be 1 and hide both.

    | line              | index | ratio | share |
    | General and acute |  1.10 |  1.10 |   55% |
    | Mental health     |  0.90 |  0.90 |   45% |
    """
    need = place_need(board, "Oldtown")
    acute, mental = need.component("general_acute"), need.component("mental_health")
    assert (acute.index, acute.ratio, acute.share) == (Decimal("1.1"),) * 2 + (Decimal("0.55"),)
    assert (mental.index, mental.share) == (Decimal("0.9"), Decimal("0.45"))
    assert need.top_indices["mental_health"] == 1


def test_a_line_may_follow_several_components_in_stated_parts(board):
    """Half of community services may follow general and acute: the contract says so, no default."""
    need = place_need(board, "oldtown")
    half = {"community": Fraction(1, 2), "general_acute": Fraction(1, 2)}
    shares = line_shares(need, {"Community": half, "Mental health": {"mental_health": Fraction(1)}})
    assert shares == {"Community": Fraction(21, 40), "Mental health": Fraction(9, 20)}


def test_parts_of_a_line_that_do_not_make_a_whole_are_refused(board):
    need = place_need(board, "Oldtown")
    with pytest.raises(InputFaults, match=r"parts that sum to 0\.5"):
        line_shares(need, {"Community": {"community": Fraction(1, 2)}})
    with pytest.raises(InputFaults, match="did you mean 'community'"):
        line_shares(need, {"Community": {"comunity": Fraction(1)}})


def test_every_figure_opens_to_its_sums(board):
    index, ratio, share = place_need(board, "Oldtown").open("general_acute")
    assert index.worked == "110.00 / 100.00"
    assert ratio.worked == "(110.00 × 200.00) / (200.00 × 100.00)"
    assert share.result == Decimal("0.55")
    assert index.mark == "derived"
    assert "f.csv" in index.inputs[0].source


def test_a_place_not_there_or_there_twice_is_answered_with_names(tmp_path):
    rows = [*ROWS, practice_2024("A00003", "QYY", "Oldtown", "10", "10")]
    found = read_weighted_populations(write(tmp_path / "f.csv", HEADER_2024, rows))
    with pytest.raises(InputFaults, match="did you mean 'Newtown'"):
        place_need(found, "Newtwon")
    with pytest.raises(InputFaults, match="'Oldtown' is 2 places"):
        place_need(found, "Oldtown")
    assert place_need(found, "Oldtown", "QYY").here.practices == 1


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=12))
def test_the_practices_of_all_places_sum_to_the_board(tmp_path_factory, practices):
    """Law 11: a place's components sum over its practices, and places to their board."""
    rows = [
        practice_2024(f"A{n:05}", "QXX", f"T{n % 3}", str(people), str(weighted))
        for n, (people, weighted) in enumerate(practices)
    ]
    path = write(tmp_path_factory.mktemp("f") / "f.csv", HEADER_2024, rows)
    found = read_weighted_populations(path)
    places = {practice.areas["place"].name for practice in found.practices}
    needs = [place_need(found, place) for place in sorted(places)]
    for component in needs[0].components:
        total = sum(need.component(component.key).weighted_people for need in needs)
        assert total == sum(weighted for _, weighted in practices)
    assert sum(need.here.population for need in needs) == sum(people for people, _ in practices)


TABLE = {
    "general_acute": ("1.10567", "1.06161", "27.233"),
    "community": ("1.14949", "1.07327", "27.532"),
    "mental_health": ("0.97668", "0.88531", "22.711"),
    "maternity": ("1.16412", "0.97763", "25.079"),
    "health_inequalities": ("1.07999", "0.83379", "21.389"),
    "prescribing": ("1.10067", "1.01985", "26.162"),
    "core_final": ("1.05795", "1.00437", "25.765"),
    "primary_medical_need": ("1.03035", "1.02705", "26.347"),
    "primary_medical_final": ("1.03779", "0.99119", "25.427"),
}


def test_dudley_in_2024_25(shared):
    """Mental health at 0.885 of the board's index stands beside general and acute at 1.062."""
    name = "data/allocations/gp_practice_weighted_population_2024-25.csv.gz"
    need = place_need(read_weighted_populations(shared / name), "Dudley")
    assert need.here.practices == 43
    for key, (index, ratio, share) in TABLE.items():
        found = need.component(key)
        assert (f"{found.index:.5f}", f"{found.ratio:.5f}") == (index, ratio)
        assert f"{100 * found.share:.3f}" == share


def test_dudley_in_2025_26_is_44_practices(shared):
    name = "data/allocations/gp_practice_weighted_population_2025-26.csv.gz"
    need = place_need(read_weighted_populations(shared / name), "Dudley")
    assert need.here.practices == 44
    assert f"{need.component('core_final').ratio:.5f}" == "1.00416"


def test_the_demonstration_case_beside_england():
    """In 2018/19 the commissioner stands beside England: its overall index is 1.07771."""
    figures = open_case("dudley").figures
    populations = populations_from_figures(figures["target_allocation_2018_19"])
    england = totals_from_figures(figures["target_allocation_2018_19_england"])
    area = populations.practices[0].areas["commissioner"]
    need = need_beside_england(populations, england, area)
    assert f"{need.component('overall').index:.5f}" == "1.07771"
    assert f"{need.component('mental_health').index:.5f}" == "0.98522"
