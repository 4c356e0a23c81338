"""`capitula population`: official files, need line by line, weights, a synthetic place."""

import json

from harness.commands import run

AGES = "PRACTICE_CODE,Percent_male,Total,AgeAll,AgeMale,AgeFemale,16+,17+,18+,30_74,50+,0_64,65+"


def ages(folder, old=20):
    path = folder / "ages.csv"
    path.write_text(f"{AGES},Frailty\nA00001,0.5,100,40.5,39,42,80,79,78,50,40,80,{old},3\n")
    return path


def test_files_lists_what_can_be_read():
    done = run("population", "files")
    assert done.returncode == 0
    for words in ("gp-payments", "2014/15, 2015/16", "weighted-populations", "practice-map"):
        assert words in done.stdout
    kinds = json.loads(run("population", "files", "--json").stdout)
    assert kinds["schema"] == "capitula.population.files/1"
    assert len(kinds["kinds"]) == 13


def test_load_says_what_was_read(tmp_path):
    done = run("population", "load", "practice-age-sex", str(ages(tmp_path)), "--year", "2020")
    assert done.returncode == 0
    for words in ("2020 (stated)", "1 rows, 13 columns read", "aged_65_and_over", "holds"):
        assert words in done.stdout
    assert "Columns not known and not read: Frailty." in done.stdout


def test_a_sum_that_does_not_hold_ends_with_1(tmp_path):
    path = str(ages(tmp_path, old=21))
    done = run("population", "load", "practice-age-sex", path)
    assert done.returncode == 1
    assert "1 off, worst 1 number: A00001: +1" in " ".join(done.stdout.split())
    document = json.loads(run("population", "load", "practice-age-sex", path, "--json").stdout)
    assert document["schema"] == "capitula.population.load/1"
    assert document["checks"][0]["examples"] == ["A00001: +1"]
    assert document["unknown_columns"] == ["Frailty"]
    assert document["period"] is None
    assert not document["ok"]


def test_indices_of_a_case_and_one_opened():
    done = run("population", "indices", "dudley")
    assert done.returncode == 0
    assert "Mental health" in done.stdout
    assert "0.98522" in done.stdout
    assert "lines are not blended into one" in done.stdout
    opened = run("population", "indices", "dudley", "--open", "mental_health", "--json")
    figures = json.loads(opened.stdout)["figures"]
    assert [figure["mark"] for figure in figures] == ["derived"] * 3
    assert f"{figures[0]['result']:.5f}" == "0.98522"


def test_indices_of_a_place_in_a_published_file(shared):
    path = str(shared / "data/allocations/gp_practice_weighted_population_2024-25.csv.gz")
    done = run("population", "indices", path, "--place", "Dudley", "--json")
    document = json.loads(done.stdout)
    ratios = {each["key"]: f"{each['ratio']:.5f}" for each in document["components"]}
    assert (ratios["mental_health"], ratios["general_acute"]) == ("0.88531", "1.06161")
    assert document["above"]["code"] == "QUA"
    assert len(document["components"][0]["derivation"]) == 3


def test_a_contracts_lines_follow_the_components_it_names(tmp_path):
    """Half of community services may follow general and acute, if the contract says so."""
    (tmp_path / "lines.csv").write_text(
        "line,component,part\nCommunity,community,1/2\nCommunity,general_acute,0.5\n"
        "Mental health,mental_health,1\n"
    )
    words = ["population", "indices", "dudley", "--lines", "lines.csv"]
    done = run(*words, folder=tmp_path)
    assert done.returncode == 0
    assert "community 0.5, general_acute 0.5" in done.stdout
    lines = json.loads(run(*words, "--json", folder=tmp_path).stdout)["lines"]
    assert {line["line"]: f"{line['ratio']:.5f}" for line in lines} == {
        "Community": "1.17615",
        "Mental health": "0.98522",
    }
    (tmp_path / "lines.csv").write_text("line,component,part\nCommunity,community,half\n")
    assert "'half'" in run(*words, folder=tmp_path).stderr


def test_indices_of_a_file_want_a_place(tmp_path):
    done = run("population", "indices", str(ages(tmp_path)))
    assert done.returncode == 2
    assert "add --place" in done.stderr


def test_weigh_by_a_table_that_the_contract_names(tmp_path):
    (tmp_path / "weights.csv").write_text("age,weight\nyoung,1\nold,4\n")
    (tmp_path / "lists.csv").write_text(
        "practice,age,people\nA00001,young,80\nA00001,old,20\nA00002,young,60\nA00002,old,40\n"
    )
    words = ["population", "weigh", "lists.csv", "--weights", "weights.csv", "--by", "age"]
    words += ["--weight", "weight", "--source", "clause 9"]
    done = run(*words, folder=tmp_path)
    assert done.returncode == 0
    assert "Registered 200.00; weighted 200.00." in done.stdout
    document = json.loads(run(*words, "--json", folder=tmp_path).stdout)
    assert [p["weighted_hundredths"] for p in document["practices"]] == [8421, 11579]
    opened = run(*words, "--open", "A00001", folder=tmp_path)
    assert "160.0000 × 200.00 / 380.0000" in opened.stdout
    assert "did you mean 'A00001'" in run(*words, "--open", "A0001", folder=tmp_path).stderr


def test_carr_hill_is_never_official_while_a_value_is_unverified(tmp_path):
    from capitula.population.need_weights.carr_hill_file import list_columns

    rows = [",".join(list_columns()), ",".join(["A00001", *["10"] * 14])]
    (tmp_path / "lists.csv").write_text("\n".join(rows) + "\n")
    done = run("population", "carr-hill", "lists.csv", folder=tmp_path)
    assert done.returncode == 0
    assert "not official" in done.stdout
    document = json.loads(
        run("population", "carr-hill", "lists.csv", "--json", folder=tmp_path).stdout
    )
    assert (document["official"], document["mark"]) == (False, "unverified")


def test_synthesise_a_small_place_and_say_what_is_assumed(tmp_path):
    words = ["population", "synthesise", "--out", "oz", "--size", "500", "--workers", "1"]
    done = run(*words, folder=tmp_path)
    assert done.returncode == 0
    assert "500 people on the lists on 2018-10-01" in done.stdout
    assert "Evidence: assumed." in done.stdout
    again = run(*words, folder=tmp_path)
    assert again.returncode == 2
    assert "something is there" in again.stderr


def test_synthesise_matches_the_lists_of_a_file(tmp_path):
    ages(tmp_path)
    words = ["population", "synthesise", "--out", "oz", "--from", "ages.csv", "--workers", "1"]
    wanting = run(*words, folder=tmp_path)
    assert (wanting.returncode, (tmp_path / "oz").exists()) == (2, False)
    assert "add --place" in wanting.stderr
    document = json.loads(run(*words, "--place", "A0", "--json", folder=tmp_path).stdout)
    assert document["people_on_the_lists"] == 100
    assert document["missed"] == []
    assert [each["what"] for each in document["matched"]][1] == "people of 65 and over on each list"


def test_every_wrong_option_of_synthesise_is_told_at_once(tmp_path):
    words = ["--years", "0", "--workers", "0", "--from", "ages.csv"]
    done = run("population", "synthesise", "--out", "oz", *words, folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("capitula: 3 faults; nothing was written.")
