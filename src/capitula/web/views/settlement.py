"""The settlement of a contract file from the example figures that ship, stage by stage."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse

from capitula.money.settlement.english import headline, period_text
from capitula.money.settlement.figures_model import SettlementFigures
from capitula.money.settlement.settle import settle
from capitula.money.settlement.shipped import example_figures
from capitula.money.settlement.statement import Statement
from capitula.money.settlement.workbook import statement_workbook
from capitula.web.contract_file_page import ContractFilePage, known_file_page
from capitula.web.contract_files import contract_file
from capitula.web.presenters import settlement as present
from capitula.web.presenters import settlement_parts as parts
from capitula.web.presenters.settlement_figures import figures


def settlement(request: HttpRequest, name: str) -> HttpResponse:
    """Show the statement of a stage, every step opened; the last stage unless one is asked for.

    Raises:
        Http404: no such file, or no figures ship for it.
    """
    page = _page(request, name)
    stage = _stage(page)
    found, given = _settled(name, stage, page.known.day)
    due = "Due in all" if found.restated else "What moves"
    return page.show(
        "pages/settlement.html",
        "contract_settlement",
        f"{stage.capitalize()} settlement",
        stage=stage,
        stages=page.links("stage", {each: each.capitalize() for each in page.file.settles}, stage),
        period=period_text(found),
        result=headline(found),
        note=given.note,
        stats=present.headline(found, given),
        rules=present.rules(found),
        steps=present.steps(found),
        parties=parts.parties(found),
        opened=parts.part_figures(found, page.file.contract),
        beside=present.beside(found),
        due=present.entries(found, found.entries, due),
        restated=present.entries(found, found.restated, "Still to move, the settlement restated"),
        figures=figures(given),
        warnings=found.warnings,
        workbook=page.known.carry(f"{page.path('contract_settlement_workbook')}?stage={stage}"),
    )


def workbook(request: HttpRequest, name: str) -> HttpResponse:
    """Send the statement as a workbook.

    Raises:
        Http404: no such file, or no figures ship for it.
    """
    page = _page(request, name)
    stage = _stage(page)
    found, _ = _settled(name, stage, page.known.day)
    return page.download(statement_workbook(found), f"settlement-{stage}.xlsx")


def _page(request: HttpRequest, name: str) -> ContractFilePage:
    page = known_file_page(request, name)
    if not page.file.settles:
        raise Http404(f"no figures ship by which {name!r} could be settled")
    return page


def _stage(page: ContractFilePage) -> str:
    asked = str(page.request.GET.get("stage", ""))
    return asked if asked in page.file.settles else page.file.settles[-1]


@lru_cache(maxsize=64)
def _settled(name: str, stage: str, day: date) -> tuple[Statement, SettlementFigures]:
    given = example_figures(name)[stage]
    return settle(contract_file(name, day).contract, given), given
