"""The record of a case, and one entry of it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from capitula.web.case_page import case_page
from capitula.web.presenters import entry as present_entry
from capitula.web.presenters.record import sections, tabs


def record(request: HttpRequest, name: str) -> HttpResponse:
    """Show everything that stood on the day."""
    page = case_page(request, name)
    return page.show(
        "pages/record.html",
        "record",
        "Record",
        tabs=tabs(page, "record"),
        sections=sections(page.view, page.entry_address),
    )


def entry(request: HttpRequest, name: str, entry: str) -> HttpResponse:
    """Show one entry, whole.

    Raises:
        Http404: there is no such entry, or it was not known on the day.
    """
    page = case_page(request, name)
    claim = next((claim for claim in page.view.claims if claim.entry == entry), None)
    if claim is None:
        raise Http404(f"no entry {entry!r} was known on {page.view.known_on}")
    subject = (claim.envelope.about, claim.envelope.property_name)
    claims = page.case.record.claims(subject, page.view.known_on)
    return page.show(
        "pages/entry.html",
        "record",
        f"Entry {entry}",
        under="Record",
        claim=claim,
        envelope=present_entry.envelope_terms(claim),
        body=present_entry.body_terms(claim),
        chain=present_entry.chain_terms(claim),
        sources=present_entry.sources_of(claim, page.case),
        siblings=present_entry.siblings(claims, page.entry_address),
    )
