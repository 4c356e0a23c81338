"""A judgement as a Word report that a board can read: verdicts first, then what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from capitula.ground.letters import named
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.explaining import rules_applied, sources
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.sentences import heading, three_sentences
from capitula.reports.judgement.charts import judgement_charts
from capitula.reports.judgement.together_word import add_together, together_rows
from capitula.reports.word_paper import word_paper
from capitula.reports.word_parts import add_chart, add_heading_on_new_page, add_table

_TEXT_WIDTH_CM = 16.6


def word_report(found: ContractJudgement) -> bytes:
    """Return the report as the bytes of a .docx file."""
    paper = word_paper(f"Outcomes of {named(found.case)}", points=10.5, margin_cm=2.2)
    title = f"Did it work? {named(found.case)}"
    paper.add_heading(title, 0)
    paper.add_paragraph(f"As known on {found.known_on.day} {found.known_on:%B %Y}.")
    paper.add_paragraph(found.sentence())
    if found.judgements or found.together:
        paper.add_heading("Verdicts", 1)
        _table(paper, ("Measure", "Role", "Verdict"), (*found.table(), *together_rows(found)))
    paper.add_heading("Beside the verdicts", 1)
    for sentence in found.beside.sentences([found.verdict] if found.verdict else []):
        paper.add_paragraph(sentence, style="List Bullet")
    for aim in found.unmeasured:
        words = f"Unmeasured aim, stated by {aim.said_by}: {aim.aim} {aim.why_unmeasured}"
        paper.add_paragraph(words, style="List Bullet")
    for judgement in found.judgements:
        _measure(paper, judgement)
    for asked in found.together:
        add_together(paper, asked)
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _measure(paper: Any, judgement: Judgement) -> None:
    if judgement.shown is None:
        add_heading_on_new_page(paper, heading(judgement))
    else:
        paper.add_heading(heading(judgement), 1)
    for sentence in three_sentences(judgement):
        paper.add_paragraph(sentence)
    charts = judgement_charts(judgement)
    for chart in charts.values():
        add_chart(paper, chart)
    if judgement.shown is not None:
        _table(paper, charts["years"].table.headers, charts["years"].table.rows)
        return
    paper.add_heading("The rules, in order", 2)
    for number, name, held, why in rules_applied(judgement):
        said = "holds" if held else "does not hold"
        paper.add_paragraph(f"Rule {number}, {name}: {said}; {why}", style="List Bullet")
    paper.add_heading("What it rests on", 2)
    _table(paper, ("", ""), judgement.table())
    paper.add_heading("Risk of bias: signalling questions after ROBINS-I", 2)
    paper.add_paragraph("No grade is made. What waits for a person says so.")
    rows = [
        (q.question.text, "open" if q.answer is None else q.answer.words, q.because, q.by)
        for q in judgement.signalling
    ]
    _table(paper, ("Question", "Answer", "Because", "By"), rows)
    for source in sources(judgement):
        paper.add_paragraph(f"Source: {source}")


def _table(paper: Any, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    add_table(paper, headers, rows, width_cm=_TEXT_WIDTH_CM, points=9)
