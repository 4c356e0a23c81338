"""`capitula delivery`: what each command prints, for people and machines, and how it ends."""

import json

import pytest

from harness.commands import run

KNOWN = ("--known", "2026-11-30")


@pytest.mark.parametrize(
    ("words", "schema", "count"),
    [
        (("returns", "worked-example"), "returns/1", ("returns", 18)),
        (("reviews", "worked-example"), "reviews/1", ("actions", 3)),
        (("notices", "worked-example"), "notices/1", ("notices", 6)),
        (("remedies", "worked-example"), "remedies/1", ("remedies", 3)),
        (("withholding", "worked-example"), "withholding/1", ("requests", 10)),
        (("disputes", "worked-example"), "disputes/1", ("disputes", 1)),
        (("control", "dudley"), "control/1", ("changes", 2)),
        (("open-book", "worked-example"), "open_book/1", ("returns", 2)),
        (("findings", "worked-example"), "findings/1", ("findings", 16)),
    ],
)
def test_one_object_for_machines(words, schema, count):
    done = run("delivery", *words, *KNOWN, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["schema"] == f"capitula.delivery.{schema}"
    assert len(document[count[0]]) == count[1]


def test_flow_down_ends_with_one_where_a_line_does_not_reconcile():
    done = run("delivery", "flow-down", "worked-example", "--year", "2026/27", *KNOWN)
    assert done.returncode == 1
    assert "£25,000.00" in done.stdout
    assert "no: basis differs" in done.stdout
    assert run("delivery", "flow-down", "wirral").returncode == 0


def test_the_feed_goes_to_a_file(tmp_path):
    path = tmp_path / "due.ics"
    asked = ("--from", "2026-11-01", "--to", "2026-11-30", "--format", "ics", *KNOWN)
    done = run("delivery", "reminders", "worked-example", *asked, "--out", str(path))
    assert done.stdout == f"{path}: 5 reminders.\n"
    assert path.read_bytes().count(b"BEGIN:VEVENT\r\n") == 5
    printed = run("delivery", "reminders", "worked-example", *asked)
    assert printed.stdout.replace("\r\n", "\n") == path.read_text().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("returns", "wirrall"), "found no contract 'wirrall'"),
        (("returns", "wirral", "--known", "28/02/2023"), "--known"),
        (("flow-down", "dudley", "--year", "2026"), "a financial year such as 2018/19"),
        (("flow-down", "dudley", "--month", "spring"), "--month"),
        (("reminders", "dudley", "--from", "2026-02-01", "--to", "2026-01-01"), "swap the days"),
        (("reminders", "dudley", "--format", "pdf"), "expected one of text, ics, atom, json"),
    ],
)
def test_what_is_at_fault_is_said(words, told):
    done = run("delivery", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""
