"""Areas left out of the comparison: by a list with sources, and never picked by eye."""

from capitula.ground.figure_table import read_figure_table
from capitula.outcomes.donors.programmes import areas_of, programmes
from capitula.outcomes.judging.area_table import read_area_table
from harness.places import PACKAGE

FIGURES = PACKAGE / "cases" / "wirral" / "figures"
COUNCILS = read_area_table(read_figure_table(FIGURES / "delayed_transfers_areas.csv"))
GROUPS = read_area_table(read_figure_table(FIGURES / "non_elective_areas.csv"))


def test_the_list_holds_the_29_vanguards_and_25_pioneers_as_announced():
    listed = programmes().programmes
    assert {name: len(each.sites) for name, each in listed.items()} == {
        "vanguards": 29,
        "pioneers": 25,
    }


def test_every_site_names_a_source_that_is_listed_and_areas_that_there_are():
    names = set(COUNCILS.areas)
    for programme in programmes().programmes.values():
        for site in programme.sites:
            assert site.source in programmes().sources
            assert set(site.councils) <= names
            assert site.groups


def test_an_area_of_which_a_site_is_only_a_part_is_marked():
    found = {each.area: each for each in areas_of("vanguards", COUNCILS.by_code)}
    assert found["Dudley"].mark == "sourced"
    assert found["Somerset"].mark == "unverified"


def test_groups_are_found_by_their_codes():
    found = {each.area for each in areas_of("vanguards", GROUPS.by_code)}
    assert {"Dudley CCG", "Wirral CCG", "Sunderland CCG"} <= found
    assert "Enfield CCG" not in found
