"""The first page: what the site is, and the cases it holds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from capitula.web import catalogue
from capitula.web.page import show


def home(request: HttpRequest) -> HttpResponse:
    """Show the list of cases."""
    return show(
        request,
        "pages/home.html",
        title="Integrated care contracts",
        cases=catalogue.cases(),
    )
