"""One release: what became known on one day, laid out as OCDS 1.1 has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from capitula.case.ocds.fields import MIDNIGHT, Json, words_field, write_body
from capitula.case.ocds.mapping import Form, forms
from capitula.case.ocds.objects import Objects, Placed
from capitula.record.claim import Claim
from capitula.record.entry import Entry
from capitula.record.envelope import Audience

ENTRIES = "capitulaEntries"
"""The block that names every entry of a release, and holds whole what has no place in OCDS."""


@dataclass(slots=True)
class Draft:
    """A release in the making: its arrays of objects by path, and its block of entries.

    `apart` lists the objects that were kept apart, with the identifier that they would have had.
    """

    number: int
    day: str
    has_contract: bool
    arrays: dict[str, dict[str, Json]] = field(default_factory=dict[str, dict[str, Json]])
    entries: list[Json] = field(default_factory=list[Json])
    apart: list[tuple[str, Placed, str]] = field(default_factory=list[tuple[str, Placed, str]])

    def add(self, entry: Entry, claim: Claim, objects: Objects) -> None:
        """Lay out one entry: as an object where its kind has a form, and in the block of all."""
        listed = _envelope(entry)
        self.entries.append(listed)
        if entry.body is None or entry.envelope.audience is not Audience.PUBLIC:
            listed["withheld"] = True
            return
        form = self._form(entry.envelope.kind, entry.body)
        if form is None:
            listed["body"] = entry.body
            return
        placed, carried_on = objects.place(
            entry.envelope, form, self.number, forward_plan=claim.is_plan
        )
        written, held, rest = write_body(form.fields, entry.body)
        listed |= {"at": f"{form.at}/{placed.id}", "mapped": held or None, "body": rest or None}
        for name in [name for name, value in listed.items() if value is None]:
            del listed[name]
        self._write(form, placed, written, claim.state, carried_on=carried_on)
        if placed.apart_from and not carried_on:
            self.apart.append((form.at, placed, entry.envelope.entry))

    def _form(self, kind: str, body: Mapping[str, Any]) -> Form | None:
        listed = forms().get(kind, ())
        fitting = (form for form in listed if form.fits(body, has_contract=self.has_contract))
        return next(fitting, None)

    def _write(
        self, form: Form, placed: Placed, written: Json, state: str, *, carried_on: bool
    ) -> None:
        """Write an object; a field emptied since an earlier release is null, which OCDS removes."""
        array = self.arrays.setdefault(form.at, {})
        made = array.setdefault(placed.id, {"id": placed.id})
        milestone = form.at.endswith("milestones")
        made["title" if milestone else "capitulaAbout"] = (
            f"{placed.about}: {state}" if form.fixed else placed.about
        )
        if milestone:
            made["dateModified"] = self.day + MIDNIGHT
        if (status := form.status_of(state)) is not None:
            made["status"] = status
        made |= form.fixed
        if carried_on:
            made |= {name: None for name in _fields(form) if name not in {**made, **written}}
        made |= {k: v for k, v in written.items() if v is not None or carried_on}
        made["capitulaVoice"] = placed.voice
        if placed.apart_from:
            made["capitulaKeptApart"] = placed.apart_from


def _fields(form: Form) -> list[str]:
    names = [name for name, _ in form.fields.values()]
    return names + [words_field(name) for name, sort in form.fields.values() if sort == "date"]


def array_objects(arrays: Mapping[str, Mapping[str, Json]], path: str) -> list[Json]:
    """Return the objects of one array, in the order in which they were made."""
    return list(arrays.get(path, {}).values())


def _envelope(entry: Entry) -> Json:
    """Return what the block says of every entry, in the words of an authored file."""
    env = entry.envelope
    listed: Json = {
        "id": env.entry,
        "sequence": env.sequence,
        "hash": env.hash,
        "kind": env.kind,
        "about": env.about,
        "property": env.property_name,
        "speaker": env.speaker,
        "speaks_for": env.speaks_for,
        "source": env.source,
        "in_force_from": str(env.in_force.start) if env.in_force.start else None,
        "in_force_to": str(env.in_force.end) if env.in_force.end else None,
        "known_from": env.known.first.isoformat() if env.known.first else None,
        "audience": str(env.audience),
        "supersedes": list(env.supersedes) or None,
    }
    return {key: value for key, value in listed.items() if value is not None}
