"""Print which kinds of entry hold the facts from which the cases were written, with counts.

.venv/bin/python scripts/fact_mapping.py ../shared/cases            the table
.venv/bin/python scripts/fact_mapping.py ../shared/cases --facts    every fact with its entries

The folder holds `facts.csv`. A fact is held by the entry that bears its identifier (R4-18c, or
R4-18c.part), and by any that lists it under `facts`. Status 1 if a fact is held by none.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from capitula.case.folder import find_case
from capitula.case.opening import read_authored
from capitula.record.draft import Draft

CASES = ("dudley", "wirral", "manchester")
Facts = dict[str, dict[str, str]]


def read_facts(folder: Path) -> Facts:
    """Return the rows of the table of facts by identifier."""
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {row["fact_id"]: row for row in csv.DictReader(file)}


def named_facts(draft: Draft) -> Iterator[str]:
    """Return the identifiers an entry states: its own, then those it lists."""
    yield draft.entry.partition(".")[0]
    yield from draft.body.facts


def holders() -> dict[str, list[Draft]]:
    """Return, for every identifier, the entries that state it: those that bear it come first."""
    found: dict[str, list[Draft]] = defaultdict(list)
    drafts = [draft for case in CASES for draft in read_authored(find_case(case))]
    for draft in drafts:
        for place, name in enumerate(named_facts(draft)):
            found[name].insert(len(found[name]) if place or "." in draft.entry else 0, draft)
    return found


def mapping(facts: Facts, held: dict[str, list[Draft]]) -> Counter[tuple[str, str]]:
    """Count the facts of each kind by the kind of the entry that holds them first."""
    return Counter(
        (row["kind"], held[name][0].kind if held.get(name) else "nothing")
        for name, row in facts.items()
    )


def main(arguments: list[str]) -> int:
    """Print the table."""
    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write(__doc__ or "")
        return 2
    facts, held = read_facts(Path(arguments[0])), holders()
    lines = [f"{'fact':<16} {'entry':<24} {'facts':>5}"]
    table = mapping(facts, held)
    lines += [
        f"{fact:<16} {entry:<24} {count:>5}" for (fact, entry), count in sorted(table.items())
    ]
    lines.append(f"{len({kind for kind, _ in table})} kinds of fact, {sum(table.values())} facts")
    if "--facts" in arguments:
        lines += [f"{name:<8} {', '.join(d.entry for d in held.get(name, []))}" for name in facts]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if any(entry == "nothing" for _, entry in table) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
