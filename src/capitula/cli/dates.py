"""Dates given on the command line."""

from __future__ import annotations

from datetime import date

from capitula.ground.faults import CapitulaError


class NotADay(CapitulaError):
    """A day on the command line that is none."""


def read_day(text: str | None, option: str) -> date | None:
    """Read a whole day such as 2018-02-01; None stays None.

    Raises:
        NotADay: not such a day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotADay(
            f"{option}: found {text!r}; expected a day such as 2018-02-01; write year, month, day"
        ) from error
