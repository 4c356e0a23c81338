"""A record's homes: the same behaviour in a file of JSON lines, in SQLite and in PostgreSQL.

What is appended is appended whole or not at all, one append after the other, whoever else writes,
and whenever the process dies.
"""

import multiprocessing
import random
import sqlite3
import uuid
from contextlib import closing

import pytest

from capitula.ground.faults import InputFaults
from capitula.record.chain import Head, seal
from capitula.record.copying import ChainBroken, copy_record
from capitula.record.importing import import_drafts
from capitula.record.stores.postgres import NoDatabase, PostgresStore
from capitula.record.verifying import verify
from harness.appending import BATCH, kill_while_appending
from harness.records import CASE, RECORDED, Home, said, sealed


@pytest.fixture(params=Home.SORTS_MARKED)
def home(request, tmp_path):
    return home_of(request, request.param, tmp_path)


def home_of(request, sort, folder):
    """A new home; PostgreSQL is started only for those who ask for it."""
    address = request.getfixturevalue("postgres") if sort == "postgres" else None
    return Home(sort, folder, address)


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


@pytest.mark.parametrize("sort", Home.SORTS_MARKED[1:])
def test_a_database_holds_one_chain_per_case(request, sort, tmp_path):
    home = home_of(request, sort, tmp_path)
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


@pytest.mark.parametrize("sort", Home.SORTS_MARKED[1:])
def test_a_copy_is_the_same_chain(request, sort, tmp_path):
    """From JSON lines to a database and back, a part at a time: not a byte differs."""
    lines, database = Home("json_lines", tmp_path), home_of(request, sort, tmp_path)
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
    import_drafts([said("E3")], one.store(), CASE, RECORDED)
    one.path.write_bytes(b"\n".join(one.path.read_bytes().split(b"\n")[2:]))
    with pytest.raises(ChainBroken, match="entry 1"):
        copy_record(one.store(), other.store(), CASE)
    assert not other.path.exists()


def test_a_file_is_read_by_eye(tmp_path):
    """An entry a line; the lines of one append say which of how many they are."""
    home = Home("json_lines", tmp_path)
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    import_drafts([said("E3")], home.store(), CASE, RECORDED)
    assert [line[:16] for line in home.path.read_text().splitlines()] == [
        '{"batch":[1,2],"',
        '{"batch":[2,2],"',
        '{"body":{"text":',
    ]


def batches(home, *sizes):
    """Append batches of these sizes and return the lines of the file."""
    for number, size in enumerate(sizes):
        drafts = [said(f"{number}-{n}") for n in range(size)]
        import_drafts(drafts, home.store(), CASE, RECORDED)
    return home.path.read_bytes().splitlines(keepends=True)


def test_wherever_an_append_is_torn_off_the_record_is_as_before(tmp_path):
    """Every length that a process which died while writing can leave behind, byte by byte."""
    home = Home("json_lines", tmp_path)
    lines = batches(home, 2, 3)
    whole, before = b"".join(lines), b"".join(lines[:2])
    for length in range(len(before), len(whole) - 1):
        home.path.write_bytes(whole[:length])
        store = home.store()
        assert store.head().sequence == 2
        assert store.unfinished() == length - len(before)
    home.path.write_bytes(whole[: len(before) + 700])
    import_drafts([said("after")], home.store(), CASE, RECORDED)
    found = verify(home.store().entries(), CASE)
    assert (found.holds, names(home.store())) == (True, ["0-0", "0-1", "after"])


def test_the_end_of_the_last_line_may_be_missing(tmp_path):
    """An editor took it off: the entry is all there, and the next append puts it back."""
    home = Home("json_lines", tmp_path)
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    home.path.write_bytes(home.path.read_bytes()[:-1])
    assert names(home.store()) == ["E1", "E2"]
    import_drafts([said("E3")], home.store(), CASE, RECORDED)
    assert verify(home.store().entries(), CASE).entries == 3


@pytest.mark.parametrize("index", range(5))
def test_a_changed_mark_of_an_append_is_found(tmp_path, index):
    """Else whole entries could be made to look as if they had never been acknowledged."""
    home = Home("json_lines", tmp_path)
    lines = batches(home, 2, 3)
    number, of = (index + 1, 2) if index < 2 else (index - 1, 3)
    mark = f"[{number},{of}]".encode()
    for other in ([number, of + 1], [number + 1, of], [1, 1], [0, of], [of, of], [number, 9]):
        changed = lines[index].replace(mark, f"[{other[0]},{other[1]}]".encode(), 1)
        if changed == lines[index]:
            continue
        home.path.write_bytes(b"".join([*lines[:index], changed, *lines[index + 1 :]]))
        assert not verify(home.store().entries(), CASE).holds, (mark, other)


def test_finding_the_end_does_not_read_the_file(tmp_path):
    """Nor does an append: nothing before the last lines is looked at."""
    home = Home("json_lines", tmp_path)
    lines = batches(home, 400, 1)
    spoilt = b"#" * (len(b"".join(lines[:-1])) - 1) + b"\n"
    home.path.write_bytes(spoilt + lines[-1])
    assert home.store().head().sequence == 401
    home.store().append(lambda head: seal([said("E")], CASE, head, RECORDED))
    assert home.store().head().sequence == 402


