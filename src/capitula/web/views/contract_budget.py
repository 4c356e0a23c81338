"""The budget of a contract file whose lines are priced, its way from last year, its months."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from capitula.case.budget import find_priced_budget
from capitula.case.payments import YearOfPayments, year_of_payments
from capitula.ground.faults import InputFaults
from capitula.money.budget.opening_practice import open_practice
from capitula.money.budget.view import fence_words, months_words
from capitula.money.budget.whole import WholePopulationBudget
from capitula.reports.budget_workbook import budget_workbook
from capitula.reports.waterfall_chart import waterfall_chart
from capitula.web.contract_file_page import ContractFilePage, known_file_page
from capitula.web.presenters import payments as paid
from capitula.web.presenters import priced_budget as present
from capitula.web.presenters.charts import chart_part

ALL = "all"


def budget(request: HttpRequest, name: str) -> HttpResponse:
    """Show each line from base to budget, with the chart of all lines or of the one asked for.

    Raises:
        Http404: no such file, or its lines are not priced.
    """
    page = _page(request, name)
    found = _budget(name, page.known.day)
    choices = {ALL: "All lines", **{line.key: line.title for line in found.lines}}
    asked = str(request.GET.get("line", ALL))
    line = asked if asked in choices else ALL
    chart = waterfall_chart(found.waterfall(None if line == ALL else line))
    return page.show(
        "pages/priced_budget.html",
        "contract_budget",
        f"Budget by line, {found.year}",
        budget=found,
        stats=present.headline(found),
        lines=present.lines(found),
        notes=fence_words(found),
        choices=page.links("line", choices, line),
        chart=chart_part(chart, f"waterfall-{line}"),
        opened=present.opened(found),
        workbook=page.address("contract_budget_workbook"),
    )


def payments(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is paid each month of the year, by run and by line.

    Raises:
        Http404: no such file, or its lines are not priced.
    """
    page = _page(request, name)
    found = _payments(name, page.known.day)
    practice = page.known.carry(
        reverse("contract_payments_practice", kwargs={"name": name, "code": "CODE"})
    )
    return page.show(
        "pages/payments.html",
        "contract_payments",
        f"Payments, {found.year}",
        year=found,
        stats=paid.year_stats(found),
        sentences=[*list(found.words())[:1], months_words(found.budget)],
        runs=paid.runs(found),
        months=paid.months_by_line(found, page.address("contract_budget")),
        practices=paid.practices(found, practice),
        by_month=paid.by_month_and_practice(found, practice),
        workbook=page.address("contract_budget_workbook"),
    )


def payments_of_practice(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """Show what is paid for one practice each month, each amount opened.

    Raises:
        Http404: no such file or practice, or its lines are not priced.
    """
    page = _page(request, name)
    found = _payments(name, page.known.day)
    try:
        opened = open_practice(found.budget, code)
    except InputFaults as error:
        raise Http404(f"no practice {code!r} takes part") from error
    one = opened.practice
    return page.show(
        "pages/payments_practice.html",
        "contract_payments",
        f"{one.name or one.practice} ({one.practice}), payments {found.year}",
        practice=one,
        year=found,
        stats=paid.practice_stats(opened, found),
        months=paid.practice_months(opened, found),
        opened=paid.practice_figures(opened),
        whole=page.address("contract_payments"),
    )


def workbook(request: HttpRequest, name: str) -> HttpResponse:
    """Send budget, months, waterfall and derivations as a workbook.

    Raises:
        Http404: no such file, or its lines are not priced.
    """
    page = _page(request, name)
    found = _budget(name, page.known.day)
    year = str(found.year).replace("/", "-")
    return page.download(budget_workbook(found), f"budget-{year}.xlsx")


def _page(request: HttpRequest, name: str) -> ContractFilePage:
    page = known_file_page(request, name)
    if not page.file.is_priced:
        raise Http404(f"no line of {name!r} is priced")
    return page


@lru_cache(maxsize=64)
def _budget(name: str, day: date) -> WholePopulationBudget:
    return find_priced_budget(name, known_on=day)


@lru_cache(maxsize=64)
def _payments(name: str, day: date) -> YearOfPayments:
    return year_of_payments(name, known_on=day)
