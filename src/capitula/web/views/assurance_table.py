"""Frameworks that ship, and readiness of every case on the day before its start."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from capitula.assurance.frameworks.files import shipped_frameworks
from capitula.assurance.sources import assurance_sources
from capitula.case.readiness_table import ReadinessTable, Row
from capitula.case.readiness_table import readiness_table as make_table
from capitula.web.known_on import known_on
from capitula.web.page import show
from capitula.web.parts import Link, Source
from capitula.web.presenters import assurance_table as present
from capitula.web.site_cases import held_cases, held_reference_cases


def frameworks(request: HttpRequest) -> HttpResponse:
    """List the frameworks of assurance that ship."""
    known = known_on(request)
    return show(
        request,
        "pages/frameworks.html",
        title="Frameworks of assurance",
        known=known,
        breadcrumbs=[Link("Cases", reverse("home"))],
        table=present.frameworks_table(
            list(shipped_frameworks().values()),
            lambda of: known.carry(reverse("framework", kwargs={"framework": of})),
        ),
        table_address=known.carry(reverse("readiness_table")),
    )


def framework(request: HttpRequest, framework: str) -> HttpResponse:
    """Show one framework: its roles, its stages, every question with its mark.

    Raises:
        Http404: no such framework ships.
    """
    found = shipped_frameworks().get(framework)
    if found is None:
        raise Http404(f"no framework {framework!r}")
    listed = assurance_sources()
    return show(
        request,
        "pages/framework.html",
        title=found.title,
        breadcrumbs=[Link("Cases", reverse("home")), Link("Frameworks", reverse("frameworks"))],
        found=found,
        stages=present.stage_sections(found),
        sources=[
            Source("", listed[key].title, href=listed[key].address)
            for key in found.source
            if key in listed
        ],
    )


def readiness_table(request: HttpRequest) -> HttpResponse:
    """Show every case asked on the day before its start, beside what became of it."""
    known = known_on(request)
    found = _table(known.day)
    places = {
        case.name: case.contract.population.place
        for case in (*held_cases(), *held_reference_cases())
    }
    return show(
        request,
        "pages/readiness_table.html",
        title="Readiness before the start",
        known=known,
        breadcrumbs=[Link("Cases", reverse("home"))],
        stats=present.counts(found),
        before=present.rows_table("As known on the day before", found.before, places, _address)
        if found.before
        else None,
        later=present.rows_table(
            "The same days, with what became known later", found.later, places, _address
        )
        if found.later
        else None,
        note=found.note,
    )


def _address(row: Row) -> str:
    base = reverse("assurance", kwargs={"name": row.case})
    return f"{base}?act=start&known={row.known_on.isoformat()}"


@lru_cache(maxsize=16)
def _table(day: date) -> ReadinessTable:
    return make_table(day)
