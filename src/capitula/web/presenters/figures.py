"""What a figure table says of itself, for pages."""

from __future__ import annotations

from datetime import date

from capitula.ground.figure_table import FigureTable
from capitula.ground.today import today
from capitula.web.parts import Source
from capitula.web.wording import date_text


def not_yet_known(table: FigureTable, day: date) -> str:
    """Return why a table must not be shown on a day; empty when it may be.

    A table says in `known_by` by which day its figures were public. Without that it is shown only
    as of today.
    """
    public_by = table.public_by
    if public_by <= day or (public_by == date.max and day >= today()):
        return ""
    since = "an unknown day" if public_by == date.max else date_text(public_by)
    return (
        f"The figures of this page are known to have been public only from {since}; "
        f"on {date_text(day)} they cannot be shown as known."
    )


def table_source(table: FigureTable) -> Source:
    """Return the source line of a table."""
    meta = table.meta
    return Source(meta["publisher"], meta["title"], date_text(meta["period"]), meta["licence"])
