"""The chain: whatever is changed, taken out, moved or doubled shows, and the first place is named.

What it cannot show by itself: that entries are missing at the very end. For that, keep the last
hash somewhere else, and give it to `capitula record verify --head`.
"""

import json
import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.record.chain import Head, seal
from capitula.record.entry import Entry
from capitula.record.envelope import Envelope
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.verifying import verify
from harness.records import CASE, RECORDED, draft, said, sealed

ENTRIES = sealed(
    [
        said("E1", "the award", known="2017-01-01", speaks_for="ccg"),
        draft(
            "E2",
            "milestone_planned",
            "service start",
            {"date": "spring 2018", "causes": ["not_given"]},
            known_from="2017-06-01",
            known="2017-06-30",
        ),
        said("E3", "£5bn – whole term?", supersedes=("E1",), in_force=("2018-04", None)),
        said("E4", "closed", audience="restricted", source=None, known=None),
    ]
)
ENTRIES[3] = ENTRIES[3].without_body()
LINES = [f"{entry.stored()}\n".encode() for entry in ENTRIES]


def verify_bytes(folder, content):
    path = folder / "chain.jsonl"
    path.write_bytes(content)
    return verify(JsonLinesStore(path).entries(), CASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("chain")


def test_an_untouched_chain_holds(folder):
    found = verify_bytes(folder, b"".join(LINES))
    assert (found.holds, found.entries, found.withheld) == (True, 4, ("E4",))
    assert verify([], CASE).holds


def test_any_single_byte_changed_is_found_and_the_first_bad_entry_named(folder):
    """Every byte of every line is changed once, to a neighbour; each change is seen."""
    for index, line in enumerate(LINES):
        for at in range(len(line)):
            changed = bytearray(line)
            changed[at] = changed[at] ^ 1
            found = verify_bytes(
                folder, b"".join([*LINES[:index], bytes(changed), *LINES[index + 1 :]])
            )
            assert not found.holds, (index, at, line[max(0, at - 20) : at + 20])
            assert found.first_break.sequence == index + 1
            assert found.entries == index


@given(st.data())
def test_any_change_of_bytes_is_found(folder, data):
    """Bytes are changed, put in or taken out anywhere."""
    whole = b"".join(LINES)
    at = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(0, 30))
    alphabet = st.sampled_from((string.printable + "£\x00").encode())
    put_in = bytes(data.draw(st.lists(alphabet, max_size=30)))
    changed = whole[:at] + put_in + whole[at + length :]
    found = verify_bytes(folder, changed)
    if found.holds:
        # A shorter chain: what was taken off or spoilt stood behind the last whole line.
        assert found.entries < 4 or changed in (whole, whole[:-1])
        assert changed.startswith(b"".join(LINES[: found.entries])[:-1])
        assert b"\n" not in changed[len(b"".join(LINES[: found.entries])) :]
    else:
        assert found.first_break.sequence <= whole[: at + 1].count(b"\n") + 1


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_entries_missing_at_the_end_show_against_a_remembered_head(cut):
    """By itself a shorter chain is as good as any; whoever kept the last hash knows better."""
    head = ENTRIES[-1].envelope.hash
    assert verify(ENTRIES, CASE, head).holds
    assert verify(ENTRIES[:-cut], CASE).holds
    found = verify(ENTRIES[:-cut], CASE, head)
    assert found.first_break.sequence == 5 - cut
    assert "entries were removed at the end" in found.first_break.reason


def test_a_remembered_head_may_be_an_older_one():
    """A chain that has grown since still holds the entry whose hash was noted."""
    assert verify(ENTRIES, CASE, ENTRIES[1].envelope.hash).holds


def test_a_body_gone_without_a_word_is_found():
    """Whoever takes a body out must say so in an entry; a body not for everybody may be missing."""
    bare = [ENTRIES[0], ENTRIES[1].without_body(), *ENTRIES[2:]]
    found = verify(bare, CASE)
    assert (found.first_break.sequence, found.first_break.entry) == (2, "E2")
    assert "no entry says that it was withheld or erased" in found.first_break.reason


