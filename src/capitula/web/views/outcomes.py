"""The outcomes of a case: what was promised, what happened, the verdict and why."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capitula.case.case import Case
from capitula.web.case_page import CasePage, case_page
from capitula.web.downloads import WORD, download
from capitula.web.judged import happened, judged, offered_instead, own_charts, report
from capitula.web.presenters import outcomes_contract as present
from capitula.web.presenters import outcomes_together as together
from capitula.web.presenters.outcomes import aims
from capitula.web.presenters.outcomes_glance import at_a_glance


def outcomes(request: HttpRequest, name: str) -> HttpResponse:
    """Show promise, series, verdicts and what stands beside them, as known on the day."""
    page = case_page(request, name)
    case, day = page.case, page.known.day
    found = judged(case, day)
    said = case.outcomes.as_said(day, case.sources, case.recorded_on)
    safety, published = present.beside(found, page.entry_address)

    def address(measure: str) -> str:
        return measure_address(page, measure)

    def question(identifier: str) -> str:
        return question_address(page, identifier)

    return page.show(
        "pages/outcomes.html",
        "outcomes",
        "Outcomes",
        found=found,
        glance=at_a_glance(found, len(said.aims), happened(case, day), safety, published),
        aims=aims(said),
        measures=present.measures_set(found, address),
        asked=together.questions_set(found, question),
        charts=[chart for j in found.judgements for chart in own_charts(case, day, j.measure.id)],
        offered=[j.measure.name for j in found.judgements if offered_instead(j)],
        verdicts=present.verdicts(found, address),
        whys=present.whys(found, address),
        together=together.whys(found, question),
        only_shown=present.only_shown(found, address),
        safety=safety,
        published=published,
        bias=present.bias(found),
        questions=_questions(case, day),
        word=page.known.carry(reverse("outcomes_report", kwargs={"name": name})),
    )


def outcomes_report(request: HttpRequest, name: str) -> HttpResponse:
    """Send the judgement as a Word report."""
    page = case_page(request, name)
    file = f"{name}-outcomes-known-{page.known.day}.docx"
    return download(report(page.case, page.known.day), file, WORD)


def measure_address(page: CasePage, measure: str) -> str:
    """Return the address of a measure's page, on the same day."""
    parts = {"name": page.case.name, "measure": measure}
    return page.known.carry(reverse("outcome", kwargs=parts))


def question_address(page: CasePage, question: str) -> str:
    """Return the address of the page of measures judged together, on the same day."""
    parts = {"name": page.case.name, "question": question}
    return page.known.carry(reverse("together", kwargs=parts))


def _questions(case: Case, day: date) -> list[str]:
    """Questions were asked when the case was recorded, and not before."""
    if day < case.recorded_on:
        return []
    return [f"{each.question} {each.why_open}" for each in case.outcomes.questions]
