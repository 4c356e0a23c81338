"""The outcomes of a case."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse

from capitula.case.case import Case
from capitula.outcomes.measures import Measure
from capitula.reports.outcome_chart import case_comparisons, outcome_charts
from capitula.web.case_page import case_page
from capitula.web.kept import kept_by_case
from capitula.web.presenters.outcomes import SeriesSection, aims, series_section
from capitula.web.wording import date_text


def outcomes(request: HttpRequest, name: str) -> HttpResponse:
    """Show aims, measures and series, as far as they were public on the day."""
    page = case_page(request, name)
    found = page.case.outcomes
    shown = [s for m, s in _sections(page.case) if _public(m, page.known.day)]
    later = [
        f"{measure.name}: the last of its data became public {date_text(measure.data_known)}."
        for measure in found.measures
        if not _public(measure, page.known.day)
    ]
    stated = found.model_copy(
        update={"aims": tuple(a for a in found.aims if _said(page.case, a.source, page.known.day))}
    )
    return page.show(
        "pages/outcomes.html",
        "outcomes",
        "Outcomes",
        aims=aims(stated),
        series=shown,
        later=later,
        questions=found.questions,
    )


@kept_by_case
def _sections(case: Case) -> list[tuple[Measure, SeriesSection]]:
    charts = outcome_charts(case.outcomes, case.figures)
    return [
        (measure, series_section(measure, comparison, chart, case.figures[measure.series]))
        for (measure, comparison), chart in zip(
            case_comparisons(case.outcomes, case.figures), charts, strict=True
        )
    ]


def _public(measure: Measure, day: date) -> bool:
    return measure.data_known.latest is not None and measure.data_known.latest <= day


def _said(case: Case, source: str, day: date) -> bool:
    known = case.sources.get(source)
    return known is not None and (known.not_after or case.recorded_on) <= day
