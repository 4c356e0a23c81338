"""The first page: what the site is, and the cases it holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from capitula.web import catalogue
from capitula.web.known_on import known_on
from capitula.web.page import show


def home(request: HttpRequest) -> HttpResponse:
    """Show the list of cases, as known on the day."""
    known = known_on(request)
    return show(
        request,
        "pages/home.html",
        title="Integrated care contracts",
        known=known,
        own_cases=catalogue.own_cases(known),
        cases=catalogue.cases(known),
        reference=catalogue.reference_cases(known),
    )
