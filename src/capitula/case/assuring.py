"""Deciding at a gate and doing an act: each freezes what it rests on, in the entry it appends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from capitula.assurance.conditions import conditions
from capitula.assurance.frameworks.model import Framework, Stage
from capitula.assurance.gates.frozen import freeze
from capitula.assurance.gates.kinds import ActTaken, FrameworkAdopted, GateDecided, GateOutcome
from capitula.assurance.readiness.deciding import Readiness, Result
from capitula.assurance.readiness.rules import read_act
from capitula.assurance.readiness.text import headline
from capitula.case.case import Case
from capitula.ground.faults import CapitulaError, Place, near_miss
from capitula.ground.marks import EvidenceMark
from capitula.record.chain import seal
from capitula.record.draft import Draft
from capitula.record.entry import Entry
from capitula.record.envelope import Audience
from capitula.record.kind import Body
from capitula.record.stores.protocol import Store
from capitula.record.view import View


class CannotDecide(CapitulaError):
    """The gate is none of this contract's, or the day or a word of the decision does not hold."""


class NotReady(CapitulaError):
    """The act is not ready, or that cannot be judged, and nobody has overridden what is open."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class GateOrder:
    """A decision to be entered.

    Attributes:
        gate: `framework: stage`.
        outcome: proceed, proceed_with_conditions, pause or stop.
        by: who decides: an office or a body.
        reasons: why.
        on: the day of the decision; what was known by then is frozen.
        conditions: conditions set, by subject, as `condition_set` entries name them.
        dissent: who held otherwise, each as `body: words`.
        recusals: who took no part, each as `body: interest`.
    """

    gate: str
    outcome: str
    by: str
    reasons: str
    on: date
    conditions: Sequence[str] = field(default=())
    dissent: Sequence[str] = field(default=())
    recusals: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class ActOrder:
    """An act to be entered: which, who does it, what is done, on which day."""

    act: str
    by: str
    text: str
    on: date
    service: str = ""


def decide_gate(case: Case, store: Store, order: GateOrder) -> Entry:
    """Append the outcome of a gate with a frozen copy of what it rested on.

    Raises:
        CannotDecide: no such gate here, an outcome that is none, nobody or no reason named,
            conditions without an outcome that has any, or a day that has not been.
    """
    _check_day(order.on)
    _check_named(order.by, order.reasons)
    framework, stage = _gate(case, order)
    outcome = _outcome(order)
    view = case.as_known(order.on)
    _check_conditions(view, order.conditions)
    ready = [case.assurance.readiness_in(view, act) for act in stage.guards]
    frozen = freeze(
        view,
        case.findings(view),
        framework=f"{framework.id} {framework.version}",
        framework_digest=framework.content_digest,
        result=" ".join(headline(each) for each in ready),
    )
    body = GateDecided(
        mark=EvidenceMark.LOCAL,
        outcome=outcome,
        by=order.by,
        reasons=order.reasons,
        conditions=tuple(order.conditions),
        dissent=tuple(order.dissent),
        recusals=tuple(order.recusals),
        frozen=frozen,
    )
    return _append(case, store, body, order.gate, order.on)


def do_act(case: Case, store: Store, order: ActOrder) -> tuple[Entry, Readiness]:
    """Append an act, if it is ready or what stands in its way was overridden.

    Raises:
        NotReady: it is neither; what stands in the way is named, and nothing is written.
        CannotDecide: nobody named, or a day that has not been.
        NoSuchAct: no such act.
    """
    act = read_act(order.act)
    _check_day(order.on)
    _check_named(order.by, order.text)
    view = case.as_known(order.on)
    found = case.assurance.readiness_in(view, act, order.service)
    if found.result is not Result.READY:
        raise NotReady(_refusal(found))
    frozen = freeze(view, case.findings(view), result=headline(found))
    body = ActTaken(
        mark=EvidenceMark.LOCAL,
        by=order.by,
        text=order.text,
        service=order.service,
        overrides=_used(found),
        frozen=frozen,
    )
    return _append(case, store, body, act.value, order.on), found


def _used(found: Readiness) -> tuple[str, ...]:
    matters = (*found.findings, *found.questions)
    return tuple(dict.fromkeys(entry for each in matters for entry in each.overridden_by))


def _refusal(found: Readiness) -> str:
    open_ = [each.key for each in found.blocking] + [each.key for each in found.unanswered]
    listed = "\n".join(f"  {key}" for key in dict.fromkeys(open_))
    return (
        f"{headline(found)}\nNothing was written. Expected each of these closed by evidence, "
        f"answered, or named in an entry `override_made` about {found.act!s}, by a person, dated, "
        f"with reasons:\n{listed}"
    )


def _gate(case: Case, order: GateOrder) -> tuple[Framework, Stage]:
    frameworks = case.assurance.frameworks
    adopted = case.as_known(order.on).of_kind(FrameworkAdopted.kind)
    names = [claim.envelope.about for claim in adopted]
    gates = [
        f"{name}: {stage.id}"
        for name in dict.fromkeys(names)
        if name in frameworks
        for stage in frameworks[name].stages
    ]
    if order.gate not in gates:
        remedy = near_miss(order.gate, gates) or (
            "record `framework_adopted` about the framework first" if not gates else "choose one"
        )
        known = ", ".join(gates) or "none, since no framework applies yet"
        raise CannotDecide(
            f"found the gate {order.gate!r}; expected a gate of this contract by {order.on} "
            f"({known}); {remedy}"
        )
    name, _, stage_id = order.gate.partition(": ")
    framework = frameworks[name]
    stage = framework.stage(stage_id)
    if stage is None:
        raise CannotDecide(f"found no stage {stage_id!r} of {name}")
    return framework, stage


def _outcome(order: GateOrder) -> GateOutcome:
    words = [outcome.value for outcome in GateOutcome]
    if order.outcome not in words:
        remedy = near_miss(order.outcome, words) or "choose one of these"
        expected = ", ".join(words)
        raise CannotDecide(f"found the outcome {order.outcome!r}; expected {expected}; {remedy}")
    outcome = GateOutcome(order.outcome)
    if bool(order.conditions) != (outcome is GateOutcome.PROCEED_WITH_CONDITIONS):
        raise CannotDecide(
            f"found the outcome {outcome.value!r} with {len(order.conditions)} conditions; "
            "expected conditions with `proceed_with_conditions`, and with no other; correct one"
        )
    return outcome


def _check_conditions(view: View, names: Sequence[str]) -> None:
    """Ask of each condition set that it is on record, with an owner and a day when it is due."""
    known = {each.name: each.body for each in conditions(view)}
    for name in names:
        body = known.get(name)
        if body is None:
            remedy = near_miss(name, list(known)) or "record `condition_set` about it first"
            raise CannotDecide(
                f"found the condition {name!r}; expected one on record by {view.known_on}; {remedy}"
            )
        if not body.owner or body.due is None:
            raise CannotDecide(
                f"found the condition {name!r} without an owner or a day by which it is due; "
                "expected both; record it anew with `owner` and `due`, superseding the first"
            )


def _check_day(on: date) -> None:
    today = datetime.now(UTC).date()
    if on > today:
        raise CannotDecide(f"found the day {on}; expected one that has been, by {today}")


def _check_named(by: str, reasons: str) -> None:
    if not by.strip() or not reasons.strip():
        raise CannotDecide("found nobody named, or no reasons; expected both; write them out")


def _append(case: Case, store: Store, body: Body, about: str, on: date) -> Entry:
    recorded = datetime.now(UTC).replace(microsecond=0)

    def draft(sequence: int) -> Draft:
        by = getattr(body, "by", "")
        return Draft(
            entry=f"{body.kind.replace('_', '-')}-{sequence}",
            kind=body.kind,
            about=about,
            property_name=body.stated_property,
            in_force_from=None,
            in_force_to=None,
            known_from=on,
            known_to=on,
            speaker=by,
            speaks_for=None,
            source=None,
            audience=Audience.PUBLIC,
            supersedes=(),
            body=body,
            place=Place("command line"),
        )

    (entry,) = store.append(
        lambda head: seal([draft(head.sequence + 1)], case.name, head, recorded)
    )
    return entry
