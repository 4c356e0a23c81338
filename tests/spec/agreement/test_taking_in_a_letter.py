"""A formal letter is taken in as one file and becomes one item with parts, or nothing at all."""

import shutil

import pytest
import yaml
from typer.testing import CliRunner

from capitula.case import open_case
from capitula.case.folder import find_case
from capitula.case.letter_intake import take_in_letter
from capitula.cli.main import app
from capitula.ground.faults import InputFaults
from capitula.record.stores.json_lines import JsonLinesStore
from harness.places import ROOT

LETTER = {
    "letter": "the ward's letter",
    "speaker": "Nurses of ward 4",
    "known_to": "2020-07-08",
    "mark": "assumed",
    "from_whom": "Nurses of ward 4",
    "received": "2020-07-08",
    "how_many": "12",
    "by_organisation": ["Smalltown Hospital: 9", "Smalltown Community: 3"],
    "addressed_to": ["Smalltown CCG"],
    "evidence": ["the count of falls, 2019"],
    "concerns": [
        "it would not be safe at night",
        {"text": "nobody asked us", "about": "engagement", "codes": ["engagement"]},
    ],
    "asks": [{"asked_for": "a pause", "months": "6", "review": "after three months"}],
}


@pytest.fixture
def case(tmp_path):
    shutil.copytree(ROOT / "tests" / "bad_files" / "good", tmp_path / "smalltown")
    outcomes = tmp_path / "smalltown" / "outcomes.yaml"
    if not outcomes.exists():
        outcomes.write_text("measures: []\n")
    return find_case(tmp_path / "smalltown")


def written(folder, **changes):
    file = folder.root.parent / "letter.yaml"
    file.write_text(yaml.safe_dump(LETTER | changes, sort_keys=False))
    return file


def taken(case, **changes):
    return take_in_letter(case, JsonLinesStore(case.chain), written(case, **changes))


def test_one_file_becomes_the_letter_and_its_parts(case):
    found = [(e.envelope.entry, e.envelope.kind, e.envelope.about) for e in taken(case)]
    assert found == [
        ("letter-1", "letter_received", "the ward's letter"),
        ("letter-1.concern-1", "concern_raised", "the ward's letter: concern 1"),
        ("letter-1.concern-2", "concern_raised", "engagement"),
        ("letter-1.code-2", "matter_coded", "engagement"),
        ("letter-1.ask-1", "request_made", "the ward's letter: request 1"),
    ]


def test_the_parts_reconcile_and_stand_open(case):
    taken(case)
    (letter,) = open_case(case.root).agreement.concerns().as_json()["letters"]
    assert (letter["reconciles"], letter["how_many"]) == (True, 12)
    assert [c["state"] for c in letter["concerns"]] == ["open", "open"]
    assert [a["text"] for a in letter["asks"]] == ["a pause"]
    assert letter["evidence"] == ["the count of falls, 2019"]


def test_every_fault_is_told_with_its_place_and_nothing_is_written(case):
    before = case.chain.read_bytes() if case.chain.exists() else b""
    bad = {
        "by_organisation": ["Smalltown Hospital, nine"],
        "concerns": [{"text": "not safe", "codes": ["dread"]}],
        "asks": [{"asked_for": "a pause", "months": "half a year"}],
        "adressed_to": ["Smalltown CCG"],
    }
    with pytest.raises(InputFaults) as told:
        taken(case, **bad)
    text = str(told.value)
    assert text.startswith("4 faults; nothing was written.")
    for words in ("letter.yaml:", "did you mean 'addressed_to'?", "dread", "half a year", "nine"):
        assert words in text
    assert (case.chain.read_bytes() if case.chain.exists() else b"") == before


@pytest.mark.parametrize("concerns", [[], "not safe", [["nested"]]])
def test_a_letter_has_concerns(case, concerns):
    with pytest.raises(InputFaults, match="concern"):
        taken(case, concerns=concerns)


def test_as_a_command(case):
    words = ["agreement", "take-in", str(case.root), str(written(case))]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    assert "letter-1 (letter_received): the ward's letter" in done.output
    assert done.output.endswith("smalltown: 5 entries appended.\n")


def test_a_count_by_body_that_does_not_fit_is_found_and_kept(case):
    """The letter is kept as it came; that its parts do not add up is a finding."""
    taken(case, how_many="20")
    rules = {f.rule: f.text for f in open_case(case.root).agreement.findings()}
    assert rules["letter does not reconcile"] == ("the ward's letter: by body 12, in all 20.")
