"""Decided on facts since changed: which of the facts a decision rested on no longer stand, and how.

The decision itself is never touched; what it rested on is held against the record of a later day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from capitula.assurance.gates.frozen import Frozen, FrozenFinding
from capitula.ground.date_words import date_text
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.values import Value
from capitula.record.view import View


class How(StrEnum):
    """In what way a fact has changed since."""

    REPLACED = "another entry has taken its place"
    RESTATED = "something else has been said of the same matter since"
    BACKDATED = "it was known by then, and was not on record"
    WITHHELD = "its body is withheld or erased since"
    ALTERED = "its body is not the one that was frozen"
    GONE = "it is not in the record"


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact that has changed.

    Attributes:
        entry: the entry that the decision rested on; for what was not on record, that entry.
        how: in what way.
        by: the entry that changed it; empty where none did.
        about: the subject.
        said: what is said now.
        cited: whether a finding of that moment rested on it.
    """

    entry: str
    how: How
    by: str
    about: str
    said: Value
    cited: bool

    def as_json(self) -> dict[str, object]:
        """Return the change for machines."""
        return {
            "entry": self.entry,
            "how": str(self.how),
            "by": self.by or None,
            "about": self.about,
            "text": self.said.text,
            "cited": self.cited,
        }


@dataclass(frozen=True, slots=True)
class SinceChanged:
    """What has changed since a decision.

    Attributes:
        facts: the facts that changed; those that a finding rested on first.
        closed: findings of that moment that are no longer open.
        opened: findings that have come up since.
    """

    facts: tuple[Changed, ...]
    closed: tuple[FrozenFinding, ...]
    opened: tuple[Finding, ...]

    @property
    def words(self) -> str:
        """The mark that the decision bears: empty while its facts stand."""
        return "decided on facts since changed" if self.facts else ""


def since_changed(
    frozen: Frozen, view: View, findings: Iterable[Finding] = (), decision: str = ""
) -> SinceChanged:
    """Hold what a decision rested on against the record of a later day.

    Args:
        frozen: what it rested on.
        view: the record, as known on the later day.
        findings: what stands open in that view.
        decision: the entry of the decision, which is no fact that it rested on.
    """
    facts = tuple(change for change in _changed(frozen, view) if change.entry != decision)
    then = {_said(f) for f in frozen.findings}
    now = [found for found in findings if found.severity != "notes"]
    open_now = {_said(f) for f in now}
    return SinceChanged(
        facts=tuple(sorted(facts, key=lambda change: not change.cited)),
        closed=tuple(f for f in frozen.findings if _said(f) not in open_now),
        opened=tuple(f for f in now if _said(f) not in then),
    )


def _said(found: Finding | FrozenFinding) -> tuple[str, str, str]:
    """Return what a finding says; a day in it is the same day however it is written."""
    return found.rule, found.about, date_text(found.text)


def _changed(frozen: Frozen, view: View) -> Iterator[Changed]:
    digests = {each.entry: each.digest for each in frozen.entries}
    claims = {claim.entry: claim for claim in view.claims}
    for entry, digest in digests.items():
        change = _body(entry, digest, claims.get(entry), frozen)
        if change:
            yield change
    last: dict[tuple[str, str], Claim] = {}
    for entry in digests:
        if entry in claims:
            last[_matter(claims[entry])] = claims[entry]
    for claim in view.claims:
        if claim.entry not in digests:
            yield from _news(claim, digests, claims, last, frozen)


def _body(entry: str, digest: str, claim: Claim | None, frozen: Frozen) -> Changed | None:
    cited = entry in frozen.cited
    if claim is None:
        return Changed(entry, How.GONE, "", "", Value(""), cited)
    about = claim.envelope.about
    if claim.envelope.body_digest != digest:
        return Changed(entry, How.ALTERED, "", about, claim.value, cited)
    if claim.body is None:
        return Changed(entry, How.WITHHELD, "", about, claim.value, cited)
    return None


def _news(
    claim: Claim,
    digests: dict[str, str],
    claims: dict[str, Claim],
    last: dict[tuple[str, str], Claim],
    frozen: Frozen,
) -> Iterator[Changed]:
    """Return what an entry that was not before the decision changes of what was."""
    about, said = claim.envelope.about, claim.value
    replaced = [entry for entry in claim.envelope.supersedes if entry in digests]
    for entry in replaced:
        was = claims[entry].envelope.about if entry in claims else about
        yield Changed(entry, How.REPLACED, claim.entry, was, said, entry in frozen.cited)
    if replaced:
        return
    before = last.get(_matter(claim))
    if before is not None and not before.value.agrees_with(claim.value):
        cited = before.entry in frozen.cited
        yield Changed(before.entry, How.RESTATED, claim.entry, about, said, cited)
    elif before is None and claim.envelope.known.last <= frozen.known_on:
        yield Changed(claim.entry, How.BACKDATED, "", about, said, cited=False)


def _matter(claim: Claim) -> tuple[str, str]:
    return claim.envelope.about, claim.envelope.property_name
