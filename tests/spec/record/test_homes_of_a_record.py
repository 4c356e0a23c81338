"""A record's homes: the same behaviour in a file of JSON lines and in a database.

What is appended is appended whole or not at all, one append after the other, whoever else writes,
and whenever the process dies.
"""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import closing

import pytest

from capitula.ground.faults import InputFaults
from capitula.record.chain import Head, seal, verify
from capitula.record.copying import ChainBroken, copy_record
from capitula.record.importing import import_drafts
from harness.places import ROOT
from harness.records import CASE, RECORDED, Home, said, sealed


@pytest.fixture(params=Home.SORTS)
def home(request, tmp_path):
    return Home(request.param, tmp_path)


def names(store):
    return [entry.envelope.entry for entry in store.entries()]


def content(home):
    return [entry.stored() for entry in home.store().entries()]


def test_an_empty_home(home):
    store = home.store()
    assert list(store.entries()) == []
    assert store.head() == Head()
    assert not home.path.exists(), "looking makes nothing"


def test_what_was_appended_comes_back_in_order(home):
    store = home.store()
    first = store.append(lambda head: seal([said("E1"), said("E2")], CASE, head, RECORDED))
    second = store.append(lambda head: seal([said("E3")], CASE, head, RECORDED))
    assert list(home.store().entries()) == [*first, *second]
    assert store.head() == Head(3, second[0].envelope.hash)
    assert verify(store.entries(), CASE).entries == 3


def test_a_home_holds_one_chain_per_case(tmp_path):
    home = Home("sqlite", tmp_path)
    for case in ("dudley", "wirral"):
        import_drafts([said("E1")], home.store(case), case, RECORDED)
    for case in ("dudley", "wirral"):
        assert verify(home.store(case).entries(), case).entries == 1


def test_importing_twice_appends_nothing(home):
    drafts = [said("E1"), said("E2", known=None)]
    assert len(import_drafts(drafts, home.store(), CASE, RECORDED)) == 2
    before = content(home)
    later = RECORDED.replace(year=2025)
    assert list(import_drafts(drafts, home.store(), CASE, later)) == []
    assert content(home) == before


def test_only_what_is_new_is_appended(home):
    import_drafts([said("E1")], home.store(), CASE, RECORDED)
    added = import_drafts([said("E0"), said("E1"), said("E2")], home.store(), CASE, RECORDED)
    assert [entry.envelope.entry for entry in added] == ["E0", "E2"]
    assert names(home.store()) == ["E1", "E0", "E2"]


