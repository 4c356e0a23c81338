"""Acts that a report says were done, of which no readiness and no override is on record.

No act without readiness or a named override: where the record tells of one all the same, that is
noted. It undoes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from capitula.assurance.gates.kinds import ActTaken
from capitula.assurance.readiness.overrides import overrides
from capitula.assurance.readiness.rules import readiness_rules
from capitula.ground.letters import capital
from capitula.record.findings import Finding
from capitula.record.view import View

RULE = "act without readiness"
_RESULT, _REACHED = "result", "reached"


def findings(view: View) -> tuple[Finding, ...]:
    """Return a note for each act that was done without readiness or override on record."""
    return tuple(_bare(view))


def _bare(view: View) -> Iterator[Finding]:
    taken = {claim.envelope.about for claim in view.of_kind(ActTaken.kind)}
    for terms in readiness_rules().acts:
        item = view.item(terms.milestone, _RESULT) if terms.milestone else None
        if item is None or item.current.state != _REACHED:
            continue
        if terms.act in taken or overrides(view, terms.act):
            continue
        yield Finding(
            RULE,
            "assurance",
            "notes",
            terms.act.value,
            f"{capital(terms.title)} is on record ({item.current.value.words}), "
            "and neither its readiness nor an override is.",
            (item.current.entry,),
            "what was known on that day: ask `capitula assurance readiness` for it",
        )
