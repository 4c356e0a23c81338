"""Dates given on the command line."""

from __future__ import annotations

from datetime import date

from capitula.ground.faults import CapitulaError, ValueFault


class NotADay(CapitulaError):
    """A day on the command line that is none."""


def read_day(text: str | None, option: str) -> date | None:
    """Read a whole day such as 2018-02-01; None stays None.

    Raises:
        NotADay: not such a day.
    """
    if text is None:
        return None
    from capitula.ground.whole_day import read_whole_day

    try:
        return read_whole_day(text)
    except ValueFault as error:
        raise NotADay(f"{option}: {error}") from error
