"""A business case as a page: what it asks for, what is held, what is missing stage by stage."""

from __future__ import annotations

from capitula.case.business_case.model import BusinessCase
from capitula.web.parts import Column, Table


def contents_table(made: BusinessCase) -> Table:
    """Return what the stage asks for, and whether it is held."""
    rows = [
        (item.asked.title, item.asked.chapter.capitalize(), item.asked.stage.heading, item.state)
        for item in made.items
    ]
    heads = ("Item", "Case", "Asked from", "State")
    return Table("What this stage asks for", [Column(head) for head in heads], rows, compact=True)


def missing(made: BusinessCase) -> list[tuple[str, bool, list[str]]]:
    """Return each stage, whether it is a later one, and what is missing for it."""
    return [
        (
            stage.heading,
            not made.stage.asks_for(stage),
            [f"{title}: {words}" for title, words in gaps],
        )
        for stage, gaps in made.missing().items()
    ]
