"""Answers on what moves: each service, its line and its parts, the plan for it, who comes next."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from capitula.contract.model import Contract
from capitula.exit.answers.answer import Answer, Cell, Sheet, Shown, day, iso, sheets, stated
from capitula.exit.handover_kinds import HandoverStated
from capitula.exit.reconciling import Reconciliation, reconciliation
from capitula.exit.services import NEEDED, ServiceExit, service_exits
from capitula.exit.side_by_side import SideBySide, side_by_side
from capitula.exit.transfer_kinds import Move
from capitula.record.view import View


def services(case: str, view: View, contract: Contract) -> Answer:
    """Answer where every service stands, line by line, and what the amounts beside it say."""
    exits = service_exits(view)
    found = reconciliation(view, contract)
    beside = side_by_side(view)
    lead = (_counts(found), _beside_words(beside))
    questions = [
        f"On which line of the contract does it stand: {e.service}?" for e in found.unplaced
    ]
    questions += [
        f"{e.service}: who settles {', '.join(aspect.value for aspect in e.missing)}?"
        for e in exits
        if e.missing and e.move is Move.TO_RETURN and e not in found.carved_up
    ]
    carved = {e.service for e in found.carved_up}
    now = tuple(e for e in exits if e.service not in carved)
    shown = sheets(_lines(found), _dates(now), _parts(now), _apart(found), _novated(contract))
    data = {
        "lines": {
            "count": len(found.lines),
            **{move.value: found.count(move) for move in Move},
            "reconciled": found.reconciled,
            "by_line": [
                {
                    "line": each.line.id,
                    "name": each.line.name,
                    "stands": each.move.value,
                    "in_part": each.in_part,
                    "services": [e.service for e in each.services],
                }
                for each in found.lines
            ],
            "outside": [e.service for e in found.outside],
            "not_placed": [e.service for e in found.unplaced],
            "carved_up": [e.service for e in found.carved_up],
        },
        "services": [_service(e) for e in exits],
        "amounts": _amounts(beside),
        "novations": [list(map(str, row)) for row in _novated(contract).rows],
    }
    values = {"exits": exits, "reconciliation": found, "side_by_side": beside}
    return Answer("services", case, view.known_on, lead, shown, tuple(questions), values, data)


def _counts(found: Reconciliation) -> str:
    parts = [f"{found.count(move)} {move.words}" for move in Move if found.count(move)]
    lines = f"{len(found.lines)} line{'s' if len(found.lines) != 1 else ''} of the contract"
    loose = len(found.unplaced)
    words = f"{lines}: {', '.join(parts)}." if parts else "No line of the contract is known."
    if loose:
        words += f" {loose} service{'s' if loose != 1 else ''} told of without a line."
    return words


def _beside_words(beside: SideBySide) -> str:
    if beside.share is None:
        words = beside.why_not
        return f"Amounts {words}." if words.startswith("stand") else f"No share: {words}."
    about = "about " if beside.about else ""
    return f"What ran is {about}{_percent(beside.share)} of the whole."


def _percent(share: Fraction) -> str:
    tenths = (share.numerator * 2000 + share.denominator) // (2 * share.denominator)
    return f"{tenths // 10}.{tenths % 10} per cent"


def _lines(found: Reconciliation) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for each in found.lines:
        words = f"{each.move.words}{', in part' if each.in_part else ''}"
        if not each.services:
            words = "planned; nothing is said of a move"
        named = "; ".join(e.service for e in each.services)
        entry = each.services[0].claim.entry if each.services else ""
        rows.append((each.line.name, Shown(words, entry), named, str(each.line.mark)))
    return Sheet(
        "Lines of the contract, each in one place",
        ("Line", "Stands", "Services told of", "Evidence"),
        rows,
        note="Lines are counted, not money. Planned, moved, not moved, to return and returned sum "
        "to the lines.",
    )


def _dates(exits: tuple[ServiceExit, ...]) -> Sheet:
    return Sheet(
        "Each service: who takes it, every day planned, the day it moved",
        ("Service", "Stands", "Days planned", "Moved on", "Slip"),
        [
            (
                Shown(e.service, e.claim.entry),
                _how(e),
                _versions(e),
                "planned day past, not confirmed" if e.due_past else day(e.actual),
                _slip(e),
            )
            for e in exits
        ],
    )


def _how(exit_: ServiceExit) -> str:
    extent = f" ({exit_.extent})" if exit_.extent else ""
    if exit_.move is Move.NOT_MOVED:
        return f"{exit_.move.words}{extent}"
    return f"{exit_.move.words}{extent}, to {stated(exit_.recipient, 'whom is not stated')}"


def _slip(exit_: ServiceExit) -> str:
    months = "" if exit_.slip is None else f"{exit_.slip} months"
    months = months.replace("1 months", "1 month") if months == "1 months" else months
    return "; ".join(filter(None, (months, exit_.why)))


def _versions(exit_: ServiceExit) -> str:
    return "; ".join(
        f"{day(p.on)} (known {day(p.claim.envelope.known.last)}"
        f"{', already overtaken' if p.overtaken else ''}"
        f"{f', as part of {p.as_part_of}' if p.as_part_of else ''})"
        for p in exit_.planned
    )


def _parts(exits: tuple[ServiceExit, ...]) -> Sheet:
    moving = [e for e in exits if e.move in (Move.TO_RETURN, Move.RETURNED, Move.PLANNED)]
    rows: list[tuple[Cell, ...]] = []
    for e in moving:
        cells: list[Cell] = [e.service]
        for aspect in NEEDED:
            claim = e.parts.get(aspect)
            body = claim.body if claim else None
            if claim and isinstance(body, HandoverStated):
                cells.append(Shown(f"{body.progress}: {body.text}", claim.entry))
            else:
                cells.append("not stated")
        rows.append(tuple(cells))
    heads = ("Service", *(aspect.value.capitalize() for aspect in NEEDED))
    return Sheet("What has to be settled for each service that leaves", heads, rows)


def _apart(found: Reconciliation) -> Sheet:
    groups = (
        ("stands on no line", found.outside),
        ("line not stated", found.unplaced),
        ("named in parts since", found.carved_up),
    )
    rows = [
        (Shown(e.service, e.claim.entry), words, day(e.claim.value.text))
        for words, services_ in groups
        for e in services_
    ]
    return Sheet("Services apart from the lines", ("Service", "Why apart", "What is said"), rows)


def _novated(contract: Contract) -> Sheet:
    rows = [
        (
            sub.id,
            sub.to,
            ", ".join(sub.services),
            {True: "passes on", False: "ends", None: "not stated"}[sub.novates],
        )
        for sub in contract.subcontracts
    ]
    return Sheet("Contracts to novate", ("Contract", "With", "Services", "At the end"), rows)


def _service(exit_: ServiceExit) -> dict[str, Any]:
    return {
        "service": exit_.service,
        "stands": exit_.move.value,
        "extent": exit_.extent or None,
        "whole": exit_.whole,
        "carved_from": exit_.carved_from or None,
        "recipient": exit_.recipient or None,
        "planned": [
            {
                "on": iso(p.on),
                "known": iso(p.claim.envelope.known.last),
                "entry": p.claim.entry,
                "speaker": p.claim.envelope.speaker,
                "overtaken": p.overtaken,
                "as_part_of": p.as_part_of or None,
            }
            for p in exit_.planned
        ],
        "actual": iso(exit_.actual),
        "slip_months": None if exit_.slip is None else str(exit_.slip),
        "why": exit_.why or None,
        "planned_day_past_unconfirmed": exit_.due_past,
        "parts": {aspect.value: claim.value.text for aspect, claim in exit_.parts.items()},
        "not_stated": [aspect.value for aspect in exit_.missing],
        "entry": exit_.claim.entry,
        "mark": str(exit_.claim.mark),
    }


def _amounts(beside: SideBySide) -> Mapping[str, Any]:
    def one(name: str) -> dict[str, Any] | None:
        claim = getattr(beside, name)
        return None if claim is None else {"entry": claim.entry, **claim.value.as_json()}

    share = beside.share
    return {
        "whole": one("whole"),
        "run": one("run"),
        "share": None if share is None else f"{share.numerator}/{share.denominator}",
        "about": beside.about,
        "not_divided_because": beside.why_not or None,
    }
