"""Releases of other publishers as drafts: what has a kind becomes one, all else is kept whole.

An amount takes its basis from the standard's own definition of the field (a contract's value is
its total). What no kind holds stands as JSON in the text of a statement, under its place in the
release; so every leaf of a release is in exactly one of the two, or an identifier that is in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from capitula.case.ocds.exact_json import write_json
from capitula.case.ocds.fields import MIDNIGHT, Json, read_day, read_field
from capitula.case.ocds.leaves import Gone, without
from capitula.case.ocds.pointers import LocatedJson, pointer
from capitula.case.ocds.reading import Found
from capitula.contract.value import Basis
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import FieldPath
from capitula.programme.milestones import milestones
from capitula.record.canonical import digest
from capitula.record.draft import Draft
from capitula.record.envelope import Audience
from capitula.record.kind import Kinds
from capitula.record.values import Bound

PREFIX = "OCDS-"
"""Before the digest that names an entry made from another publisher's release."""

_DAY = len("2018-02-01")
_SECTIONS = ("parties", "awards", "contracts")
"""Lists whose objects are kept one by one."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a release says: a kind, its subject, its body, and the leaves it came from."""

    kind: str
    about: str
    body: Json
    path: FieldPath
    taken: tuple[FieldPath, ...] = ()
    property_name: str | None = None


@dataclass(slots=True)
class Reader:
    """Reads one file's foreign releases in order; a later statement of a place supersedes.

    Attributes:
        located: the file.
        kinds: the closed set of kinds.
        publisher: who speaks.
        source: the identifier of the case's source that the file is, or None.
        last: by kind, subject and property, the entry that said it last, and its release's date.
        seen: the identifiers of the drafts so far; what one release says twice counts once.
    """

    located: LocatedJson
    kinds: Kinds
    publisher: str
    source: str | None
    last: dict[tuple[str, str, str], tuple[str, str]] = field(
        default_factory=dict[tuple[str, str, str], tuple[str, str]]
    )
    seen: set[str] = field(default_factory=set[str])

    def drafts(self, found: Found) -> Iterator[Draft]:
        """Return the drafts of one release; faults go to `located`."""
        said = list(_said(found.release))
        taken = {path for one in said for path in one.taken}
        for one in [*said, *_rest(found.release, taken)]:
            draft = self._draft(one, found)
            if draft and draft.entry not in self.seen:
                self.seen.add(draft.entry)
                yield draft

    def _draft(self, one: Said, found: Found) -> Draft | None:
        release = found.release
        mark = {} if self.source else {"mark": str(EvidenceMark.UNVERIFIED)}
        where = f"OCDS release {release['id']}, at {pointer(one.path) or '/'}"
        kind = self.kinds[one.kind]
        data = {"note": where, **mark, **one.body}
        body = read_model(kind, data, self.located, (*found.path, *one.path))
        if body is None:
            return None
        property_name = one.property_name or kind.stated_property
        content = [*(release[key] for key in ("ocid", "id", "date")), pointer(one.path), one.kind]
        content += [one.about, data]
        name = f"{PREFIX}{digest(write_json(content))[:16]}"
        key = (one.kind, one.about, property_name)
        earlier = self.last.get(key)
        self.last[key] = (name, release["date"])
        supersedes = (earlier[0],) if earlier and _before(earlier[1], release["date"]) else ()
        return Draft(
            entry=name,
            kind=one.kind,
            about=one.about,
            property_name=property_name,
            in_force_from=None,
            in_force_to=None,
            known_from=None,
            known_to=date.fromisoformat(release["date"][:10]),
            speaker=self.publisher,
            speaks_for=None,
            source=self.source,
            audience=Audience.PUBLIC,
            supersedes=supersedes,
            body=body,
            place=self.located.place((*found.path, *one.path)),
        )


def _before(earlier: str, date_: str) -> bool:
    """Say whether a date lies before another; of a day alone, whether it lies not after it."""
    return earlier <= date_[:10] if len(earlier) == _DAY else earlier != date_


def _said(release: Json) -> Iterator[Said]:
    for index, party in _objects(release, ("parties",)):
        yield from _party(party, ("parties", index))
    yield from _amount(release, ("planning", "budget", "amount"), "budget", Basis.NOT_STATED)
    yield from _amount(release, ("tender", "value"), "tender", Basis.WHOLE_TERM)
    for name, word in (("awards", "award"), ("contracts", "contract")):
        for index, made in _objects(release, (name,)):
            about = f"{word} {made.get('id', index)}"
            yield from _amount(release, (name, index, "value"), about, Basis.WHOLE_TERM)
            yield from _act(made, (name, index), about, release)
    yield from _milestones(release)


