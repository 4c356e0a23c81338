"""How it ends, for pages: tables that lead to their entries, steps with their last safe dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from capitula.contract.rules.ruleset import rule_sources
from capitula.exit.answers.answer import Answer, Sheet, Shown
from capitula.exit.safe_dates import Passed, SafeDates, SafeStep
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.record.findings import Finding
from capitula.record.sources import Source as CaseSource
from capitula.web.parts import Cell, Column, Figure, Input, Link, Source, Step, Table, Tone
from capitula.web.wording import date_text

EntryAddress = Callable[[str], str]
_TONES: dict[Passed, Tone] = {
    Passed.PASSED: "stop",
    Passed.MAY_HAVE_PASSED: "attention",
    Passed.AHEAD: "good",
    Passed.NOT_KNOWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class EndSection:
    """One end with the steps before it."""

    title: str
    lead: str
    steps: Sequence[Step]
    undated: str
    figures: Sequence[Figure]


def tables(answer: Answer, address: EntryAddress) -> list[Table]:
    """Return the tables of an answer; a cell that an entry shows leads to it."""
    return [_table(sheet, address) for sheet in answer.sheets]


def _table(sheet: Sheet, address: EntryAddress) -> Table:
    columns = [Column(head, numeric=n in sheet.numeric) for n, head in enumerate(sheet.headers)]
    rows = [[_cell(cell, address) for cell in row] for row in sheet.rows]
    return Table(sheet.caption, columns, rows, note=sheet.note, compact=True)


def _cell(cell: str | Shown, address: EntryAddress) -> Cell:
    if isinstance(cell, Shown):
        return Link(cell.text, address(cell.entry)) if cell.entry and cell.text else cell.text
    return cell


def end_sections(
    answer: Answer, sources: dict[str, CaseSource], address: EntryAddress
) -> list[EndSection]:
    """Return each end with its steps, the first to be done first; how each date was counted."""
    found: tuple[SafeDates, ...] = answer.found
    on = date.fromisoformat(answer.data["as_of"])
    return [
        _section(f"end-{n}", each, lead, _At(on, sources, address))
        for n, (each, lead) in enumerate(zip(found, answer.lead, strict=False), start=1)
    ]


@dataclass(frozen=True, slots=True)
class _At:
    on: date
    sources: dict[str, CaseSource]
    address: EntryAddress


def _section(ident: str, found: SafeDates, lead: str, at: _At) -> EndSection:
    end = found.end
    dated = [step for step in found.steps if step.safe_by]
    undated = [step.title for step in found.steps if step.safe_by is None]
    return EndSection(
        title=f"{capital(end.what)}: {date_text(end.when)}, {end.sort}",
        lead=lead,
        steps=[_step(step, at.on, f"{ident}-{step.name}") for step in dated],
        undated="; ".join(undated),
        figures=[_figure(found, step, at, f"{ident}-{step.name}") for step in dated],
    )


def _step(step: SafeStep, on: date, anchor: str) -> Step:
    only = f", only if {step.only_if}" if step.only_if else ""
    return Step(
        f"{date_text(step.safe_by)}: {step.title[:1].lower()}{step.title[1:]}{only}",
        f"{step.passed(on)}",
        _TONES[step.passed(on)],
        text=f"{capital(step.formula)}. Evidence: {step.mark}.",
        href=f"#{anchor}",
    )


def _figure(found: SafeDates, step: SafeStep, at: _At, anchor: str) -> Figure:
    end = found.end
    stated = f"entry {end.entry}, {end.by}" if end.entry else end.by
    return Figure(
        label=f"{step.title}, before {end.what} {date_text(end.when)} ({end.sort})",
        mark=step.mark,
        formula=f"{capital(step.formula)}. {step.rule.says}",
        inputs=[
            Input("The end", date_text(end.when), end.mark, stated),
            Input("Time before", str(step.lead), _lead_mark(step), step.source),
            Input("Safe by", date_text(step.safe_by), step.mark, "from the first day it can mean"),
            Input("At the latest", date_text(step.latest), step.mark, "from the last such day"),
        ],
        clause=f"rule {step.rule.id}",
        sources=list(_sources(step, at.sources)),
        rounding="none: whole days",
        anchor=anchor,
    )


def _lead_mark(step: SafeStep) -> EvidenceMark:
    given = step.rule.parameters["lead"]
    return given.mark if given.value is not None else step.mark


def _sources(step: SafeStep, sources: dict[str, CaseSource]) -> Iterable[Source]:
    if step.source in sources:
        source = sources[step.source]
        yield Source(source.publisher, source.title)
    elif step.source in rule_sources():
        yield Source(step.source, rule_sources()[step.source].title)


def findings_table(found: Sequence[Finding], address: EntryAddress) -> Table | None:
    """Return what the end leaves open; None where nothing does."""
    if not found:
        return None
    rows: list[list[Cell]] = [
        [
            finding.rule,
            Link(finding.text, address(finding.evidence[0])) if finding.evidence else finding.text,
            finding.remedy,
        ]
        for finding in found
    ]
    columns = [Column("Rule"), Column("What was found"), Column("What would settle it")]
    return Table("What the end leaves open", columns, rows, compact=True)
