"""Money and terms handed on, changes of control and open books, as tables of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from capitula.delivery.control import ControlChange
from capitula.delivery.findings import difference_words
from capitula.delivery.flow_down import FlowDown, LineFlow, LineState
from capitula.delivery.flow_terms import TermFlow
from capitula.delivery.open_book import OpenBooks
from capitula.delivery.shown_flow import handed_text, percent_text, stands_text
from capitula.ground.letters import capital
from capitula.web.parts import Cell, Column, Figure, Input, Link, Table
from capitula.web.wording import date_text, pounds_and_pence

Address = Callable[[str], str]


def lines(flow: FlowDown) -> Table | None:
    """Return each head line beside what is handed on and kept of it."""
    if not flow.lines:
        return None
    return Table(
        f"Head contract and what is handed on of it, {date_text(flow.period)}",
        [
            Column("Head line"),
            Column("Head contract", numeric=True),
            Column("Handed on", numeric=True),
            Column("Kept", numeric=True),
            Column("Difference", numeric=True),
            Column("Where it stands"),
        ],
        [_line(each) for each in flow.lines],
        note="In pounds and pence; every amount added is of the head line’s own basis and prices.",
    )


def _line(each: LineFlow) -> tuple[Cell, ...]:
    stated = each.state is not LineState.NOTHING_HANDED_ON
    difference = None if each.difference_pence is None else pounds_and_pence(each.difference_pence)
    return (
        capital(each.name),
        None if each.head.pence is None else pounds_and_pence(each.head.pence),
        handed_text(each, kept=False) if stated else "",
        handed_text(each, kept=True) if stated else "",
        difference if difference is not None else "",
        f"{capital(each.state)}{each.mark.caution}",
    )


def figures(flow: FlowDown) -> list[tuple[str, Figure]]:
    """Return how each line of which something is handed on was reconciled, under its name."""
    return [
        (f"{capital(each.name)}, {date_text(flow.period)}", _figure(each, flow))
        for each in _stated(flow)
    ]


def _stated(flow: FlowDown) -> list[LineFlow]:
    return [each for each in flow.lines if each.parts or each.apart]


def _figure(each: LineFlow, flow: FlowDown) -> Figure:
    return Figure(
        label=f"{each.name}, {date_text(flow.period)}",
        mark=each.mark,
        formula=_formula(each),
        inputs=[
            Input(
                "Head contract",
                None if each.head.pence is None else pounds_and_pence(each.head.pence),
                each.head.mark,
                date_text(each.head.words),
            ),
            *(
                Input(
                    part.to,
                    None if part.amount.pence is None else pounds_and_pence(part.amount.pence),
                    part.amount.mark,
                    date_text(part.amount.words),
                )
                for part in (*each.parts, *each.apart)
            ),
        ],
        rounding="none: whole pence",
    )


def _formula(each: LineFlow) -> str:
    if each.difference_pence is not None:
        difference = pounds_and_pence(each.difference_pence)
        return f"difference = head contract − all that is handed on or kept = {difference}"
    return difference_words(each)


def terms(found: Sequence[TermFlow]) -> Table | None:
    """Return which head term must be in which subcontract, and whether it is."""
    if not found:
        return None
    words = {True: "Carried", False: "Missing", None: "Not said whether it applies"}
    return Table(
        "Head terms that must flow down",
        [
            Column("Subcontract"),
            Column("With"),
            Column("Form"),
            Column("Head term"),
            Column("Must be in"),
            Column("Where it stands"),
        ],
        [
            (
                each.subcontract.id,
                each.to,
                each.subcontract.form.words,
                each.term.label,
                each.term.applies_to.words,
                words[each.carried],
            )
            for each in found
        ],
        compact=True,
    )


def control(found: Sequence[ControlChange], address: Address) -> Table | None:
    """Return every change of control and whose consent is wanting."""
    if not found:
        return None
    return Table(
        "Changes of control",
        [
            Column("Body"),
            Column("Part in the contract"),
            Column("What"),
            Column("When"),
            Column("Said to it"),
            Column("Consent wanting"),
        ],
        [
            (
                Link(each.body, address(each.claim.entry)),
                each.part,
                f"{'Planned: ' if each.planned else ''}{each.how}{each.mark.caution}",
                date_text(each.on),
                "; ".join(date_text(claim.value.text) for claim in each.consents) or None,
                ", ".join(each.wanting) or "none",
            )
            for each in found
        ],
        missing="nothing recorded",
        compact=True,
    )


def books(found: OpenBooks, address: Address) -> Table | None:
    """Return every open-book return with its margin."""
    if not found.lines:
        return None
    return Table(
        "Open-book returns",
        [
            Column("Body"),
            Column("Period"),
            Column("Price", numeric=True),
            Column("Cost", numeric=True),
            Column("Margin", numeric=True),
            Column("Of price", numeric=True),
            Column("Threshold"),
        ],
        [
            (
                Link(each.claim.envelope.about, address(each.claim.entry)),
                f"{date_text(each.body.period_from)} to {date_text(each.body.period_to)}",
                pounds_and_pence(each.price_pence),
                pounds_and_pence(each.cost_pence),
                pounds_and_pence(each.margin_pence),
                percent_text(each.margin),
                stands_text(each),
            )
            for each in found.lines
        ],
        note="Margin is price less cost. Per cent to two decimals, half away from nought; the "
        "threshold is held against the exact margin.",
        compact=True,
    )
