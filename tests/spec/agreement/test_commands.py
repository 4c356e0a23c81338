"""`capitula agreement …`: every view of the room on a shipped case, for people and for machines."""

import json

import pytest
from typer.testing import CliRunner

from capitula.cli.main import app

VIEWS = [
    "positions",
    "sign-off",
    "sign-up",
    "patience",
    "concerns",
    "requests",
    "questions",
    "standing",
    "review",
    "follow-up",
    "public",
    "interests",
    "open",
]


def run(*words):
    return CliRunner().invoke(app, ["agreement", *words], env={"COLUMNS": "100"})


@pytest.mark.parametrize("case", ["dudley", "wirral", "manchester"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_every_case_reads_and_parses(case, view):
    text = run(view, case, "--known", "2021-04-01")
    assert text.exit_code == 0, text.output
    assert len(text.output.splitlines()) > 3
    assert all(len(line) <= 110 for line in text.output.splitlines()) or view == "review"
    found = json.loads(run(view, case, "--known", "2021-04-01", "--json").output)
    assert found["schema"] == f"capitula.agreement.{view}/1"
    assert (found["case"], found["known_on"]) == (case, "2021-04-01")


@pytest.mark.parametrize("view", VIEWS)
def test_before_anything_was_known_each_view_says_so(view):
    """A day before the first report: no figure, no party, no error."""
    found = run(view, "dudley", "--known", "2016-01-01")
    assert found.exit_code == 0, found.output
    assert "Dudley Group" not in found.output


def test_where_the_acute_trust_stands_as_a_person_reads_it():
    text = run("positions", "dudley", "--known", "2021-04-01").output
    assert "concerned: holds the" in text
    assert "support: further work with" in text
    assert "made for it by another: CCG" in text


def test_the_review_is_written_for_word(tmp_path):
    file = tmp_path / "review.docx"
    done = run("review", "dudley", "--known", "2020-08-01", "--docx", str(file))
    assert done.exit_code == 0
    assert file.read_bytes()[:2] == b"PK"
    assert "Risks and benefits by service line" in done.output


def test_another_period_for_a_reply():
    found = json.loads(
        run("concerns", "dudley", "--known", "2020-08-01", "--within", "10", "--json").output
    )
    assert found["letters"][0]["clock"]["due"] == "2020-07-21"


def test_a_day_that_is_none_is_refused_in_words():
    refused = run("positions", "dudley", "--known", "2020-13-01")
    assert refused.exit_code != 0
