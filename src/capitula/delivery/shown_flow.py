"""Money and terms handed on, changes of control, open book: as tables and for machines."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from capitula.delivery.control import ControlChange, control_changes
from capitula.delivery.flow_down import FlowDown, LineFlow, LineState, Part
from capitula.delivery.flow_kinds import ConsentToChange
from capitula.delivery.flow_terms import TermFlow, term_flows
from capitula.delivery.open_book import OpenBookLine, OpenBooks, open_books
from capitula.delivery.result import Result
from capitula.delivery.under_contract import UnderContract
from capitula.delivery.unplaced import unplaced
from capitula.ground.date_words import date_text
from capitula.ground.pence import Pence, pounds_text
from capitula.money.mechanisms.wording import rate_text
from capitula.record.text_table import TextTable


def shown_flow(under: UnderContract, flow: FlowDown) -> Result[FlowDown]:
    """Return money handed on against the head contract, and the terms that must go with it."""
    terms = term_flows(under)
    lines = TextTable(
        f"Flow-down of {under.contract.title}, {date_text(flow.period)}",
        ("Head line", "Head contract", "Handed on", "Kept", "Difference", "Stands"),
        tuple(_line_row(each) for each in flow.lines),
    )
    parts = TextTable(
        "Of each line, to whom",
        ("Head line", "To", "Amount", "Basis", "Added"),
        tuple(
            (each.name, part.to, money_text(part.amount.pence), date_text(part.amount.words), added)
            for each in flow.lines
            for group, added in ((each.parts, "yes"), (each.apart, "no: basis differs"))
            for part in group
        ),
    )
    carried = TextTable(
        "Head terms that must flow down",
        ("Subcontract", "With", "Head term", "Must be in", "Stands"),
        tuple(
            (
                each.subcontract.id,
                each.to,
                each.term.label,
                each.term.applies_to.words,
                carried_text(each),
            )
            for each in terms
        ),
    )
    return Result(
        "capitula.delivery.flow_down/1",
        under,
        flow,
        (lines, parts, carried),
        tuple(_flow_notes(under, flow)),
        {
            "period": flow.period,
            "reconciles": flow.reconciles,
            "lines": [_line_document(each) for each in flow.lines],
            "terms": [
                {
                    "term": each.term.id,
                    "subcontract": each.subcontract.id,
                    "applies_to": str(each.term.applies_to),
                    "carried": each.carried,
                }
                for each in terms
            ],
        },
    )


def money_text(pence: Pence | None) -> str:
    """Return an amount for reading; one that is missing is not nought."""
    return "not stated" if pence is None else pounds_text(pence)


def handed_text(each: LineFlow, *, kept: bool) -> str:
    """Return what is handed on of a line, or kept, for reading."""

    def wanted(parts: tuple[Part, ...]) -> list[Part]:
        return [part for part in parts if bool(part.subcontract) is not kept]

    if not wanted(each.parts):
        return "not added" if wanted(each.apart) else "none stated"
    return pounds_text(each.kept_pence if kept else each.passed_on_pence)


def carried_text(each: TermFlow) -> str:
    """Return whether a subcontract carries a term, for reading."""
    if each.carried is None:
        return "not said whether the subcontract is material"
    return "carried" if each.carried else "MISSING"


def _line_row(each: LineFlow) -> tuple[str, ...]:
    stated = each.state is not LineState.NOTHING_HANDED_ON
    difference = "" if each.difference_pence is None else pounds_text(each.difference_pence)
    return (
        each.name,
        f"{money_text(each.head.pence)} ({date_text(each.head.words)}){each.mark.caution}",
        handed_text(each, kept=False) if stated else "",
        handed_text(each, kept=True) if stated else "",
        difference,
        str(each.state),
    )


def _flow_notes(under: UnderContract, flow: FlowDown) -> list[str]:
    notes: list[str] = []
    if not under.contract.subcontracts:
        notes.append(
            "The contract names no subcontract. Question: which services does the holder hand on, "
            "to whom, for how much?"
        )
    elif not under.contract.flow_down:
        notes.append(
            "The contract states no amount handed on. Question: what of each line is each "
            "subcontract paid, and what does the holder keep?"
        )
    if under.contract.subcontracts and not under.contract.flow_down_terms:
        notes.append("Question: which terms of the head contract must its subcontracts carry?")
    if flow.lines:
        notes.append(
            "Handed on plus kept is held against the head line, penny for penny; amounts of "
            "another basis are listed and not added."
        )
    return notes


def _line_document(each: LineFlow) -> dict[str, Any]:
    return {
        "line": each.line,
        "name": each.name,
        "head_pence": each.head.pence,
        "basis": each.head.words,
        "parts": [_part_document(part) for part in each.parts],
        "not_added": [_part_document(part) for part in each.apart],
        "difference_pence": each.difference_pence,
        "state": str(each.state),
        "mark": str(each.mark),
    }


def _part_document(part: Part) -> dict[str, Any]:
    return {
        "subcontract": part.subcontract or None,
        "to": part.to,
        "amount_pence": part.amount.pence,
        "basis": part.amount.words,
        "mark": str(part.amount.mark),
    }


def shown_control(under: UnderContract) -> Result[tuple[ControlChange, ...]]:
    """Return every change of control, and which consent is wanting."""
    found = control_changes(under)
    table = TextTable(
        f"Changes of control, {under.contract.title}, as known on {date_text(under.day)}",
        ("Body", "What", "When", "Consents", "Wanting", "Entry"),
        tuple(
            (
                f"{each.body} ({each.part})",
                f"{'planned: ' if each.planned else ''}{each.how}{each.mark.caution}",
                str(each.on),
                "; ".join(claim.value.text for claim in each.consents) or "none recorded",
                ", ".join(each.wanting) or "none",
                each.claim.entry,
            )
            for each in found
        ),
    )
    notes = [] if found else [f"No change of control was known on {date_text(under.day)}."]
    notes += unplaced(under, ConsentToChange)
    notes += dict.fromkeys(f"Why consent is needed: {each.rule}" for each in found)
    return Result(
        "capitula.delivery.control/1",
        under,
        found,
        (table,),
        tuple(notes),
        {
            "changes": [
                {
                    "entry": each.claim.entry,
                    "body": each.body,
                    "part": each.part,
                    "how": each.how,
                    "on": str(each.on),
                    "planned": each.planned,
                    "consents": [claim.entry for claim in each.consents],
                    "wanting": list(each.wanting),
                    "refused": each.refused,
                    "rule": each.rule,
                    "mark": str(each.mark),
                }
                for each in found
            ]
        },
    )


def shown_open_books(under: UnderContract) -> Result[OpenBooks]:
    """Return every open-book return with its margin, held against the contract's threshold."""
    found = open_books(under)
    table = TextTable(
        f"Open book, {under.contract.title}, as known on {date_text(under.day)}",
        ("Body", "Price", "Cost", "Margin", "Of price", "Stands"),
        tuple(_book_row(each) for each in found.lines),
    )
    notes = [] if found.lines else [f"No open-book return was recorded by {date_text(under.day)}."]
    if found.question:
        notes.append(f"Question: {found.question}")
    return Result(
        "capitula.delivery.open_book/1",
        under,
        found,
        (table,),
        tuple(notes),
        {"returns": [_book_document(each) for each in found.lines], "question": found.question},
    )


