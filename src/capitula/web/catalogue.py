"""Which cases the site can show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One case as it stands in the list.

    Attributes:
        name: what people call it, such as Dudley.
        href: address of its first page.
        summary: one or two sentences.
        period: the years it covers, such as 2014 to 2024.
        state: one or two words on where it stands, such as Ended; may be empty.
    """

    name: str
    href: str
    summary: str
    period: str = ""
    state: str = ""


def cases() -> list[CaseEntry]:
    """Return the cases in the order of the list; none until the site holds one."""
    return []
