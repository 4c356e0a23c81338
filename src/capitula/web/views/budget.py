"""The budget of a case by contract line, as far as figures were published; and its workbook."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from capitula.case.case import Case
from capitula.money.budget.found_whole import FoundFigures
from capitula.reports.budget_workbook import budget_workbook
from capitula.web.case_page import CasePage, case_page
from capitula.web.downloads import download
from capitula.web.kept import kept_by_case_and_day
from capitula.web.parts import Link
from capitula.web.presenters import budget as present


def budget(request: HttpRequest, name: str) -> HttpResponse:
    """Show each line with what was published for it, who runs it, and what is open."""
    page = case_page(request, name)
    found = _found(page)
    if found is None:
        return page.show(
            "pages/budget.html", "money", "Budget by line", tabs=money_tabs(page, "budget")
        )
    return page.show(
        "pages/budget.html",
        "money",
        "Budget by line",
        under="Money",
        tabs=money_tabs(page, "budget"),
        found=found,
        stats=present.headline(found),
        lines=present.lines(found),
        beside=present.beside(found),
        stated=present.stated(found),
        opened=present.opened(found),
        practices=present.practices(found, _practice_address(page)),
        questions=present.questions(found),
        workbook=page.known.carry(reverse("budget_workbook", kwargs={"name": name})),
    )


def practice(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """Show what was published for one practice, each line opened.

    Raises:
        Http404: no such practice, or no figures were known on the day.
    """
    page = case_page(request, name)
    found = _found(page)
    lines = present.practice_lines(found, code) if found else []
    if found is None or not lines:
        raise Http404(f"no figures of a practice {code!r} were known on this day")
    title = f"{present.practice_name(found, code)} ({code})"
    return page.show(
        "pages/budget_practice.html",
        "money",
        title,
        under="Money",
        heading=title,
        found=found,
        table_of_lines=present.practice_table(found, lines),
        lines=lines,
        whole=page.known.carry(page.address("budget")),
    )


def _practice_address(page: CasePage) -> str:
    parts = {"name": page.case.name, "code": "CODE"}
    return page.known.carry(reverse("budget_practice", kwargs=parts))


def workbook(request: HttpRequest, name: str) -> HttpResponse:
    """Send the same as a workbook.

    Raises:
        Http404: no figures are held for the case.
    """
    page = case_page(request, name)
    found = _found(page)
    if found is None:
        raise Http404("no published figures are held for this case")
    year = found.year.replace("/", "-")
    return download(budget_workbook(found), f"{name}-budget-{year}.xlsx")


def money_tabs(page: CasePage, current: str) -> list[Link]:
    """Return the ways of seeing a case's money."""
    pages = (("money", "Target allocation"), ("budget", "Budget by line"))
    return [
        Link(words, page.known.carry(page.address(name)), current=name == current)
        for name, words in pages
    ]


def _found(page: CasePage) -> FoundFigures | None:
    return _computed(page.case, page.known.day)


@kept_by_case_and_day
def _computed(case: Case, day: date) -> FoundFigures | None:
    year = case.money.last_figures_year()
    found = case.money.budget(year, day) if year else None
    return found if isinstance(found, FoundFigures) else None
