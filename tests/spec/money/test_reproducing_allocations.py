"""`capitula money reproduce allocations`: published figures computed again from their parts."""

import csv
import json
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from capitula.cli import money
from capitula.ground.faults import InputFaults
from capitula.ground.writing import write_whole
from capitula.money.reproduce import REPRODUCERS, reproduce
from spec.population.made_files import (
    HEADER_2018,
    HEADER_2024,
    practice_2018,
    practice_2024,
    write,
)

RIGHT = "1261.96298087412912"
"""£ thousand: the formula's exact answer for 1,000 people who weigh 1,000 in everything."""


def made(tmp_path, *targets, name="wp_2018-19.csv"):
    rows = [
        practice_2018(f"A{n:05}", Target_exc_remote_k="") | {"Target_exc_remote_£k": target}
        for n, target in enumerate(targets, start=1)
    ]
    rows = [{key: value for key, value in row.items() if key in HEADER_2018} for row in rows]
    return write(tmp_path / name, HEADER_2018, rows)


def run(*arguments):
    return CliRunner().invoke(money.app, ["reproduce", *map(str, arguments)])


def test_the_2018_19_targets_are_met_for_every_practice(shared):
    """7,325 of 7,325 within 2e-9 of the published target; the worst is 1.37e-9.

    The published indices carry nine decimals, so 2e-9 is the honest bound.
    """
    folder = shared / "data" / "allocations"
    path = folder / "gp_practice_weighted_population_2018-19_wp_data.csv.gz"
    found = reproduce("allocations", [path])
    assert (found.rows, found.compared, found.matched, found.floor) == (7325, 7325, 7325, 1)
    assert f"{found.worst:.2e}" == "1.37e-9"
    assert found.ok
    england = found.more["england"]
    assert f"{england['target_excluding_remoteness']:.1f}" == "74151128.6"
    assert all(check["holds"] for check in found.more["identities"])


@pytest.mark.parametrize(("year", "places"), [("2024-25", 342), ("2025-26", 341)])
def test_years_without_pounds_give_indices_and_compare_totals(shared, year, places):
    """Nine weighted columns each add up to the population; 42 boards and their places follow."""
    path = shared / "data" / "allocations" / f"gp_practice_weighted_population_{year}.csv.gz"
    found = reproduce("allocations", [path])
    assert (found.compared, found.matched, found.tolerance_unit) == (9, 9, "people")
    levels = [each["level"] for each in found.more["indices"]]
    assert (levels.count("icb"), levels.count("place")) == (42, places)


def test_the_tolerance_is_relative_to_the_published_target(tmp_path):
    """2e-9 of £1,262k is a quarter of a penny.

    | published    | off by   | relative | met |
    | 1,261.962980 | 0.000001 |   0.7e-9 | yes |
    | 1,261.962985 | 0.000004 |   3.3e-9 | no  |
    """
    found = reproduce("allocations", [made(tmp_path, "1261.962980", "1261.962985")])
    assert [each.matched for each in found.comparisons] == [True, False]
    assert (found.floor, found.ok) == (Decimal("0.5"), False)
    assert "at most 2e-9 allowed" in found.unmatched[0].reason


def test_missing_figures_are_named_and_not_filled(tmp_path):
    """A missing component is a figure not met; a missing target is nothing to compare.

    | target published | component | compared | met | reason                 |
    | yes              | missing   | yes      | no  | no figure for WP_MH    |
    | no               | there     | no       |     | no published target    |
    """
    rows = [
        practice_2018("A00001", WP_MH="") | {"Target_exc_remote_£k": RIGHT},
        practice_2018("A00002") | {"Target_exc_remote_£k": ""},
        practice_2018("A00003") | {"Target_exc_remote_£k": RIGHT},
    ]
    found = reproduce("allocations", [write(tmp_path / "wp_2018-19.csv", HEADER_2018, rows)])
    assert (found.rows, found.compared, found.matched) == (3, 2, 1)
    assert [c.reason for c in found.comparisons] == [
        "no figure for WP_MH",
        "no published target",
        "",
    ]


def test_a_practice_that_should_get_nothing(tmp_path):
    """Nought published and nought computed is a match; nought published for people is not."""
    nobody = practice_2018("A00001") | dict.fromkeys(HEADER_2018[13:19], "0")
    nobody |= {"WP_Presc": "0", "WP_AM": "0", "Target_exc_remote_£k": "0"}
    some = practice_2018("A00002") | {"Target_exc_remote_£k": "0"}
    path = write(tmp_path / "wp_2018-19.csv", HEADER_2018, [nobody, some])
    found = reproduce("allocations", [path])
    assert [each.matched for each in found.comparisons] == [True, False]
    assert "nought was published" in found.unmatched[0].reason


