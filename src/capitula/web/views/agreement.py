"""The room of agreement: who is for it, what was raised and answered, the review, the public."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capitula.agreement.benefit_review import BenefitReview
from capitula.agreement.sheet import Sheets
from capitula.case.case import Case
from capitula.reports.contract_print.docx import to_docx
from capitula.reports.review_document import SUMMARY, review_document
from capitula.web.case_page import CasePage, case_page
from capitula.web.downloads import WORD, download
from capitula.web.kept import kept_by_case_and_day, kept_by_case_day_and_part
from capitula.web.parts import Link
from capitula.web.presenters import agreement as present

_PAGES = (
    ("agreement", "Positions and signatures"),
    ("agreement_concerns", "Concerns and answers"),
    ("agreement_review", "Risks and benefits by line"),
    ("agreement_follow_up", "Undertakings and findings"),
    ("agreement_public", "Public and interests"),
)


def agreement(request: HttpRequest, name: str) -> HttpResponse:
    """Show where each party stands, who signed which stage, GP sign-up, and patience."""
    page = case_page(request, name)
    case, day = page.case, page.known.day
    return _show(
        page,
        "agreement",
        "Who is for it, who is against",
        "A party's own words are its position; what another says for it stands beside. A signature "
        "belongs to one party at one stage of the case.",
        [_sheets(case, day, part) for part in ("positions", "sign_off", "sign_up", "patience")],
        stats=present.glance(case.agreement.findings(day)),
    )


def concerns(request: HttpRequest, name: str) -> HttpResponse:
    """Show letters and concerns, requests and refusals, silences, and disputed standings."""
    page = case_page(request, name)
    parts = ("concerns", "requests", "questions", "standing")
    return _show(
        page,
        "agreement_concerns",
        "Concerns, and were they answered?",
        "A letter is one item with parts. Only whoever raised a concern can close it, once a reply "
        "has answered it.",
        [_sheets(page.case, page.known.day, part) for part in parts],
    )


def review(request: HttpRequest, name: str) -> HttpResponse:
    """Show the risk-and-benefit review by service line, and offer it as a Word document."""
    page = case_page(request, name)
    found = _review(page.case, page.known.day)
    word = page.known.carry(reverse("agreement_review_word", kwargs={"name": name}))
    return page.show(
        "pages/agreement_review.html",
        "agreement",
        "Risks and benefits by service line",
        under="Agreement",
        tabs=_tabs(page, "agreement_review"),
        summary=SUMMARY,
        lines=present.line_parts(found, page.entry_address),
        word=word,
    )


def review_word(request: HttpRequest, name: str) -> HttpResponse:
    """Send the review as a Word document."""
    page = case_page(request, name)
    case, day = page.case, page.known.day
    title = case.contract_at(page.view).title
    document = review_document(_review(case, day), title, day, case.sources)
    return download(to_docx(document), f"{name}-risks-and-benefits-known-{day}.docx", WORD)


def follow_up(request: HttpRequest, name: str) -> HttpResponse:
    """Show undertakings, findings and recommendations, what came of each, and early signs."""
    page = case_page(request, name)
    return _show(
        page,
        "agreement_follow_up",
        "Undertakings, findings and what came of them",
        "Each ends in an action or in a refusal with reasons, and stays open until then. What is "
        "said of relationships and culture is followed like anything else.",
        [_sheets(page.case, page.known.day, "follow_up")],
    )


def public(request: HttpRequest, name: str) -> HttpResponse:
    """Show consultations, equality impact, agenda items and interests."""
    page = case_page(request, name)
    return _show(
        page,
        "agreement_public",
        "The public, and conflicts of interest",
        "What was put to the public, what a change does to people by protected group, and who "
        "stood aside from which decision. Members stand by office, never by name.",
        [_sheets(page.case, page.known.day, part) for part in ("public", "interests")],
    )


def _show(  # what such a page is made of
    page: CasePage,
    current: str,
    title: str,
    lead: str,
    found: list[Sheets],
    *,
    stats: object = (),
) -> HttpResponse:
    return page.show(
        "pages/agreement.html",
        "agreement",
        title,
        under="" if current == "agreement" else "Agreement",
        tabs=_tabs(page, current),
        heading=title,
        lead=lead,
        stats=stats,
        sheets=present.sheet_parts(found, page.entry_address),
    )


def _tabs(page: CasePage, current: str) -> list[Link]:
    return [
        Link(words, page.known.carry(page.address(name)), current=name == current)
        for name, words in _PAGES
    ]


@kept_by_case_day_and_part
def _sheets(case: Case, day: date, part: str) -> Sheets:
    found: Sheets = getattr(case.agreement, part)(day)
    return found


@kept_by_case_and_day
def _review(case: Case, day: date) -> BenefitReview:
    return case.agreement.review(day)
