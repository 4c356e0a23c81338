"""Contract files that ship without a record: the list, and the terms of each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from capitula.contract.questions import findings
from capitula.web.contract_file_page import contract_file_page
from capitula.web.contract_files import contract_files
from capitula.web.known_on import known_on
from capitula.web.page import show
from capitula.web.presenters.contract import chapters, key_terms, tables
from capitula.web.presenters.contract_files import groups


def listing(request: HttpRequest) -> HttpResponse:
    """Show which contract files ship, as far as they were known on the day."""
    known = known_on(request)
    return show(
        request,
        "pages/contract_files.html",
        title="Contract files",
        known=known,
        groups=groups(contract_files(known.day), known),
    )


def terms(request: HttpRequest, name: str) -> HttpResponse:
    """Show a contract file's terms, and what it leaves open."""
    page = contract_file_page(request, name)
    if not page.file.is_known:
        return show(
            request, "pages/contract_file_unknown.html", title="Contract file", known=page.known
        )
    found, sources = page.file.contract, page.file.sources
    return page.show(
        "pages/contract_file.html",
        "contract_file",
        found.title,
        terms=key_terms(found),
        tables=tables(found, sources),
        chapters=chapters(found, sources, page.known.day),
        questions=findings(found),
    )
