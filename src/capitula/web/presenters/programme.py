"""Every version of every plan, as tables beside the chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.ground.months import MonthSpan
from capitula.programme.plan_history import PlanHistory, Version
from capitula.record.claim import Claim
from capitula.record.sources import Source
from capitula.web.parts import Cell, Column, Figure, Input, Link, Table
from capitula.web.wording import date_text

_COLUMNS = [
    Column("Known by"),
    Column("Planned for"),
    Column("Stated by"),
    Column("Report"),
    Column("Months on first plan", numeric=True),
    Column("Months on plan before", numeric=True),
    Column("Why it moved"),
]


@dataclass(frozen=True, slots=True)
class MilestoneSection:
    """A milestone: what it means, its table, and how its slip was counted."""

    title: str
    meaning: str
    table: Table
    slip: Figure | None


def milestone_sections(
    histories: Sequence[PlanHistory],
    sources: Mapping[str, Source],
    address: Callable[[str], str],
) -> list[MilestoneSection]:
    """Return a section per milestone."""
    return [
        MilestoneSection(
            title=capital(history.milestone),
            meaning=history.meaning,
            table=_table(history, sources, address),
            slip=_slip(history),
        )
        for history in histories
    ]


def _table(
    history: PlanHistory, sources: Mapping[str, Source], address: Callable[[str], str]
) -> Table:
    rows = [_version(version, sources, address) for version in history.versions]
    rows += [_result(claim, sources, address) for claim in history.results]
    return Table(f"Every date stated for: {history.milestone}", _COLUMNS, rows, compact=True)


def _version(
    version: Version, sources: Mapping[str, Source], address: Callable[[str], str]
) -> tuple[Cell, ...]:
    envelope = version.claim.envelope
    planned = date_text(version.claim.value.text)
    return (
        Link(date_text(envelope.known.last), address(version.claim.entry)),
        f"{planned} (an earlier plan by then)" if version.overtaken else planned,
        envelope.speaker,
        _report(version.claim, sources),
        _months(version.slip_first),
        _months(version.slip_previous),
        version.reason,
    )


def _result(
    claim: Claim, sources: Mapping[str, Source], address: Callable[[str], str]
) -> tuple[Cell, ...]:
    envelope = claim.envelope
    words = (
        claim.state if claim.value.date is None else f"{claim.state}, {date_text(claim.value.date)}"
    )
    return (
        Link(date_text(envelope.known.last), address(claim.entry)),
        f"Result: {words}",
        envelope.speaker,
        _report(claim, sources),
        "",
        "",
        claim.body.note if claim.body else "",
    )


def _report(claim: Claim, sources: Mapping[str, Source]) -> str:
    source = sources.get(claim.envelope.source or "")
    return f"{source.publisher} ({claim.envelope.source})" if source else ""


def _months(span: MonthSpan | None) -> str:
    return "" if span is None else str(span)


def _slip(history: PlanHistory) -> Figure | None:
    latest = history.latest
    if latest.slip_first is None:
        return None
    first = history.first
    return Figure(
        label=f"{history.milestone}, months between the first plan and the last",
        mark=EvidenceMark.DERIVED,
        formula=(
            "months = 12 × year + month of the last planned date − the same of the first; "
            f"from earliest to latest where a date is partial: {latest.slip_first}"
        ),
        inputs=[_input("First planned date", first), _input("Last planned date", latest)],
        rounding="none: whole calendar months",
    )


def _input(name: str, version: Version) -> Input:
    claim = version.claim
    entry = f"entry {claim.entry}, {claim.envelope.speaker}"
    return Input(name, date_text(claim.value.text), claim.mark, entry)
