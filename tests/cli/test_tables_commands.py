"""The commands that read people's rows: what they print, refuse and leave behind."""

import json
import sys
from datetime import date

import pytest

from capitula.cli.main import run as command
from harness.small_place import make_place, write_place

TERMS = """\
first: 2018-04-01
last: 2020-03-31
member_months: first-of-month
truncation_percent: 90
lines:
  - {line: primary, services: [gp, prescribing]}
  - {line: community, services: [community]}
  - {line: emergency, services: [emergency_inpatient]}
rates:
  - {line: emergency, year: 2018/19, pence_per_member_month: 2900, source: made up}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return write_place(tmp_path_factory.mktemp("made") / "place", make_place(activity=6_000))


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command in this process; returns its status, output and errors."""

    def ran(*words):
        monkeypatch.setattr(sys, "argv", ["capitula", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            command()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return ran


@pytest.fixture
def terms(tmp_path):
    path = tmp_path / "terms.yaml"
    path.write_text(TERMS)
    return path


def test_a_settlement_in_words_and_for_machines(run, place, terms, tmp_path):
    status, said, errors = run("tables", "settle", place, "--terms", terms)
    assert (status, errors) == (0, "")
    assert "2018/19:" in said
    assert "Truncation at percentile 90" in said
    assert "no difference from a payment is drawn" in said
    work = tmp_path / "run"
    status, said, _ = run("tables", "settle", place, "--terms", terms, "--work", work, "--json")
    document = json.loads(said)
    assert document["schema"] == "capitula.tables.settle/1"
    assert [year["year"] for year in document["years"]] == ["2018/19", "2019/20"]
    assert (work / "whole" / "cube.parquet").is_file()
    again = json.loads(
        run("tables", "settle", place, "--terms", terms, "--work", work, "--json")[1]
    )
    assert again == document


def test_the_example_terms_settle_a_synthetic_place_into_a_settlement(run, tmp_path):
    """From nothing to what is owed: made-up people, terms, the cube, the settlement's figures."""
    folder, terms, figures = tmp_path / "place", tmp_path / "terms.yaml", tmp_path / "figures"
    assert run("population", "synthesise", "--out", folder, "--size", 2000)[0] == 0
    terms.write_text(run("tables", "terms")[1])
    status, said, _ = run("tables", "settle", folder, "--terms", terms, "--figures", figures)
    assert status == 0
    assert "2018/19:" in said
    (made,) = figures.glob("*.yaml")
    status, said, errors = run("money", "settle", "iho-2027", made)
    assert (status, errors) == (1, ""), "a figure is missing, and it is named"
    assert "the quality score, or whether the standard is met, is missing" in said
    assert "quality_score (the quality score, in per cent)" in said
    text = made.read_text()
    more = "figures:\n  quality_score: 90\n  quality_met: true\n"
    made.write_text(text.replace("figures:\n", more, 1))
    status, said, errors = run("money", "settle", "iho-2027", made)
    assert (status, errors) == (0, "")
    assert "Quality gives 90%" in said
    made.write_text(made.read_text().replace("quality_score: 90", "quality_score: 0.9"))
    said = run("money", "settle", "iho-2027", made)[1]
    assert "quality_score is read as 0.9 per cent; write 90 for nine tenths" in said


def test_a_folder_is_parted_and_settles_alike(run, place, terms, tmp_path):
    parted = tmp_path / "parted"
    status, said, _ = run("tables", "ingest", place, parted, "--buckets", 3)
    assert (status, said.endswith("3 person buckets.\n")) == (0, True)
    one = json.loads(run("tables", "settle", place, "--terms", terms, "--json")[1])
    other = json.loads(run("tables", "settle", parted, "--terms", terms, "--json")[1])
    assert other["digests"] == one["digests"]


BANDS = ("0-4", "5-14", "15-44", "45-64", "65-74", "75-84", "85+", "")
NEED = "age_band,sex,weight\n" + "".join(
    f"{band},{sex},1.{n}\n"
    for n, band in enumerate(BANDS)
    for sex in ("female", "male", "indeterminate", "")
)


def test_a_settlement_by_the_need_weights_that_a_contract_names(run, place, terms, tmp_path):
    weights = tmp_path / "need.csv"
    weights.write_text(NEED)
    terms.write_text(TERMS.replace("source: made up", "source: made up, weighted: true"))
    words = ("tables", "settle", place, "--terms", terms)
    status, out, errors = run(*words)
    assert (status, out) == (2, "")
    assert "a weighted rate for emergency, and no need weights" in errors
    more = ("--weights", weights, "--weights-source", "schedule 3")
    status, said, errors = run(*words, *more)
    assert (status, errors) == (0, "")
    assert "Weighed by need:" in said
    assert "need.csv, schedule 3 (local)" in said
    document = json.loads(run(*words, *more, "--json", "--buckets", 7, "--threads", 1)[1])
    other = json.loads(run(*words, *more, "--json", "--buckets", 1, "--threads", 2)[1])
    assert document == other
    assert document["need_weights"]["source"] == "schedule 3"
    months = ("population", "member-months", place, "--rule", "first-of-month")
    period = ("--from", "2018-04-01", "--to", "2019-03-31")
    counted = json.loads(run(*months, *period, *more, "--json")[1])
    assert counted["weighted_total"] == document["years"][0]["weighted_member_months"]
    assert "Weighed by need" in run(*months, *period, *more)[1]


@pytest.mark.parametrize(
    "wrong",
    [
        (("--weights", "need.csv"), "need weights without a source"),
        (("--weights-source", "x"), "a source without weights"),
        (
            ("--weights", "need.csv", "--weights-source", "x", "--weights-mark", "sorced"),
            "'sourced'",
        ),
        (("--weights", "bad.csv", "--weights-source", "x"), "a weight of nought or more"),
        (("--weights", "none.csv", "--weights-source", "x"), "none.csv"),
    ],
    ids=["no source", "no file named", "mark misspelt", "below nought", "no file"],
)
def test_need_weights_at_fault_write_nothing(run, place, terms, tmp_path, wrong):
    words, said = wrong
    (tmp_path / "need.csv").write_text(NEED)
    (tmp_path / "bad.csv").write_text(NEED.replace("1.0", "-1"))
    work = tmp_path / "r"
    words = [tmp_path / word if word.endswith(".csv") else word for word in words]
    status, out, errors = run("tables", "settle", place, "--terms", terms, "--work", work, *words)
    assert (status, out) == (2, "")
    assert said in errors
    assert not work.exists()


WRONG = {
    "a service of some providers only": (
        "[community]}",
        "[community], providers: [RX1]}",
        "community of some providers only",
    ),
    "a rule misspelt": ("first-of-month", "first-of-mnth", "did you mean 'first-of-month'?"),
    "half a month": ("2020-03-31", "2020-03-30", "end on the last of one"),
    "a period backwards": ("last: 2020", "last: 2010", "swap the two days"),
    "a service in two lines": ("[community]", "[community, gp]", "gp again"),
    "a rate without its line": ("{line: emergency, y", "{line: urgent, y", "a rate for 'urgent'"),
    "a percentile of all": ("percent: 90", "percent: 100", "truncation_percent"),
    "a service left out": (
        "gp, prescribing",
        "gp",
        "the service 'prescribing', which no line names",
    ),
}


@pytest.mark.parametrize("mistake", WRONG.values(), ids=WRONG.keys())
def test_terms_at_fault_write_nothing(run, place, terms, tmp_path, mistake):
    old, new, said = mistake
    terms.write_text(TERMS.replace(old, new))
    work = tmp_path / "run"
    status, out, errors = run("tables", "settle", place, "--terms", terms, "--work", work)
    assert (status, out) == (2, "")
    assert said in errors
    assert not work.exists()


def test_stages_are_printed_in_order_as_written_and_for_an_engine(run):
    _, said, _ = run("tables", "explain")
    assert said.index("slices") < said.index("covered_totals") < said.index("truncation")
    _, said, _ = run("tables", "explain", "all_activity")
    assert "year(activity.activity_date) * 12" in said
    assert "date '2018-04-01'" in said
    _, said, _ = run("tables", "explain", "all_activity", "--written")
    assert "@month_index(activity.activity_date)" in said
    _, said, _ = run("tables", "explain", "--json", "--plan", "member-months-any-day")
    assert [s["stage"] for s in json.loads(said)["stages"]] == [
        "slices",
        "member_month_changes",
        "member_months",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("slice",), "did you mean 'slices'?"),
        (("--plan", "settlment"), "did you mean 'settlement'?"),
        (("--dialect", "oracle"), "one of duckdb"),
    ],
    ids=["stage", "plan", "dialect"],
)
def test_a_slip_in_what_to_explain(run, words, said):
    status, out, errors = run("tables", "explain", *words)
    assert (status, out) == (2, "")
    assert said in errors


