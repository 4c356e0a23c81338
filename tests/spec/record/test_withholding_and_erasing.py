"""Bodies that may no longer be read: withheld by a decision, or erased by law.

| | withheld | erased |
|---|---|---|
| the body | stays in its home, and is shown nowhere | is gone from its home, with its salt |
| who, when, why | an entry says so | an entry says so, and by which law |
| the chain | holds | holds |
| can it come back | an entry that supersedes the withholding lifts it | no |
| older copies, backups, git | still hold it | still hold it: erase it there too |
"""

import json
import sqlite3
from contextlib import closing

import pytest

from capitula.case.kinds import ALL_KINDS
from capitula.record.envelope import Audience
from capitula.record.importing import import_drafts
from capitula.record.keeping_back import CannotKeepBack, Order, erase, withhold
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.verifying import verify
from capitula.record.view import Record
from capitula.record.withholding import for_audience
from harness.records import CASE, RECORDED, Home, day, said, sealed

ORDER = Order("E2", by="The data protection officer", reason="It names a person", law="UK GDPR 17")
LATER = RECORDED.replace(month=6)


@pytest.fixture(params=Home.SORTS_MARKED)
def home(request, tmp_path):
    address = request.getfixturevalue("postgres") if request.param == "postgres" else None
    home = Home(request.param, tmp_path, address)
    drafts = [said("E1", "one"), said("E2", "a person's name", about="start"), said("E3", "three")]
    import_drafts(drafts, home.store(), CASE, RECORDED)
    return home


def record(store):
    return Record(store.entries(), ALL_KINDS)


def stored(home):
    if home.sort == "json_lines":
        return home.path.read_text()
    return "\n".join(entry.stored() for entry in home.store().entries())


def test_a_withheld_body_is_shown_on_no_day(home):
    """Not even in a view of a day before it was withheld; that it was said is still shown."""
    withhold(home.store(), CASE, ORDER, LATER)
    for known in ("2018-01-01", "2030-01-01"):
        view = record(home.store()).as_known(day(known))
        item = view.item("start", "statement")
        assert (item.state, item.current.value.text) == ("withheld", "withheld")
        assert "person's name" not in json.dumps([item.as_json() for item in view.items])
    assert "person's name" in stored(home)
    assert verify(home.store().entries(), CASE).holds


def test_what_was_done_is_an_entry_of_its_own(home):
    withhold(home.store(), CASE, ORDER, LATER)
    view = record(home.store()).as_known(day("2024-06-15"))
    (claim,) = view.of_kind("body_withheld")
    assert (claim.envelope.about, claim.envelope.speaker) == ("E2", ORDER.by)
    assert claim.value.text == "withheld: It names a person"
    assert str(claim.envelope.known.last) == "2024-06-15"


def test_a_withholding_is_lifted_by_an_entry_that_supersedes_it(home):
    said_so = withhold(home.store(), CASE, ORDER, LATER)
    lifting = said("E9", "The name is public now", supersedes=(said_so.envelope.entry,))
    import_drafts([lifting], home.store(), CASE, LATER)
    item = record(home.store()).as_known(day("2030-01-01")).item("start", "statement")
    assert item.current.value.text == "a person's name"


def test_an_erased_body_is_gone_and_its_digest_stays(home):
    (before,) = (e for e in home.store().entries() if e.envelope.entry == "E2")
    said_so = erase(home.store(), CASE, ORDER, LATER)
    (after,) = (e for e in home.store().entries() if e.envelope.entry == "E2")
    assert after.envelope == before.envelope
    assert (after.body, after.salt) == (None, None)
    assert "person's name" not in stored(home)
    assert before.salt not in stored(home)
    assert said_so.body == {"law": "UK GDPR 17", "reason": "It names a person"}
    found = verify(home.store().entries(), CASE)
    assert (found.holds, found.entries, found.erased) == (True, 4, ("E2",))
    view = record(home.store()).as_known(day("2018-01-01"))
    assert view.item("start", "statement").state == "erased"


