"""Ways to end the holder itself: wound down, or merged, side by side on what the record holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from capitula.appraisal.kinds import OptionAppraised
from capitula.assurance.kinds import ApprovalStep, DecisionMade, Outcome
from capitula.contract.model import Contract
from capitula.exit.continuity import successors
from capitula.exit.known_ends import DISSOLUTION
from capitula.programme.kinds import MilestonePlanned
from capitula.record.claim import Claim
from capitula.record.view import View

FUTURE = "future of "
"""How the record words it: options for the future of a body, and the body behind these words."""
_WIND = ("wind", "dissol", "clos")
_MERGE = ("merge", "merger")


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way.

    Attributes:
        body: whose end it is.
        option: the way, in the record's words.
        standing: considered, favoured, chosen or excluded.
        said: who decides, by when, whose approval, where services go: what the record holds.
        entries: the entries that show it.
    """

    body: str
    option: str
    standing: str
    said: dict[str, str | None]
    entries: tuple[str, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """What nobody says of this way."""
        return tuple(what for what, answer in self.said.items() if answer is None)


def ways_out(view: View, contract: Contract) -> tuple[WayOut, ...]:
    """Return every way that was appraised for the future of a body, on the same questions."""
    options = [c for c in view.standing if _is_future(c)]
    return tuple(_way(view, contract, claim) for claim in options)


def _is_future(claim: Claim) -> bool:
    appraised = isinstance(claim.body, OptionAppraised)
    return appraised and claim.envelope.about.casefold().startswith(FUTURE)


def _way(view: View, contract: Contract, claim: Claim) -> WayOut:
    body = claim.envelope.about[len(FUTURE) :]
    option = claim.body.option if isinstance(claim.body, OptionAppraised) else ""
    winds = any(word in option.casefold() for word in _WIND)
    merges = any(word in option.casefold() for word in _MERGE)
    decided = _last(view, lambda c: c.envelope.about == body and isinstance(c.body, DecisionMade))
    is_chosen = winds and _outcome(decided) is Outcome.WIND_DOWN
    dated = view.item(DISSOLUTION, MilestonePlanned.stated_property) if winds else None
    approval = _last(view, lambda c: isinstance(c.body, ApprovalStep) and _dissolves(c))
    moved = [s for s in successors(view, contract) if s.sort == "service" and s.next_holder]
    said: dict[str, str | None] = {
        "decided by": decided.body.authority
        if is_chosen and decided and isinstance(decided.body, DecisionMade)
        else None,
        "planned day": dated.current.value.text if dated else None,
        "whose approval": approval.body.giver
        if winds and approval and isinstance(approval.body, ApprovalStep)
        else None,
        "where services go": "; ".join(f"{s.of}: {s.next_holder}" for s in moved) or None
        if winds
        else None,
        "into which body": None if merges else "none: the body ends",
        "where staff go": None,
        "what it costs": None,
        "who takes over debts and claims": None,
    }
    used = [claim, decided if is_chosen else None, dated.current if dated else None]
    used.append(approval if winds else None)
    entries = tuple(c.entry for c in used if c is not None)
    entries += tuple(s.entry for s in moved) if winds else ()
    return WayOut(body, option, claim.state, said, entries)


def _outcome(claim: Claim | None) -> Outcome | None:
    return claim.body.outcome if claim and isinstance(claim.body, DecisionMade) else None


def _dissolves(claim: Claim) -> bool:
    return claim.envelope.about.casefold().startswith(DISSOLUTION)


def _last(view: View, wanted: Callable[[Claim], bool]) -> Claim | None:
    found = [claim for claim in view.standing if wanted(claim)]
    return max(found, key=lambda c: c.envelope.known.last, default=None)