def test_the_schema_is_printed(run):
    document = json.loads(run("tables", "schema", "--json")[1])
    columns = {c["name"]: c for c in document["tables"]["activity"]["columns"]}
    assert columns["cost_pence"]["empty"].startswith("no price is known")
    assert "registrations: a row is a spell" in run("tables", "schema")[1]


def test_registers_are_checked(run, place, tmp_path):
    assert run("population", "registers", "check", place)[1].startswith("No fault: ")
    spells = [(n, 1, "X", date(2018, 1, n), None) for n in (1, 2)]
    people = [(1, date(1980, 1, 1), "female", None)]
    bad = write_place(tmp_path / "bad", {"people": people, "registrations": spells})
    status, out, errors = run("population", "registers", "check", bad)
    assert (status, out) == (2, "")
    assert errors == (
        "capitula: 1 fault; nothing was written.\n"
        "registrations.parquet:2 (start_date)\n"
        "  found     a spell that begins before another of the same person has ended\n"
        "  expected  spells that follow each other: each starts on or after the end date of the "
        "one before\n"
        "  to do     end the earlier spell on the first day of the later one, or leave one of them "
        "out\n"
    )


def test_lists_on_a_day(run, place):
    _, said, _ = run("population", "at", place, "--date", "2018-10-01")
    assert "All lists" in said
    document = json.loads(run("population", "at", place, "--date", "2018-10-01", "--json")[1])
    assert document["registered"] == sum(row["people"] for row in document["lists"])
    status, _, errors = run("population", "at", place, "--date", "2018-10-01", "--residents", 5)
    assert status == 2
    assert "--place FILE and --source TEXT beside it" in errors


