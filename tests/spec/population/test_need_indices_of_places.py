"""Need indices of places: sums over sums, relative to the integrated care board (ICB)."""

from decimal import Decimal

import pytest

from capitula.population.identities import total_identities
from capitula.population.place_indices import area_indices
from capitula.population.weighted_population import read_weighted_populations
from spec.population.made_files import HEADER_2024, practice_2024, write


def read(tmp_path, rows):
    rows = [practice_2024(*row) for row in rows]
    return read_weighted_populations(write(tmp_path / "f.csv", HEADER_2024, rows))


def test_an_index_is_sums_over_sums_never_a_mean_of_indices(tmp_path):
    """A small needy practice does not weigh as much as a large one.

    | practice | people | weighted | index |
    | A00001   |    100 |      200 |   2.0 |
    | A00002   |    900 |      900 |   1.0 |
    | Oldtown  |  1,000 |    1,100 |   1.1 |  (the mean of the indices would be 1.5)
    """
    found = read(
        tmp_path,
        [("A00001", "QXX", "Oldtown", "100", "200"), ("A00002", "QXX", "Oldtown", "900", "900")],
    )
    (place,) = area_indices(found, "place", above="icb")
    assert place.component("core_final").index == Decimal("1.1")


def test_a_place_is_compared_with_its_own_board(tmp_path):
    """A place's relative index is its index over its board's.

    | place   | people | weighted | index | of the board | share of the board |
    | Oldtown |    100 |      150 |   1.5 |          1.2 |                0.6 |
    | Newtown |    100 |      100 |   1.0 |          0.8 |                0.4 |
    | board   |    200 |      250 |  1.25 |              |                    |
    """
    found = read(
        tmp_path,
        [("A00001", "QXX", "Oldtown", "100", "150"), ("A00002", "QXX", "Newtown", "100", "100")],
    )
    new, old = (p.component("core_final") for p in area_indices(found, "place", above="icb"))
    assert (old.index, old.ratio, old.share) == (Decimal("1.5"), Decimal("1.2"), Decimal("0.6"))
    assert (new.index, new.ratio, new.share) == (Decimal(1), Decimal("0.8"), Decimal("0.4"))


def test_a_local_authority_in_two_boards_is_two_places(tmp_path):
    found = read(
        tmp_path,
        [("A00001", "QXX", "Oldtown", "100", "100"), ("A00002", "QYY", "Oldtown", "100", "100")],
    )
    assert len(area_indices(found, "place", above="icb")) == 2


def test_zero_is_data_and_missing_is_missing(tmp_path):
    """Neither is replaced by 1, as the national place calculator does.

    | place   | weighted | index   |
    | Oldtown | 0        | 0       |
    | Newtown | (empty)  | missing |
    """
    found = read(
        tmp_path,
        [("A00001", "QXX", "Oldtown", "100", "0"), ("A00002", "QYY", "Newtown", "100", "")],
    )
    old, new = (p.component("maternity") for p in area_indices(found, "place", above="icb"))
    assert (old.index, old.ratio) == (Decimal(0), None)
    assert (new.index, new.ratio, new.weighted_people) == (None, None, None)


def test_a_place_without_people_has_no_index(tmp_path):
    (place,) = area_indices(read(tmp_path, [("A00001", "QXX", "Oldtown", "0", "5")]), "place")
    assert place.component("core_final").index is None


def test_weighted_people_add_up_to_people_within_one_person(tmp_path):
    """The difference allowed is for the rounding of thousands of published figures.

    | weighted total | people | holds |
    | 1,001.0        | 1,000  | yes   |
    | 1,001.1        | 1,000  | no    |
    """
    for weighted, holds in [("1001", True), ("1001.1", False)]:
        found = read(tmp_path, [("A00001", "QXX", "Oldtown", "1000", weighted)])
        assert all(check.holds is holds for check in total_identities(found))


DUDLEY = {
    "2024-25": (
        43,
        [
            ("general_acute", "1.10567", "1.06161", "27.233"),
            ("community", "1.14949", "1.07327", "27.532"),
            ("mental_health", "0.97668", "0.88531", "22.711"),
            ("maternity", "1.16412", "0.97763", "25.079"),
            ("health_inequalities", "1.07999", "0.83379", "21.389"),
            ("prescribing", "1.10067", "1.01985", "26.162"),
            ("core_final", "1.05795", "1.00437", "25.765"),
            ("primary_medical_need", "1.03035", "1.02705", "26.347"),
            ("primary_medical_final", "1.03779", "0.99119", "25.427"),
        ],
    ),
    "2025-26": (44, [("core_final", "1.05700", "1.00416", "26.464")]),
}


@pytest.mark.parametrize(("year", "expected"), DUDLEY.items())
def test_dudley_within_the_black_country(shared, year, expected):
    """One blended weight would hide that Dudley's mental health need is 11% below its board's.

    2024/25: index of Dudley, relative to the ICB, and per cent of the ICB's weighted people.
    """
    path = shared / "data" / "allocations" / f"gp_practice_weighted_population_{year}.csv.gz"
    places = area_indices(read_weighted_populations(path), "place", above="icb")
    (dudley,) = (place for place in places if place.area.name == "Dudley")
    practices, components = expected
    assert dudley.practices == practices
    assert dudley.above
    assert dudley.above.code == "QUA"
    for key, index, relative, share in components:
        found = dudley.component(key)
        assert f"{found.index:.5f}" == index
        assert f"{found.ratio:.5f}" == relative
        assert f"{found.share * 100:.3f}" == share


def test_the_black_country_in_england(shared):
    path = shared / "data" / "allocations" / "gp_practice_weighted_population_2024-25.csv.gz"
    populations = read_weighted_populations(path)
    boards = area_indices(populations, "icb")
    assert len(boards) == 42
    (board,) = (board for board in boards if board.area.code == "QUA")
    core = board.component("core_final")
    assert (board.practices, f"{board.population:.2f}") == (182, "1301945.10")
    assert f"{core.weighted_people:.2f}" == "1371392.08"
    assert (f"{core.index:.5f}", f"{core.share:.7f}") == ("1.05334", "0.0220642")
    places = area_indices(populations, "place", above="icb")
    relative = {p.area.name: p.component("core_final").ratio for p in places}
    for name, expected in {
        "Sandwell": "0.9958",
        "Walsall": "1.0139",
        "Wolverhampton": "0.9928",
    }.items():
        assert f"{relative[name]:.4f}" == expected
