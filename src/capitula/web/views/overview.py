"""The first page of a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from capitula.case.overview import overview as case_overview
from capitula.web.case_page import case_page
from capitula.web.presenters import overview as present


def overview(request: HttpRequest, name: str) -> HttpResponse:
    """Show one case in one screen, as known on the day."""
    page = case_page(request, name)
    found = case_overview(page.case, page.view)
    return page.show(
        "pages/overview.html",
        "overview",
        found.contract.title,
        found=found,
        stats=present.stats(found, page.case, page.entry_address),
        parties=present.parties(found),
        moves=[table for plan in found.plans if (table := present.moves(plan, page.entry_address))],
        offers=present.offers(found, page.entry_address),
        groups=present.open_groups(found.findings),
        entry_address=page.entry_address,
        plan_address=page.known.carry(page.address("programme")),
    )