def test_an_estimate_of_the_unregistered_is_marked(run, tmp_path):
    folder = tmp_path / "place"
    homes = [(row[0], "E1", date(2016, 1, 1), None) for row in make_place()["people"]]
    write_place(folder, make_place(activity=1) | {"residences": homes})
    areas = tmp_path / "areas.txt"
    areas.write_text("E1\n")
    options = ("--place", areas, "--residents", 200, "--source", "mid-2018 estimate")
    _, said, _ = run("population", "at", folder, "--date", "2018-10-01", *options)
    assert "Unregistered, estimate [assumed]: " in said
    assert "200 residents (mid-2018 estimate) less " in said


def test_registered_throughout(run, place):
    period = ("--from", "2018-04-01", "--to", "2019-03-31")
    _, said, _ = run("population", "continuous", place, *period)
    assert said.startswith("Registered on every day from 1 April 2018 to 31 March 2019")
    document = json.loads(run("population", "continuous", place, *period, "--json")[1])
    assert all(row["people"] >= row["moved"] for row in document["practices"])


def test_member_months(run, place):
    period = ("--from", "2018-04-01", "--to", "2019-03-31")
    words = ("population", "member-months", place, "--rule")
    _, said, _ = run(*words, "day-weighted", *period)
    assert "by the days registered" in said
    document = json.loads(run(*words, "first-of-month", *period, "--json")[1])
    assert int(document["total"]) == sum(cell["counted"] for cell in document["cells"])
    for bad, message in (("monthly", "take the rule"), ("first-of-mont", "did you mean")):
        status, _, errors = run(*words, bad, *period)
        assert status == 2
        assert message in errors
    status, _, errors = run(*words, "any-day", *period, "--ages", "5,10")
    assert status == 2
    assert "--ages" in errors


def test_the_roster_of_a_case_by_day_and_by_what_was_known(run):
    roster = ("population", "roster", "dudley")
    _, said, _ = run(*roster, "--on", "2018-10-01")
    assert "Practices of dudley on 1 October 2018: 45; lists of 2018/19" in said
    assert "D2P2L since 1 April 2021" in run(*roster, "--on", "2021-10-01")[1]
    status, _, errors = run(*roster, "--on", "2021-06-01", "--known", "2021-06-01")
    assert status == 2
    assert "or up to 1 October 2019, where the register ends" in errors
    assert run(*roster, "--on", "2019-05-01", "--known", "2021-06-01")[0] == 0
    status, _, errors = run(*roster, "--on", "2018-10-01", "--known", "2018-02-01")
    assert status == 2
    assert "a case with lists of practices" in errors


def test_a_synthetic_place_is_a_folder_without_fault(run, tmp_path):
    """What `population synthesise` writes is what the registers and the counts read."""
    made = tmp_path / "made"
    assert run("population", "synthesise", "--out", made, "--size", 300, "--workers", 1)[0] == 0
    assert run("population", "registers", "check", made)[1].startswith("No fault: ")
    lists = json.loads(run("population", "at", made, "--date", "2018-10-01", "--json")[1])
    assert lists["registered"] == 300
    period = ("--from", "2018-04-01", "--to", "2019-03-31", "--json")
    counted = run("population", "member-months", made, "--rule", "first-of-month", *period)[1]
    assert int(json.loads(counted)["total"]) > 300 * 11
