"""What the end of a contract leaves open: findings, by the names that readiness decides over."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.contract.model import Contract
from capitula.exit import open_term
from capitula.exit.challenges import challenges, rests_on
from capitula.exit.continuity import exit_plans
from capitula.exit.known_ends import KnownEnd, ended, known_ends
from capitula.exit.law import watched
from capitula.exit.negotiation import negotiation
from capitula.exit.offer_kinds import NoticeGiven
from capitula.exit.reconciling import reconciliation
from capitula.exit.safe_dates import ExitRoute, SafeStep, safe_dates
from capitula.exit.services import service_exits
from capitula.exit.staff import staff
from capitula.exit.staff_kinds import Duty, DutyProgress, StaffInformed
from capitula.ground.date_words import date_text
from capitula.ground.letters import capital
from capitula.record.findings import Finding
from capitula.record.view import View

NO_PLAN = "no exit plan"
CHALLENGE = "open legal challenge"
PASSED = "last safe date passed"
UNANSWERED = "offer unanswered"
NOT_RECONCILED = "service not reconciled"
TWO_TIER = "two-tier terms"
LAW = "law change pending"
RULES = (NO_PLAN, CHALLENGE, PASSED, UNANSWERED, NOT_RECONCILED, TWO_TIER, LAW)


def findings(view: View, contract: Contract) -> tuple[Finding, ...]:
    """Return what stands open about the end, as known on the view's day."""
    return (
        *_plan(view, contract),
        *_dates(view, contract),
        *_offers(view),
        *open_term.findings(view),
        *_services(view, contract),
        *_staff(view, contract),
        *_challenges(view, contract),
        *_law(view),
    )


def _plan(view: View, contract: Contract) -> Iterator[Finding]:
    in_contract = contract.exit is not None and bool(contract.exit.services)
    if not exit_plans(view) and not in_contract and ended(view) is None:
        text = "No exit plan is known: neither hand-overs in the contract nor a plan on the record."
        remedy = "an exit plan, agreed by both sides"
        yield _finding(NO_PLAN, "blocks", "exit plan", text, remedy=remedy)


def _dates(view: View, contract: Contract) -> Iterator[Finding]:
    done = _done(view)
    told: set[tuple[str, str]] = set()
    for end in known_ends(view, contract):
        key = end.what, str(end.when)
        if key in told or end.latest is None or end.latest < view.known_on:
            continue
        told.add(key)
        steps = safe_dates(end, contract, ExitRoute.RETURN).behind(view.known_on)
        missed = [step for step in steps if step.name not in done]
        if missed:
            yield _missed(end, missed)


def _missed(end: KnownEnd, steps: list[SafeStep]) -> Finding:
    words = "; ".join(
        f"{step.title}, by {date_text(step.safe_by)}{step.mark.caution}" for step in steps
    )
    what = capital(end.what)
    text = f"{what}, {date_text(end.when)} ({end.sort}): it is too late for: {words}."
    evidence = (end.entry,) if end.entry else ()
    severity = "warns" if end.sort.binds else "notes"
    remedy = "a later end, or a waiver by both sides, recorded"
    return _finding(PASSED, severity, end.what, text, evidence=evidence, remedy=remedy)


def _done(view: View) -> set[str]:
    """Return the steps that the record shows as done."""
    found: set[str] = set()
    for claim in view.standing:
        body = claim.body
        if isinstance(body, NoticeGiven):
            found |= {"notice", "posting", "council_decision", "council_papers"}
            found |= {"board_decision", "board_papers"}
        if isinstance(body, StaffInformed) and body.progress in (
            DutyProgress.BEGUN,
            DutyProgress.DONE,
        ):
            if body.duty is Duty.CONSULTATION:
                found.add("staff_consultation")
            elif body.duty is Duty.EMPLOYEE_INFORMATION:
                found.add("employee_information")
    return found


def _offers(view: View) -> Iterator[Finding]:
    for offer in negotiation(view):
        if offer.stands and offer.answer.is_open and offer.by:
            end = f", to end {date_text(offer.end)}" if offer.end else ""
            text = f"{offer.by} offers: {offer.terms}{end}. No answer is reported."
            remedy = "an answer, dated, with reasons"
            yield _finding(
                UNANSWERED, "warns", offer.about, text, evidence=offer.entries, remedy=remedy
            )


def _services(view: View, contract: Contract) -> Iterator[Finding]:
    found = reconciliation(view, contract)
    remedy = "the services by name, each with its line of the contract"
    for service in found.unplaced:
        said = date_text(service.claim.value.text)
        text = f"On which line of the contract does it stand? It is said to be {said}."
        evidence = (service.claim.entry,)
        yield _finding(
            NOT_RECONCILED, "warns", service.service, text, evidence=evidence, remedy=remedy
        )
    for service in service_exits(view):
        if service.due_past and service not in found.carved_up:
            day = date_text(service.planned[-1].on)
            text = f"It was to move on {day}; no source held here says that it did."
            evidence = (service.claim.entry,)
            confirm = "the day on which it moved, and to whom, with a source"
            yield _finding(
                NOT_RECONCILED, "warns", service.service, text, evidence=evidence, remedy=confirm
            )


def _staff(view: View, contract: Contract) -> Iterator[Finding]:
    found = staff(view, contract)
    for claim in found.two_tier:
        remedy = "the cost of both sets of terms, and of bringing them into line, in the exit plan"
        text = f"{claim.value.text}."
        evidence = (claim.entry,)
        yield _finding(
            TWO_TIER, "warns", claim.envelope.about, text, evidence=evidence, remedy=remedy
        )
    if found.may_become_two_tier:
        entries = tuple(m.entry for m in found.moves if m.direction == "back" and m.entry)
        text = (
            "Staff come back with the terms they have (unverified); beside colleagues on other "
            "terms there may be two sets, and nothing says what that costs."
        )
        remedy = "the cost of both sets of terms, in the exit plan"
        yield _finding(
            TWO_TIER, "notes", "staff who come back", text, evidence=entries, remedy=remedy
        )


def _challenges(view: View, contract: Contract) -> Iterator[Finding]:
    for challenge in challenges(view):
        rests = rests_on(view, contract, challenge)
        if challenge.open and rests:
            forms = ", ".join(dict.fromkeys(rest.form for rest in rests))
            text = (
                f"{challenge.stage}, against {challenge.target}; this contract rests on that form "
                f"({forms})."
            )
            entries = tuple(step.entry for step in challenge.steps)
            remedy = "the judgment, or a named and dated override"
            yield _finding(
                CHALLENGE, "blocks", challenge.name, text, evidence=entries, remedy=remedy
            )


def _law(view: View) -> Iterator[Finding]:
    for law in watched(view):
        if law.pending:
            bears = "; ".join(f"{e.on} {e.what}: {e.if_changed}" for e in law.effects)
            text = f"{law.text} If it changes: {bears}." if bears else law.text
            text += f" Last report held: {date_text(law.versions[-1].envelope.known.last)}."
            entries = (law.versions[-1].entry, *(e.claim.entry for e in law.effects))
            remedy = "what became of it; until then, a plan that holds under both"
            yield _finding(LAW, "warns", law.law, text, evidence=entries, remedy=remedy)


def _finding(
    rule: str,
    severity: str,
    about: str,
    text: str,
    *,
    evidence: tuple[str, ...] = (),
    remedy: str,
) -> Finding:
    return Finding(rule, "exit", severity, about, text, evidence, remedy)