def test_a_formula_of_2018_19_is_not_put_to_another_year(tmp_path):
    with pytest.raises(InputFaults, match="populations of 2019/20"):
        reproduce("allocations", [made(tmp_path, RIGHT, name="wp_2019-20.csv")])


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    with pytest.raises(InputFaults, match="one of: allocations") as caught:
        reproduce("allocation", [tmp_path])
    assert "did you mean 'allocations'?" in str(caught.value)
    assert "allocations" in REPRODUCERS


def test_the_json_report(tmp_path):
    """`capitula.reproduce/1`, exit status 0 when the floor of 1 holds."""
    result = run("allocations", made(tmp_path, RIGHT), "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["schema"] == "capitula.reproduce/1"
    assert report["name"] == "allocations"
    assert report["file"] == ["wp_2018-19.csv"]
    assert (report["rows"], report["compared"], report["matched"]) == (1, 1, 1)
    assert (report["floor"], report["tolerance"], report["worst"]) == (1, 2e-9, 0)
    assert (report["unmatched"], report["ok"]) == ([], True)


def test_a_missed_floor_ends_with_status_1_and_still_reports(tmp_path):
    result = run("allocations", made(tmp_path, "1262"), "--json")
    assert result.exit_code == 1
    (unmatched,) = json.loads(result.stdout)["unmatched"]
    assert set(unmatched) == {"key", "expected", "computed", "reason"}
    assert unmatched["key"] == "A00001"


def test_nothing_to_compare_is_not_a_success(tmp_path):
    result = run("allocations", made(tmp_path, ""), "--json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert (report["compared"], report["floor"], report["ok"]) == (0, None, False)


def test_rows_hold_every_input_and_both_sides(tmp_path):
    out = tmp_path / "rows.csv"
    result = run("allocations", made(tmp_path, RIGHT, "1262"), "--out", out)
    assert result.exit_code == 1
    first, second = csv.DictReader(out.read_text().splitlines())
    assert list(first) == [
        *("key", "WP_G&A", "WP_CS", "WP_MH", "WP_Mat", "WP_AM", "WP_Presc"),
        *("MFF_index", "EACA_index", "expected", "computed", "difference", "matched", "reason"),
    ]
    assert (first["key"], first["expected"], first["matched"]) == ("A00001", RIGHT, "true")
    assert Decimal(first["computed"]) == Decimal(RIGHT)
    assert (second["matched"], second["reason"][:11]) == ("false", "differs by ")


def test_on_a_fault_nothing_is_written(tmp_path):
    path = tmp_path / "wp.csv"
    path.write_text("not,this\n1,2\n")
    result = run("allocations", path, "--out", tmp_path / "rows.csv")
    assert isinstance(result.exception, InputFaults)
    assert result.exception.exit_code == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["wp.csv"]


def test_rows_are_written_whole_or_not_at_all(tmp_path):
    with pytest.raises(InputFaults, match="a file in a folder to write in"):
        write_whole(tmp_path / "no such folder" / "rows.csv", "key\n")
    folder = tmp_path / "rows.csv"
    folder.mkdir()
    with pytest.raises(InputFaults):
        write_whole(folder, "key\n")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["rows.csv"]


def test_more_than_one_file_is_refused(tmp_path):
    path = made(tmp_path, RIGHT)
    with pytest.raises(InputFaults, match="one file, of one year"):
        reproduce("allocations", [path, path])


def test_a_gap_in_a_column_leaves_its_total_unmatched(tmp_path):
    """In a year without pounds, a total with a missing part is no total."""
    rows = [practice_2024("A00001", "QXX", "Oldtown", "100", "100")]
    rows[0]["Mat WP"] = ""
    found = reproduce("allocations", [write(tmp_path / "f.csv", HEADER_2024, rows)])
    assert (found.compared, found.matched) == (9, 8)
    assert found.unmatched[0].key == "total:maternity"
    place = found.more["indices"][-1]
    assert place["components"]["maternity"]["index"] is None


def test_words_for_people(tmp_path):
    result = run("allocations", made(tmp_path, RIGHT, "1262"))
    assert "1 of 2 published figures met within 2e-9 (relative)" in result.stdout
    assert "Not met: 1 of 1 shown" in result.stdout