SAME_MEANING = {
    "a blank": lambda line: line.replace('"case":', '"case": ', 1),
    "another way to write a letter": lambda line: line.replace("award", "\\u0061ward", 1),
    "an order of keys": lambda line: json.dumps(dict(reversed(json.loads(line).items()))),
    "a key more": lambda line: line.replace('{"body"', '{"added":1,"body"', 1),
    "a key more inside": lambda line: line.replace('"case":', '"added":1,"case":', 1),
    "a key twice": lambda line: line.replace('"body":', '"body":{"text":"x"},"body":', 1),
    "a float": lambda line: line.replace('"sequence":1', '"sequence":1.0', 1),
    "a day written otherwise": lambda line: line.replace("2017-01-01", "20170101", 1),
    "an hour written otherwise": lambda line: line.replace("2024-01-15T", "2024-01-15 ", 1),
    "a list instead of an envelope": lambda line: line.replace('"envelope":{', '"envelope":[{', 1),
}


@pytest.mark.parametrize("change", SAME_MEANING.values(), ids=SAME_MEANING)
def test_an_entry_is_stored_in_one_way_only(folder, change):
    """Even a rewriting that would read the same is a rewriting."""
    changed = change(LINES[0].decode().rstrip("\n"))
    assert f"{changed}\n".encode() != LINES[0]
    found = verify_bytes(folder, b"".join([f"{changed}\n".encode(), *LINES[1:]]))
    assert found.first_break.sequence == 1


@given(st.integers(0, 2))
def test_an_entry_taken_out(which):
    found = verify(ENTRIES[:which] + ENTRIES[which + 1 :], CASE)
    assert found.first_break.sequence == which + 1
    assert found.first_break.entry == f"E{which + 2}"


@given(st.integers(0, 3), st.integers(0, 4))
def test_an_entry_put_in_twice(which, where):
    doubled = [*ENTRIES[:where], ENTRIES[which], *ENTRIES[where:]]
    found = verify(doubled, CASE)
    first = next(n for n, entry in enumerate(doubled) if entry.envelope.sequence != n + 1)
    assert found.first_break.sequence == first + 1


@given(st.permutations(range(4)))
def test_entries_in_another_order(order):
    found = verify([ENTRIES[n] for n in order], CASE)
    moved = [n for n, place in enumerate(order) if n != place]
    assert found.holds == (not moved)
    if moved:
        assert found.first_break.sequence == moved[0] + 1


FIELDS = {
    "about": "signature",
    "property_name": "another",
    "kind": "question_asked",
    "speaker": "somebody else",
    "speaks_for": "trust",
    "source": "R2",
    "supersedes": ("E9",),
    "entry": "E1b",
}


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("index", range(3))
def test_a_forger_who_hashes_anew_is_found_at_the_next_entry(name, index):
    """Whoever changes an envelope and mends its own hash breaks the link of the one after it."""
    changed = replace(ENTRIES[index].envelope, **{name: FIELDS[name]})
    mended = replace(changed, hash=changed.computed_hash())
    forged = [*ENTRIES]
    forged[index] = replace(ENTRIES[index], envelope=mended)
    assert verify(forged, CASE).first_break.sequence == index + 2


def test_the_entries_of_another_case_do_not_fit():
    assert verify(ENTRIES, "wirral").first_break.reason == "it belongs to the case 'dudley'"


def test_a_body_put_back_wrongly_is_found():
    """A withheld body that returns must be the one that was sealed, with its salt."""
    (entry,) = sealed([said("E1", "the true words")])
    for body, salt in (
        ({"text": "other words"}, entry.salt),
        (entry.body, "0" * 32),
        (entry.body, None),
        (None, entry.salt),
    ):
        found = verify([Entry.of(entry.envelope, body, salt)], CASE)
        assert found.first_break.reason == "its body was changed"


def test_a_short_body_cannot_be_guessed_from_its_digest():
    """Two entries with the same words have different digests, for each has its own salt."""
    one, two = sealed([said("E1", "yes"), said("E2", "yes")])
    assert one.envelope.body_digest != two.envelope.body_digest


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6))
def test_what_was_sealed_comes_back(texts):
    drafts = [said(f"E{n}", text, about=text or "award") for n, text in enumerate(texts)]
    for entry in seal(drafts, CASE, Head(), RECORDED):
        stored = json.loads(entry.stored())
        assert Envelope.from_json(stored["envelope"]) == entry.envelope
        assert stored["body"] == entry.body
