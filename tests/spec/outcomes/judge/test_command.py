"""`capitula outcomes judge`, `terms` and `power`: what a person reads, what a machine reads."""

import json

import pytest
from typer.testing import CliRunner

from capitula.cli.outcomes import app


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="module")
def wirral():
    return run("judge", "wirral", "--known", "2026-11-22").output


def test_a_person_reads_the_contract_first_then_verdicts_then_reasons(wirral):
    parts = [
        "On the primary measure",
        "Verdicts",
        "The figures cannot carry a judgement",
        "Shown, not judged",
        "Beside the verdicts, from the record",
        "safe and good, and not shown to be better",
        "Unmeasured aim",
    ]
    at = [wirral.find(part) for part in parts]
    assert -1 not in at
    assert at == sorted(at)


def test_no_line_is_wider_than_a_page(wirral):
    assert max(map(len, wirral.splitlines())) <= 100


def test_a_machine_reads_one_object_with_every_measure():
    found = json.loads(run("judge", "dudley", "--json").output)
    assert found["schema"] == "capitula.outcomes.judge/1"
    assert found["verdict"] == "never began"
    by_id = {each["id"]: each for each in found["measures"]}
    one = by_id["non-elective-admissions"]
    assert one["reading"]["verdict"] == "cannot be judged"
    assert one["screen"]["breaks"][0]["time"] == "2017-09"
    assert len(one["reading"]["estimate"]["by_time"]) == 81
    assert {each["why"].split(":")[0] for each in one["left_out"]} >= {
        "new care model vanguards",
        "integrated care and support pioneers",
    }


def test_one_measure_is_shown_whole():
    printed = run("judge", "wirral", "--measure", "quality-of-life").output
    assert "2016/17" in printed
    assert "0.389" in printed
    assert "no grade is made" in printed


def test_a_measure_that_is_none_is_told_with_the_ones_there_are():
    found = run("judge", "wirral", "--measure", "delayed-transfer")
    assert found.exit_code != 0
    assert "did you mean 'delayed-transfers'?" in str(found.exception)


def test_terms_print_the_digest_that_an_entry_freezes():
    found = json.loads(run("terms", "wirral", "--json").output)
    assert {len(each["digest"]) for each in found["measures"]} == {64}
    assert "registered after its data were seen" in run("terms", "wirral").output


def test_power_is_computed_from_the_baseline_alone():
    printed = run("power", "dudley").output
    assert "unlikely to be able to show success" in " ".join(printed.split())
    assert "36 months at the least" in printed


def test_everything_is_written_into_a_folder(tmp_path):
    folder = tmp_path / "judged"
    assert (
        run("judge", "dudley", "--measure", "delayed-transfers", "--write", str(folder)).exit_code
        == 0
    )
    written = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert "report.docx" in written
    assert {f"delayed-transfers/{name}.svg" for name in ("actual", "gap", "donors", "power")} < (
        written
    )
    assert "delayed-transfers/repeat.py" in written
    assert (folder / "report.docx").read_bytes()[:2] == b"PK"
    assert (folder / "delayed-transfers/gap.svg").read_text().startswith("<svg")
