"""The plan of a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from capitula.reports.plan_chart import plan_chart
from capitula.web.case_page import case_page
from capitula.web.presenters.charts import chart_part
from capitula.web.presenters.programme import milestone_sections


def programme(request: HttpRequest, name: str) -> HttpResponse:
    """Show every version of every plan known on the day, drawn and as tables."""
    page = case_page(request, name)
    histories = page.case.plan(page.view)
    chart = (
        plan_chart(page.case.contract.title, histories, page.case.sources) if histories else None
    )
    return page.show(
        "pages/programme.html",
        "programme",
        "Programme",
        chart=chart_part(chart, "plan") if chart else None,
        chart_source=chart.source if chart else "",
        milestones=milestone_sections(histories, page.case.sources, page.entry_address),
    )
