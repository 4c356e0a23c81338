"""The history of the form in which a contract is to be held, and changes that nobody decided."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from capitula.appraisal.kinds import OptionAppraised, OptionStanding
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View

_LEADING = (OptionStanding.FAVOURED, OptionStanding.CHOSEN)
_DECIDES = "decision_made"


def form_history(view: View) -> tuple[Claim, ...]:
    """Return every option with its standing, in order of becoming known."""
    claims = [c for c in view.of_kind(OptionAppraised.kind) if c.envelope.property_name == "option"]
    return tuple(sorted(claims, key=lambda c: (c.envelope.known.last, c.envelope.sequence)))


def findings(view: View) -> tuple[Finding, ...]:
    """Return the changes of the leading option for which no decision is recorded."""
    return tuple(_undecided(view))


def _undecided(view: View) -> Iterator[Finding]:
    for about, reports in _leading(view).items():
        for (source, before), (next_source, after) in pairwise(reports.items()):
            held = {_option(claim) for claim in before}
            new = [claim for claim in after if _option(claim) not in held]
            if new and not _decided_between(view, about, before[-1], new[0]):
                was = ", ".join(sorted(held))
                now = ", ".join(_option(claim) for claim in new)
                yield Finding(
                    "decision missing",
                    "appraisal",
                    "warns",
                    about,
                    f"{about}: {was} in {source}; {now} in {next_source}. No report tells of a "
                    "decision, or why.",
                    tuple(claim.entry for claim in (*before, *new)),
                    "the decision, with its date, authority and reason",
                )


def _leading(view: View) -> dict[str, dict[str, list[Claim]]]:
    """Return the favoured and the chosen options of each subject, report by report."""
    found: dict[str, dict[str, list[Claim]]] = {}
    for claim in form_history(view):
        body = claim.body
        if isinstance(body, OptionAppraised) and body.standing in _LEADING:
            report = claim.envelope.source or claim.envelope.speaker
            found.setdefault(claim.envelope.about, {}).setdefault(report, []).append(claim)
    return found


def _option(claim: Claim) -> str:
    return claim.body.option if isinstance(claim.body, OptionAppraised) else ""


def _decided_between(view: View, about: str, before: Claim, after: Claim) -> bool:
    """Say whether a decision on the subject became known after one report and by the other."""
    return any(
        before.envelope.known.last < claim.envelope.known.last <= after.envelope.known.last
        for claim in view.of_kind(_DECIDES)
        if claim.envelope.about == about
    )
