"""Is it worth doing, in which form, and who pays: a case's options, VAT, donor trusts, worth."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capitula.agreement.signing_kinds import CaseStage
from capitula.case.appraisal import Appraisal
from capitula.case.business_case.making import business_case
from capitula.case.business_case.model import BusinessCase
from capitula.case.case import Case
from capitula.ground.letters import capital
from capitula.reports.business_case.word import word_case
from capitula.reports.business_case.workbook import workbook_case
from capitula.web.case_page import CasePage, case_page
from capitula.web.downloads import EXCEL, WORD, download
from capitula.web.kept import kept_by_case_and_day, kept_by_case_day_and_part
from capitula.web.parts import Link
from capitula.web.presenters import appraisal as present
from capitula.web.presenters import business_case as present_case

_PAGES = (
    ("appraisal", "Options"),
    ("appraisal_vat", "VAT"),
    ("appraisal_donor", "Donor trusts"),
    ("appraisal_worth", "Worth and practices"),
    ("appraisal_case", "Business case"),
)


def options(request: HttpRequest, name: str) -> HttpResponse:
    """Show all legal forms on one sheet, and the forms one after the other."""
    page = case_page(request, name)
    found = _at(page.case, page.known.day)
    sheet, forms = found.options(), found.forms()
    return page.show(
        "pages/appraisal.html",
        "appraisal",
        "Appraisal",
        tabs=_tabs(page, "appraisal"),
        sheet=present.sheet(sheet),
        removed=present.removed(sheet, page.entry_address),
        details=present.details(sheet),
        general=[*sheet.general, *sheet.other],
        sequence=present.sequence(forms, page.entry_address),
        notices=[capital(notice.text) for notice in forms.notices],
        questions=sheet.questions,
    )


def vat(request: HttpRequest, name: str) -> HttpResponse:
    """Show by form and line whether VAT comes back, and by which rule."""
    page = case_page(request, name)
    found = _at(page.case, page.known.day)
    table = found.vat()
    return page.show(
        "pages/appraisal_vat.html",
        "appraisal",
        "VAT by form and line",
        under="Appraisal",
        tabs=_tabs(page, "appraisal_vat"),
        matrix=present.vat_matrix(table),
        rules=present.vat_rules_used(table),
        reasons=present.vat_reasons(found.options()),
        why_not=list(dict.fromkeys(cell.why_not for cell in table.cells if cell.why_not)),
    )


def donor(request: HttpRequest, name: str) -> HttpResponse:
    """Show what leaves which trust, who appraised that, and a stated share as a range."""
    page = case_page(request, name)
    found = _at(page.case, page.known.day)
    share = found.share()
    budget = page.known.carry(reverse("budget", kwargs={"name": name}))
    return page.show(
        "pages/appraisal_donor.html",
        "appraisal",
        "What leaves which trust",
        under="Appraisal",
        tabs=_tabs(page, "appraisal_donor"),
        leaving=present.leaving(found.leaving(), budget),
        share=share,
        readings=present.readings(share) if share else None,
        figures=present.reading_figures(share) if share else [],
        findings=[each for each in found.findings() if "donor" in each.rule],
    )


def worth(request: HttpRequest, name: str) -> HttpResponse:
    """Show cost so far against benefit so far, and each practice with its way back."""
    page = case_page(request, name)
    found = _at(page.case, page.known.day)
    return page.show(
        "pages/appraisal_worth.html",
        "appraisal",
        "Worth and practices",
        under="Appraisal",
        tabs=_tabs(page, "appraisal_worth"),
        so_far=present.so_far(found.to_date(), page.entry_address),
        so_far_questions=found.to_date().questions,
        has_value=found.file is not None and found.file.value is not None,
        practices=present.practices(found.practices()),
        way_back=present.way_back(found.way_back()),
    )


def case(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a business case asks for at a stage, what is held and what is missing."""
    page = case_page(request, name)
    stage = _stage(request)
    made = _business_case(page.case, page.known.day, str(stage))
    address = page.address("appraisal_case")
    files = [
        Link(words, page.known.carry(f"{reverse(view, kwargs={'name': name})}?stage={stage}"))
        for view, words in (
            ("appraisal_word", "Download as Word (.docx)"),
            ("appraisal_workbook", "Download as workbook (.xlsx)"),
        )
    ]
    return page.show(
        "pages/business_case.html",
        "appraisal",
        "Business case",
        under="Appraisal",
        tabs=_tabs(page, "appraisal_case"),
        stages=[
            Link(each.words, page.known.carry(f"{address}?stage={each}"), current=each is stage)
            for each in CaseStage
        ],
        pack=made,
        contents=present_case.contents_table(made),
        missing=present_case.missing(made),
        files=files,
    )


def word(request: HttpRequest, name: str) -> HttpResponse:
    """Send the business case as a Word document."""
    page, stage = case_page(request, name), _stage(request)
    content = word_case(_business_case(page.case, page.known.day, str(stage)))
    return download(content, f"{name}-{stage}.docx", WORD)


def workbook(request: HttpRequest, name: str) -> HttpResponse:
    """Send the business case as a workbook."""
    page, stage = case_page(request, name), _stage(request)
    content = workbook_case(_business_case(page.case, page.known.day, str(stage)))
    return download(content, f"{name}-{stage}.xlsx", EXCEL)


def _tabs(page: CasePage, current: str) -> list[Link]:
    return [
        Link(words, page.known.carry(page.address(name)), current=name == current)
        for name, words in _PAGES
    ]


def _stage(request: HttpRequest) -> CaseStage:
    asked = str(request.GET.get("stage", CaseStage.OUTLINE))
    return CaseStage(asked) if asked in list(CaseStage) else CaseStage.OUTLINE


@kept_by_case_and_day
def _at(case: Case, day: date) -> Appraisal:
    return case.appraisal.at(day)


@kept_by_case_day_and_part
def _business_case(case: Case, day: date, stage: str) -> BusinessCase:
    return business_case(case.appraisal.at(day), CaseStage(stage), case)
