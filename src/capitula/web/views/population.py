"""Who is covered: the practices of a year with their lists, and the need of the place."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from capitula.case.case import Case
from capitula.case.population import case_need, need_tables
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import FinancialYear
from capitula.population.need_weights.line_indices import PlaceNeed
from capitula.population.registers.roster import Roster, list_years, roster
from capitula.web.case_page import CasePage, case_page
from capitula.web.kept import kept_by_case
from capitula.web.parts import Link
from capitula.web.presenters import population as present
from capitula.web.presenters.contract import chapter
from capitula.web.presenters.figures import not_yet_known


def population(request: HttpRequest, name: str) -> HttpResponse:
    """Show who the contract covers, the lists of a year and the need, as known on the day."""
    page = case_page(request, name)
    contract = page.case.contract_at(page.view)
    known = {
        key: table
        for key, table in page.case.figures.items()
        if not not_yet_known(table, page.known.day)
    }
    years = list_years(known)
    year = _year(page, years)
    found = None if year is None else roster(known, contract.gp_participation, year.first_day)
    need = _need(page, known)
    return page.show(
        "pages/population.html",
        "population",
        "Population",
        covered=chapter(contract, page.case.sources, page.known.day, "People covered"),
        years=_links(page, years, year),
        roster=found,
        lists=present.roster_table(found) if found else None,
        stats=present.roster_stats(found) if found else [],
        notes=_notes(found),
        need=present.need_table(need) if need else None,
        opened=present.need_figures(need) if need else [],
    )


def _notes(found: Roster | None) -> tuple[str, ...]:
    if found is None:
        return ("Which practices, and how many people on their lists, is not held here.",)
    return found.notes


def _year(page: CasePage, years: tuple[FinancialYear, ...]) -> FinancialYear | None:
    """Return the year asked for, if there are lists of it; else the last."""
    asked = str(page.request.GET.get("year", ""))
    return next((year for year in years if str(year) == asked), years[-1] if years else None)


def _links(
    page: CasePage, years: tuple[FinancialYear, ...], chosen: FinancialYear | None
) -> list[Link]:
    base = page.known.carry(page.address("population"))
    joint = "&" if "?" in base else "?"
    return [Link(str(y), f"{base}{joint}year={y}", current=y == chosen) for y in years]


def _need(page: CasePage, known: Mapping[str, FigureTable]) -> PlaceNeed | None:
    tables = need_tables(page.case.figures)
    if tables is None or not all(name in known for name in tables):
        return None
    return _computed(page.case)


@kept_by_case
def _computed(case: Case) -> PlaceNeed | None:
    return case_need(case.figures)
