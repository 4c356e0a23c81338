"""Measures judged together as a part of the Word report."""

from __future__ import annotations

from typing import Any

from capitula.ground.letters import within_sentence
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.printed import NOT_AN_EFFECT
from capitula.outcomes.judging.together_explaining import (
    Rule,
    rules_applied,
    rules_of_estimate,
    sources,
)
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_words import (
    each_change,
    heading,
    printed,
    three_sentences,
    verdict_words,
    way,
)
from capitula.outcomes.together.numbers import signed_sum
from capitula.outcomes.words import listed
from capitula.reports.judgement.together_charts import together_charts
from capitula.reports.word_parts import add_chart, add_heading_on_new_page, add_table

_TEXT_WIDTH_CM = 16.6
_NUMBERS = frozenset({1, 3})


def together_rows(found: ContractJudgement) -> tuple[tuple[str, str, str], ...]:
    """Return a row for the table of verdicts for each question set on several measures."""
    return tuple(
        (
            each.terms.name,
            f"judged together: {listed(within_sentence(one.name) for one in each.measures)}",
            verdict_words(each.decision),
        )
        for each in found.together
    )


def add_together(paper: Any, judged: TogetherJudgement) -> None:
    """Add heading, sentences, the measures, charts, rules and what it rests on, on a new page."""
    add_heading_on_new_page(paper, f"Judged together: {heading(judged)}")
    for sentence in three_sentences(judged):
        paper.add_paragraph(sentence)
    _measures(paper, judged)
    for chart in together_charts(judged).values():
        add_chart(paper, chart)
    paper.add_heading("The rules, in order", 2)
    _rules(paper, rules_applied(judged))
    if estimated := rules_of_estimate(judged):
        paper.add_paragraph(f"The same rules on {judged.estimate_of}:")
        _rules(paper, estimated)
    paper.add_heading("What it rests on", 2)
    add_table(paper, ("", ""), printed(judged), width_cm=_TEXT_WIDTH_CM, points=9)
    for source in sources(judged):
        paper.add_paragraph(f"Source: {source}")


def _measures(paper: Any, judged: TogetherJudgement) -> None:
    test = judged.test
    if test is None:
        return
    if judged.obstacles:
        paper.add_paragraph(f"The changes are {NOT_AN_EFFECT}.")
    rows = [
        (each.name, change, way(each, test.changes[each.id]), part)
        for each, change, part in each_change(judged)
    ]
    rows.append(("Sum", "", "", signed_sum(test.sum)))
    heads = ("Measure", "Change", "Better or worse", "Adds to the sum")
    add_table(paper, heads, rows, width_cm=_TEXT_WIDTH_CM, numeric=_NUMBERS, points=9)


def _rules(paper: Any, rules: tuple[Rule, ...]) -> None:
    for number, name, held, why in rules:
        said = "holds" if held else "does not hold"
        paper.add_paragraph(f"Rule {number}, {name}: {said}; {why}", style="List Bullet")
