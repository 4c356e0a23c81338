"""Returns and what falls due, as parts of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.delivery.reminders import Reminders
from capitula.delivery.returns import RegisteredReturn, ReturnsRegister, ReturnState
from capitula.delivery.schedule import ReturnDue
from capitula.delivery.shown_returns import due_text
from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark, weakest
from capitula.web.parts import Cell, Column, Figure, Input, Stat, Table
from capitula.web.wording import count, date_text


@dataclass(frozen=True, slots=True)
class ItemSection:
    """One return of the schedule: its periods, and how its due days are counted."""

    title: str
    words: str
    table: Table
    figure: Figure


def items(found: ReturnsRegister) -> list[ItemSection]:
    """Return a section for each return of the schedule, in order of its first due day."""
    by_item: dict[str, list[RegisteredReturn]] = {}
    for each in found.returns:
        by_item.setdefault(each.return_due.item, []).append(each)
    return [_section(listed) for listed in by_item.values()]


def _section(listed: Sequence[RegisteredReturn]) -> ItemSection:
    due = listed[0].return_due
    sender, recipient = due.sender or "sender not stated", due.recipient or "recipient not stated"
    rows = [_row(each) for each in listed]
    return ItemSection(
        due.name,
        f"{sender} to {recipient}. Due: {due.rule or 'no rule stated'}.",
        Table(
            f"{due.name}, by period",
            [Column("Period"), Column("Due"), Column("Received"), Column("Where it stands")],
            rows,
            compact=True,
            missing="nothing recorded",
            under_heading=True,
        ),
        _figure(due),
    )


def period_text(due: ReturnDue) -> str:
    """Return the period of a return."""
    last = date_text(due.last)
    if due.last_at_most != due.last:
        last = f"{last} or up to {date_text(due.last_at_most)}"
    return f"{date_text(due.first)} to {last}"


def _row(each: RegisteredReturn) -> tuple[Cell, ...]:
    decided = each.decided
    why = f": {decided.reason}" if decided and decided.reason else ""
    received = date_text(each.received) if each.received else None
    if each.state is ReturnState.NOT_YET_DUE:
        received = ""
    return (
        period_text(each.return_due),
        due_text(each.return_due, date_text),
        received,
        f"{capital(each.words)}{why}",
    )


def _figure(due: ReturnDue) -> Figure:
    day = due_text(due, date_text)
    return Figure(
        label=f"due days of {due.name}",
        mark=due.mark,
        formula=f"last day of the period, then {due.rule or 'no rule stated'}",
        inputs=[
            Input("First period", period_text(due), EvidenceMark.DERIVED),
            Input("Due", day, due.mark, due.cited),
        ],
        clause=due.cited,
        rounding="none: whole days",
    )


def stats(found: ReturnsRegister, overdue_actions: int, day: str) -> list[Stat]:
    """Return how many returns fell due, came late and are missing, and how many actions are."""
    fallen = [each for each in found.returns if each.state is not ReturnState.NOT_YET_DUE]
    overdue = found.in_state(ReturnState.OVERDUE)
    late = [each for each in fallen if each.late and each.received]
    basis = f"of {count(len(fallen))} that fell due by {day}"
    mark = weakest([each.return_due.mark for each in fallen])
    refused = len(found.in_state(ReturnState.REFUSED))
    missing = "returns whose day has passed and of which nothing is recorded"
    return [
        _stat("Returns with nothing recorded", len(overdue), basis, missing, mark),
        _stat("Returns late", len(late), basis, "returns received after their due day", mark),
        _stat("Returns refused", refused, basis, "returns whose last decision is a refusal", mark),
        _stat(
            "Actions overdue",
            overdue_actions,
            f"as known on {day}",
            "actions past their due day",
            EvidenceMark.DERIVED,
        ),
    ]


def _stat(label: str, number: int, basis: str, what: str, mark: EvidenceMark) -> Stat:
    figure = Figure(
        label=f"{label}, {basis}",
        mark=mark,
        formula=f"count of {what}",
        inputs=[Input("Counted in the tables below", count(number), EvidenceMark.DERIVED)],
    )
    return Stat(label, count(number), basis, figure)


def falls_due(found: Reminders) -> Table | None:
    """Return what falls due, by day; nothing where nothing does."""
    if not found.reminders:
        return None
    return Table(
        f"Falls due from {date_text(found.first)} to {date_text(found.last)}",
        [Column("Day"), Column("What"), Column("Who, and to whom"), Column("Known how")],
        [(date_text(r.day), r.sort, r.title, str(r.mark)) for r in found.reminders],
        compact=True,
    )
