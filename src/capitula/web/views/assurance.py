"""Assurance of a case: readiness for an act, gates, decisions."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capitula.assurance.gates.decisions import Decision
from capitula.assurance.readiness.deciding import Readiness
from capitula.assurance.readiness.rules import Act, readiness_rules
from capitula.case.case import Case
from capitula.web.case_page import CasePage, case_page
from capitula.web.kept import kept_by_case_and_day, kept_by_case_day_and_part
from capitula.web.parts import Link
from capitula.web.presenters import assurance as present
from capitula.web.presenters import assurance_gates as gate_parts


def assurance(request: HttpRequest, name: str) -> HttpResponse:
    """Show whether an act is ready, what stands in the way, what is not known, who overrode."""
    page = case_page(request, name)
    asked = str(request.GET.get("act", ""))
    act = Act(asked) if asked in list(Act) else Act.START
    found = _readiness(page.case, page.known.day, act.value)
    blocks, warns = present.blocking_groups(found)
    must, rest = present.open_questions(found)
    address, sources = page.entry_address, page.case.sources
    called = page.case.assurance.titles
    return page.show(
        "pages/assurance.html",
        "assurance",
        "Assurance",
        tabs=assurance_tabs(page, "assurance"),
        acts=_acts(page, act),
        found=found,
        title_of_act=readiness_rules().terms(act).title,
        answer=present.answer(found),
        tone=present.tone(found),
        stats=present.stats(found),
        blocks=present.groups(blocks, address, sources, called),
        warns=present.groups(warns, address, sources, called),
        must=present.questions(must, "What the record does not answer") if must else None,
        rest=present.questions(rest, "What it does not answer besides") if rest else None,
        answered=present.answered(found, address, sources) if found.answered else None,
        overrides=present.overrides(found, address, called) if found.overrides else None,
        mark=found.mark,
        table_address=page.known.carry(reverse("readiness_table")),
    )


def gates(request: HttpRequest, name: str) -> HttpResponse:
    """Show where each gate of each framework that applies stands."""
    page = case_page(request, name)
    found = page.case.assurance.gates(page.known.day)
    return page.show(
        "pages/gates.html",
        "assurance",
        "Gates",
        under="Assurance",
        tabs=assurance_tabs(page, "gates"),
        frameworks=gate_parts.framework_sections(
            found, page.entry_address, lambda of: _framework_address(page, of)
        ),
        frameworks_address=page.known.carry(reverse("frameworks")),
    )


def decisions(request: HttpRequest, name: str) -> HttpResponse:
    """Show every decision: what it rested on, and which of those facts have changed since."""
    page = case_page(request, name)
    found = _decisions(page.case, page.known.day)
    return page.show(
        "pages/decisions.html",
        "assurance",
        "Decisions",
        under="Assurance",
        tabs=assurance_tabs(page, "decisions"),
        decisions=gate_parts.decision_sections(
            found, page.entry_address, page.case.assurance.titles
        ),
    )


def assurance_tabs(page: CasePage, current: str) -> list[Link]:
    """Return the ways of seeing a case's assurance."""
    pages = (("assurance", "Readiness"), ("gates", "Gates"), ("decisions", "Decisions"))
    return [
        Link(words, page.known.carry(page.address(name)), current=name == current)
        for name, words in pages
    ]


def _acts(page: CasePage, current: Act) -> list[Link]:
    base = page.known.carry(page.address("assurance"))
    joint = "&" if "?" in base else "?"
    return [
        Link(act.value.capitalize(), f"{base}{joint}act={act}", current=act is current)
        for act in Act
    ]


def _framework_address(page: CasePage, framework: str) -> str:
    return page.known.carry(reverse("framework", kwargs={"framework": framework}))


@kept_by_case_day_and_part
def _readiness(case: Case, day: date, act: str) -> Readiness:
    return case.assurance.readiness(act, day)


@kept_by_case_and_day
def _decisions(case: Case, day: date) -> tuple[Decision, ...]:
    return case.assurance.decisions(day)
