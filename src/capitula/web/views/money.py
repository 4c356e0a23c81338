"""The money of a case: first its target allocation, whole and by practice."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from capitula.case.case import Case
from capitula.ground.faults import InputFaults
from capitula.money.target_allocation import TABLE, TargetAllocation, case_target_allocation
from capitula.web.case_page import CasePage, case_page
from capitula.web.kept import kept_by_case
from capitula.web.presenters import money as present
from capitula.web.presenters.figures import not_yet_known
from capitula.web.views.budget import money_tabs


def money(request: HttpRequest, name: str) -> HttpResponse:
    """Show the target allocation by line, stream and practice, every figure opened."""
    page = case_page(request, name)
    found = _allocation(page)
    if found is None:
        return page.show(
            "pages/money.html",
            "money",
            "Money",
            tabs=money_tabs(page, "money"),
            allocation=None,
            unknown=_unknown(page),
        )
    practice = reverse("practice", kwargs={"name": name, "code": "CODE"})
    return page.show(
        "pages/money.html",
        "money",
        "Target allocation",
        tabs=money_tabs(page, "money"),
        allocation=found,
        stats=present.headline(found),
        lines=present.lines(found),
        opened=present.line_figures(found),
        indices=present.indices(found),
        practices=present.practices(found, page.known.carry(practice)),
    )


def practice(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """Show one practice's part of the target allocation, line by line, with its numbers.

    Raises:
        Http404: no such practice, or nothing was known on the day.
    """
    page = case_page(request, name)
    found = _allocation(page)
    try:
        one = found.practice(code) if found else None
    except InputFaults as error:
        raise Http404(f"no practice {code!r}") from error
    if found is None or one is None:
        raise Http404("no target allocation was known on this day")
    return page.show(
        "pages/practice.html",
        "money",
        f"{one.name} ({one.code})",
        under="Money",
        allocation=found,
        practice=one,
        total=present.practice_total(found, code),
        lines=present.practice_lines(found, code),
        opened=present.line_figures(found, code),
    )


def _allocation(page: CasePage) -> TargetAllocation | None:
    figures = page.case.figures
    if TABLE not in figures or not_yet_known(figures[TABLE], page.known.day):
        return None
    return _computed(page.case)


@kept_by_case
def _computed(case: Case) -> TargetAllocation:
    return case_target_allocation(case.figures)


def _unknown(page: CasePage) -> str:
    table = page.case.figures.get(TABLE)
    if table is None:
        return "No public figures are held for this place, so no target allocation is computed."
    return not_yet_known(table, page.known.day)
