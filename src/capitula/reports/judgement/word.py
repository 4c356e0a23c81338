"""A judgement as a Word report that a board can read: verdicts first, then what they rest on."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.explaining import rules_applied, sources
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.sentences import heading, three_sentences
from capitula.reports.chart import Chart
from capitula.reports.contract_print.docx import WRITTEN
from capitula.reports.judgement.charts import judgement_charts
from capitula.reports.word_paper import word_paper

_CHART_WIDTH_CM = 16.4
_PIXELS = 720
_WIDTHS_CM = {
    2: (4.4, 12.2),
    3: (8.0, 3.4, 5.2),
    4: (5.4, 2.6, 6.2, 2.4),
    6: (2.8, 2.8, 2.8, 2.8, 2.8, 2.6),
}
"""Of the columns of a table, by how many there are."""


def word_report(found: ContractJudgement) -> bytes:
    """Return the report as the bytes of a .docx file."""
    paper = word_paper(
        f"Outcomes of {found.case.title()}", written=WRITTEN, points=10.5, margin_cm=2.2
    )
    title = f"Did it work? {found.case.title()}"
    paper.add_heading(title, 0)
    paper.add_paragraph(f"As known on {found.known_on.day} {found.known_on:%B %Y}.")
    paper.add_paragraph(found.sentence())
    if found.judgements:
        paper.add_heading("Verdicts", 1)
        _table(paper, ("Measure", "Role", "Verdict"), found.table())
    paper.add_heading("Beside the verdicts", 1)
    for sentence in found.beside.sentences([found.verdict] if found.verdict else []):
        paper.add_paragraph(sentence, style="List Bullet")
    for aim in found.unmeasured:
        words = f"Unmeasured aim, stated by {aim.said_by}: {aim.aim} {aim.why_unmeasured}"
        paper.add_paragraph(words, style="List Bullet")
    for judgement in found.judgements:
        _measure(paper, judgement)
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _measure(paper: Any, judgement: Judgement) -> None:
    if judgement.shown is None:
        paper.add_page_break()
    paper.add_heading(heading(judgement), 1)
    for sentence in three_sentences(judgement):
        paper.add_paragraph(sentence)
    charts = judgement_charts(judgement)
    for chart in charts.values():
        _chart(paper, chart)
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


def _chart(paper: Any, chart: Chart) -> None:
    """Put a chart in as a picture, with what a reader is told who does not see it."""
    import vl_convert
    from docx.shared import Cm

    drawn = chart.svg(_PIXELS).replace('width="100%"', "", 1)
    picture = vl_convert.svg_to_png(drawn, scale=2)
    shape: Any = paper.add_picture(BytesIO(picture), width=Cm(_CHART_WIDTH_CM))
    properties = shape._inline.docPr  # noqa: SLF001  # the library has no call for this
    properties.set("descr", chart.description)
    properties.set("title", chart.title)


def _table(paper: Any, headers: Any, rows: Any) -> None:
    from docx.shared import Cm, Pt

    listed = list(rows)
    table: Any = paper.add_table(rows=0, cols=len(headers))
    table.style = "Light Grid Accent 1"
    lines = [tuple(headers), *listed] if any(headers) else listed
    for number, line in enumerate(lines):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, line, _WIDTHS_CM[len(headers)], strict=True):
            cell.width = Cm(width)
            run = cell.paragraphs[0].add_run(str(text))
            run.font.size = Pt(9)
            run.bold = number == 0 and any(headers)
    paper.add_paragraph("")
