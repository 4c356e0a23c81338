"""Legal challenges: target, stage, claims that are open, and whether a contract rests on one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from capitula.assurance.readiness_kinds import ChallengeStep, LegalChallenge
from capitula.contract.model import Contract
from capitula.contract.stated_kinds import ContractFormStated
from capitula.record.claim import Claim
from capitula.record.view import View

DECIDED = (
    ChallengeStep.LEAVE_REFUSED,
    ChallengeStep.UPHELD,
    ChallengeStep.DISMISSED,
    ChallengeStep.WITHDRAWN,
)
_SHORT = re.compile(r"\b[A-Z]{2,5}\b")


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge and its claims, as known on a day.

    Attributes:
        name: what the record calls it.
        target: what it is made against.
        steps: the steps reported, by when they were known.
        filed: how many claims were filed; at least as many as any step counts.
        decided: how many are decided: refused leave, upheld, dismissed or withdrawn.
        upheld: how many were upheld.
    """

    name: str
    target: str
    steps: tuple[Claim, ...]
    filed: int
    decided: int
    upheld: int

    @property
    def open(self) -> int:
        """How many claims are not decided yet."""
        return max(0, self.filed - self.decided)

    @property
    def stage(self) -> str:
        """How it stands, in words."""
        if self.upheld:
            return "upheld" if not self.open else f"upheld; {self.open} open"
        if not self.open:
            return "decided: none upheld"
        last = [s for s in self.steps if _step(s) not in (*DECIDED, ChallengeStep.FILED)]
        reached = f", last step: {last[-1].state}" if last else ""
        return f"{self.open} of {self.filed} open{reached}"


@dataclass(frozen=True, slots=True)
class RestsOn:
    """By which words a contract rests on a form that is challenged.

    Attributes:
        form: the form, as the contract or the record names it.
        because: which name it shares with the challenge.
        entry: the entry that names the form; empty where the contract file does.
    """

    form: str
    because: str
    entry: str


def challenges(view: View) -> tuple[Challenge, ...]:
    """Return every challenge that the record tells of by the day."""
    told: dict[str, list[Claim]] = {}
    for claim in view.of_kind(LegalChallenge.kind):
        if isinstance(claim.body, LegalChallenge):
            told.setdefault(claim.envelope.about, []).append(claim)
    return tuple(_challenge(name, claims) for name, claims in told.items())


def _challenge(name: str, claims: list[Claim]) -> Challenge:
    """Count the claims; a step told twice with one date is one step."""
    steps = tuple(sorted(claims, key=lambda c: (c.envelope.known.last, c.envelope.sequence)))
    bodies = [c.body for c in steps if isinstance(c.body, LegalChallenge)]
    ends = {(b.step, str(b.on) if b.on else n): b for n, b in enumerate(bodies)}
    decided = sum(b.claims for b in ends.values() if b.step in DECIDED)
    upheld = sum(b.claims for b in ends.values() if b.step is ChallengeStep.UPHELD)
    most = max((b.claims for b in bodies if b.step not in DECIDED), default=0)
    return Challenge(name, bodies[0].against, steps, max(most, decided), decided, upheld)


def _step(claim: Claim) -> ChallengeStep | None:
    return claim.body.step if isinstance(claim.body, LegalChallenge) else None


def rests_on(view: View, contract: Contract, challenge: Challenge) -> tuple[RestsOn, ...]:
    """Return the names of forms that the contract shares with what is challenged; derived.

    A form's short name, such as ACO, counts, and so does the form spelled out.
    """
    wanted = f"{challenge.name} {challenge.target}"
    short = set(_SHORT.findall(wanted))
    return tuple(
        RestsOn(form, because, entry)
        for form, entry in _forms(view, contract)
        if (because := _shared(form, short, wanted))
    )


def _forms(view: View, contract: Contract) -> Iterable[tuple[str, str]]:
    for claim in view.standing:
        if isinstance(claim.body, ContractFormStated):
            yield claim.body.form, claim.entry
    for called in contract.form.called:
        yield called, ""


def _shared(form: str, short: set[str], wanted: str) -> str:
    found = sorted(short & set(_SHORT.findall(form)))
    if found:
        return ", ".join(found)
    for word, spelled in SPELLED.items():
        if word in short and form.casefold().startswith(spelled):
            return f"{word}, spelled out"
    return form if form.casefold() in wanted.casefold() else ""


SPELLED = {
    "ACO": "accountable care",
    "ICP": "integrated care provider",
    "MCP": "multispecialty community provider",
    "IHO": "integrated health organisation",
}
"""National forms of contract and how they are spelled out (contract-rules, glossary)."""
