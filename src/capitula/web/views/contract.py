"""The contract of a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from capitula.contract.questions import findings
from capitula.web.case_page import case_page
from capitula.web.parts import Term
from capitula.web.presenters.contract import chapters, length_words, tables
from capitula.web.wording import count


def contract(request: HttpRequest, name: str) -> HttpResponse:
    """Show the contract as far as it was known on the day, and what it leaves open."""
    page = case_page(request, name)
    found = page.case.contract_at(page.view)
    population = found.population
    return page.show(
        "pages/contract.html",
        "contract",
        "Contract",
        contract=found,
        terms=[
            Term("Form", found.form.name.words, mark=found.form.mark),
            Term("For whom", population.definition, mark=population.mark),
            Term("People", count(population.people) if population.people else None),
            Term("Term", length_words(found), note=found.length.note if found.length else ""),
        ],
        tables=tables(found, page.case.sources),
        chapters=chapters(found, page.case.sources, page.known.day),
        questions=findings(found),
    )
