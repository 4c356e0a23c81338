"""One measure of a case: its chart, its comparison, its tests, its terms, and downloads."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from capitula.case.case import Case
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import better_is
from capitula.outcomes.judging.repeat import NothingToRepeat, data_csv, python_code
from capitula.outcomes.judging.sentences import three_sentences
from capitula.reports.outcome_chart import case_comparisons, outcome_charts
from capitula.web.case_page import CasePage, case_page
from capitula.web.downloads import download
from capitula.web.judged import (
    compared_charts,
    judged,
    judgement_of,
    offered_instead,
    own_charts,
)
from capitula.web.kept import kept_by_case
from capitula.web.parts import Link
from capitula.web.presenters import outcomes_grounds as grounds
from capitula.web.presenters import outcomes_measure as present
from capitula.web.presenters import outcomes_trust as trust
from capitula.web.presenters.outcome_words import TONES, verdict_words
from capitula.web.presenters.outcomes import SeriesSection, series_section, stated_terms
from capitula.web.views.outcomes import question_address


def outcome(request: HttpRequest, name: str, measure: str) -> HttpResponse:
    """Show everything that the judgement of one measure rests on."""
    page, judgement = _asked(request, name, measure)
    case, day = page.case, page.known.day
    main = judgement.main
    found = main.estimate if main else None
    return page.show(
        "pages/outcome.html",
        "outcomes",
        judgement.measure.name,
        under="Outcomes",
        judgement=judgement,
        better=better_is(judgement.measure),
        words=verdict_words(judgement),
        tone=TONES[judgement.decision.verdict],
        sentences=three_sentences(judgement),
        together=[
            Link(each.terms.name, question_address(page, each.terms.id))
            for each in judged(case, day).together
            if measure in each.terms.measures
        ],
        stats=present.headline(judgement, main, found) if main and found else [],
        charts=compared_charts(case, day, measure),
        own=own_charts(case, day, measure),
        offered=offered_instead(judgement),
        windows=present.windows(main) if main else None,
        checks=trust.checks(found, judgement) if found else [],
        given=present.given(judgement, main, found) if main and found else None,
        methods=trust.methods(found, barred=bool(judgement.obstacles)) if found else None,
        readings=trust.readings(judgement),
        breaks=grounds.breaks(judgement),
        break_sentences=grounds.break_sentences(judgement),
        left_out=grounds.left_out(judgement),
        rules=grounds.rules(judgement),
        questions=grounds.questions(judgement, page.entry_address),
        stated=stated_terms(judgement.measure),
        terms=grounds.terms(judgement, page.entry_address),
        series=_sections(case).get(measure),
        downloads=_downloads(page, judgement),
    )


def outcome_data(request: HttpRequest, name: str, measure: str) -> HttpResponse:
    """Send the panel that was fitted, as CSV."""
    _, judgement = _asked(request, name, measure)
    try:
        return download(data_csv(judgement), _data_name(name, measure), "text/csv")
    except NothingToRepeat as error:
        raise Http404(str(error)) from error


def outcome_code(request: HttpRequest, name: str, measure: str) -> HttpResponse:
    """Send the Python code that repeats the comparison from the data beside it."""
    _, judgement = _asked(request, name, measure)
    try:
        code = python_code(judgement, _data_name(name, measure))
    except NothingToRepeat as error:
        raise Http404(str(error)) from error
    return download(code, f"{name}-{measure}.py", "text/x-python")


def _asked(request: HttpRequest, name: str, measure: str) -> tuple[CasePage, Judgement]:
    page = case_page(request, name)
    judgement = judgement_of(page.case, page.known.day, measure)
    if judgement is None:
        raise Http404(f"no measure {measure!r} had been set by {page.known.text}")
    return page, judgement


def _downloads(page: CasePage, judgement: Judgement) -> list[Link]:
    case, measure = {"name": page.case.name}, judgement.measure.id
    found = [("Word report on all measures (.docx)", reverse("outcomes_report", kwargs=case))]
    if judgement.prepared is not None:
        parts = {**case, "measure": measure}
        found += [
            ("Figures of every area that was fitted (.csv)", reverse("outcome_data", kwargs=parts)),
            ("Python code that repeats it (.py)", reverse("outcome_code", kwargs=parts)),
        ]
    return [Link(words, page.known.carry(address)) for words, address in found]


def _data_name(name: str, measure: str) -> str:
    return f"{name}-{measure}.csv"


@kept_by_case
def _sections(case: Case) -> dict[str, SeriesSection]:
    """Return the series that can be set beside England, by measure."""
    charts = outcome_charts(case.outcomes, case.figures)
    return {
        measure.id: series_section(measure, comparison, chart, case.figures[measure.series])
        for (measure, comparison), chart in zip(
            case_comparisons(case.outcomes, case.figures), charts, strict=True
        )
    }
