"""The contract of a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from capitula.contract.questions import findings
from capitula.web.case_page import case_page
from capitula.web.presenters.contract import chapters, key_terms, tables


def contract(request: HttpRequest, name: str) -> HttpResponse:
    """Show the contract as far as it was known on the day, and what it leaves open."""
    page = case_page(request, name)
    found = page.case.contract_at(page.view)
    return page.show(
        "pages/contract.html",
        "contract",
        "Contract",
        contract=found,
        terms=key_terms(found),
        tables=tables(found, page.case.sources),
        chapters=chapters(found, page.case.sources, page.known.day),
        questions=findings(found),
    )
