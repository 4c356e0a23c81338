"""Judgements for pages, with their drawings: computed on first ask, then kept by case and day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from capitula.case.case import Case
from capitula.ground.today import today
from capitula.outcomes.breaks.sentences import period_name
from capitula.outcomes.judging.area_table import read_area_table
from capitula.outcomes.judging.contract_judgement import ContractJudgement, judge
from capitula.outcomes.judging.judgement import Judgement
from capitula.reports.judgement.charts import judgement_charts
from capitula.reports.judgement.own_chart import (
    breaks_of,
    own_control,
    own_control_chart,
    witness_charts,
)
from capitula.reports.judgement.together_charts import together_charts
from capitula.reports.judgement.word import word_report
from capitula.web.kept import kept_by_case_and_day, kept_by_case_day_and_part
from capitula.web.parts import Chart
from capitula.web.presenters.charts import chart_part
from capitula.web.site_cases import held_case


@kept_by_case_and_day
def judged(case: Case, day: date) -> ContractJudgement:
    """Judge the measures that had been registered by the day, as known on it."""
    said = case.outcomes.as_said(day, case.sources, case.recorded_on)
    return judge(case.name, said, case.figures, case.as_known(day))


def judge_ahead(name: str) -> str:
    """Judge a case of the site as known today and draw its series, so that no reader waits.

    Returns:
        The sentence on the contract.

    Raises:
        Http404: the site does not hold the case.
    """
    case, day = held_case(name), today()
    found = judged(case, day)
    for each in found.judgements:
        own_charts(case, day, each.measure.id)
        compared_charts(case, day, each.measure.id)
    for asked in found.together:
        joint_charts(case, day, asked.terms.id)
    return found.sentence()


def judgement_of(case: Case, day: date, measure: str) -> Judgement | None:
    """Return the judgement of one measure; None where it had not been registered by the day."""
    found = judged(case, day).judgements
    return next((each for each in found if each.measure.id == measure), None)


@kept_by_case_day_and_part
def own_charts(case: Case, day: date, measure: str) -> list[Chart]:
    """Return the place's own series: a control chart by month, or its years.

    Where a break bars the judgement, the series that the terms name as witnesses follow it.
    """
    judgement = judgement_of(case, day, measure)
    if judgement is None:
        return []
    drawn = own_control_chart(judgement)
    if drawn is None:
        years = judgement_charts(judgement).get("years")
        return [] if years is None else [_named(judgement, chart_part(years, f"own-{measure}"))]
    offered = witness_charts(
        judgement, (read_area_table(case.figures[name]) for name in offered_instead(judgement))
    )
    parts = [chart_part(chart, f"offered-{measure}-{n}") for n, chart in enumerate(offered)]
    return [_named(judgement, chart_part(drawn, f"own-{measure}")), *parts]


def _named(judgement: Judgement, chart: Chart) -> Chart:
    """Name the measure in the caption of its table: a page shows several."""
    caption = f"{judgement.measure.name}. {chart.table.caption}"
    return replace(chart, table=replace(chart.table, caption=caption))


@kept_by_case_and_day
def happened(case: Case, day: date) -> str:
    """Return what the latest month of each series is, in a line; yearly ones are only counted."""
    said: list[str] = []
    judgements = judged(case, day).judgements
    for each in judgements:
        if each.prepared is None:
            continue
        chart = own_control(each, each.prepared)
        words = f"{chart.variation.words} in {period_name(chart.last.time)}"
        barring = next((found for found in breaks_of(each) if found.bars_judgement), None)
        if barring is not None:
            words = f"{barring.classed} in {period_name(barring.time)}, so no change is named"
        said.append(f"{each.measure.name}: {words}")
    years = sum(each.shown is not None for each in judgements)
    if years:
        said.append(f"{years} yearly measures stand beside the middle of all councils")
    return f"{'; '.join(said)}." if said else "No figures were public on this day."


def offered_instead(judgement: Judgement) -> tuple[str, ...]:
    """Return the tables of witnesses, where a break in the place's own series bars a judgement."""
    terms, screened = judgement.measure.judged, judgement.screened
    broken = screened is not None and any(each.bars_judgement for each in screened.own)
    return terms.breaks.witnesses if broken and terms is not None else ()


@kept_by_case_day_and_part
def compared_charts(case: Case, day: date, measure: str) -> dict[str, Chart]:
    """Return actual and foretold, gap among placebos, donors and power, by name."""
    judgement = judgement_of(case, day, measure)
    if judgement is None or judgement.shown is not None:
        return {}
    drawn = judgement_charts(judgement)
    return {name: chart_part(chart, f"{name}-{measure}") for name, chart in drawn.items()}


@kept_by_case_day_and_part
def joint_charts(case: Case, day: date, question: str) -> dict[str, Chart]:
    """Return sums, windows and power of measures judged together, by name."""
    asked = judged(case, day).asked_together(question)
    drawn = {} if asked is None else together_charts(asked)
    return {name: chart_part(chart, f"{name}-{question}") for name, chart in drawn.items()}


@kept_by_case_and_day
def report(case: Case, day: date) -> bytes:
    """Return the whole judgement as a Word report."""
    return word_report(judged(case, day))
