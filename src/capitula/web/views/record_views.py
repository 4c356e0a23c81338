"""The record seen in other ways: what changed since a day, what clashes, what came when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse

from capitula.case.differences import differences
from capitula.record.compare import compare
from capitula.record.timeline import Axis
from capitula.record.timeline import timeline as make_timeline
from capitula.web.case_page import CasePage, case_page
from capitula.web.parts import Link
from capitula.web.presenters import record_views as present
from capitula.web.presenters.record import tabs


def changes(request: HttpRequest, name: str) -> HttpResponse:
    """Show what changed between an earlier day and the day as known on."""
    page = case_page(request, name)
    days = [day for day in page.case.record.days() if day <= page.known.day][:-1]
    since = _since(page, days)
    tables = []
    if since is not None:
        earlier = page.case.as_known(since)
        tables = present.change_tables(compare(earlier, page.view), page.entry_address)
    return page.show(
        "pages/changes.html",
        "record",
        "What changed",
        under="Record",
        tabs=tabs(page, "changes"),
        since=since,
        days=present.day_links(days, since, _address(page)) if since else [],
        tables=tables,
    )


def _since(page: CasePage, days: list[date]) -> date | None:
    """Return the day asked for, if something became known on it; else the last but one."""
    asked = str(page.request.GET.get("since", ""))
    return next((day for day in days if day.isoformat() == asked), days[-1] if days else None)


def _address(page: CasePage) -> Callable[[date], str]:
    base = page.known.carry(page.address("changes"))
    joint = "&" if "?" in base else "?"
    return lambda day: f"{base}{joint}since={day.isoformat()}"


def clashes(request: HttpRequest, name: str) -> HttpResponse:
    """Show what cannot be true at once, side by side, and what differs without clashing."""
    page = case_page(request, name)
    found = differences(page.view, page.case.contract_at(page.view))
    warned, others = present.difference_sections(found, page.entry_address)
    return page.show(
        "pages/clashes.html",
        "record",
        "Clashes",
        under="Record",
        tabs=tabs(page, "clashes"),
        clashes=warned,
        others=others,
    )


def timeline(request: HttpRequest, name: str) -> HttpResponse:
    """Show everything in order, by either of its two dates."""
    page = case_page(request, name)
    axis = Axis.KNOWN if request.GET.get("by") == Axis.KNOWN else Axis.ABOUT
    base = page.known.carry(page.address("timeline"))
    joint = "&" if "?" in base else "?"
    return page.show(
        "pages/timeline.html",
        "record",
        "Timeline",
        under="Record",
        tabs=tabs(page, "timeline"),
        axes=[
            Link("By the date it is about", f"{base}{joint}by=about", current=axis is Axis.ABOUT),
            Link("By when it was known", f"{base}{joint}by=known", current=axis is Axis.KNOWN),
        ],
        table=present.timeline_table(make_timeline(page.view, axis), page.entry_address),
    )
