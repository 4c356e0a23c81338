"""Running stages: what is finished is not done again, and changed inputs are refused."""

import json
import re

import pytest

from capitula.ground.faults import InputFaults
from capitula.money.cube.explained import EXAMPLE_VALUES, dialects, plans
from capitula.money.cube.run import SETTLEMENT_TABLES, settlement_run
from capitula.tables import running
from capitula.tables.folder import open_folder
from capitula.tables.ingest import part_into_buckets
from capitula.tables.plan import Plan
from capitula.tables.reading import source
from capitula.tables.session import EngineSettings, Session
from capitula.tables.stage import read_stage
from harness.small_place import make_place, shuffled, write_place
from spec.tables.test_settlement_run import terms

PLACE = make_place(people=40, activity=600, seed=5)
TERMS = terms()


@pytest.fixture(autouse=True)
def gaps_allowed(monkeypatch):
    """So few people leave months of a service empty; the check of that stands elsewhere."""
    monkeypatch.setattr("capitula.money.cube.run.settlement_faults", lambda *_: [])


@pytest.fixture
def folder(tmp_path):
    return open_folder(write_place(tmp_path / "place", PLACE), SETTLEMENT_TABLES)


def settle(folder, work, **more):
    return settlement_run(folder, TERMS, work, buckets=2, settings=EngineSettings(1, 128), **more)


def whole_bytes(work):
    return {path.name: path.read_bytes() for path in sorted((work / "whole").iterdir())}


class Killed(Exception):
    """The process was stopped."""


def killed_after(monkeypatch, pieces):
    """Let a run finish some pieces of work and stop in the middle of the next."""
    done = iter(range(pieces))
    real = running._piece

    def piece(work, stages, bucket):
        kept = real(work, stages, bucket)
        if next(done, None) is None:
            raise Killed
        return kept

    monkeypatch.setattr(running, "_piece", piece)


@pytest.mark.parametrize("pieces", [1, 4])
def test_a_run_that_was_killed_goes_on_to_the_same_bytes(tmp_path, folder, monkeypatch, pieces):
    undisturbed = settle(folder, tmp_path / "undisturbed")
    with monkeypatch.context() as patch:
        killed_after(patch, pieces)
        with pytest.raises(Killed):
            settle(folder, tmp_path / "killed")
    worked = []
    real = running._piece
    monkeypatch.setattr(running, "_piece", lambda *a: worked.append(a[2]) or real(*a))
    resumed = settle(folder, tmp_path / "killed")
    assert resumed.digests == undisturbed.digests
    assert whole_bytes(tmp_path / "killed") == whole_bytes(tmp_path / "undisturbed")
    assert len(worked) == len(json_pieces(tmp_path / "killed")) - pieces


def json_pieces(work):
    """The pieces of work of a finished run, without the last note that all is done."""
    return [
        name for name in json.loads((work / "run.json").read_text())["finished"] if name != "done"
    ]


def test_a_finished_run_is_not_done_again(tmp_path, folder, monkeypatch):
    first = settle(folder, tmp_path / "run")
    monkeypatch.setattr(running, "_piece", lambda *_: pytest.fail("done again"))
    assert settle(folder, tmp_path / "run").digests == first.digests


def test_a_spoilt_piece_is_done_again(tmp_path, folder, monkeypatch):
    expected = settle(folder, tmp_path / "whole_run").digests
    with monkeypatch.context() as patch:
        killed_after(patch, 2)
        with pytest.raises(Killed):
            settle(folder, tmp_path / "run")
    next((tmp_path / "run" / "bucket-00001").glob("activity_costs*")).write_bytes(b"cut short")
    assert settle(folder, tmp_path / "run").digests == expected


def test_changed_inputs_are_refused_and_a_restart_takes_them(tmp_path, folder):
    first = settle(folder, tmp_path / "run")
    other = PLACE | {"activity": PLACE["activity"][100:]}
    changed = open_folder(write_place(tmp_path / "other", other), SETTLEMENT_TABLES)
    with pytest.raises(InputFaults, match="a run begun with other inputs, terms or buckets"):
        settle(changed, tmp_path / "run")
    anew = settle(changed, tmp_path / "run", restart=True)
    assert anew.digests["cube"] != first.digests["cube"]


