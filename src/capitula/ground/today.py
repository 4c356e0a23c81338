"""The one place that asks the clock for the day; engines take dates and never ask."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """Return today's date, UTC."""
    return datetime.now(UTC).date()
