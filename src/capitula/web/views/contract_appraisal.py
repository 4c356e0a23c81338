"""The appraisal of a contract file that ships with made figures: donors, parties, holder, value."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse

from capitula.agreement.signing_kinds import CaseStage
from capitula.appraisal.file import shipped_appraisals
from capitula.case.appraisal import Appraisal
from capitula.case.appraising import appraise
from capitula.case.business_case.making import business_case
from capitula.reports.business_case.word import word_case
from capitula.reports.business_case.workbook import workbook_case
from capitula.reports.tornado_chart import LOW_AND_HIGH, tornado_chart
from capitula.web.contract_file_page import ContractFilePage, known_file_page
from capitula.web.downloads import WORD
from capitula.web.presenters import appraisal as present
from capitula.web.presenters import appraisal_money as present_money
from capitula.web.presenters.charts import chart_part


def appraisal(request: HttpRequest, name: str) -> HttpResponse:
    """Show forms scored, VAT, the donors, every party, the holder and the net present value.

    Raises:
        Http404: no such file, or no appraisal ships for it.
    """
    page = _page(request, name)
    return page.show(
        "pages/contract_appraisal.html",
        "contract_appraisal",
        "Appraisal",
        **_shown(name, page.known.day),
        word=page.address("contract_case_word"),
        workbook=page.address("contract_case_workbook"),
    )


def word(request: HttpRequest, name: str) -> HttpResponse:
    """Send the full business case as a Word document.

    Raises:
        Http404: no such file, or no appraisal ships for it.
    """
    page = _page(request, name)
    made = business_case(_found(name, page.known.day), CaseStage.FULL)
    return page.download(word_case(made), "business-case.docx", WORD)


def workbook(request: HttpRequest, name: str) -> HttpResponse:
    """Send the full business case as a workbook.

    Raises:
        Http404: no such file, or no appraisal ships for it.
    """
    page = _page(request, name)
    made = business_case(_found(name, page.known.day), CaseStage.FULL)
    return page.download(workbook_case(made), "business-case.xlsx")


def _page(request: HttpRequest, name: str) -> ContractFilePage:
    page = known_file_page(request, name)
    if name not in shipped_appraisals():
        raise Http404(f"no appraisal ships for {name!r}")
    return page


@lru_cache(maxsize=32)
def _found(name: str, day: date) -> Appraisal:
    return appraise(name, day)


@lru_cache(maxsize=32)
def _shown(name: str, day: date) -> dict[str, object]:
    found = _found(name, day)
    sheet, table, value = found.options(), found.vat(), found.value()
    positions, holder = found.parties(), found.holder()
    tornado = value.tornado()
    bars = (
        tornado_chart(tornado, "Net present value", value.mark, LOW_AND_HIGH) if tornado else None
    )
    return {
        "sheet": present.sheet(sheet),
        "matrix": present.vat_matrix(table),
        "rules": present.vat_rules_used(table),
        "donors": [present_money.donor(found, impact) for impact in found.donors()],
        "positions": present_money.positions(positions),
        "positions_figure": present_money.system_figure(positions),
        "questions": positions.questions,
        "holder_stats": present_money.holder_stats(holder),
        "cash": present_money.cash(holder),
        "chance": holder.chance_words(),
        "value_stats": present_money.value_stats(value),
        "streams": present_money.streams(value),
        "cumulative": present_money.cumulative(value),
        "value_missing": value.missing,
        "tornado": chart_part(bars, "npv-tornado") if bars else None,
        "way_back": present.way_back(found.way_back()),
    }