def test_a_record_grows_on_after_erasing(home):
    erase(home.store(), CASE, ORDER, LATER)
    import_drafts([said("E4")], home.store(), CASE, LATER)
    assert verify(home.store().entries(), CASE).entries == 5


def test_nothing_is_erased_when_its_entry_cannot_be_appended(home):
    def fail(_head):
        raise RuntimeError("the power went")

    before = stored(home)
    with pytest.raises(RuntimeError):
        home.store().erase("E2", fail)
    assert stored(home) == before


@pytest.mark.parametrize("act", [withhold, erase])
def test_an_entry_that_does_not_exist(home, act):
    before = stored(home)
    with pytest.raises(CannotKeepBack, match="found no entry 'E7'"):
        act(home.store(), CASE, Order("E7", "Clerk", "because", "a law"))
    assert stored(home) == before


def test_what_is_erased_cannot_be_erased_again(home):
    erase(home.store(), CASE, ORDER, LATER)
    with pytest.raises(CannotKeepBack, match="nothing to do"):
        erase(home.store(), CASE, ORDER, LATER)


def test_erasing_overwrites_the_bytes_in_sqlite(tmp_path):
    """Neither the database's file nor its log keeps them in pages that are free."""
    home = Home("sqlite", tmp_path)
    import_drafts([said("E1"), said("E2", "a person's name")], home.store(), CASE, RECORDED)
    erase(home.store(), CASE, ORDER, LATER)
    for path in tmp_path.iterdir():
        assert b"person's name" not in path.read_bytes(), path.name


def test_erasing_one_of_several_appended_at_once_leaves_the_others(tmp_path):
    """The lines of one append keep their marks."""
    home = Home("json_lines", tmp_path)
    import_drafts([said(f"E{n}") for n in range(1, 4)], home.store(), CASE, RECORDED)
    erase(home.store(), CASE, ORDER, LATER)
    lines = home.path.read_text().splitlines()
    assert lines[1].startswith('{"batch":[2,3],"body":null,')
    assert lines[3].startswith('{"body":')


READS = """
audience   | public | parties | restricted
public     | yes    | no      | no
parties    | yes    | yes     | no
restricted | yes    | yes     | yes
"""


@pytest.mark.parametrize("line", READS.strip().splitlines()[1:])
def test_an_export_holds_what_its_audience_may_read(tmp_path, line):
    """The rest are envelopes and digests, and the copy verifies with the same last hash."""
    audience, *expected = (cell.strip() for cell in line.split("|"))
    entries = sealed([said(a, "words", audience=a) for a in ("public", "parties", "restricted")])
    copy = JsonLinesStore(tmp_path / "copy.jsonl")
    copy.append(lambda _: tuple(for_audience(entries, Audience(audience))))
    held = ["yes" if entry.body else "no" for entry in copy.entries()]
    assert held == expected
    found = verify(copy.entries(), CASE, entries[-1].envelope.hash)
    assert (found.holds, len(found.withheld)) == (True, expected.count("no"))


def test_a_withheld_body_leaves_the_public_export(home):
    withhold(home.store(), CASE, ORDER, LATER)
    public = tuple(for_audience(home.store().entries(), Audience.PUBLIC))
    assert [entry.body is None for entry in public] == [False, True, False, False]
    found = verify(public, CASE)
    assert (found.holds, found.withheld) == (True, ("E2",))


def test_taking_a_body_out_of_the_database_in_secret_is_found(tmp_path):
    """The guard lets a body be removed; the chain then asks for the entry that says why."""
    home = Home("sqlite", tmp_path)
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    with closing(sqlite3.connect(home.path)) as connection:
        connection.execute("UPDATE record_entry SET body = NULL, salt = NULL WHERE sequence = 2")
        connection.commit()
    found = verify(home.store().entries(), CASE)
    assert (found.first_break.sequence, found.first_break.entry) == (2, "E2")
