"""The readiness table and the frameworks as pages show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from capitula.assurance.frameworks.model import Framework, Stage
from capitula.case.readiness_table import Judged, ReadinessTable, Row
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.web.parts import Column, Figure, Input, Link, Stat, Table
from capitula.web.wording import date_text


@dataclass(frozen=True, slots=True)
class StageSection:
    """A stage of a framework, with its questions."""

    title: str
    text: str
    note: str
    mark: str
    questions: Table | None


def counts(found: ReadinessTable) -> list[Stat]:
    """Return how the answers came out: alarms borne out, false ones, and cases too thin."""
    return [_stat(judged, found.before) for judged in Judged]


def _stat(judged: Judged, asked: Sequence[Row]) -> Stat:
    rows = [row for row in asked if row.judged is judged]
    places = len({row.case for row in rows})
    words = str(judged)
    figure = Figure(
        label=f"Answers that came out so: {words}",
        mark=EvidenceMark.UNVERIFIED,
        formula="answers of the table below, counted; what became of a start enters no answer",
        inputs=[
            Input(f"{row.case}, {date_text(row.start)}", str(row.readiness.result), _mark(row))
            for row in rows
        ],
        rounding="none: a count",
    )
    basis = f"asked of {places} contract{'' if places == 1 else 's'}" if rows else "none"
    return Stat(capital(words), str(len(rows)), basis, figure if rows else None)


def _mark(row: Row) -> EvidenceMark:
    return row.readiness.mark


def rows_table(
    caption: str, rows: Sequence[Row], places: dict[str, str], address: Callable[[Row], str]
) -> Table:
    """Return the answers, each linked to its page on the day on which it was asked."""
    return Table(
        caption,
        [
            Column("Case and start"),
            Column("As known on"),
            Column("Answer"),
            Column("In the way"),
            Column("Questions open", numeric=True),
            Column("Became"),
            Column("Held against that"),
        ],
        [
            (
                Link(f"{places.get(row.case, row.case)}, {date_text(row.start)}", address(row)),
                date_text(row.known_on),
                str(row.readiness.result),
                _rules(row) or "nothing on record",
                str(len(row.readiness.unanswered)),
                row.became,
                ". ".join(filter(None, (str(row.judged or ""), row.note))),
            )
            for row in rows
        ],
        missing="",
        compact=True,
    )


def _rules(row: Row) -> str:
    rules: dict[str, int] = {}
    for each in row.readiness.blocking:
        rules[each.finding.rule] = rules.get(each.finding.rule, 0) + 1
    return ", ".join(f"{rule} ({count})" if count > 1 else rule for rule, count in rules.items())


def frameworks_table(found: Sequence[Framework], address: Callable[[str], str]) -> Table:
    """Return the frameworks that ship."""
    return Table(
        "Frameworks of assurance",
        [Column("Framework"), Column("Version"), Column("Stages"), Column("Questions")],
        [
            (
                Link(each.title, address(each.id)),
                each.version,
                ", ".join(stage.title for stage in each.stages),
                ", ".join(f"{count} {mark}" for mark, count in each.marks.items()) or "none",
            )
            for each in found
        ],
        under_heading=True,
    )


def stage_sections(found: Framework) -> list[StageSection]:
    """Return the stages of a framework."""
    return [_stage(stage) for stage in found.stages]


def _stage(stage: Stage) -> StageSection:
    guards = ", ".join(stage.guards) or "no act"
    return StageSection(
        title=stage.title,
        text=f"When: {stage.timing}. Guards: {guards}. Result: {stage.result}.",
        note=stage.note,
        mark=str(stage.mark),
        questions=_questions(stage) if stage.questions else None,
    )


def _questions(stage: Stage) -> Table:
    return Table(
        f"Lines of enquiry, {stage.title}",
        [
            Column("Question"),
            Column("Group"),
            Column("What good looks like"),
            Column("Evidence wanted"),
            Column("Known as"),
        ],
        [
            (each.question, each.group, each.good, ", ".join(each.evidence), str(each.mark))
            for each in stage.questions
        ],
        compact=True,
    )
