"""What every page of a case shares: its name, its rooms, the trail, days worth a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capitula.case.case import Case
from capitula.case.folder import made_cases
from capitula.record.view import View
from capitula.web.known_on import KnownOn, known_on
from capitula.web.own_cases import own_case_names
from capitula.web.page import show
from capitula.web.parts import Link
from capitula.web.site_cases import held_case
from capitula.web.wording import date_text

QUICK_DAYS = 7
"""How many days worth a look the bar offers."""

ROOMS = (
    ("overview", "Overview"),
    ("record", "Record"),
    ("contract", "Contract"),
    ("population", "Population"),
    ("money", "Money"),
    ("appraisal", "Appraisal"),
    ("agreement", "Agreement"),
    ("assurance", "Assurance"),
    ("programme", "Programme"),
    ("outcomes", "Outcomes"),
    ("delivery", "Delivery"),
    ("exit", "Exit"),
)


@dataclass(frozen=True, slots=True)
class CasePage:
    """A request for a page of a case: the case, the day, and the record as known on it."""

    request: HttpRequest
    case: Case
    known: KnownOn
    view: View

    def show(
        self, template: str, room: str, title: str, *, under: str = "", **data: Any
    ) -> HttpResponse:
        """Return the page made from a template.

        Args:
            template: the template.
            room: which room of the case it belongs to.
            title: name of the page.
            under: on a page below a room's first page, the room's words for the trail.
            data: what the template shows.
        """
        trail = [Link("Cases", reverse("home"))]
        if room != "overview":
            trail.append(Link(self.case.contract.population.place, self.address("overview")))
        if under:
            trail.append(Link(under, self.address(room)))
        return show(
            self.request,
            template,
            title=title,
            known=self.known,
            case_name=self.case.contract.population.place,
            case_rooms=[
                Link(words, self.address(name), current=name == room) for name, words in ROOMS
            ],
            breadcrumbs=trail,
            case=self.case,
            view=self.view,
            made=self.case.name in made_cases(),
            own_case=self.case.name in own_case_names(),
            **data,
        )

    def address(self, room: str) -> str:
        """Return the address of a room of the case."""
        return reverse(room, kwargs={"name": self.case.name})

    def entry_address(self, entry: str) -> str:
        """Return the address of an entry, on the same day."""
        parts = {"name": self.case.name, "entry": entry}
        return self.known.carry(reverse("entry", kwargs=parts))


def case_page(request: HttpRequest, name: str) -> CasePage:
    """Read the case and the day that a request asks for.

    Raises:
        Http404: the site does not hold the case.
    """
    case = held_case(name)
    known = known_on(request).with_quick(_quick_days(case))
    return CasePage(request, case, known, case.as_known(known.day))


def _quick_days(case: Case) -> Sequence[tuple[str, date]]:
    """Return the days on which most became known, in order; recording itself is not one."""
    known = Counter(
        entry.envelope.known.last
        for entry in case.record.entries
        if entry.envelope.known.last != entry.envelope.recorded.date()
    )
    days = sorted(day for day, _ in known.most_common(QUICK_DAYS))
    return [(date_text(day), day) for day in days]
