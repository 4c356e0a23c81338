"""The pages of the three cases, read as their readers would, in a real browser."""

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/dudley/",
    "/dudley/?known=2018-02-01",
    "/dudley/record/",
    "/dudley/record/?known=2021-04-01",
    "/dudley/record/R4-10/",
    "/dudley/record/changes/?known=2019-02-01",
    "/dudley/record/clashes/?known=2021-04-01",
    "/dudley/record/timeline/?by=known",
    "/dudley/contract/",
    "/dudley/population/",
    "/dudley/population/?known=2018-02-01",
    "/dudley/population/?on=2018-10-01",
    "/dudley/population/?on=some+day",
    "/dudley/money/",
    "/dudley/money/M87007/",
    "/dudley/money/budget/",
    "/dudley/money/budget/M87007/",
    "/dudley/agreement/?known=2021-04-01",
    "/dudley/agreement/concerns/?known=2021-04-01",
    "/dudley/agreement/review/",
    "/dudley/agreement/follow-up/",
    "/dudley/agreement/public/",
    "/dudley/agreement/?known=2010-01-01",
    "/wirral/agreement/follow-up/",
    "/dudley/appraisal/",
    "/dudley/appraisal/?known=2018-02-01",
    "/dudley/appraisal/vat/",
    "/dudley/appraisal/donors/",
    "/dudley/appraisal/donors/?known=2010-01-01",
    "/dudley/appraisal/worth/",
    "/dudley/appraisal/case/",
    "/wirral/appraisal/",
    "/manchester/appraisal/vat/",
    "/dudley/programme/",
    "/dudley/programme/?known=2018-02-01",
    "/dudley/programme/forecast/?known=2018-02-01",
    "/dudley/programme/forecast/",
    "/dudley/programme/plan/?known=2018-02-01",
    "/dudley/programme/plan/?known=2018-02-01&plan=assumed-durations",
    "/dudley/programme/forecast/?known=2018-02-01&plan=assumed-durations",
    "/dudley/programme/plan/?known=2017-02-01",
    "/dudley/outcomes/",
    "/dudley/outcomes/together/hospital-use/",
    "/wirral/",
    "/wirral/record/?known=2023-02-28",
    "/wirral/contract/",
    "/wirral/population/",
    "/wirral/money/",
    "/wirral/money/budget/",
    "/wirral/programme/",
    "/wirral/outcomes/",
    "/wirral/outcomes/?known=2023-02-28",
    "/wirral/outcomes/requests-with-service/",
    "/wirral/delivery/",
    "/wirral/delivery/?known=2023-02-28",
    "/wirral/delivery/reviews/",
    "/dudley/delivery/",
    "/dudley/delivery/flow-down/",
    "/worked-example/",
    "/worked-example/delivery/",
    "/worked-example/delivery/reviews/",
    "/worked-example/delivery/remedies/",
    "/worked-example/delivery/flow-down/",
    "/dudley/assurance/?known=2021-03-31",
    "/dudley/assurance/?act=award&known=2018-03-31",
    "/dudley/assurance/gates/",
    "/dudley/assurance/decisions/",
    "/wirral/assurance/?known=2017-05-31",
    "/manchester/assurance/gates/",
    "/dudley/assurance/?known=2010-01-01",
    "/unitingcare/",
    "/unitingcare/assurance/?known=2016-12-31",
    "/salford/programme/",
    "/worked-example/assurance/gates/",
    "/worked-example/assurance/decisions/",
    "/assurance/",
    "/assurance/isap_2017/",
    "/assurance/readiness/",
    "/assurance/readiness/?known=2018-05-01",
    "/manchester/",
    "/manchester/record/",
    "/manchester/contract/",
    "/manchester/programme/",
    "/manchester/programme/forecast/?known=2018-02-01",
    "/manchester/outcomes/",
    "/dudley/exit/?known=2024-09-10",
    "/dudley/exit/services/?known=2024-09-10",
    "/dudley/exit/law/?known=2021-04-30&law=changed",
    "/wirral/exit/?known=2023-02-28",
    "/wirral/exit/services/",
    "/wirral/exit/why/",
    "/manchester/exit/",
    "/contracts/budget-example/account/",
    "/dudley/?known=2010-01-01",
    "/contracts/",
    "/contracts/budget-example/budget/",
    "/contracts/budget-example/payments/",
    "/contracts/dudley-practices-2018/payments/",
    "/contracts/dudley-practices-2018/payments/M87629/",
    "/contracts/budget-example/settlement/",
    "/contracts/budget-example/settlement/?stage=interim",
    "/contracts/budget-example/scenarios/?measure=holder",
    "/contracts/budget-example/appraisal/",
    "/contracts/iho-2027/",
    "/contracts/iho-2027/?known=2018-02-01",
    "/contracts/iho-2027/settlement/",
]

MANY_CHARTS = [
    "/dudley/outcomes/delayed-transfers/",
    "/dudley/outcomes/non-elective-admissions/",
    "/wirral/outcomes/delayed-transfers/",
]
EVERY = [*PAGES, *(pytest.param(path, marks=pytest.mark.slow) for path in MANY_CHARTS)]


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def shorten_tables(page):
    """Leave twelve rows of each table: the others are made by the same loop, and axe is slow."""
    page.evaluate(
        "document.querySelectorAll('tbody').forEach("
        "body => [...body.rows].slice(12).forEach(row => row.remove()))"
    )


@pytest.mark.parametrize("path", EVERY)
def test_axe_finds_nothing_at_either_width(cases_address, open_page, axe_violations, path):
    for width in (390, 1280):
        page = open_page(cases_address + path, width=width, bypass_csp=True)
        open_all(page)
        shorten_tables(page)
        assert axe_violations(page, best_practice=True) == []


