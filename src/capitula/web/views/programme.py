"""The plan of a case: stated dates, the network of the work, the forecast of the start."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from capitula.case.case import Case
from capitula.case.programme import LaidOut, NoPlan, StartForecast, lay_out
from capitula.ground.letters import capital
from capitula.programme.forecast import backtest_words, words
from capitula.programme.forecast.backtest import backtest
from capitula.programme.forecast.stated_start import said_since
from capitula.programme.network.model import Plan
from capitula.programme.network.reading import example_plans, read_plan
from capitula.programme.network.simulate import Simulation, simulate
from capitula.programme.network.tables import path_words
from capitula.reports.forecast_chart import forecast_chart
from capitula.reports.network_chart import network_chart
from capitula.reports.plan_chart import plan_chart
from capitula.web.case_page import CasePage, case_page
from capitula.web.kept import kept_by_case_and_day, kept_by_case_day_and_part
from capitula.web.parts import Link
from capitula.web.presenters import programme_forecast as present
from capitula.web.presenters import programme_plan as present_plan
from capitula.web.presenters.charts import chart_part
from capitula.web.presenters.programme import milestone_sections


def programme(request: HttpRequest, name: str) -> HttpResponse:
    """Show every version of every plan known on the day, drawn and as tables."""
    page = case_page(request, name)
    histories = page.case.plan(page.view)
    chart = (
        plan_chart(page.case.contract.title, histories, page.case.sources) if histories else None
    )
    found = _forecast(page.case, page.known.day)
    return page.show(
        "pages/programme.html",
        "programme",
        "Programme",
        chart=chart_part(chart, "plan") if chart else None,
        chart_source=chart.source if chart else "",
        milestones=milestone_sections(histories, page.case.sources, page.entry_address),
        stated=present.stats(found),
        expected=words.comparable_words(found.made) if found.made else found.why,
        below=_below(page),
    )


def plan(request: HttpRequest, name: str) -> HttpResponse:
    """Show the plan known on the day as a network, and what decides the start."""
    page = case_page(request, name)
    example = _example(page)
    laid_out, drawn, why = _made(example) if example else _network(page.case, page.known.day)
    chart = network_chart(laid_out.network) if laid_out else None
    shown = (
        {
            "chart": chart_part(chart, "network") if chart else None,
            "tasks": present_plan.tasks(laid_out, page.entry_address),
            "times": present_plan.times(laid_out.network),
            "stats": present_plan.stats(laid_out.network, drawn),
            "path": path_words(laid_out.network),
            "drawn": present_plan.drawn_words(laid_out.network, drawn),
            "between": present_plan.between(laid_out),
        }
        if laid_out
        else {}
    )
    return page.show(
        "pages/programme_plan.html",
        "programme",
        "The plan as a network",
        under="Programme",
        laid_out=laid_out,
        why=why,
        links=_examples(page, "programme_plan", example),
        **shown,
    )


def forecast(request: HttpRequest, name: str) -> HttpResponse:
    """Show the forecast of the start, how far to trust it, and whether such ones were right."""
    page = case_page(request, name)
    example = _example(page)
    found = (
        _combined(page.case, page.known.day, example)
        if example
        else _forecast(page.case, page.known.day)
    )
    place = page.case.contract.population.place
    chart = forecast_chart(place, found.made, found.both) if found.made else None
    return page.show(
        "pages/programme_forecast.html",
        "programme",
        "Forecast",
        under="Programme",
        found=found,
        links=_examples(page, "programme_forecast", example) if found.made else [],
        comparable=words.comparable_words(found.made) if found.made else "",
        outcome=words.outcome_words(found.made) if found.made else "",
        stats=present.stats(found),
        chart=chart_part(chart, "forecast") if chart else None,
        chart_source=chart.source if chart else "",
        curve=present.curve(found),
        members=present.members(found),
        trust=present.trust(found),
        since=said_since(page.case.plan(page.view)) if found.made else [],
        **_tested(page.known.day),
    )


def _below(page: CasePage) -> list[Link]:
    pages = (
        (
            "programme_forecast",
            "The forecast: by when, how far to trust it, and whether it was right",
        ),
        ("programme_plan", "The plan as a network: what waits for what, what decides the start"),
    )
    return [
        Link(text, page.known.carry(reverse(name, kwargs={"name": page.case.name})))
        for name, text in pages
    ]


def _example(page: CasePage) -> str:
    """Return the name of the made plan asked for, if it was known on the day; else nothing."""
    asked = str(page.request.GET.get("plan", ""))
    return asked if asked in _known_examples(page.known.day) else ""


def _examples(page: CasePage, address: str, shown: str) -> list[Link]:
    own = page.known.carry(reverse(address, kwargs={"name": page.case.name}))
    if shown:
        return [Link("Back to this case’s own plan", own)]
    return [
        Link(
            f"With a made example: {plan.title}",
            page.known.carry(f"{own.split('?')[0]}?plan={key}"),
        )
        for key, plan in _known_examples(page.known.day).items()
    ]


def _known_examples(day: date) -> dict[str, Plan]:
    return {key: plan for key, plan in _example_plans().items() if plan.known_on <= day}


@cache
def _example_plans() -> dict[str, Plan]:
    return {key: read_plan(path) for key, path in example_plans().items()}


@cache
def _made(example: str) -> tuple[LaidOut, Simulation, str]:
    laid_out = lay_out(_example_plans()[example])
    return laid_out, simulate(laid_out.network), ""


@kept_by_case_day_and_part
def _combined(case: Case, day: date, example: str) -> StartForecast:
    return case.programme.forecast(day, plan=_made(example)[0].network)


@kept_by_case_and_day
def _forecast(case: Case, day: date) -> StartForecast:
    return case.programme.forecast(day)


@kept_by_case_and_day
def _network(case: Case, day: date) -> tuple[LaidOut | None, Simulation | None, str]:
    try:
        laid_out = case.programme.network(day)
    except NoPlan as error:
        return None, None, f"{capital(str(error))}."
    found = laid_out.network
    drawn = simulate(found) if found.start and not found.missing else None
    return laid_out, drawn, ""


@lru_cache(maxsize=64)
def _tested(day: date) -> dict[str, Any]:
    tested = backtest(day)
    return {
        "tested": tested,
        "conclusion": backtest_words.conclusion(tested),
        "caution": backtest_words.caution(tested),
        "verdicts": backtest_words.verdicts(tested),
        "means": present.means(tested) if tested.scored else [],
        "cases": present.cases(tested) if tested.scored else [],
    }
