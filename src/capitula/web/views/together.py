"""Measures judged together: the place among all areas, the measures, the terms, and downloads."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from capitula.outcomes.judging.repeat import NothingToRepeat
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_repeat import joint_data_csv, joint_python_code
from capitula.outcomes.judging.together_words import three_sentences
from capitula.web.case_page import CasePage, case_page
from capitula.web.downloads import download
from capitula.web.judged import joint_charts, judged
from capitula.web.parts import Link
from capitula.web.presenters import together as present
from capitula.web.presenters.outcome_words import TONES, verdict_words
from capitula.web.presenters.outcomes_grounds import left_out_table
from capitula.web.presenters.outcomes_together import measure_names
from capitula.web.views.outcomes import measure_address


def page(request: HttpRequest, name: str, question: str) -> HttpResponse:
    """Show everything that the judgement of several measures together rests on."""
    shown, asked = _asked(request, name, question)
    case, day = shown.case, shown.known.day
    rules, of_estimate = present.rules(asked)

    def address(measure: str) -> str:
        return measure_address(shown, measure)

    return shown.show(
        "pages/together.html",
        "outcomes",
        asked.terms.name,
        under="Outcomes",
        judgement=asked,
        names=measure_names(asked),
        words=verdict_words(asked),
        tone=TONES[asked.decision.verdict],
        sentences=three_sentences(asked),
        stats=present.headline(asked),
        measures=present.measures(asked, judged(case, day), address),
        charts=joint_charts(case, day, question),
        left_out=left_out_table(asked.prepared.left_out) if asked.prepared else None,
        rests_on=present.rests_on(asked),
        rules=rules,
        of_estimate=of_estimate,
        terms=present.terms(asked, shown.entry_address),
        downloads=_downloads(shown, asked),
    )


def data(request: HttpRequest, name: str, question: str) -> HttpResponse:
    """Send the figures of every measure and area that were fitted, as CSV."""
    _, asked = _asked(request, name, question)
    try:
        return download(joint_data_csv(asked), _data_name(name, question), "text/csv")
    except NothingToRepeat as error:
        raise Http404(str(error)) from error


def code(request: HttpRequest, name: str, question: str) -> HttpResponse:
    """Send the Python code that repeats the test from the data beside it."""
    _, asked = _asked(request, name, question)
    try:
        written = joint_python_code(asked, _data_name(name, question))
    except NothingToRepeat as error:
        raise Http404(str(error)) from error
    return download(written, f"{name}-{question}.py", "text/x-python")


def _asked(request: HttpRequest, name: str, question: str) -> tuple[CasePage, TogetherJudgement]:
    shown = case_page(request, name)
    asked = judged(shown.case, shown.known.day).asked_together(question)
    if asked is None:
        raise Http404(f"no question {question!r} had been set by {shown.known.text}")
    return shown, asked


def _downloads(shown: CasePage, asked: TogetherJudgement) -> list[Link]:
    case = {"name": shown.case.name}
    found = [("Word report on all measures (.docx)", reverse("outcomes_report", kwargs=case))]
    if asked.prepared is not None:
        parts = {**case, "question": asked.terms.id}
        found += [
            (
                "Figures of every area that was fitted (.csv)",
                reverse("together_data", kwargs=parts),
            ),
            ("Python code that repeats it (.py)", reverse("together_code", kwargs=parts)),
        ]
    return [Link(words, shown.known.carry(address)) for words, address in found]


def _data_name(name: str, question: str) -> str:
    return f"{name}-{question}.csv"
