"""How a person says on a command line how a figure is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from capitula.ground.marks import EvidenceMark


def read_mark(option: str, text: str) -> EvidenceMark:
    """Return the evidence mark that an option gives.

    Raises:
        InputFaults: it is none.
    """
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss
    from capitula.ground.marks import EvidenceMark

    known = [mark.value for mark in EvidenceMark]
    if text in known:
        return EvidenceMark(text)
    remedy = near_miss(text, known) or "say how the figures are known"
    raise InputFaults([Fault(Place(option), repr(text), f"one of {', '.join(known)}", remedy)])
