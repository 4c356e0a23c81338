"""Notices, and the ladders of remedies and disputes, as tables and for machines."""

from __future__ import annotations

from typing import Any

from capitula.delivery.ladder import DISPUTE, REMEDIES, Ladder, Step, ladders, pinned_ruleset
from capitula.delivery.notice_kinds import NoticeServed
from capitula.delivery.notices import ServedAsOf, notices
from capitula.delivery.remedy_kinds import LadderClosed, LadderStep
from capitula.delivery.result import Result
from capitula.delivery.under_contract import UnderContract
from capitula.delivery.unplaced import unplaced
from capitula.ground.date_words import date_text
from capitula.ground.faults import CapitulaError
from capitula.ground.letters import capital
from capitula.record.text_table import TextTable


def shown_notices(under: UnderContract) -> Result[tuple[ServedAsOf, ...]]:
    """Return every notice served while the contract runs, as of the day."""
    found = notices(under)
    table = TextTable(
        f"Notices of {under.contract.title}, as known on {date_text(under.day)}",
        ("Notice", "Served", "Deemed received", "Runs to", "Stands", "Entry"),
        tuple(_notice_row(each) for each in found),
    )
    notes = [] if found else [f"No notice was recorded by {date_text(under.day)}."]
    rules = {
        f"By {each.notice.method.replace('_', ' ')}: {each.rule[0].lower()}{each.rule[1:]} "
        f"The day is {each.mark}."
        for each in found
    }
    notes += sorted(rules)
    notes += unplaced(under, NoticeServed)
    missing = dict.fromkeys(name for each in found for name in each.missing)
    notes += [f"Question: what is {name}?" for name in missing]
    return Result(
        "capitula.delivery.notices/1",
        under,
        found,
        (table,),
        tuple(notes),
        {"notices": [_notice_document(each) for each in found]},
    )


def deemed_text(each: ServedAsOf) -> str:
    """Return the deemed day for reading, with its mark."""
    if each.deemed_at_most is None:
        return "cannot be computed"
    days = str(each.deemed_at_most)
    if each.deemed != each.deemed_at_most:
        days = f"{each.deemed} or {days}"
    return f"{days}{each.mark.caution}"


def _notice_row(each: ServedAsOf) -> tuple[str, ...]:
    hour = f" {each.notice.served_at}" if each.notice.served_at else ""
    return (
        f"{each.notice.notice.words} by {each.notice.sender}: {each.claim.envelope.about}",
        f"{each.notice.served}{hour}, by {each.notice.method.replace('_', ' ')}",
        deemed_text(each),
        str(each.ends) if each.ends else "not stated",
        str(each.state),
        each.claim.entry,
    )


def _notice_document(each: ServedAsOf) -> dict[str, Any]:
    return {
        "entry": each.claim.entry,
        "about": each.claim.envelope.about,
        "notice": str(each.notice.notice),
        "sender": each.notice.sender,
        "recipient": each.notice.recipient,
        "method": str(each.notice.method),
        "served": each.notice.served.isoformat(),
        "deemed": each.deemed.isoformat() if each.deemed else None,
        "deemed_at_most": each.deemed_at_most.isoformat() if each.deemed_at_most else None,
        "rule": each.rule,
        "cited": each.cited,
        "mark": str(each.mark),
        "missing": list(each.missing),
        "ends": each.ends.isoformat() if each.ends else None,
        "answered_by": each.answered_by.entry if each.answered_by else None,
        "state": str(each.state),
    }


def shown_remedies(under: UnderContract) -> Result[tuple[Ladder, ...]]:
    """Return every remedy as of the day, step by step."""
    found = ladders(under, REMEDIES)
    notes = _ladder_notes(found, under, "query notice")
    try:
        ruleset, why = pinned_ruleset(under, under.view.in_force_on)
        notes.append(
            f"A query notice deemed received on {date_text(under.view.in_force_on)} would stand "
            f"under {ruleset.id}, {ruleset.title} ({ruleset.mark}): {why}."
        )
        if ruleset.note:
            notes.append(ruleset.note)
    except CapitulaError as error:
        notes.append(str(error))
    return Result(
        "capitula.delivery.remedies/1",
        under,
        found,
        _ladder_tables(found),
        tuple(notes),
        {"remedies": [_ladder_document(each) for each in found]},
    )


def shown_disputes(under: UnderContract) -> Result[tuple[Ladder, ...]]:
    """Return every dispute as of the day, step by step."""
    found = ladders(under, DISPUTE)
    notes = _ladder_notes(found, under, "dispute notice")
    notes += dict.fromkeys(each.ruleset.note for each in found if each.ruleset)
    return Result(
        "capitula.delivery.disputes/1",
        under,
        found,
        _ladder_tables(found),
        tuple(notes),
        {"disputes": [_ladder_document(each) for each in found]},
    )


def _ladder_tables(found: tuple[Ladder, ...]) -> tuple[TextTable, ...]:
    headers = ("Step", "Due", "Taken", "Stands")
    tables = tuple(
        TextTable(
            _ladder_title(each),
            headers,
            tuple(_step_row(step) for step in each.steps),
        )
        for each in found
    )
    return tables or (TextTable("No steps", headers, ()),)


def _ladder_title(each: Ladder) -> str:
    rules = f" under {each.ruleset.id}" if each.ruleset else ""
    return f"{capital(each.about)} ({each.entry}{rules})\n{each.standing}"


def due_text(step: Step) -> str:
    """Return the due day of a step for reading, with its mark."""
    if step.due is None:
        return "no source states a period"
    return f"{date_text(step.due)}, counted from {date_text(step.counted_from)}{step.mark.caution}"


def taken_text(step: Step) -> str:
    """Return what is recorded of a step, for reading."""
    if step.taken is None:
        return ""
    why = ""
    if step.taken.standing == "failed":
        why = f", {step.taken.because.words}"
    text = f": {step.taken.text}" if step.taken.text else ""
    return f"{date_text(step.taken.on)}{why}{text}"


def _step_row(step: Step) -> tuple[str, ...]:
    return step.title, due_text(step), taken_text(step), str(step.state)


def _ladder_notes(found: tuple[Ladder, ...], under: UnderContract, notice: str) -> list[str]:
    notes = unplaced(under, LadderStep, LadderClosed)
    if not found:
        return [f"No {notice} was recorded by {date_text(under.day)}.", *notes]
    for each in found:
        if each.ruleset:
            notes.append(
                f"{each.entry} stands under {each.ruleset.id} ({each.ruleset.mark}): {each.pinned}."
            )
        if each.why_not:
            notes.append(f"{each.entry}: {each.why_not}")
        notes += [f"Entry {claim.entry} fits no step of this ladder." for claim in each.strange]
    return notes


def _ladder_document(each: Ladder) -> dict[str, Any]:
    return {
        "entry": each.entry,
        "about": each.about,
        "standing": each.standing,
        "ruleset": each.ruleset.id if each.ruleset else None,
        "pinned": each.pinned,
        "closed": each.closed.model_dump(mode="json") if each.closed else None,
        "steps": [
            {
                "step": step.name,
                "title": step.title,
                "rule": step.rule,
                "counted_from": step.counted_from.isoformat() if step.counted_from else None,
                "due": step.due.isoformat() if step.due else None,
                "state": str(step.state),
                "taken": step.taken.model_dump(mode="json") if step.taken else None,
                "entry": step.entry or None,
                "mark": str(step.mark),
            }
            for step in each.steps
        ],
        "strange": [claim.entry for claim in each.strange],
        "why_not": each.why_not or None,
    }
