"""Services that come back in house: a full transfer, with a readiness list of its own.

The list stands in `contract/rulesets/return_readiness.yaml`; the record says what is met. Whether
the act may go ahead is decided elsewhere, over findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from capitula.assurance.kinds import DecisionMade, Outcome
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import load_ruleset
from capitula.exit.continuity import exit_plans
from capitula.exit.end_dates import END, end_dates
from capitula.exit.handover_kinds import Aspect, ContinuityPlanned, HandoverStated, Progress
from capitula.exit.known_ends import ended
from capitula.exit.offer_kinds import NoticeGiven
from capitula.exit.staff import staff
from capitula.exit.staff_kinds import Duty, DutyProgress, StaffInformed, TermsState
from capitula.exit.transfer_kinds import Direction, Move, ServiceTransferred
from capitula.ground.date_words import date_text
from capitula.programme.step_kinds import PlanMoved
from capitula.record.claim import Claim
from capitula.record.view import View


class Met(StrEnum):
    """How an item stands on the record."""

    MET = "met"
    OPEN = "open"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class ReturnItem:
    """One item of the list.

    Attributes:
        rule: the item, as the ruleset has it.
        met: met, open, or nothing stated.
        why: what the record holds, or what is missing.
        entries: the entries that show it.
    """

    rule: Rule
    met: Met
    why: str
    entries: tuple[str, ...] = ()


_Found = tuple[Met, str, tuple[str, ...]]


def comes_back(view: View, contract: Contract) -> bool:
    """Say whether services are to come back, or came back, to the one who commissions them."""
    commissioners = {party.name for party in contract.with_role(Role.COMMISSIONER)}
    for claim in view.claims:
        body = claim.body
        if isinstance(body, ServiceTransferred) and body.move in (Move.TO_RETURN, Move.RETURNED):
            if body.to in commissioners:
                return True
        elif isinstance(body, DecisionMade) and claim.envelope.about.startswith("return of "):
            return True
    return False


def return_list(view: View, contract: Contract) -> tuple[ReturnItem, ...]:
    """Return the readiness list of a return, each item as the record shows it on the day."""
    return tuple(
        ReturnItem(rule, *_judged(view, contract, rule["shown_by"].text))
        for rule in load_ruleset("return_readiness").rules
    )


def _judged(view: View, contract: Contract, shown_by: str) -> _Found:
    sort, _, part = shown_by.partition(":")
    if sort == "handover":
        return _handover(view, Aspect(part))
    if sort == "duty":
        return _duty(view, Duty(part))
    if sort in _VIEWED:
        return _VIEWED[sort](view)
    return _staff(view, contract) if sort == "staff" else _terms(view, contract)


def _handover(view: View, aspect: Aspect) -> _Found:
    claims = [
        c for c in view.standing if isinstance(c.body, HandoverStated) and c.body.aspect is aspect
    ]
    done = (Progress.AGREED, Progress.DONE)
    states = {c.body.progress for c in claims if isinstance(c.body, HandoverStated)}
    return _stated(claims, met=bool(states) and states <= set(done))


def _duty(view: View, duty: Duty) -> _Found:
    claims = [c for c in view.standing if isinstance(c.body, StaffInformed) and c.body.duty is duty]
    met = any(
        isinstance(c.body, StaffInformed) and c.body.progress is DutyProgress.DONE for c in claims
    )
    return _stated(claims, met=met)


def _decision(view: View) -> _Found:
    made = (Outcome.ADOPT, Outcome.TERMINATE, Outcome.END)
    claims = [
        c
        for c in view.standing
        if isinstance(c.body, DecisionMade)
        and c.body.outcome in made
        and (c.envelope.about == "contract" or c.envelope.about.startswith("return of "))
    ]
    words = "; ".join(_once(f"{c.envelope.about}: {c.value.words}" for c in claims))
    return _stated(claims) if not claims else (Met.MET, words, tuple(c.entry for c in claims))


def _date(view: View) -> _Found:
    over = ended(view)
    if over is not None:
        return Met.MET, f"it ended on {over.value.words}", (over.entry,)
    known = end_dates(view)
    claims = [known.in_force.current, *known.in_force.clashes] if known.in_force else []
    others = [p.claim for p in known.proposals if p.offer.proposed_end]
    unsure = [c for c in view.standing if isinstance(c.body, PlanMoved) and c.envelope.about == END]
    days = {c.value.text for c in claims} | {str(c.value.date) for c in others}
    entries = tuple(c.entry for c in (*claims, *others, *unsure))
    if not claims:
        met = Met.OPEN if others else Met.NOT_STATED
        return met, "no end is in force", entries
    if len(days) > 1 or unsure:
        return (
            Met.OPEN,
            f"several days are stated: {', '.join(map(date_text, sorted(days)))}",
            entries,
        )
    return Met.MET, claims[0].value.words, entries


def _notice(view: View) -> _Found:
    return _stated([c for c in view.standing if isinstance(c.body, NoticeGiven)])


def _plan(view: View) -> _Found:
    claims = list(exit_plans(view))
    return _stated(claims, met=any(c.state == "agreed" for c in claims))


def _staff(view: View, contract: Contract) -> _Found:
    back = staff(view, contract).going(Direction.BACK)
    entries = tuple(move.entry for move in back if move.entry)
    words = "; ".join(f"{move.group}: {move.stated}" for move in back)
    if not back:
        return Met.NOT_STATED, "nothing on the record", ()
    exact = all(m.number and m.number.most == m.number.least and m.within for m in back)
    return (Met.MET if exact else Met.OPEN), words, entries


def _terms(view: View, contract: Contract) -> _Found:
    claims = list(staff(view, contract).terms)
    states = {c.state for c in claims}
    return _stated(claims, met=bool(claims) and states <= {TermsState.HARMONISED.value})


def _continuity(view: View) -> _Found:
    return _stated([c for c in view.standing if isinstance(c.body, ContinuityPlanned)])


_VIEWED: Mapping[str, Callable[[View], _Found]] = {
    "decision": _decision,
    "date": _date,
    "notice": _notice,
    "plan": _plan,
    "continuity": _continuity,
}


def _stated(claims: list[Claim], *, met: bool = True) -> _Found:
    if not claims:
        return Met.NOT_STATED, "nothing on the record", ()
    words = "; ".join(_once(claim.value.words for claim in claims))
    return (Met.MET if met else Met.OPEN), words, tuple(c.entry for c in claims)


def _once(words: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(words))
