"""Who is covered: the practices of a day with their lists, and the need of the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse

from capitula.case.case import Case
from capitula.case.population import case_need, need_tables
from capitula.contract.participation import GpParticipation
from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import FigureTable
from capitula.population.need_weights.line_indices import PlaceNeed
from capitula.population.registers.practice_register import latest_register
from capitula.population.registers.roster import Roster, list_years, roster
from capitula.web.asked_day import AskedDay, asked_day
from capitula.web.case_page import CasePage, case_page
from capitula.web.kept import kept_by_case
from capitula.web.presenters import population as present
from capitula.web.presenters.contract import chapter
from capitula.web.presenters.figures import not_yet_known
from capitula.web.wording import date_text

_NOT_HELD = "Which practices, and how many people on their lists, is not held here."


def population(request: HttpRequest, name: str) -> HttpResponse:
    """Show who the contract covers, who was open on a day with which list, and the need."""
    page = case_page(request, name)
    contract = page.case.contract_at(page.view)
    known = {
        key: table
        for key, table in page.case.figures.items()
        if not not_yet_known(table, page.known.day)
    }
    asked = _asked(page, known)
    found, refused = _roster(known, contract.gp_participation, asked)
    need = _need(page, known)
    return page.show(
        "pages/population.html",
        "population",
        "Population",
        covered=chapter(contract, page.case.sources, page.known.day, "People covered"),
        asked=asked,
        roster=found,
        lists=present.roster_table(found) if found else None,
        gone=present.gone_table(found) if found and found.not_on_day else None,
        changes=present.changes_table(found, asked, page.known) if found else None,
        stats=present.roster_stats(found) if found else [],
        notes=found.notes if found else refused,
        register=present.register_figure(found) if found else None,
        need=present.need_table(need) if need else None,
        opened=present.need_figures(need) if need else [],
    )


def _roster(
    known: Mapping[str, FigureTable],
    participations: Sequence[GpParticipation],
    asked: AskedDay | None,
) -> tuple[Roster | None, tuple[str, ...]]:
    """Return the roster of the day; or why there is none."""
    if asked is None:
        return None, (_NOT_HELD,)
    try:
        return roster(known, participations, asked.day), ()
    except InputFaults as error:
        fault = error.faults[0]
        return None, (f"Nothing is held of {fault.found}; {fault.expected} can be shown.",)


def _asked(page: CasePage, known: Mapping[str, FigureTable]) -> AskedDay | None:
    """Return the day asked for; else the first day of the last year of which lists are held.

    Worth a look: the first days of years with lists, then the days on which the roster changed.
    """
    years = list_years(known)
    edition = latest_register(known)
    if not years and edition is None:
        return None
    usual = years[-1].first_day if years else edition.until if edition else date.min
    worth = [(str(year), year.first_day) for year in years]
    if years and edition is not None:
        changes = edition.changes(years[0].first_day, edition.until)
        worth += [(date_text(day), day) for day in dict.fromkeys(each.day for each in changes)]
    return asked_day(page.request, "on", usual, page.known, worth)


def _need(page: CasePage, known: Mapping[str, FigureTable]) -> PlaceNeed | None:
    tables = need_tables(page.case.figures)
    if tables is None or not all(name in known for name in tables):
        return None
    return _computed(page.case)


@kept_by_case
def _computed(case: Case) -> PlaceNeed | None:
    return case_need(case.figures)
