"""One case in one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from capitula.case.case import Case
from capitula.case.overview import Overview
from capitula.programme.plan_history import PlanHistory
from capitula.record.item import Item
from capitula.web.parts import Column, Figure, Link, Stat, Table
from capitula.web.presenters.evidence import claim_figure
from capitula.web.wording import date_text

EntryAddress = Callable[[str], str]


def stats(found: Overview, case: Case, address: EntryAddress) -> list[Stat]:
    """Return the headline figures: stage, start then and now, every amount with its basis."""
    figures: list[Stat] = [_stage(found, case, address), *_start(found.start, case, address)]
    return figures + [_amount(item, case, address) for item in found.values]


def _stage(found: Overview, case: Case, address: EntryAddress) -> Stat:
    if found.stage is None:
        return Stat("Stage", None, "no decision was known")
    current = found.stage.current
    return Stat(
        "Stage",
        _capital(current.value.text),
        _also_said(found.stage) or f"said by {current.envelope.speaker}",
        claim_figure(current, case.sources, address(current.entry)),
    )


def _start(history: PlanHistory | None, case: Case, address: EntryAddress) -> Iterator[Stat]:
    if history is None:
        yield Stat("Planned start", None, "no plan was known")
        return
    what = _capital(history.milestone)
    first, latest = history.first.claim, history.latest.claim
    yield Stat(
        f"{what}, as first planned",
        _capital(date_text(first.value.date) if first.value.date else first.value.text),
        f"stated by {first.envelope.speaker}",
        claim_figure(first, case.sources, address(first.entry)),
    )
    yield Stat(
        f"{what}, as planned last",
        _capital(date_text(latest.value.date) if latest.value.date else latest.value.text),
        _result_words(history) or f"stated by {latest.envelope.speaker}",
        claim_figure(latest, case.sources, address(latest.entry)),
    )


def _result_words(history: PlanHistory) -> str:
    if history.result is None:
        return ""
    value = history.result.value()
    return f"result: {history.result.state()}, {date_text(value.text)}".replace(
        ": never, never", ": never"
    )


def _amount(item: Item, case: Case, address: EntryAddress) -> Stat:
    current = item.current
    amount, _, basis = current.value.text.partition(", ")
    figure: Figure = claim_figure(current, case.sources, address(current.entry))
    return Stat(_capital(f"{item.subject}, put at"), amount, _also_said(item) or basis, figure)


def _also_said(item: Item) -> str:
    if not item.clashes:
        return ""
    others = "; ".join(dict.fromkeys(claim.value.text for claim in item.clashes))
    basis = item.current.value.text.partition(", ")[2]
    return f"{basis}{'. ' if basis else ''}Also said: {others}"


def parties(found: Overview) -> Table:
    """Return who is in it."""
    return Table(
        "Who is in it",
        [Column("Body"), Column("Part"), Column("ODS code")],
        [
            (party.name, ", ".join(party.roles).replace("_", " "), party.code)
            for party in found.contract.parties
        ],
        missing="not known",
        compact=True,
    )


def moves(history: PlanHistory | None, address: EntryAddress) -> Table | None:
    """Return what moved and why: each version of the start's plan after the first."""
    if history is None or len(history.versions) < 2:
        return None
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


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
