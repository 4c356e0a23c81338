"""Withholding with its requests to money's ledger, as tables and for machines."""

from __future__ import annotations

from typing import Any

from capitula.delivery.result import Result
from capitula.delivery.under_contract import UnderContract
from capitula.delivery.withholding import Withheld, Withholdings, withholdings
from capitula.ground.date_words import date_text
from capitula.ground.pence import Pence, pounds_text
from capitula.record.text_table import TextTable


def shown_withholdings(under: UnderContract) -> Result[Withholdings]:
    """Return what is withheld, released and retained as of the day."""
    found = withholdings(under)
    held = TextTable(
        f"Withheld under {under.contract.title}, as known on {date_text(under.day)}",
        ("Month", "Remedy", "Share of", "Withheld", "At most", "Released", "Retained"),
        tuple(_row(each) for each in found.held),
    )
    requests = TextTable(
        "Requests to the ledger; money posts them",
        ("Party", "Amount", "For", "Month", "Clause", "Note"),
        tuple(
            (
                under.party(entry.party),
                pounds_text(entry.amount_pence),
                entry.kind.words,
                date_text(f"{entry.first:%Y-%m}"),
                entry.clause,
                entry.note,
            )
            for entry in found.requests
        ),
    )
    notes = [f"Refused, {each.claim.entry}: {each.why}." for each in found.refused]
    if not found.held:
        notes.append(f"Nothing is withheld as known on {date_text(under.day)}.")
    else:
        notes.append(
            "Each amount is the share of the month's value, floored to the penny; released plus "
            "retained is what was withheld."
        )
        notes += dict.fromkeys(
            f"{each.limit.rule}: at most {each.limit.words}{each.limit.mark.caution}."
            for each in found.held
        )
        notes += dict.fromkeys(
            f"The month's value is the {each.value_from}{each.mark.caution}." for each in found.held
        )
    return Result(
        "capitula.delivery.withholding/1",
        under,
        found,
        (held, requests),
        tuple(notes),
        {
            "withheld": [_document(each) for each in found.held],
            "refused": [{"entry": each.claim.entry, "why": each.why} for each in found.refused],
            "requests": [entry.document() for entry in found.requests],
        },
    )


def _row(each: Withheld) -> tuple[str, ...]:
    return (
        date_text(each.decision.month),
        each.ladder,
        f"{each.decision.percent}% of {pounds_text(each.value_pence)}",
        pounds_text(each.held_pence),
        pounds_text(each.limit_pence),
        _decided(each.released_pence),
        _decided(each.retained_pence),
    )


def _decided(pence: Pence | None) -> str:
    return "not decided" if pence is None else pounds_text(pence)


def _document(each: Withheld) -> dict[str, Any]:
    return {
        "entry": each.claim.entry,
        "ladder": each.ladder,
        "month": str(each.decision.month),
        "percent": str(each.decision.percent),
        "of": str(each.decision.of),
        "value_pence": each.value_pence,
        "value_from": each.value_from,
        "held_pence": each.held_pence,
        "limit_pence": each.limit_pence,
        "limit_rule": each.limit.rule,
        "released_pence": each.released_pence,
        "retained_pence": each.retained_pence,
        "settled_by": each.settled.entry if each.settled else None,
        "mark": str(each.mark),
    }
