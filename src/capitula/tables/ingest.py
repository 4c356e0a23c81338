"""Parting a folder into person buckets once, so that each later run reads a bucket by itself.

The bucket of a person follows from the number alone, so it never changes and every engine agrees
on it. Within a bucket rows are sorted by all their columns: the same rows give the same files.
"""

# ruff: noqa: S608 - names come from schemas, never from a user
from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.tables.folder import BUCKETS_FILE, PopulationFolder
from capitula.tables.reading import PERSON, source
from capitula.tables.schemas import TABLES
from capitula.tables.session import EngineSettings, Session

MOST_BUCKETS = 10_000


def part_into_buckets(
    folder: PopulationFolder,
    out: Path,
    buckets: int,
    settings: EngineSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write a folder anew, its tables about people parted into buckets.

    Memory holds one bucket at a time. The folder appears only when it is whole.

    Raises:
        InputFaults: the folder to be written is there already, or there are too many buckets.
    """
    faults: list[Fault] = []
    if out.exists():
        faults.append(Fault(Place(str(out)), "it is there already", "a new folder", "name another"))
    if not 1 <= buckets <= MOST_BUCKETS:
        faults.append(
            Fault(Place("--buckets"), str(buckets), f"1 to {MOST_BUCKETS:,}", "choose fewer")
        )
    if faults:
        raise InputFaults(faults)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as made:
        whole, rough = Path(made) / "whole", Path(made) / "rough"
        whole.mkdir()
        done, pieces = 0, len(folder.files) * (buckets + 1)
        with Session(settings) as session:
            for name in folder.files:
                columns = [column.name for column in TABLES[name].columns]
                if PERSON not in columns:
                    sql = source(session, folder, name)
                    session.write(sql, whole / f"{name}.parquet", columns)
                    done += buckets + 1
                    continue
                _scatter(session, folder, name, rough, buckets)
                for bucket in range(buckets):
                    done += 1
                    if progress:
                        progress(done, pieces)
                    _sort(session, name, rough, whole, bucket)
                shutil.rmtree(rough)
                done += 1
        note = {"schema": "capitula.buckets/1", "buckets": buckets}
        (whole / BUCKETS_FILE).write_text(json.dumps(note), "utf-8")
        whole.rename(out)


def _scatter(
    session: Session, folder: PopulationFolder, name: str, rough: Path, buckets: int
) -> None:
    """Write each row into the folder of its bucket, in any order."""
    bucket = session.dialect.person_bucket(PERSON, str(buckets))
    rough.mkdir()
    session.rows(
        f"copy (select *, {bucket} as bucket from ({source(session, folder, name)})) "
        f"to {session.dialect.literal(str(rough))} "
        "(format parquet, compression zstd, partition_by (bucket))"
    )


def _sort(session: Session, name: str, rough: Path, whole: Path, bucket: int) -> None:
    """Write a bucket's rows in order; a bucket without rows is a file without rows."""
    columns = [column.name for column in TABLES[name].columns]
    files = sorted(str(f) for f in (rough / f"bucket={bucket}").glob("*.parquet"))
    place = whole / name / f"bucket={bucket:05d}"
    place.mkdir(parents=True)
    if not files:
        files = sorted(str(f) for f in rough.rglob("*.parquet"))[:1]
        if not files:
            place.rmdir()
            return
        sql = f"select * from ({session.dialect.source(files, columns)}) where false"
    else:
        sql = session.dialect.source(files, columns)
    session.write(sql, place / "rows.parquet", columns)
