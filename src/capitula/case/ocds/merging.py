"""Compiled and versioned releases by the standard's own library, given its rules and an order.

The library sorts by the text of the date, overwrites the first of two objects that share an
identifier within one array, and fetches a schema when it is given none. So the order, the
identifiers and the rules are settled here, and it merges release by release. It is never asked for
anything that would make it reach for the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from capitula.case.ocds import findings
from capitula.case.ocds.apart import apart
from capitula.case.ocds.exact_json import write_json
from capitula.case.ocds.fields import Json
from capitula.case.ocds.identifiers import APART
from capitula.case.ocds.release import ENTRIES
from capitula.case.ocds.reuse import kept_apart
from capitula.ground.yaml_source import read_yaml
from capitula.record.findings import Finding

_FILE = Path(__file__).with_name("merge_rules.yaml")


@cache
def merge_rules() -> dict[tuple[str, ...], str]:
    """Return the merge rules of OCDS 1.1 as the library takes them."""
    data = read_yaml(_FILE).data
    return {tuple(path.split("/")): rule for rule, paths in data.items() for path in paths}


def compiled_release(releases: Sequence[Json]) -> Json:
    """Return the latest value of every field, of releases that `in_order` returned."""
    from ocdsmerge import CompiledRelease  # pyright: ignore[reportMissingTypeStubs]

    return _merged(CompiledRelease, releases)


def versioned_release(releases: Sequence[Json]) -> Json:
    """Return every value of every field with its release, of releases that `in_order` returned."""
    from ocdsmerge import VersionedRelease  # pyright: ignore[reportMissingTypeStubs]

    return _merged(VersionedRelease, releases)


def _merged(kind: Any, releases: Sequence[Json]) -> Json:
    merged = kind(merge_rules=merge_rules())
    for release in releases:
        merged.append(release)
    return merged.asdict()


def in_order(releases: Sequence[Json]) -> tuple[list[Json], list[Finding]]:
    """Return the releases ready to be merged, and what had to be settled for that.

    By the instant of their date; on one date by the place of their entries in the chain, and where
    they have none by their place in the file. A release that stands twice to the letter counts
    once. Objects and releases that share an identifier are kept apart.
    """
    found: list[Finding] = []
    settled: list[Json] = []
    once = [releases[place] for place in order(releases)]
    for release in kept_apart(list(_own_ids(once, found)), found):
        made, clashes = apart(release, merge_rules())
        settled.append(made)
        found += [findings.kept_apart(*clash) for clash in clashes]
    found += list(_same_dates(settled))
    return settled, found


def order(releases: Sequence[Json]) -> list[int]:
    """Return the places of the releases in the order of merging, each that repeats another once."""
    once: dict[str, int] = {}
    for place, release in enumerate(releases):
        once.setdefault(write_json(release), place)
    return sorted(
        once.values(), key=lambda at: (instant(releases[at]["date"]), _sequence(releases[at]))
    )


def instant(text: str) -> datetime:
    """Return the instant of an OCDS date-time."""
    return datetime.fromisoformat(text)


def _sequence(release: Json) -> int:
    """Return the place of a release's last entry in the chain; 0 for a release without any."""
    return max((entry.get("sequence", 0) for entry in release.get(ENTRIES, [])), default=0)


def _own_ids(releases: Sequence[Json], found: list[Finding]) -> Iterator[Json]:
    """Give a second release of one identifier an identifier of its own."""
    taken: dict[str, int] = {}
    for release in releases:
        identifier = release["id"]
        taken[identifier] = taken.get(identifier, 0) + 1
        if taken[identifier] == 1:
            yield release
            continue
        own = f"{identifier}{APART}{taken[identifier]}"
        found.append(findings.release_id_twice(identifier, own))
        yield {**release, "id": own}


def _same_dates(releases: Sequence[Json]) -> Iterator[Finding]:
    for first, second in pairwise(releases):
        if instant(first["date"]) == instant(second["date"]):
            yield findings.same_date(first["id"], second["id"], first["date"])