def test_progress_is_told_to_the_end(tmp_path, folder):
    told = []
    settle(folder, tmp_path / "run", progress=lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_parting_gives_the_same_files_for_rows_in_any_order(tmp_path):
    for name, place in (("a", PLACE), ("b", shuffled(PLACE, 3))):
        opened = open_folder(write_place(tmp_path / name, place), SETTLEMENT_TABLES)
        part_into_buckets(opened, tmp_path / f"{name}-parted", 5, EngineSettings(2, 128))
    files = sorted(
        p.relative_to(tmp_path / "a-parted") for p in (tmp_path / "a-parted").rglob("*.*")
    )
    assert len([f for f in files if f.parts[0] == "activity"]) == 5
    for file in files:
        assert (tmp_path / "a-parted" / file).read_bytes() == (
            tmp_path / "b-parted" / file
        ).read_bytes()


def test_a_parted_folder_is_not_written_over(tmp_path, folder):
    part_into_buckets(folder, tmp_path / "parted", 2)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputFaults, match="it is there already"):
        part_into_buckets(folder, tmp_path / "parted", 2)
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_says_what_is_wrong_with_its_columns(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "people.parquet").write_bytes(b"no parquet")
    wrong = pa.table({"person_id": pa.array(["1"]), "practise": pa.array(["X"])})
    pq.write_table(wrong, tmp_path / "registrations.parquet")
    with pytest.raises(InputFaults) as caught:
        open_folder(tmp_path)
    said = str(caught.value)
    for words in (
        "people.parquet\n  found     not a Parquet file",
        "registrations.parquet (person_id)\n  found     string\n  expected  int64",
        "did you mean 'practise'?",
        "no table 'activity'",
    ):
        assert words in said
    with pytest.raises(InputFaults, match="no such folder"):
        open_folder(tmp_path / "nowhere")


@pytest.mark.parametrize("plan", plans().values(), ids=lambda plan: plan.name)
def test_every_stage_makes_the_columns_that_its_head_names(tmp_path, plan):
    """Each stage is run on a small place, and its result described by the engine."""
    place = write_place(tmp_path / "place", PLACE)
    opened = open_folder(place, [name for name in SETTLEMENT_TABLES if name in plan.sources])
    values = EXAMPLE_VALUES | TERMS.values(every_practice=False)
    assert plan.values_named() <= set(values)
    with Session(EngineSettings(1, 128)) as session:
        session.load(TERMS.given())
        session.table("place_areas", "select 'E1' as lsoa")
        session.table("lineage", "select 'A' as practice, 'B' as holder")
        for name in plan.sources:
            session.view(name, source(session, opened, name))
        for stage in plan.stages:
            session.table(stage.name, plan.sql(stage, session.dialect, values))
            assert session.columns(stage.name) == list(stage.column_names), stage.name


def test_every_engine_spells_every_stage():
    for plan in plans().values():
        for dialect in dialects().values():
            for stage in plan.stages:
                sql = plan.sql(stage, dialect, EXAMPLE_VALUES)
                assert not re.search(r"@\w+\(|\$\w", re.sub(r"--[^\n]*", "", sql)), stage.name


HEAD = """-- stage: s
-- scope: whole
-- reads: {}
-- makes: rows
-- column: n integer
select 1 as n"""


def test_a_plan_reads_only_what_is_there():
    stage = read_stage(HEAD.format("later"))
    with pytest.raises(ValueError, match="s reads later, which no stage before it makes"):
        Plan("p", "", ("people",), (), (stage,))
    twice = read_stage(HEAD.format("people"))
    with pytest.raises(ValueError, match="s stands twice"):
        Plan("p", "", ("people",), (), (twice, twice))


def test_a_stage_without_its_head_is_refused():
    with pytest.raises(ValueError, match="lacks stage, scope, makes, reads"):
        read_stage("select 1")
