"""The answer on staff: who goes out and who comes back, in groups and numbers, and their terms."""

from __future__ import annotations

from capitula.contract.model import Contract
from capitula.exit.answers.answer import Answer, Sheet, Shown, sheets, stated
from capitula.exit.staff import People, Staff, StaffMove, staff
from capitula.exit.transfer_kinds import Direction
from capitula.record.view import View


def moves_of_staff(case: str, view: View, contract: Contract) -> Answer:
    """Answer how many staff move, which way, in which groups, on which terms, owed what."""
    found = staff(view, contract)
    shown = sheets(
        Sheet(
            "Staff out and back, by group; never by name",
            ("Group", "Which way", "As stated", "Between", "Within it", "From", "To", "Evidence"),
            [
                (
                    Shown(m.group, m.entry),
                    f"{'moved' if m.happened else 'to move'} {m.direction}",
                    m.stated,
                    "" if m.number is None else str(m.number),
                    "; ".join(m.within),
                    stated(m.giver),
                    stated(m.receiver),
                    str(m.mark),
                )
                for m in found.moves
            ],
            note="Out and back are two counts, made at different times; neither is taken from the "
            "other. How bounds are read: staff_bounds (local).",
        ),
        Sheet(
            "Terms of staff who moved",
            ("Group", "Terms", "What is said"),
            [(Shown(c.envelope.about, c.entry), c.state, c.value.words) for c in found.terms],
        ),
        Sheet(
            "What is owed to staff, and undertakings to them",
            ("Of whom", "Duty or undertaking", "Stands", "Said by"),
            [
                (
                    Shown(c.envelope.about, c.entry),
                    c.value.words,
                    "whether it was kept is not stated"
                    if c.envelope.kind == "reply_given"
                    else c.state,
                    c.envelope.speaker,
                )
                for c in found.duties
            ],
        ),
    )
    data = {
        "out": _sum(found, Direction.OUT),
        "back": _sum(found, Direction.BACK),
        "groups": [
            {
                "group": m.group,
                "direction": str(m.direction),
                "happened": m.happened,
                "stated": m.stated,
                "least": _seen(m.number, "least"),
                "most": _seen(m.number, "most"),
                "within": list(m.within),
                "from": m.giver or None,
                "to": m.receiver or None,
                "entry": m.entry or None,
                "mark": str(m.mark),
            }
            for m in found.moves
        ],
        "two_tier": [c.value.text for c in found.two_tier],
        "may_become_two_tier": found.may_become_two_tier,
        "duties": [{"text": c.value.text, "entry": c.entry} for c in found.duties],
    }
    lead = (_lead(found),)
    questions = (*_questions(found),)
    return Answer("staff", case, view.known_on, lead, shown, questions, found, data)


def _seen(number: People | None, end: str) -> int | None:
    return None if number is None or number.is_small else getattr(number, end)


def _sum(found: Staff, direction: Direction) -> dict[str, object]:
    number = found.number(direction)
    return {
        "groups": len(found.going(direction)),
        "text": None if number is None else str(number),
        "least": _seen(number, "least"),
        "most": _seen(number, "most"),
    }


def _lead(found: Staff) -> str:
    if not found.moves:
        return "No move of staff is known on this day."
    parts = [f"{d}: {_number(found, d)}" for d in Direction if found.going(d)]
    tier = ". Two sets of terms stand side by side" if found.two_tier else ""
    may = ". Two sets of terms may arise (unverified)" if found.may_become_two_tier else ""
    return f"Staff {'; '.join(parts)}{tier}{may}."


def _number(found: Staff, direction: Direction) -> str:
    """Return the number as stated where there is one group, with its interval; else the sum."""
    number, moves = found.number(direction), found.going(direction)
    if number is None:
        return "number not stated"
    stated_once = moves[0].stated if len(moves) == 1 else ""
    return f"{stated_once}, so {number}" if stated_once not in ("", str(number)) else str(number)


def _questions(found: Staff) -> tuple[str, ...]:
    asked: list[str] = []
    for move in found.moves:
        asked += _of_move(move)
    if found.two_tier or found.may_become_two_tier:
        asked.append("What do two sets of terms cost, and bringing them into line?")
    asked += [
        f"Was it kept: {c.value.text}?" for c in found.duties if c.envelope.kind == "reply_given"
    ]
    return tuple(asked)


def _of_move(move: StaffMove) -> list[str]:
    if move.number is None:
        return [f"How many are they: {move.group}?"]
    if move.within:
        return [f"How many in each group: {'; '.join(move.within)}?"]
    return [f"In which groups, and how many in each: {move.group}?"]
