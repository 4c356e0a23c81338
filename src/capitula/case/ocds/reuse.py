"""An identifier that a later release uses again for another thing, kept apart before merging.

Publishers restart the numbers of awards in every notice. An award is another one when it has other
suppliers altogether; a contract, when it is for another award. An object that does not say is the
one that was spoken of last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from capitula.case.ocds.fields import Json
from capitula.case.ocds.findings import reused
from capitula.case.ocds.identifiers import APART
from capitula.record.findings import Finding

Identity = frozenset[str]
_Known = dict[tuple[str, str], list[tuple[Identity, str, str]]]
"""By array and identifier: what each thing is known by, its own identifier, and its release."""


def kept_apart(releases: Sequence[Json], found: list[Finding]) -> Iterator[Json]:
    """Return the releases, in order, with an identifier of its own for every other thing.

    Args:
        releases: in the order of merging.
        found: findings, added to.
    """
    known: _Known = {}
    for release in releases:
        made = dict(release)
        own = _renamed(made, "awards", known, found, {})
        _renamed(made, "contracts", known, found, own)
        yield made


def _renamed(
    release: Json, array: str, known: _Known, found: list[Finding], awards: Mapping[str, str]
) -> dict[str, str]:
    """Rename the objects of one array where needed; return the new identifiers by the old."""
    listed: Any = release.get(array)
    names: dict[str, str] = {}
    if not isinstance(listed, list):
        return names
    made: list[Any] = []
    for item in cast("list[Any]", listed):
        if not isinstance(item, dict) or "id" not in item:
            made.append(item)
            continue
        thing = dict(cast("Json", item))
        if awards and str(thing.get("awardID")) in awards:
            thing["awardID"] = awards[str(thing["awardID"])]
        shared = str(thing["id"])
        own = _own(thing, (array, shared), release, known, found)
        if own != shared:
            names[shared] = own
            thing |= {"id": own, "capitulaKeptApart": cast("Json", item)["id"]}
        made.append(thing)
    release[array] = made
    return names


def _own(
    thing: Json, key: tuple[str, str], release: Json, known: _Known, found: list[Finding]
) -> str:
    array, shared = key
    here = known.setdefault(key, [])
    identity = _identity(thing, array)
    if not here or not identity:
        if not here:
            here.append((identity, shared, release["id"]))
        return here[-1][1]
    for index, (other, own, first) in enumerate(here):
        if not other or other & identity:
            here[index] = (other | identity, own, first)
            return own
    earlier, _, first = here[-1]
    own = f"{shared}{APART}{len(here) + 1}"
    here.append((identity, own, release["id"]))
    said = (", ".join(sorted(earlier)), ", ".join(sorted(identity)))
    found.append(reused(f"/{array}/{shared}", *said, own, (first, release["id"])))
    return own


def _identity(thing: Json, array: str) -> Identity:
    if array == "contracts":
        return frozenset({str(thing["awardID"])}) if "awardID" in thing else frozenset()
    suppliers: Any = thing.get("suppliers")
    listed = cast("list[Any]", suppliers) if isinstance(suppliers, list) else []
    named = [cast("Json", item) for item in listed if isinstance(item, dict)]
    return frozenset(str(item["id"]) for item in named if "id" in item)
