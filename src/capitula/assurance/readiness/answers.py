"""Which rules the record answers: by a fact of the contract, by entries, or by a check.

Only what somebody said answers. That nothing is said against it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from capitula.assurance.readiness.kinds import CheckAnswer, ReadinessChecked
from capitula.assurance.readiness.rules import Act, AnswerPattern, ReadinessRule
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Told:
    """What a case hands over beside its findings.

    Attributes:
        view: the record at two dates.
        facts: facts of the contract file that hold, by name, each with what shows it.
        parties: the names of the parties by role; every name by which a party is known.
        guards: says of an entry whether it speaks of an act.
        published: the last day on which each source can have become known, by its key.
    """

    view: View
    facts: Mapping[str, tuple[str, ...]]
    parties: Mapping[str, Sequence[frozenset[str]]]
    guards: Callable[[Claim, Act], bool] = lambda _claim, _act: False
    published: Mapping[str, date] = field(default_factory=dict[str, date])

    def known_by(self, evidence: Sequence[str]) -> date | None:
        """Return the last day on which a piece of evidence became known; None if none is dated."""
        named = set(evidence)
        days = [c.envelope.known.last for c in self.view.claims if c.entry in named]
        days += [self.published[key] for key in named if key in self.published]
        return max(days, default=None)


def answer(rule: ReadinessRule, act: Act, told: Told) -> tuple[str, ...]:
    """Return the entries or sources that answer a rule's question; empty if none do."""
    for pattern in rule.answers:
        found = _found(pattern, act, told)
        if found:
            return found
    return ()


def checked(rule: ReadinessRule, view: View) -> tuple[str, ...]:
    """Return the check by which somebody said that a rule holds or does not apply; empty if none.

    A check answers even where a room found that nothing is said; that is what it is for.
    """
    item = view.item(rule.rule, ReadinessChecked.stated_property)
    match item.current.body if item else None:
        case ReadinessChecked(answer=CheckAnswer.HOLDS | CheckAnswer.DOES_NOT_APPLY) if (
            item is not None and not item.clashes
        ):
            return (item.current.entry,)
        case _:
            return ()


def _found(pattern: AnswerPattern, act: Act, told: Told) -> tuple[str, ...]:
    if pattern.fact:
        return told.facts.get(pattern.fact, ())
    claims = [claim for claim in told.view.standing if _fits(claim, pattern, act, told)]
    if not pattern.parties:
        return tuple(claim.entry for claim in claims)
    return _of_each_party(pattern, claims, told)


def _fits(claim: Claim, pattern: AnswerPattern, act: Act, told: Told) -> bool:
    envelope = claim.envelope
    return (
        envelope.kind == pattern.kind
        and claim.body is not None
        and pattern.about in ("", envelope.about)
        and (not pattern.states or claim.state in pattern.states)
        and (not pattern.for_act or told.guards(claim, act))
    )


def _of_each_party(pattern: AnswerPattern, claims: Sequence[Claim], told: Told) -> tuple[str, ...]:
    """Return one entry of each party with such a role, in its own words; empty if one is missing.

    A contract that names no party with one of the roles leaves open who that is.
    """
    found: list[str] = []
    for role in pattern.parties:
        bodies = told.parties.get(role, ())
        if not bodies and role != "donor":
            return ()
        for names in bodies:
            own = [c.entry for c in claims if c.envelope.about in names and not c.spoken_by_proxy]
            if not own:
                return ()
            found.append(own[-1])
    return tuple(dict.fromkeys(found))
