"""Release packages and record packages: the files that are exchanged."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.case.ocds.fields import Json
from capitula.case.ocds.merging import compiled_release, in_order, instant, versioned_release
from capitula.record.findings import Finding

VERSION = "1.1"
PUBLISHER = "Made with Capitula; the identifiers are local and not registered"


def release_package(case: str, releases: Sequence[Json]) -> Json:
    """Return a release package; it is dated by its last release, so the same case gives the same.

    Args:
        case: the case's name.
        releases: its releases.
    """
    return _head(case, "releases", releases) | {"releases": list(releases)}


def record_package(case: str, releases: Sequence[Json]) -> tuple[Json, list[Finding]]:
    """Return a record package with compiled and versioned release, and what had to be settled."""
    settled, found = in_order(releases)
    records: list[Json] = []
    if settled:
        records.append(
            {
                "ocid": settled[0]["ocid"],
                "releases": settled,
                "compiledRelease": compiled_release(settled),
                "versionedRelease": versioned_release(settled),
            }
        )
    return _head(case, "record", releases) | {"records": records}, found


def _head(case: str, part: str, releases: Sequence[Json]) -> Json:
    last = max((release["date"] for release in releases), key=instant, default=None)
    return {
        "uri": f"urn:capitula:{case}:ocds:{part}",
        "version": VERSION,
        "publisher": {"name": PUBLISHER},
        **({"publishedDate": last} if last else {}),
    }
