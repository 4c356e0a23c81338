"""The document that `capitula record show --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from capitula.record.item import Item
from capitula.record.view import View

SCHEMA = "capitula.record.show/1"


def show_document(case: str, view: View, items: Sequence[Item]) -> dict[str, Any]:
    """Return a view, or part of one, for machines; nothing known later than its day is in it."""
    return {
        "schema": SCHEMA,
        "case": case,
        "known_on": view.known_on.isoformat(),
        "in_force_on": view.in_force_on.isoformat(),
        "items": [item.as_json() for item in items],
    }
