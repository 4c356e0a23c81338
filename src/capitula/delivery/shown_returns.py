"""The register of returns, and the reminders, as tables and for machines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from capitula.contract.rules.ruleset import load_ruleset, rule_sources
from capitula.delivery.reminders import Reminders, reminders
from capitula.delivery.result import Result
from capitula.delivery.returns import RegisteredReturn, ReturnsRegister, register
from capitula.delivery.schedule import ReturnDue
from capitula.delivery.under_contract import UnderContract
from capitula.ground.date_words import date_text
from capitula.ground.marks import weakest
from capitula.record.text_table import TextTable

HEADERS = ("Period", "Due", "Received", "Stands")


def shown_returns(under: UnderContract, until: date | None = None) -> Result[ReturnsRegister]:
    """Return the register of returns as of the day."""
    found = register(under, until)
    by_item: dict[str, list[RegisteredReturn]] = {}
    for each in found.returns:
        by_item.setdefault(each.return_due.item, []).append(each)
    tables = tuple(
        TextTable(item_title(listed[0].return_due), HEADERS, tuple(_row(each) for each in listed))
        for listed in by_item.values()
    )
    return Result(
        "capitula.delivery.returns/1",
        under,
        found,
        tables or (TextTable("No returns", HEADERS, ()),),
        tuple(_notes(under, found)),
        {
            "until": found.until.isoformat(),
            "running": {
                "from": str(under.running.start) if under.running.start else None,
                "to": str(under.running.end) if under.running.end else None,
                "says": under.running.says,
            },
            "returns": [_document(each) for each in found.returns],
            "unmatched": [claim.entry for claim in found.unmatched],
            "questions": list(found.questions),
        },
    )


def item_title(due: ReturnDue) -> str:
    """Return what is sent by whom to whom, and by which rule it is due."""
    between = f"{due.sender or 'sender not stated'} to {due.recipient or 'recipient not stated'}"
    rule = due.rule or "no due rule stated"
    return f"{due.name} [{due.item}]\n{between}; {rule} ({due.cited})"


def period_text(due: ReturnDue) -> str:
    """Return the period of a return, with bounds where it is known in part."""
    last = str(due.last)
    if due.last_at_most != due.last:
        last = f"{last} (or up to {due.last_at_most})"
    return f"{due.first} to {last}"


def due_text(due: ReturnDue, day: Callable[[date], str] = str) -> str:
    """Return the due day of a return, as bounds where it is known in part, with its mark.

    Args:
        due: the return.
        day: how a day is written.
    """
    if due.due is None:
        return due.without_day
    if due.due_at_most is not None and due.due_at_most != due.due:
        return f"{day(due.due)} to {day(due.due_at_most)}{due.mark.caution}"
    return f"{day(due.due)}{due.mark.caution}"


def _row(each: RegisteredReturn) -> tuple[str, ...]:
    received = str(each.received) if each.received else ""
    return period_text(each.return_due), due_text(each.return_due), received, each.words


def _notes(under: UnderContract, found: ReturnsRegister) -> list[str]:
    notes: list[str] = [f"As known on {date_text(under.day)}: {under.contract.title}."]
    if found.without_start:
        notes.append(f"No return has fallen due: {found.without_start}.")
    else:
        end = f" to {date_text(under.running.end)}" if under.running.end else ", no end known"
        notes.append(
            f"Runs from {date_text(under.running.start)}{end}: {under.running.says}. "
            f"Returns whose period ends by {date_text(found.until)} are listed."
        )
    if any(each.return_due.owed_by_law for each in found.returns):
        notes.append(by_law_note(found))
    notes += [f"Entry {claim.entry} fits no return that is due." for claim in found.unmatched]
    notes += [f"Question: {question}" for question in found.questions]
    return notes


def by_law_note(found: ReturnsRegister) -> str:
    """Return which law asks for reports, how well that is known, and what silence does not show."""
    rule = load_ruleset("section_75")["reports"]
    titles = "; ".join(rule_sources()[key].title for key in rule.source)
    marks = [each.return_due.mark for each in found.returns if each.return_due.owed_by_law]
    return (
        f"Reports of a section 75 arrangement are owed by law: quarterly and annually ({titles}). "
        f"When they are due is {weakest(marks)}: the regulation sets no day, and that it holds for "
        "an NHS body that exercises a council's functions is not confirmed. That no report is "
        "recorded does not show that none was made."
    )


def _document(each: RegisteredReturn) -> dict[str, Any]:
    due, decided = each.return_due, each.decided
    return {
        "item": due.item,
        "name": due.name,
        "sender": due.sender,
        "recipient": due.recipient,
        "period": {
            "from": due.first.isoformat(),
            "to": due.last.isoformat(),
            "to_at_most": due.last_at_most.isoformat(),
        },
        "due": due.due.isoformat() if due.due else None,
        "due_at_most": due.due_at_most.isoformat() if due.due_at_most else None,
        "rule": due.rule,
        "cited": due.cited,
        "mark": str(due.mark),
        "owed_by_law": due.owed_by_law,
        "without_day": due.without_day or None,
        "state": str(each.state),
        "received": each.received.isoformat() if each.received else None,
        "late_operational_days": each.late_days,
        "decided": decided.model_dump(mode="json", exclude_defaults=True) if decided else None,
        "entries": list(each.entries),
    }


def shown_reminders(under: UnderContract, first: date, last: date) -> Result[Reminders]:
    """Return what falls due between two days."""
    found = reminders(under, first, last)
    title = f"Falls due from {date_text(first)} to {date_text(last)}, {under.contract.title}"
    rows = tuple(
        (str(each.day), each.sort, f"{each.title}{each.mark.caution}", each.detail)
        for each in found.reminders
    )
    table = TextTable(title, ("Day", "What", "Who and to whom", "Rule"), rows)
    notes = () if rows else (f"Nothing falls due from {date_text(first)} to {date_text(last)}.",)
    return Result("capitula.delivery.reminders/1", under, found, (table,), notes, found.document())
