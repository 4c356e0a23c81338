"""Overrides in a view: which there are, and what each covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from capitula.assurance.readiness.kinds import OverrideMade
from capitula.assurance.readiness.rules import Act
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Override:
    """One override as the record has it.

    Attributes:
        claim: the entry.
        body: what it says.
        withdrawn: whether a later entry has taken its place; it is shown all the same.
    """

    claim: Claim
    body: OverrideMade
    withdrawn: bool

    @property
    def known(self) -> date:
        """The day by which it was known."""
        return self.claim.envelope.known.last

    def as_json(self) -> dict[str, object]:
        """Return the override for machines."""
        return {
            "entry": self.claim.entry,
            "act": self.claim.envelope.about,
            "findings": list(self.body.findings),
            "by": self.body.by,
            "made": str(self.body.made) if self.body.made else self.known.isoformat(),
            "reasons": self.body.reasons,
            "exposure": self.body.exposure or None,
            "withdrawn": self.withdrawn,
        }


def overrides(view: View, act: Act | None = None) -> tuple[Override, ...]:
    """Return every override visible in the view, of one act or of all, in order of the chain."""
    return tuple(
        Override(claim, claim.body, claim.entry in view.superseded)
        for claim in view.of_kind(OverrideMade.kind)
        if isinstance(claim.body, OverrideMade) and act in (None, claim.envelope.about)
    )


def covering(made: Sequence[Override], key: str, known: date | None) -> tuple[str, ...]:
    """Return the overrides that cover a finding or a question.

    An override covers what it names, as far as that was known by its own day: evidence that came
    later is not covered. One that was withdrawn covers nothing.

    Args:
        made: the overrides of the act.
        key: how an override names the finding.
        known: the last day on which its evidence became known; None where no day is known.
    """
    return tuple(
        override.claim.entry
        for override in made
        if key in override.body.findings
        and not override.withdrawn
        and (known is None or known <= override.known)
    )