CHANGES = {
    "words": {"text": "other words"},
    "subject": {"about": "signature"},
    "speaker": {"speaker": "The trust"},
    "voice": {"speaks_for": "trust"},
    "day known": {"known": "2018-01-02"},
    "day in force": {"in_force": ("2018", None)},
    "source": {"source": "R2"},
    "audience": {"audience": "parties"},
    "superseding": {"supersedes": ("E0",)},
    "property": {"property_name": "another"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_entry_is_refused_and_nothing_written(home, change):
    """The file that people write says something else than what was recorded under this name."""
    import_drafts([said("E1")], home.store(), CASE, RECORDED)
    before = content(home)
    with pytest.raises(InputFaults, match="add a new entry that supersedes it"):
        import_drafts([said("E0"), said("E1", **change)], home.store(), CASE, RECORDED)
    assert content(home) == before


def test_a_withheld_body_is_not_taken_for_a_change(home):
    entries = [entry.without_body() for entry in sealed([said("E1")])]
    home.store().append(lambda _: entries)
    assert list(import_drafts([said("E1")], home.store(), CASE, RECORDED)) == []


@pytest.mark.parametrize(
    "known", [{"known": "2024-01-16"}, {"known": None, "known_from": "2024-01-16"}]
)
def test_what_is_said_to_be_known_after_its_recording_is_refused(home, known):
    with pytest.raises(InputFaults, match="after the day of recording, 2024-01-15"):
        import_drafts([said("E1"), said("E2", **known)], home.store(), CASE, RECORDED)
    assert not home.path.exists()


def test_all_refusals_come_at_once(home):
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    with pytest.raises(InputFaults) as refused:
        import_drafts([said("E1", "x"), said("E2", "y")], home.store(), CASE, RECORDED)
    assert len(refused.value.faults) == 2


def test_an_append_that_fails_leaves_nothing(home):
    import_drafts([said("E1")], home.store(), CASE, RECORDED)
    before = content(home)

    def fail(head):
        seal([said("E2")], CASE, head, RECORDED)
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        home.store().append(fail)
    assert content(home) == before
    import_drafts([said("E3")], home.store(), CASE, RECORDED)
    assert names(home.store()) == ["E1", "E3"]


def test_a_reader_in_the_middle_is_not_disturbed(home):
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    reading = home.store().entries()
    assert next(reading).envelope.entry == "E1"
    import_drafts([said("E3")], home.store(), CASE, RECORDED)
    assert [entry.envelope.entry for entry in reading] == ["E2"]


def test_a_copy_is_the_same_chain(tmp_path):
    """From JSON lines to a database and back, a part at a time: not a byte differs."""
    lines, database = Home("json_lines", tmp_path), Home("sqlite", tmp_path)
    back = Home("json_lines", tmp_path / "back")
    for batch in ([said("E1"), said("E2")], [said("E3")], []):
        import_drafts(batch, lines.store(), CASE, RECORDED)
        added = copy_record(lines.store(), database.store(), CASE)
        assert len(added) == len(batch)
        copy_record(database.store(), back.store(), CASE)
    assert back.path.read_bytes() == lines.path.read_bytes()


def test_two_histories_are_not_joined(tmp_path):
    one, other = Home("json_lines", tmp_path), Home("sqlite", tmp_path)
    import_drafts([said("E1")], one.store(), CASE, RECORDED)
    import_drafts([said("E1", "otherwise")], other.store(), CASE, RECORDED)
    with pytest.raises(ChainBroken, match="another history"):
        copy_record(one.store(), other.store(), CASE)


def test_a_broken_chain_is_not_copied(tmp_path):
    one, other = Home("json_lines", tmp_path), Home("sqlite", tmp_path)
    import_drafts([said("E1"), said("E2")], one.store(), CASE, RECORDED)
    one.path.write_bytes(one.path.read_bytes().split(b"\n", 1)[1])
    with pytest.raises(ChainBroken, match="entry 1"):
        copy_record(one.store(), other.store(), CASE)
    assert not other.path.exists()


def test_a_file_cut_short_is_named(tmp_path):
    """A line without its end is not taken for the end of a shorter record."""
    home = Home("json_lines", tmp_path)
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    whole = home.path.read_bytes()
    home.path.write_bytes(whole[:-1])
    assert verify(home.store().entries(), CASE).first_break.sequence == 2
    with pytest.raises(InputFaults, match=r"chain.jsonl:2"):
        import_drafts([said("E3")], home.store(), CASE, RECORDED)
    assert home.path.read_bytes() == whole[:-1]


@pytest.mark.parametrize("column", ["hash", "identifier", "content"])
def test_a_row_changed_in_the_database_is_named(tmp_path, column):
    import sqlite3

    home = Home("sqlite", tmp_path)
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    with closing(sqlite3.connect(home.path)) as connection:
        connection.execute(f"UPDATE entry SET {column} = 'x' || {column} WHERE sequence = 2")  # noqa: S608
        connection.commit()
    found = verify(home.store().entries(), CASE)
    assert found.first_break.sequence == 2


def append_many(home, worker, count):
    for number in range(count):
        import_drafts([said(f"W{worker}-{number}")], home.store(), CASE)


def test_several_processes_keep_one_chain(home):
    """Four processes append ten entries each at once: forty entries, one chain, none lost."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=append_many, args=(home, n, 10)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0] * 4
    found = verify(home.store().entries(), CASE)
    assert (found.holds, found.entries) == (True, 40)
    assert sorted(names(home.store())) == sorted(f"W{w}-{n}" for w in range(4) for n in range(10))


BATCH = 40
CHILD = textwrap.dedent(
    f"""
    import sys
    from pathlib import Path
    from harness.records import CASE, Home, said
    from capitula.record.importing import import_drafts
    home = Home(sys.argv[1], Path(sys.argv[2]))
    print("ready", flush=True)
    for batch in range(10_000):
        drafts = [said(f"{{batch}}-{{n}}", "words " * 200) for n in range({BATCH})]
        import_drafts(drafts, home.store(), CASE)
        print(batch, flush=True)
    """
)


def kill_while_appending(home, delay):
    """Start a process that appends batch after batch, kill it, return the last it knew done."""
    paths = [str(ROOT / "src"), str(ROOT / "tests")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, home.sort, str(home.path.parent)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout.readline() == "ready\n"
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        done = child.stdout.read().split()
    return int(done[-1]) if done else -1


def killed_appends(sort, folder, times, seed):
    chances = random.Random(seed)  # noqa: S311
    for number in range(times):
        place = folder / str(number)
        place.mkdir()
        home = Home(sort, place)
        acknowledged = kill_while_appending(home, chances.uniform(0, 0.12))
        found = verify(home.store().entries(), CASE)
        assert found.holds, found.first_break
        assert found.entries % BATCH == 0, "a batch was left half written"
        assert found.entries >= (acknowledged + 1) * BATCH, "an acknowledged batch was lost"
        import_drafts([said("after")], home.store(), CASE)
        assert verify(home.store().entries(), CASE).entries == found.entries + 1


@pytest.mark.parametrize("sort", Home.SORTS)
def test_a_killed_append_leaves_nothing_half_written(sort, tmp_path):
    killed_appends(sort, tmp_path, 20, "default")


@pytest.mark.slow
@pytest.mark.parametrize("sort", Home.SORTS)
def test_two_hundred_killed_appends_leave_nothing_half_written(sort, tmp_path):
    killed_appends(sort, tmp_path, 200, "slow")
