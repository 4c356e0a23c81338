"""Checking a chain: the first entry that was changed, removed or moved, and what lacks its body."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from capitula.ground.faults import InputFaults
from capitula.record.canonical import body_digest, canonical_json
from capitula.record.chain import Head
from capitula.record.entry import Entry
from capitula.record.envelope import Audience
from capitula.record.withholding import ERASED, WITHHELD


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not fit, and why; `entry` is empty where it cannot be read."""

    sequence: int
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a chain found.

    Attributes:
        head: where the chain ends, or the last entry that fits.
        withheld: entries without body that are not for everybody, or of which an entry says so.
        erased: entries of which an entry says that their body was erased.
        first_break: the first entry that does not fit; None when the chain holds.
    """

    head: Head
    withheld: tuple[str, ...]
    erased: tuple[str, ...]
    first_break: Break | None

    @property
    def entries(self) -> int:
        """How many entries fit."""
        return self.head.sequence

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, removed or reordered."""
        return self.first_break is None


@dataclass(slots=True)
class _Walk:
    """What has been seen of a chain so far."""

    head: Head = field(default_factory=Head)
    seen: set[str] = field(default_factory=set[str])
    hashes: set[str | None] = field(default_factory=set[str | None])
    bodiless: list[Entry] = field(default_factory=list[Entry])
    erased: set[str] = field(default_factory=set[str])
    withheld: set[str] = field(default_factory=set[str])

    def take(self, entry: Entry) -> None:
        envelope = entry.envelope
        self.seen.add(envelope.entry)
        self.head = Head(envelope.sequence, envelope.hash)
        self.hashes.add(envelope.hash)
        if entry.body_text is None:
            self.bodiless.append(entry)
        if envelope.kind == ERASED:
            self.erased.add(envelope.about)
        if envelope.kind == WITHHELD:
            self.withheld.add(envelope.about)

    def result(self, first_break: Break | None) -> Verification:
        names = [entry.envelope.entry for entry in self.bodiless]
        erased = tuple(name for name in names if name in self.erased)
        return Verification(
            self.head, tuple(n for n in names if n not in self.erased), erased, first_break
        )


def verify(entries: Iterable[Entry], case: str, remembered: str | None = None) -> Verification:
    """Check a whole chain and name the first entry that does not fit.

    A chain alone cannot tell that entries are missing at its end. Whoever keeps the last hash
    somewhere else can: it must still be the hash of an entry of this chain.

    Args:
        entries: the chain.
        case: the case it should belong to.
        remembered: the last hash of this chain as it was noted on an earlier day.
    """
    walk = _Walk()
    for entry in _until_unreadable(entries):
        number = walk.head.sequence + 1
        if isinstance(entry, str):
            return walk.result(Break(number, "", entry))
        reason = _misfit(entry, case, walk)
        if reason:
            return walk.result(Break(number, entry.envelope.entry, reason))
        walk.take(entry)
    return walk.result(_without_a_word(walk) or _cut_short(walk, remembered))


def _without_a_word(walk: _Walk) -> Break | None:
    """Return the first public entry whose body is gone though no entry says so."""
    for entry in walk.bodiless:
        envelope = entry.envelope
        if envelope.audience is not Audience.PUBLIC:
            continue
        if envelope.entry not in walk.erased | walk.withheld:
            reason = "its body is gone, and no entry says that it was withheld or erased"
            return Break(envelope.sequence, envelope.entry, reason)
    return None


def _cut_short(walk: _Walk, remembered: str | None) -> Break | None:
    if remembered is None or remembered in walk.hashes:
        return None
    reason = f"no entry has the hash {remembered}: entries were removed at the end, or all replaced"
    return Break(walk.head.sequence + 1, "", reason)


def _until_unreadable(entries: Iterable[Entry]) -> Iterator[Entry | str]:
    """Return the entries, and in the place of one that cannot be read, why not."""
    try:
        yield from entries
    except InputFaults as error:
        yield f"{error.faults[0].place}: {error.faults[0].found}"


def _misfit(entry: Entry, case: str, walk: _Walk) -> str | None:
    envelope, head = entry.envelope, walk.head
    number = envelope.sequence
    checks = (
        (envelope.case == case, f"it belongs to the case {envelope.case!r}"),
        (number == head.sequence + 1, f"its number is {number}: one was removed, added or moved"),
        (envelope.previous == head.hash, "it does not follow the entry before it"),
        (envelope.hash == envelope.computed_hash(), "its envelope was changed"),
        (envelope.entry not in walk.seen, "its identifier stands twice"),
        (_body_fits(entry), "its body was changed"),
    )
    return next((reason for fits, reason in checks if not fits), None)


def _body_fits(entry: Entry) -> bool:
    """Say whether the body is the one that was sealed, to the letter; a withheld body fits."""
    text, salt = entry.body_text, entry.salt
    if text is None or salt is None:
        return text is None and salt is None
    if body_digest(text, salt) != entry.envelope.body_digest:
        return False
    try:
        return canonical_json(json.loads(text)) == text
    except ValueError:
        return False