def percent_text(share: Fraction) -> str:
    """Return a share in per cent, to two decimals, half away from nought; for reading only."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


def stands_text(each: OpenBookLine) -> str:
    """Return how a margin stands to the threshold, for reading."""
    if each.threshold is None:
        return "no threshold stated"
    place = "above" if each.above else "not above"
    return f"{place} {rate_text(each.threshold)}{each.mark.caution}"


def _book_row(each: OpenBookLine) -> tuple[str, ...]:
    period = f"{date_text(each.body.period_from)} to {date_text(each.body.period_to)}"
    return (
        f"{each.claim.envelope.about}, {period}",
        pounds_text(each.price_pence),
        pounds_text(each.cost_pence),
        pounds_text(each.margin_pence),
        percent_text(each.margin),
        stands_text(each),
    )


def _book_document(each: OpenBookLine) -> dict[str, Any]:
    return {
        "entry": each.claim.entry,
        "body": each.claim.envelope.about,
        "service": each.body.service or None,
        "subcontract": each.body.subcontract or None,
        "period": {
            "from": each.body.period_from.isoformat(),
            "to": each.body.period_to.isoformat(),
        },
        "price_pence": each.price_pence,
        "cost_pence": each.cost_pence,
        "margin_pence": each.margin_pence,
        "margin": str(each.margin),
        "threshold": None if each.threshold is None else str(each.threshold),
        "above": each.above,
        "mark": str(each.mark),
    }
