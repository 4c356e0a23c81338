"""`capitula agreement …`: every view of the room on a shipped case, for people and for machines."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

import capitula as cp
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


METHODS = [
    "positions",
    "sign_off",
    "sign_up",
    "patience",
    "concerns",
    "requests",
    "questions",
    "standing",
    "follow_up",
    "public",
    "interests",
    "open_now",
]


def days_in(found):
    """Every day by which something in the answer was known."""
    if isinstance(found, dict):
        own = [found["known_by"]] if found.get("known_by") else []
        return own + [day for part in found.values() for day in days_in(part)]
    if isinstance(found, list):
        return [day for part in found for day in days_in(part)]
    return []


@pytest.mark.parametrize("case", ["dudley", "wirral", "manchester"])
def test_no_view_of_any_day_holds_what_was_known_later(case):
    """Law: on each day on which something became known, every view stops there."""
    opened = cp.open(case)
    last = {e.envelope.entry: e.envelope.known.last for e in opened.record.entries}
    for day in opened.record.days():
        for method in METHODS:
            found = getattr(opened.agreement, method)(day)
            assert max(days_in(found.as_json()), default="") <= day.isoformat(), (day, method)
            shown = [row.entry for sheet in found.sheets for row in sheet.rows if row.entry]
            assert all(last[entry] <= day for entry in shown), (day, method)


def test_the_python_face_reads_tables_and_words():
    found = cp.open("dudley").agreement.sign_up(date(2021, 4, 1))
    assert found.table()[0]["Question asked"] == "to stand with the bidder"
    assert "Sign-up by GPs" in found.text()