def _party(party: Json, path: FieldPath) -> Iterator[Said]:
    name, roles = party.get("name"), party.get("roles")
    if not isinstance(name, str) or not isinstance(roles, list) or not roles:
        return
    taken = tuple((*path, "roles", i) for i in range(len(cast("list[Any]", roles))))
    body = {"part": ", ".join(map(str, cast("list[Any]", roles))), "printed": name}
    yield Said("party_named", name, body, path, ((*path, "name"), *taken))


def _amount(release: Json, path: FieldPath, about: str, basis: Basis) -> Iterator[Said]:
    value = _at(release, path)
    if not isinstance(value, dict) or set(cast("Json", value)) != {"amount", "currency"}:
        return
    try:
        amount = read_field("value", "pounds", {"value": value})
    except ValueFault:
        return
    body = {"amount": amount, "basis": str(basis)}
    if path[0] == "tender":
        body["bound"] = str(Bound.AT_MOST)
    yield Said("value_stated", about, body, path, ((*path, "amount"), (*path, "currency")))


def _act(made: Json, path: FieldPath, about: str, release: Json) -> Iterator[Said]:
    """Return an award made or a contract signed."""
    if path[0] == "awards" and made.get("status") == "active":
        buyer: Any = release.get("buyer")
        named = cast("Json", buyer).get("name") if isinstance(buyer, dict) else None
        body = {"outcome": "award", "authority": str(named or "not stated")}
        taken: tuple[FieldPath, ...] = ((*path, "status"),)
        if day := _day(made.get("date")):
            body["decided"] = day
            taken += ((*path, "date"),) if _whole(made["date"]) else ()
        yield Said("decision_made", about, body, path, taken)
    if path[0] == "contracts" and (day := _day(made.get("dateSigned"))):
        at = (*path, "dateSigned")
        taken = (at,) if _whole(made["dateSigned"]) else ()
        yield Said("milestone_reached", "signature", {"date": day}, at, taken)


def _day(value: Any) -> str | None:
    try:
        return read_day(value)
    except ValueFault:
        return None


def _whole(value: str) -> bool:
    """Say whether a date-time is a day and no more; a time of day is kept with what is left."""
    return value[10:] == MIDNIGHT


def _milestones(release: Json) -> Iterator[Said]:
    places: list[FieldPath] = [("planning", "milestones"), ("tender", "milestones")]
    for index, _ in _objects(release, ("contracts",)):
        places.append(("contracts", index, "milestones"))
        places.append(("contracts", index, "implementation", "milestones"))
    for place in places:
        for index, made in _objects(release, place):
            yield from _milestone(made, (*place, index))


def _milestone(made: Json, path: FieldPath) -> Iterator[Said]:
    """Return what a milestone says, where its title is one of those that plans are stated for."""
    title = str(made.get("title", "")).casefold()
    if title not in milestones():
        return
    for target, kind in (("dueDate", "milestone_planned"), ("dateMet", "milestone_reached")):
        if day := _day(made.get(target)):
            taken = ((*path, target),) if _whole(made[target]) else ()
            yield Said(kind, title, {"date": day}, (*path, target), taken)


def _rest(release: Json, taken: set[FieldPath]) -> Iterator[Said]:
    """Return what no kind holds, section by section, each as it stands in the release."""
    about = f"OCDS {release['ocid']}"
    head: Json = {}
    for key, section in release.items():
        if key in _SECTIONS and isinstance(section, list) and section:
            for index, made in enumerate(cast("list[Any]", section)):
                left = without(made, taken, (key, index))
                if left is not Gone.GONE:
                    named = cast("Json", made).get("id", index) if isinstance(made, dict) else index
                    yield _kept(about, left, (key, index), f"/{key}/{named}")
        elif isinstance(section, dict):
            left = without(section, taken, (key,))
            if left is not Gone.GONE:
                yield _kept(about, left, (key,), f"/{key}")
        else:
            head[key] = section
    yield _kept(about, head, (), "/")


def _kept(about: str, left: Any, path: FieldPath, property_name: str) -> Said:
    return Said("statement", about, {"text": write_json(left)}, path, (), property_name)


def _objects(release: Json, path: FieldPath) -> Iterator[tuple[int, Json]]:
    listed = _at(release, path)
    if isinstance(listed, list):
        for index, item in enumerate(cast("list[Any]", listed)):
            if isinstance(item, dict):
                yield index, cast("Json", item)


def _at(value: Any, path: FieldPath) -> Any:
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value
