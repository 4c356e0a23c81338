"""What a decision rested on, frozen: entries with the digests of their bodies, and findings.

It is part of the decision's own body, so the chain guards it. Later entries cannot change it; they
can only show that facts have changed since.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict

from capitula.record.findings import Finding
from capitula.record.view import View


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FrozenEntry(_Part):
    """An entry by its identifier, with the digest of its body."""

    entry: str
    digest: str


class FrozenFinding(_Part):
    """A finding as it stood."""

    rule: str
    room: str
    severity: str
    about: str
    text: str
    evidence: tuple[str, ...] = ()


class Frozen(_Part):
    """The facts and findings of a moment.

    Attributes:
        known_on: nothing that became known later was before whoever decided.
        in_force_on: the day for which it was decided.
        head: the last hash of the chain at that moment; empty for a record without entries.
        entries: every entry in view, in order of the chain.
        findings: what stood open, from every room.
        framework: the framework and its version, such as "isap_2017 1"; empty where none applied.
        framework_digest: the digest of that framework's content.
        result: what readiness said of the act; empty where no act was asked about.
    """

    known_on: date
    in_force_on: date
    head: str = ""
    entries: tuple[FrozenEntry, ...] = ()
    findings: tuple[FrozenFinding, ...] = ()
    framework: str = ""
    framework_digest: str = ""
    result: str = ""

    @property
    def cited(self) -> frozenset[str]:
        """The entries that the findings of that moment rest on."""
        return frozenset(entry for finding in self.findings for entry in finding.evidence)


def freeze(
    view: View,
    findings: Iterable[Finding],
    *,
    framework: str = "",
    framework_digest: str = "",
    result: str = "",
) -> Frozen:
    """Freeze what a view holds, with the findings in it."""
    entries = view.record.entries
    return Frozen(
        known_on=view.known_on,
        in_force_on=view.in_force_on,
        head=entries[-1].envelope.hash if entries else "",
        entries=tuple(
            FrozenEntry(entry=claim.entry, digest=claim.envelope.body_digest)
            for claim in view.claims
        ),
        findings=tuple(_finding(found) for found in findings if found.severity != "notes"),
        framework=framework,
        framework_digest=framework_digest,
        result=result,
    )


def _finding(found: Finding) -> FrozenFinding:
    return FrozenFinding(
        rule=found.rule,
        room=found.room,
        severity=found.severity,
        about=found.about,
        text=found.text,
        evidence=found.evidence,
    )
