"""One case in one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from capitula.case.case import Case
from capitula.case.overview import Overview
from capitula.exit.end_dates import Proposal
from capitula.ground.letters import capital
from capitula.programme.plan_history import PlanHistory
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.item import Item
from capitula.web.parts import Column, Link, Stat, Table, Term
from capitula.web.presenters.evidence import claim_figure
from capitula.web.wording import date_text

EntryAddress = Callable[[str], str]


def stats(found: Overview, case: Case, address: EntryAddress) -> list[Stat]:
    """Return the headline figures: stage, start then and now, every amount with its basis."""
    figures = [_stage(found, case, address)]
    if found.started:
        figures.append(_reached(found.started, case, address))
    elif found.start is None:
        figures.append(Stat("Planned start", None, "no plan was known"))
    for plan in found.plans:
        figures += _plan(plan, case, address)
    return figures + [_amount(item, case, address) for item in found.values]


def _stage(found: Overview, case: Case, address: EntryAddress) -> Stat:
    if found.stage is None:
        return Stat("Stage", None, "no decision was known")
    current = found.stage.current
    return Stat(
        "Stage",
        capital(current.value.text),
        _also_said(found.stage) or f"said by {current.envelope.speaker}",
        claim_figure(current, case.sources, address(current.entry)),
    )


def _reached(claim: Claim, case: Case, address: EntryAddress) -> Stat:
    return Stat(
        capital(claim.envelope.about),
        capital(_date_words(claim)),
        f"{claim.state}; no plan of it was known",
        claim_figure(claim, case.sources, address(claim.entry)),
    )


def _plan(history: PlanHistory, case: Case, address: EntryAddress) -> Iterator[Stat]:
    what = capital(history.milestone)
    first, latest = history.first.claim, history.latest.claim
    if first is not latest:
        yield Stat(
            f"{what}, as first planned",
            capital(_date_words(first)),
            f"stated by {first.envelope.speaker}",
            claim_figure(first, case.sources, address(first.entry)),
        )
    yield Stat(
        f"{what}, as planned" if first is latest else f"{what}, as planned last",
        capital(_date_words(latest)),
        _result_words(history) or f"stated by {latest.envelope.speaker}",
        claim_figure(latest, case.sources, address(latest.entry)),
    )


def _date_words(claim: Claim) -> str:
    return date_text(claim.value.date) if claim.value.date else claim.value.text


def _result_words(history: PlanHistory) -> str:
    if not history.results:
        return ""
    claim = history.results[-1]
    when = f", {_date_words(claim)}" if claim.value.date else ""
    return f"result: {claim.state}{when}"


def _amount(item: Item, case: Case, address: EntryAddress) -> Stat:
    current = item.current
    value = current.value
    amount = value.text.partition(", ")[0] if value.amount_pence is not None else None
    basis = _also_said(item) or value.basis or "basis not stated"
    figure = claim_figure(current, case.sources, address(current.entry))
    return Stat(capital(f"{item.subject}, put at"), amount, basis, figure)


def _also_said(item: Item) -> str:
    if not item.clashes:
        return ""
    others = "; ".join(dict.fromkeys(claim.value.text for claim in item.clashes))
    basis = item.current.value.text.partition(", ")[2]
    return f"{basis}{'. ' if basis else ''}Also said: {others}"


def parties(found: Overview) -> list[Term]:
    """Return who is in it, by the part they have; a body with two parts stands twice."""
    by_role: dict[str, list[str]] = {}
    for party in found.contract.parties:
        name = f"{party.name} ({party.code})" if party.code else party.name
        for role in party.roles:
            by_role.setdefault(role.replace("_", " "), []).append(name)
    return [Term(capital(role), "; ".join(names)) for role, names in by_role.items()]


def offers(found: Overview, address: EntryAddress) -> Table | None:
    """Return every end that was offered beside the one in force; an offer is no plan."""
    if not found.offers:
        return None
    return Table(
        "Ends offered, beside the end in force",
        [
            Column("Proposed end"),
            Column("Terms"),
            Column("By"),
            Column("Response"),
            Column("Months from the end in force", numeric=True),
        ],
        [
            (
                Link(_proposed(each), address(each.claim.entry)),
                each.offer.terms,
                each.offer.by or each.claim.envelope.speaker,
                each.offer.response.replace("_", " "),
                str(each.months_from_end) if each.months_from_end else "",
            )
            for each in found.offers
        ],
    )


def _proposed(proposal: Proposal) -> str:
    end = proposal.offer.proposed_end
    return date_text(end) if end else "no end stated"


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """What stands open of one sort."""

    title: str
    blocks: bool
    findings: tuple[Finding, ...]


def open_groups(findings: Sequence[Finding]) -> list[OpenGroup]:
    """Return what stands open by rule: what is in the way first, questions last."""
    groups: dict[tuple[bool, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity == "blocks", finding.rule), []).append(finding)
    ordered = sorted(groups.items(), key=lambda group: not group[0][0])
    return [OpenGroup(capital(rule), blocks, tuple(found)) for (blocks, rule), found in ordered]


def moves(history: PlanHistory, address: EntryAddress) -> Table | None:
    """Return what moved and why: each version of a plan after the first."""
    rows = [
        (
            Link(date_text(version.claim.value.text), address(version.claim.entry)),
            date_text(version.claim.envelope.known.last),
            str(version.slip_first) if version.slip_first else "",
            version.reason or "no reason given",
        )
        for version in history.versions[1:]
        if not version.overtaken
    ]
    columns = [
        Column("Planned for"),
        Column("Known by"),
        Column("Months after the first plan", numeric=True),
        Column("Why it moved"),
    ]
    return Table(f"What moved and why: {history.milestone}", columns, rows) if rows else None
