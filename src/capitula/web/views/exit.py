"""How a case ends: dates and offers, services and staff, courts and law, the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capitula.case.account_parts import ContractAccount
from capitula.case.case import Case
from capitula.case.final_account import contract_account
from capitula.case.money import is_priced
from capitula.exit.answers.answer import Answer
from capitula.web.case_page import CasePage, case_page
from capitula.web.kept import kept_by_case_and_day
from capitula.web.parts import Link, Table
from capitula.web.presenters import exit as present
from capitula.web.presenters.exit_account import account_table, figures

_PAGES = (
    ("exit", "Dates and offers"),
    ("exit_services", "Services and staff"),
    ("exit_law", "Courts and law"),
    ("exit_why", "Reasons, lessons, account"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """One answer on a page."""

    ident: str
    title: str
    answer: Answer
    tables: list[Table]


def exit_(request: HttpRequest, name: str) -> HttpResponse:
    """Show by when what had to be done, who offered which end, and what stands open."""
    page = case_page(request, name)
    asked, day = page.case.exit, page.known.day
    dates = asked.dates(day)
    return page.show(
        "pages/exit.html",
        "exit",
        "Exit",
        tabs=_tabs(page, "exit"),
        ends=present.end_sections(dates, dict(page.case.sources), page.entry_address),
        dates=dates,
        sections=[
            _section(page, "offers", "Offers, and the end in force", asked.offers(day)),
            _section(page, "notices", "Notice", asked.notices(day)),
        ],
        findings=present.findings_table(asked.findings(day), page.entry_address),
    )


def exit_services(request: HttpRequest, name: str) -> HttpResponse:
    """Show each service and its line, staff, continuity, next holders, and a return in house."""
    page = case_page(request, name)
    asked, day = page.case.exit, page.known.day
    return _sections(
        page,
        "exit_services",
        "What moves, and who with it",
        [
            ("services", "Services, line by line", asked.services(day)),
            ("staff", "Staff out and back", asked.staff(day)),
            ("plan", "Exit plan and continuity", asked.plan(day)),
            ("successors", "Next holders", asked.successors(day)),
            ("compare", "Wind down or merge", asked.compare(day)),
            ("return", "Return in house", asked.coming_back(day)),
        ],
    )


def exit_law(request: HttpRequest, name: str) -> HttpResponse:
    """Show claims before the courts, and what holds as the law stands or if it changes."""
    page = case_page(request, name)
    asked, day = page.case.exit, page.known.day
    changed = request.GET.get("law") == "changed"
    return _sections(
        page,
        "exit_law",
        "Courts and law to come",
        [
            ("challenges", "Legal challenges", asked.challenges(day)),
            ("law", "Law to come", asked.law(day, all_changed=changed)),
        ],
        switch=[
            Link(
                words, page.known.carry(f"{request.path}?law={key}"), (key == "changed") == changed
            )
            for key, words in (("stands", "As the law stands"), ("changed", "If it changes"))
        ],
    )


def exit_why(request: HttpRequest, name: str) -> HttpResponse:
    """Show why it ended, what was learned, and what the final account still needs."""
    page = case_page(request, name)
    asked, day = page.case.exit, page.known.day
    account = _account(page.case, day)
    return _sections(
        page,
        "exit_why",
        "Why it ended, what was learned, what is owed",
        [
            ("reasons", "Reasons for ending", asked.reasons(day)),
            ("lessons", "Lessons", asked.lessons(day)),
        ],
        account=account,
        owed=account_table(account) if account.account.lines else None,
        figures=figures(account),
    )


@kept_by_case_and_day
def _account(case: Case, day: date) -> ContractAccount:
    """Draw up the account: from the ledger where the contract is priced, else from its record."""
    if is_priced(case.contract_at(case.as_known(day))):
        return contract_account(str(case.folder.root), known_on=day)
    return case.exit.account(day)


def _sections(
    page: CasePage,
    room: str,
    title: str,
    answers: list[tuple[str, str, Answer]],
    **data: object,
) -> HttpResponse:
    return page.show(
        "pages/exit_sections.html",
        "exit",
        title,
        under="Exit",
        tabs=_tabs(page, room),
        title_words=title,
        sections=[_section(page, *each) for each in answers],
        **data,
    )


def _section(page: CasePage, ident: str, title: str, answer: Answer) -> Section:
    return Section(ident, title, answer, present.tables(answer, page.entry_address))


def _tabs(page: CasePage, current: str) -> list[Link]:
    parts = {"name": page.case.name}
    return [
        Link(words, page.known.carry(reverse(room, kwargs=parts)), current=room == current)
        for room, words in _PAGES
    ]