@pytest.mark.parametrize("path", EVERY)
def test_the_page_is_quiet_and_fits_a_phone(cases_address, open_page, path):
    page = open_page(cases_address + path, width=320)
    assert page.heard == []
    assert [url for url in page.asked if not url.startswith(f"{cases_address}/")] == []
    open_all(page)
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth") <= page.evaluate(f"{root}.clientWidth")


def test_a_contract_lead_reads_dudley_in_one_screen(cases_address, open_page):
    """What is it, who is in it, what stage, how much, start then and now, what stands open?"""
    page = open_page(cases_address + "/")
    page.follow(page.get_by_role("link", name="Dudley"))
    text = page.locator("main").inner_text()
    assert "Service start, as first planned" in text
    assert "April 2018" in text
    assert "Service start, as planned last" in text
    assert "Not before April 2020" in text
    assert "£5bn" in text
    assert "£360m" in text
    assert "basis not stated" in text
    assert "NHS Dudley CCG" in text
    assert "What moved and why" in text
    assert "What stands open" in text


def test_the_page_is_set_back_to_a_day_and_shows_nothing_later(cases_address, open_page):
    page = open_page(cases_address + "/dudley/", scripts=False)
    page.get_by_text("Show another day").click()
    page.get_by_label("Day", exact=True).fill("1")
    page.get_by_label("Month", exact=True).fill("2")
    page.get_by_label("Year", exact=True).fill("2018")
    page.follow(page.get_by_role("button", name="Show this day"))
    text = page.locator("body").inner_text()
    assert "As known on 1 February 2018" in text
    assert "1 April 2019" in text
    assert "£360m" not in text
    assert "consultants" not in text.casefold()
    for later in ("2020", "2021", "2023", "2024"):
        assert later not in page.locator("main").inner_text()


def test_an_amount_opens_to_who_said_it_where_and_when(cases_address, open_page):
    page = open_page(cases_address + "/dudley/?known=2018-02-01", scripts=False)
    figure = page.locator(".cap-stat", has_text="£5bn").first
    figure.get_by_text("How this was made").click()
    assert "HSJ reporter" in figure.inner_text()
    assert "January 2018" in figure.inner_text()
    page.follow(figure.get_by_role("link", name="Entry R4-13"))
    assert page.get_by_role("heading", name="Entry R4-13").is_visible()
    assert "Its place in the chain" in page.locator("main").inner_text()


def test_an_entry_not_yet_known_is_not_shown(cases_address, open_page):
    page = open_page(cases_address + "/dudley/record/R0-01/?known=2018-02-01")
    assert "R0-01" not in page.locator("main").inner_text()
    assert page.title().startswith("Page not found")


def test_finance_opens_the_allocation_down_to_one_practice(cases_address, open_page):
    page = open_page(cases_address + "/dudley/money/", scripts=False)
    text = page.locator("main").inner_text()
    assert "£432.3m" in text
    assert "£432,339,011.69" in text
    assert "46 practices" in text
    assert "never the contract" in text
    page.follow(page.get_by_role("link", name="M87007"))
    text = page.locator("main").inner_text()
    assert "£15,024,442.53" in text


def test_an_assurer_sees_every_start_date_and_why_it_moved(cases_address, open_page):
    page = open_page(cases_address + "/dudley/programme/")
    table = page.get_by_role("region", name="Every date stated for: service start")
    rows = table.locator("tbody tr").all_inner_texts()
    assert any("1 April 2019" in row and "CCG" in row for row in rows)
    assert any("not before April 2020" in row and "at least" in row for row in rows)
    assert page.locator("figure svg[role=img]:visible").count() == 1


def test_an_end_date_in_dispute_shows_both_sides(cases_address, open_page):
    page = open_page(cases_address + "/wirral/?known=2023-02-28")
    offers = page.get_by_role("region", name="Ends offered, beside the end in force").inner_text()
    assert "September 2024" in offers
    assert "by 1 April 2023" in offers
    text = page.locator("main").inner_text()
    assert "Contract end, as planned" in text
    assert "September 2023" in text
    page = open_page(cases_address + "/wirral/record/clashes/?known=2023-02-28")
    assert "end in force and offers" in page.locator("main").inner_text()


def test_an_evaluator_sees_the_series_and_that_it_is_no_verdict(cases_address, open_page):
    page = open_page(cases_address + "/wirral/outcomes/")
    page.follow(page.get_by_role("link", name="Delayed transfers of care", exact=True).first)
    text = page.locator("main").inner_text()
    assert "it does not test the contract" in text
    assert "registered after its data were seen" in text
    page.get_by_text("Show the numbers as a table").first.click()
    assert page.locator("figure").first.locator("table tbody tr").count() > 100


def test_an_auditor_asks_what_changed_between_two_days(cases_address, open_page):
    address = cases_address + "/dudley/record/changes/?known=2019-02-01&since=2018-01-23"
    page = open_page(address, scripts=False)
    text = page.locator("main").inner_text()
    assert "Between 23 January 2018 and 1 February 2019" in text
    revised = page.locator("tr", has_text="service start: planned date").first.inner_text()
    assert "1 April 2019" in revised
    assert "not before April 2020" in revised


def test_a_journalist_sees_which_words_clash(cases_address, open_page):
    page = open_page(cases_address + "/dudley/record/clashes/?known=2021-04-01", scripts=False)
    text = page.locator("main").inner_text()
    assert "contract: state" in text
    assert "paused, no restart date" in text
    assert "stopped" in text