@pytest.mark.parametrize("column", ["hash", "identifier", "envelope", "body", "salt"])
def test_a_row_changed_in_the_database_is_named(tmp_path, column):
    """Whoever has the file can take the guard off; the chain still tells."""
    home = Home("sqlite", tmp_path)
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    with closing(sqlite3.connect(home.path)) as connection:
        connection.execute("DROP TRIGGER record_entry_is_not_changed")
        connection.execute(f"UPDATE record_entry SET {column} = 'x' || {column} WHERE sequence = 2")  # noqa: S608
        connection.commit()
    found = verify(home.store().entries(), CASE)
    assert found.first_break.sequence == 2


STATEMENTS = {
    "update": "UPDATE record_entry SET envelope = 'x'",
    "another body": "UPDATE record_entry SET body = 'x'",
    "another number": "UPDATE record_entry SET sequence = sequence + 10, body = NULL, salt = NULL",
    "delete": "DELETE FROM record_entry",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_sqlite_refuses_to_change_an_entry(tmp_path, statement):
    home = Home("sqlite", tmp_path)
    import_drafts([said("E1"), said("E2")], home.store(), CASE, RECORDED)
    with (
        closing(sqlite3.connect(home.path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="never changed or removed"),
    ):
        connection.execute(statement)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement", [*STATEMENTS.values(), "TRUNCATE record_entry"], ids=[*STATEMENTS, "empty"]
)
def test_postgresql_refuses_to_change_an_entry(postgres, statement):
    """Even to the owner of the table, as long as the owner does not take the triggers off."""
    import psycopg

    store = PostgresStore(postgres, CASE)
    import_drafts([said("E1"), said("E2")], store, CASE, RECORDED)
    with (
        psycopg.connect(postgres) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="never changed or removed"),
    ):
        connection.execute(statement)
    assert verify(store.entries(), CASE).entries == 2


@pytest.mark.postgres
def test_a_role_that_may_only_write(postgres):
    """It appends; every other right is refused before any trigger is asked."""
    import psycopg

    owner = PostgresStore(postgres, CASE)
    import_drafts([said("E1")], owner, CASE, RECORDED)
    role = f"writer_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN")
        (schema,) = connection.execute("SELECT current_schema()").fetchone()
        connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
        owner.grant_writing(role)
        as_writer = postgres.replace("//postgres", f"//{role}", 1)
        writer = PostgresStore(as_writer, CASE)
        import_drafts([said("E2")], writer, CASE, RECORDED)
        assert verify(writer.entries(), CASE).entries == 2
        with psycopg.connect(as_writer) as other:
            for statement in [*STATEMENTS.values(), "TRUNCATE record_entry"]:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    other.execute(statement)
                other.rollback()
        connection.execute(f"DROP OWNED BY {role}")
        connection.execute(f"DROP ROLE {role}")


@pytest.mark.postgres
def test_an_address_that_does_not_answer_is_said_without_its_password(tmp_path):
    address = f"postgresql://someone:secret@/none?host={tmp_path}"
    with pytest.raises(NoDatabase, match="check that the server runs") as refused:
        PostgresStore(address, CASE).head()
    assert "secret" not in str(refused.value)


def test_only_the_named_entries_are_looked_up(home):
    import_drafts([said("E1"), said('E"2'), said("E3")], home.store(), CASE, RECORDED)
    assert home.store().held(["E3", 'E"2', "E9"]).keys() == {"E3", 'E"2'}
    assert not home.store().held([])


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


def emptied(home):
    """Take the table away, as only the owner of the database can."""
    import psycopg

    with psycopg.connect(home.address, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS record_entry CASCADE")


def killed_appends(home, times, seed):
    """Kill an append at a random moment, again and again, and go on with what is left.

    Returns:
        How often the process had been killed before, while and after something was appended.
    """
    chances = random.Random(seed)  # noqa: S311
    window = 0.5 if home.sort == "postgres" else 0.12  # a connection takes its time
    torn = kept = 0
    for number in range(times):
        place = Home(home.sort, home.folder / str(number), home.address)
        place.folder.mkdir()
        if home.sort == "postgres" and number % 10 == 0:
            emptied(home)  # so that checking the whole chain does not grow with the rounds
        before = home.store().head().sequence if home.sort == "postgres" else 0
        acknowledged = kill_while_appending(place, chances.uniform(0, window), f"{number}-")
        place.store().append(lambda _: [])  # a server may still be busy with what was sent to it
        torn += home.sort == "json_lines" and place.store().unfinished() > 0
        found = verify(place.store().entries(), CASE)
        assert found.holds, found.first_break
        appended = found.entries - before
        assert appended % BATCH == 0, "a batch was left half written"
        assert appended >= (acknowledged + 1) * BATCH, "an acknowledged batch was lost"
        kept += appended // BATCH
        import_drafts([said(f"after-{number}")], place.store(), CASE)
        assert verify(place.store().entries(), CASE).entries == found.entries + 1
    print(f"{home.sort}: {times} kills, {kept} batches whole, {torn} torn off, none lost")  # noqa: T201


@pytest.mark.parametrize("sort", Home.SORTS_MARKED)
def test_a_killed_append_leaves_nothing_half_written(request, sort, tmp_path):
    killed_appends(home_of(request, sort, tmp_path), 10, "default")


@pytest.mark.slow
@pytest.mark.parametrize("sort", Home.SORTS_MARKED)
def test_two_hundred_killed_appends_leave_nothing_half_written(request, sort, tmp_path):
    killed_appends(home_of(request, sort, tmp_path), 200, "slow")
