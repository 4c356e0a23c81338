"""Gates and decisions as a page shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from capitula.assurance.gates.decisions import Decision
from capitula.assurance.gates.kinds import EvidenceSubmitted, QuestionRated
from capitula.assurance.gates.since_changed import Changed
from capitula.assurance.gates.state import Gate, Rated
from capitula.ground.letters import capital
from capitula.web.parts import Cell, Column, Link, Step, Table, Tone
from capitula.web.wording import date_text

EntryAddress = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class GateSection:
    """One gate: its heading, where it stands, its lines of enquiry, its evidence."""

    title: str
    timing: str
    state: str
    tone: Tone
    guards: str
    questions: Table | None
    evidence: Table | None
    conditions: Table | None
    decided: str
    dissent: Sequence[str]
    entry: Link | None


@dataclass(frozen=True, slots=True)
class FrameworkSection:
    """A framework that applies: why, and its gates as steps and in full."""

    title: str
    ground: str
    entry: Link
    version: str
    href: str
    steps: Sequence[Step]
    gates: Sequence[GateSection]


@dataclass(frozen=True, slots=True)
class DecisionSection:
    """One decision: what it rested on, and what has changed since."""

    title: str
    when: str
    by: str
    reasons: str
    rested_on: str
    readiness: str
    changed_words: str
    changed: Table | None
    since: str
    entry: Link


def framework_sections(
    gates: Sequence[Gate], address: EntryAddress, framework_address: Callable[[str], str]
) -> list[FrameworkSection]:
    """Return a section for each framework that applies."""
    by_framework: dict[str, list[Gate]] = {}
    for gate in gates:
        by_framework.setdefault(gate.framework.id, []).append(gate)
    return [_framework(of, address, framework_address) for of in by_framework.values()]


def _framework(
    gates: Sequence[Gate], address: EntryAddress, framework_address: Callable[[str], str]
) -> FrameworkSection:
    framework, adopted = gates[0].framework, gates[0].adopted
    return FrameworkSection(
        title=framework.title,
        ground=adopted.value.text,
        entry=Link(f"Entry {adopted.entry}", address(adopted.entry)),
        version=framework.version,
        href=framework_address(framework.id),
        steps=[Step(g.stage.title, g.state, _tone(g), _guards(g)) for g in gates],
        gates=[_gate(gate, address) for gate in gates],
    )


def _tone(gate: Gate) -> Tone:
    if not gate.is_open:
        return "good"
    return "stop" if gate.decision or gate.stage.guards else "neutral"


def _guards(gate: Gate) -> str:
    if not gate.stage.guards:
        return "It guards no act."
    verb = "It blocks" if gate.is_open else "It guards"
    return f"{verb}: {', '.join(gate.stage.guards)}."


def _gate(gate: Gate, address: EntryAddress) -> GateSection:
    decision = gate.decision
    return GateSection(
        title=gate.stage.title,
        timing=gate.stage.timing,
        state=gate.state,
        tone=_tone(gate),
        guards=_guards(gate),
        questions=_questions(gate, address) if gate.rated else None,
        evidence=_evidence(gate, address) if gate.evidence else None,
        conditions=_conditions(gate, address) if gate.conditions else None,
        decided=f"Decided by {decision.by}: {decision.reasons}" if decision else "",
        dissent=decision.dissent if decision else (),
        entry=Link(f"Entry {gate.decided.entry}", address(gate.decided.entry))
        if gate.decided
        else None,
    )


def _questions(gate: Gate, address: EntryAddress) -> Table:
    return Table(
        f"Lines of enquiry, {gate.stage.title}",
        [Column("Question"), Column("What good looks like"), Column("Known as"), Column("Rating")],
        [
            (each.question.question, each.question.good, str(each.question.mark), _rating(each))
            for each in gate.rated
        ],
        compact=True,
        note="Unverified: a starting question from general knowledge, not one of the guidance.",
    )


def _rating(each: Rated) -> Cell:
    body = each.rating.body if each.rating else None
    if isinstance(body, QuestionRated):
        return f"{body.rating}, by {body.reviewer}: {body.reasons}"
    return "not rated" if each.evidence else "not rated; no evidence"


def _evidence(gate: Gate, address: EntryAddress) -> Table:
    return Table(
        f"Evidence, {gate.stage.title}",
        [Column("Evidence"), Column("Shows"), Column("Came"), Column("Recorded"), Column("By")],
        [
            (
                Link(claim.body.title, address(claim.entry)),
                date_text(claim.body.effective),
                date_text(claim.body.arrived),
                date_text(claim.envelope.recorded.date()),
                claim.body.by,
            )
            for claim in gate.evidence
            if isinstance(claim.body, EvidenceSubmitted)
        ],
        compact=True,
    )


def _conditions(gate: Gate, address: EntryAddress) -> Table:
    return Table(
        f"Conditions, {gate.stage.title}",
        [Column("Condition"), Column("Owner"), Column("Due"), Column("State")],
        [
            (
                Link(each.body.text, address(each.claim.entry)),
                each.body.owner or None,
                date_text(each.body.due) if each.body.due else None,
                "open" if each.is_open else "closed by evidence",
            )
            for each in gate.conditions
        ],
        compact=True,
    )


def decision_sections(
    found: Sequence[Decision], address: EntryAddress, called: Mapping[str, str]
) -> list[DecisionSection]:
    """Return a section for each decision, the latest first.

    Args:
        found: the decisions.
        address: gives the address of an entry.
        called: how a reader calls a gate, by the name that entries have for it.
    """
    return [_decision(each, address, called) for each in reversed(found)]


def _decision(each: Decision, address: EntryAddress, called: Mapping[str, str]) -> DecisionSection:
    claim, frozen, changed = each.claim, each.frozen, each.changed
    blocks = sum(1 for finding in frozen.findings if finding.severity == "blocks")
    last = {change.entry: change for change in changed.facts}
    about = called.get(claim.envelope.about, claim.envelope.about)
    return DecisionSection(
        title=f"{capital(about)}: {claim.state}",
        when=date_text(frozen.known_on),
        by=each.by,
        reasons=each.reasons,
        rested_on=(
            f"It rested on {len(frozen.entries)} entries, and {blocks} findings blocked "
            f"({each.kept})."
        ),
        readiness=frozen.result,
        changed_words=changed.words,
        changed=_changed(claim.entry, list(last.values()), address, called) if last else None,
        since=(
            f"Findings since: {len(changed.closed)} of that day closed, {len(changed.opened)} "
            "come up."
        ),
        entry=Link(f"Entry {claim.entry}", address(claim.entry)),
    )


def _changed(
    decision: str, facts: Sequence[Changed], address: EntryAddress, called: Mapping[str, str]
) -> Table:
    return Table(
        f"Facts changed since {decision}",
        [Column("Fact"), Column("About"), Column("How"), Column("By"), Column("Now said")],
        [
            (
                Link(change.entry, address(change.entry)),
                called.get(change.about, change.about),
                str(change.how),
                Link(change.by, address(change.by)) if change.by else "",
                change.said.words,
            )
            for change in facts
        ],
        compact=True,
        under_heading=True,
    )
