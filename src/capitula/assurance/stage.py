"""How far a contract has come, from the decisions taken on it."""

from __future__ import annotations

from capitula.record.item import Item
from capitula.record.view import View

CONTRACT = "contract"


def stage(view: View) -> Item | None:
    """Return the contract's state with its history and the words that clash, or None if unknown."""
    return view.item(CONTRACT, "state")
