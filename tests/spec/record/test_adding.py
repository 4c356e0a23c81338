"""Adding entries one at a time: every kind, checked like the files that people write."""

import shutil

import pytest

from capitula.case.adding import add_entries
from capitula.case.folder import find_case
from capitula.case.kinds import ALL_KINDS
from capitula.ground.faults import InputFaults
from capitula.record.kinds_listed import listed_kinds
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.verifying import verify
from harness.places import ROOT

LISTED = listed_kinds(ALL_KINDS)
WRITTEN = [kind for kind in LISTED if not kind.written_by]


@pytest.fixture
def case(tmp_path):
    shutil.copytree(ROOT / "tests" / "bad_files" / "good", tmp_path / "smalltown")
    return find_case(tmp_path / "smalltown")


def add(case, kind, words=(), file=None):
    return add_entries(case, JsonLinesStore(case.chain), kind, words, file)


def words_of(example):
    for key, value in example.items():
        for item in value if isinstance(value, list) else [value]:
            yield f"{key}={item}"


def is_flat(kind):
    values = [
        v
        for value in kind.example.values()
        for v in (value if isinstance(value, list) else [value])
    ]
    return not any(isinstance(value, dict) for value in values)


@pytest.mark.parametrize("kind", [k for k in WRITTEN if is_flat(k)], ids=lambda kind: kind.name)
def test_every_kind_can_be_added_from_words(case, kind):
    """By the very example that `capitula record kinds` shows."""
    (entry,) = add(case, kind.name, tuple(words_of(kind.example)))
    assert (entry.envelope.kind, entry.envelope.sequence) == (kind.name, 1)
    assert ALL_KINDS.read(kind.name, entry.body_text)
    assert verify(JsonLinesStore(case.chain).entries(), case.name).entries == 1


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_every_kind_can_be_added_from_a_file(case, tmp_path, kind):
    import yaml

    file = tmp_path / "entry.yaml"
    file.write_text(yaml.safe_dump(dict(kind.example), allow_unicode=True))
    (entry,) = add(case, kind.name, file=file)
    assert entry.envelope.kind == kind.name


def test_every_kind_is_listed_with_its_fields():
    assert [kind.name for kind in LISTED] == sorted(ALL_KINDS)
    for kind in LISTED:
        assert kind.meaning
        assert {field.name for field in kind.fields} == set(ALL_KINDS[kind.name].model_fields)


WORDS = ("about=award", "speaker=CCG", "source=R1", "text=He said so")


def test_an_entry_gets_a_name_from_its_kind_and_place(case):
    (entry,) = add(case, "statement", WORDS)
    assert entry.envelope.entry == "statement-1"
    (entry,) = add(case, "statement", (*WORDS, "entry=mine", "supersedes=statement-1"))
    assert (entry.envelope.entry, entry.envelope.supersedes) == ("mine", ("statement-1",))


def test_a_file_may_hold_several(case, tmp_path):
    file = tmp_path / "more.yaml"
    file.write_text(
        "source: R1\nspeaker: CCG\nentries:\n"
        "  - {about: award, text: One}\n  - {about: award, text: Two}\n"
    )
    assert [e.envelope.entry for e in add(case, "statement", file=file)] == [
        "statement-1",
        "statement-2",
    ]


FAULTS = {
    "no equals sign": (("He said so",), "key=value"),
    "a key twice": (("text=Again",), "'text' twice"),
    "a key misspelt": (("speakr=CCG",), "did you mean 'speaker'?"),
    "a word not allowed": (("mark=guessed",), "one of sourced, derived, local, assumed"),
    "a source not listed": (("source=R9", "entry=E1"), "'source' twice"),
    "an entry that is not there": (("supersedes=E9",), "an entry of this record"),
    "known tomorrow": (("known_to=2999-01-01",), "a day that has been"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_said_and_nothing_written(case, fault):
    more, said = fault
    with pytest.raises(InputFaults, match=said.replace("?", r"\?")):
        add(case, "statement", (*WORDS, *more))
    assert not case.chain.exists()


def test_all_faults_come_at_once(case):
    with pytest.raises(InputFaults) as refused:
        add(case, "statement", ("speakr=CCG", "known_to=soon", "mark=guessed", "nonsense"))
    assert len(refused.value.faults) >= 5


def test_an_erasure_is_not_written_by_hand(case):
    with pytest.raises(InputFaults, match="use `capitula record erase`"):
        add(case, "body_erased", ("about=E1", "speaker=Clerk", "law=x", "reason=y"))


def test_an_unknown_kind_is_named(case):
    with pytest.raises(InputFaults, match="did you mean 'statement'"):
        add(case, "statment", WORDS)
