"""Who runs what has moved until it moves on, and who runs it next: continuity and successors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.exit.handover_kinds import ContinuityPlanned, ExitPlanMade
from capitula.exit.ledger import WHOLE
from capitula.exit.services import ServiceExit, named_exits
from capitula.exit.transfer_kinds import Move
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.organisation_kinds import OrganisationSucceeded
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Continuing:
    """A service with the holder, and how it goes on.

    Attributes:
        service: the service.
        runs: who runs it; empty where nobody says.
        until: until when; None where no end is stated.
        after: who runs it next; empty where nobody says.
        essential: whether the contract or the plan has it go on whatever happens.
        step_in: who steps in; empty where nobody says.
        entries: the entries that show it.
        questions: what is not said.
    """

    service: str
    runs: str
    until: PartialDate | None
    after: str
    essential: bool
    step_in: str
    entries: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Successor:
    """A service, or a body, and what comes after it.

    Attributes:
        of: the service or the body.
        sort: service, or body.
        now: who runs the service now; empty for a body, or where nobody says.
        next_holder: who comes after; empty where nobody says.
        on: when.
        state: whether it happened, or is to.
        entry: the entry.
    """

    of: str
    sort: str
    now: str
    next_holder: str
    on: PartialDate | None
    state: str
    entry: str


def exit_plans(view: View) -> tuple[Claim, ...]:
    """Return the exit plans that stand in a view."""
    return tuple(c for c in view.standing if isinstance(c.body, ExitPlanMade))


def continuity(view: View, contract: Contract) -> tuple[Continuing, ...]:
    """Return how every service that is with the holder goes on, with what is not said of it."""
    planned = {c.envelope.about: c for c in view.standing if isinstance(c.body, ContinuityPlanned)}
    with_holder = [e for e in named_exits(view) if e.move in (Move.MOVED, Move.TO_RETURN)]
    names = dict.fromkeys([*(e.service for e in with_holder), *planned])
    exits = {e.service: e for e in with_holder}
    return tuple(_continuing(s, exits.get(s), planned.get(s), contract) for s in names)


def _continuing(
    service: str, exit_: ServiceExit | None, plan: Claim | None, contract: Contract
) -> Continuing:
    body = plan.body if plan and isinstance(plan.body, ContinuityPlanned) else None
    schedule = contract.exit
    essential = schedule.essential_services if schedule else ()
    lines = {line.id for line in contract.scope if line.name.casefold() == service.casefold()}
    leaves = exit_ is not None and exit_.move is Move.TO_RETURN
    runs = body.runs if body else ""
    if not runs and exit_ is not None:
        runs = _with(exit_)
    until = body.until if body else None
    if until is None and leaves and exit_ is not None and exit_.planned:
        until = exit_.planned[-1].on
    after = body.after if body and body.after else exit_.recipient if exit_ and leaves else ""
    step_in = body.step_in if body and body.step_in else schedule.step_in if schedule else ""
    asked = (
        ("who runs it until then", not runs),
        ("until when", until is None),
        ("who runs it next", not after),
        ("who steps in", not step_in),
    )
    entries = [c.entry for c in (exit_.claim if exit_ else None, plan) if c]
    return Continuing(
        service,
        runs,
        until,
        after,
        bool(body and body.essential) or bool(lines & set(essential)),
        step_in,
        tuple(entries),
        tuple(words for words, missing in asked if missing),
    )


def _with(exit_: ServiceExit) -> str:
    """Return with whom a service is: who took it, or the body whose services it is among."""
    if exit_.move is Move.MOVED:
        return exit_.recipient
    return "" if exit_.whole == WHOLE else exit_.whole


def successors(view: View, contract: Contract) -> tuple[Successor, ...]:
    """Return the next holder of every service that left or is to, then bodies that followed."""
    holders = contract.with_role(Role.HOLDER)
    holder = holders[0].name if len(holders) == 1 else ""
    found = [*_services(view, holder), *_bodies(view)]
    return tuple(found)


def _services(view: View, holder: str) -> Iterator[Successor]:
    for exit_ in named_exits(view):
        leaves = exit_.move in (Move.TO_RETURN, Move.RETURNED)
        if not leaves and exit_.move is not Move.MOVED:
            continue
        on = exit_.actual if leaves else None
        if on is None and leaves and exit_.planned:
            on = exit_.planned[-1].on
        now = "" if exit_.move is Move.RETURNED else _with(exit_) or holder
        next_holder = exit_.recipient if leaves else ""
        yield Successor(
            exit_.service, "service", now, next_holder, on, exit_.move.words, exit_.claim.entry
        )


def _bodies(view: View) -> Iterator[Successor]:
    for claim in view.standing:
        body = claim.body
        if isinstance(body, OrganisationSucceeded):
            yield Successor(
                claim.envelope.about,
                "body",
                "",
                body.into or "",
                body.on,
                f"{body.how}{claim.mark.caution}",
                claim.entry,
            )
