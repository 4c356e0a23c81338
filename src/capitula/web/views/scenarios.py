"""What a contract file's budget and each party's part may come to, under stated assumptions."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse

from capitula.case.scenarios import scenario_report
from capitula.money.scenarios.report import ScenarioReport
from capitula.money.scenarios.sweep import SPEND
from capitula.reports.fan_chart import fan_chart
from capitula.reports.tornado_chart import tornado_chart
from capitula.web.contract_file_page import ContractFilePage, known_file_page
from capitula.web.presenters import scenarios as present
from capitula.web.presenters.charts import chart_part


def scenarios(request: HttpRequest, name: str) -> HttpResponse:
    """Show the fan and the tornado of a result; the spend unless another is asked for.

    The first page of a process draws ten thousand times, which takes about a second; after that
    the draws are kept.

    Raises:
        Http404: no such file, or no scenario ships for it.
    """
    page = _page(request, name)
    whole = _report(page.file.scenario, SPEND, page.known.day)
    asked = str(request.GET.get("measure", SPEND))
    measure = asked if asked in whole.fans else SPEND
    found = _report(page.file.scenario, measure, page.known.day)
    names = {key: fan.name for key, fan in found.fans.items()}
    address = page.known.carry(f"{page.path('contract_scenarios')}?measure=MEASURE")
    tornado = tornado_chart(found.tornado, found.fan.name, found.fan.mark)
    return page.show(
        "pages/scenarios.html",
        "contract_scenarios",
        "Scenarios",
        report=found,
        choices=page.links("measure", names, measure),
        stats=present.headline(found),
        fan=chart_part(fan_chart(found.fan), f"fan-{measure}"),
        tornado=chart_part(tornado, f"tornado-{measure}"),
        results=present.results(found, address),
        assumptions=present.assumptions(found),
        draws=page.address("contract_draws"),
    )


def draws(request: HttpRequest, name: str) -> HttpResponse:
    """Send every draw as a CSV file.

    Raises:
        Http404: no such file, or no scenario ships for it.
    """
    page = _page(request, name)
    found = _report(page.file.scenario, SPEND, page.known.day)
    content = found.draws_csv().encode()
    return page.download(content, "draws.csv", "text/csv; charset=utf-8")


def _page(request: HttpRequest, name: str) -> ContractFilePage:
    page = known_file_page(request, name)
    if not page.file.scenario:
        raise Http404(f"no scenario ships for {name!r}")
    return page


@lru_cache(maxsize=32)
def _report(scenario: str, measure: str, day: date) -> ScenarioReport:
    return scenario_report(scenario, measure=measure, known_on=day)
