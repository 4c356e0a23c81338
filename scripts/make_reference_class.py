"""Make the tables of the reference class from a library of dated events on comparable contracts.

.venv/bin/python scripts/make_reference_class.py ../shared/cases           write the tables
.venv/bin/python scripts/make_reference_class.py ../shared/cases --check   say which differ

The folder holds `events.csv`, `delay_pairs.csv` and `sources.csv`. Only facts are taken: codes,
places, dates, and which publisher shows them. What is known in hindsight goes into tables of its
own, which nothing that is asked "as known on" ever reads.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/capitula/programme/reference_class"
LICENCE = "facts; no text reproduced"
MILESTONES = {
    "bidder selected": "preferred_provider",
    "contract award": "award",
    "contract end": "contract_end",
    "community health contract end": "contract_end",
    "delegated service end": "contract_end",
    "consultation starts": "consultation",
    "first ACO/ICP contract signed": "signature",
    "first bulk exit of services": "service_exit",
    "merger with Yeovil": "merger",
}
"""The milestones of the library in this project's codes; every other is a start of some form."""
Table = tuple[Sequence[str], list[Sequence[str]]]


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the library."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def events(rows: Iterable[dict[str, str]]) -> Table:
    """Return what a page told of, with the day by which it could be known; blank if undated."""
    head = ("event", "case", "step", "planned", "reached", "known", "source")
    keys = ("event_id", "case_id", "event_kind", "planned_date", "actual_date", "known_date")
    return head, [[*(row[key] for key in keys), row["source_id"]] for row in rows]


def pairs(rows: Iterable[dict[str, str]]) -> Table:
    """Return first plans, with the day by which each could be known."""
    head = ("pair", "case", "milestone", "first_planned", "known")
    return head, [
        [
            row["pair_id"],
            row["case_id"],
            MILESTONES.get(row["milestone"], "start"),
            row["first_planned"],
            row["first_planned_known"],
        ]
        for row in rows
    ]


def pairs_hindsight(rows: Iterable[dict[str, str]]) -> Table:
    """Return what came of each first plan. No day is known by which that could be known."""
    head = ("pair", "last_planned", "reached", "status", "censored")
    keys = ("pair_id", "last_planned", "actual", "status", "censored")
    return head, [[row[key] for key in keys] for row in rows]


def cases_hindsight(rows: Iterable[dict[str, str]]) -> Table:
    """Return what the library says of a whole case, whenever that became known."""
    head = ("case", "place", "annual_value_gbp", "term_years", "people")
    keys = ("case_id", "place", "annual_value_gbp", "term_years", "population")
    found = {row["case_id"]: [row[key] for key in keys] for row in rows}
    return head, list(found.values())


def sources(rows: Iterable[dict[str, str]], used: set[str]) -> Table:
    """Return the publishers of the pages used, and under what they are."""
    head = ("source", "publisher", "published", "licence")
    keys = ("source_id", "publisher", "published")
    return head, [
        [*(row[key] for key in keys), LICENCE] for row in rows if row["source_id"] in used
    ]


def text(table: Table) -> str:
    """Return a table as CSV."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(table[0])
    writer.writerows(table[1])
    return made.getvalue()


def main(arguments: list[str]) -> int:
    """Write or check the tables."""
    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write(__doc__ or "")
        return 2
    folder = Path(arguments[0])
    rows, delays = read(folder, "events.csv"), read(folder, "delay_pairs.csv")
    tables = {
        "events.csv": events(rows),
        "first_plans.csv": pairs(delays),
        "first_plans_hindsight.csv": pairs_hindsight(delays),
        "cases_hindsight.csv": cases_hindsight(rows),
        "sources.csv": sources(read(folder, "sources.csv"), {row["source_id"] for row in rows}),
    }
    stale = [name for name, table in tables.items() if not _fresh(TARGET / name, text(table))]
    for name in stale:
        if "--check" in arguments:
            sys.stderr.write(f"{name}: not fresh; run scripts/make_reference_class.py\n")
        else:
            (TARGET / name).write_text(text(tables[name]), encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


def _fresh(path: Path, made: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
