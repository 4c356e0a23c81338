"""Show a page: what every page needs, filled in once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from capitula.web.known_on import KnownOn, known_on
from capitula.web.parts import Link


def show(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    known: KnownOn | None = None,
    case_name: str = "",
    case_rooms: Sequence[Link] = (),
    breadcrumbs: Sequence[Link] = (),
    **data: Any,
) -> HttpResponse:
    """Return the page made from a template.

    Args:
        request: the request.
        template: such as `pages/home.html`.
        title: name of the page; with the case it makes "Page – Case – Capitula".
        known: the date as known on, if the view has read it already or adds quick links.
        case_name: name of the case, on pages of a case.
        case_rooms: the rooms of the case, the current one marked.
        breadcrumbs: the way up, outermost first; the page itself is left out.
        data: what the template shows.
    """
    page = {
        "page_title": title,
        "known": known or known_on(request),
        "case_name": case_name,
        "case_rooms": case_rooms,
        "breadcrumbs": breadcrumbs,
    }
    return render(request, template, {**data, **page})
