"""Which cases the site can show."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from capitula.assurance.stage import stage
from capitula.case.case import Case
from capitula.case.folder import made_cases
from capitula.record.view import View
from capitula.web.known_on import KnownOn
from capitula.web.site_cases import held_cases, held_own_cases, held_reference_cases


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """One case as it stands in the list.

    Attributes:
        name: what people call it, such as Dudley.
        href: address of its first page.
        summary: one or two sentences.
        period: the years its record speaks of as known, such as 2016 to 2024.
        state: one or two words on where it stands, such as Ended; may be empty.
    """

    name: str
    href: str
    summary: str
    period: str = ""
    state: str = ""


def cases(known: KnownOn) -> list[CaseEntry]:
    """Return the cases that the site holds, as known on a day."""
    return _entries(held_cases(), known)


def own_cases(known: KnownOn) -> list[CaseEntry]:
    """Return the cases of one's own that the site holds, as known on a day."""
    return _entries(held_own_cases(), known)


def reference_cases(known: KnownOn) -> list[CaseEntry]:
    """Return the thin reference cases that the site holds; they are listed apart."""
    return _entries(held_reference_cases(), known)


def _entries(held: list[Case], known: KnownOn) -> list[CaseEntry]:
    return [
        CaseEntry(
            name=case.contract.population.place,
            href=reverse("overview", kwargs={"name": case.name}),
            summary=case.contract.summary,
            period="made up" if case.name in made_cases() else _period(view),
            state=_state(view),
        )
        for case in held
        for view in (case.as_known(known.day),)
    ]


def _period(view: View) -> str:
    """Return from when to when sources spoke, by the years in which they became known."""
    days = [c.envelope.known.last for c in view.claims if c.envelope.known.first]
    if not days:
        return "nothing known yet"
    first, last = min(days).year, max(days).year
    return f"sources of {first}" if first == last else f"sources of {first} to {last}"


def _state(view: View) -> str:
    item = stage(view)
    return item.current.value.text if item else ""
