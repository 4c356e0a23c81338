"""Which object of an array an entry belongs to: a new one, or one that it carries on.

OCDS merges objects of one identifier: the later overwrites the earlier. An entry may overwrite
only what it takes the place of: an entry that it supersedes, or the same voice's earlier plan.
All others get an object of their own, so that no voice overwrites another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from capitula.case.ocds.identifiers import APART, slug
from capitula.case.ocds.mapping import Form
from capitula.record.envelope import Envelope


@dataclass(slots=True)
class Placed:
    """One object of an array, over all releases.

    Attributes:
        id: its identifier.
        about: its subject.
        voice: whose words made it.
        last: by kind, the entry that wrote it last and the number of that release.
        apart_from: the identifier that it was kept apart from; None where it had none to clash
            with.
    """

    id: str
    about: str
    voice: str
    apart_from: str | None = None
    last: dict[str, tuple[Envelope, int]] = field(default_factory=dict[str, tuple[Envelope, int]])


class Objects:
    """The objects of all arrays of a process, as release follows release."""

    def __init__(self) -> None:
        """Begin with none."""
        self._arrays: dict[str, list[Placed]] = {}

    def place(
        self, envelope: Envelope, form: Form, release: int, *, forward_plan: bool
    ) -> tuple[Placed, bool]:
        """Return the object that the entry belongs to, and whether it stood in an earlier release.

        Args:
            envelope: the entry's envelope.
            form: how its kind stands in OCDS.
            release: the number of the release that is being made.
            forward_plan: whether a later statement by the same voice takes its place.
        """
        array = self._arrays.setdefault(form.at, [])
        for found in array if form.carries_on else ():
            if _carries_on(envelope, found, release, form, forward_plan=forward_plan):
                found.last[envelope.kind] = (envelope, release)
                return found, True
        made = self._new(array, envelope, form)
        made.last[envelope.kind] = (envelope, release)
        array.append(made)
        return made, False

    def _new(self, array: list[Placed], envelope: Envelope, form: Form) -> Placed:
        by_subject = f"{slug(envelope.about)}.{slug(envelope.voice)}"
        wanted = envelope.entry if form.named == "entry" else by_subject
        taken = {placed.id for placed in array}
        if wanted not in taken:
            return Placed(wanted, envelope.about, envelope.voice)
        number = 2
        while f"{wanted}{APART}{number}" in taken:
            number += 1
        return Placed(f"{wanted}{APART}{number}", envelope.about, envelope.voice, wanted)


def _carries_on(
    envelope: Envelope, found: Placed, release: int, form: Form, *, forward_plan: bool
) -> bool:
    own = found.last.get(envelope.kind)
    same_voice = (found.about, found.voice) == (envelope.about, envelope.voice)
    if own is None:
        return same_voice and any(kind in form.joins for kind in found.last)
    earlier, written = own
    if written == release:
        return False
    return earlier.entry in envelope.supersedes or (same_voice and forward_plan)
