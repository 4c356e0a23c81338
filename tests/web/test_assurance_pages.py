"""The pages of assurance, read as their readers would, in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def test_an_assurer_asks_whether_dudley_may_start(cases_address, open_page):
    """What stands in the way, what is not known, and where each is shown."""
    page = open_page(cases_address + "/dudley/assurance/?known=2021-03-31", scripts=False)
    text = page.locator("main").inner_text()
    assert "not ready" in text
    assert "Paused or stopped" in text
    assert "Not known, and must be before the act" in text
    page.get_by_text("Unanswered concern:").click()
    assert page.get_by_text("it would be irresponsible to press on").first.is_visible()
    page.follow(page.get_by_role("link", name="Entry R1-12", exact=True))
    assert page.get_by_role("heading", name="Entry R1-12").is_visible()


def test_the_same_record_is_asked_about_another_act(cases_address, open_page):
    page = open_page(cases_address + "/dudley/assurance/?known=2018-03-31", scripts=False)
    page.follow(page.get_by_role("link", name="Award", exact=True))
    text = page.locator("main").inner_text()
    assert "The award of the contract" in text
    assert "ISAP 2017, checkpoint 2" in text
    assert "As known on 31 March 2018" in page.locator("body").inner_text()


def test_nothing_later_than_the_day_is_shown(cases_address, open_page):
    page = open_page(cases_address + "/dudley/assurance/?known=2018-03-31")
    open_all(page)
    text = page.locator("main").inner_text()
    for later in ("2019", "2020", "2021", "2023", "£360m", "consultants"):
        assert later not in text


def test_a_case_too_thin_says_what_it_lacks(cases_address, open_page):
    page = open_page(cases_address + "/wirral/assurance/?known=2017-05-31")
    text = page.locator("main").inner_text()
    assert "cannot be judged" in text
    assert "Who stands behind the holder if it fails?" in text
    assert "a guarantee or other security as a condition precedent" in text


def test_the_false_alarm_is_counted_where_everybody_sees_it(cases_address, open_page):
    page = open_page(cases_address + "/assurance/readiness/")
    text = page.locator("main").inner_text()
    assert "False alarm" in text
    assert "Too thin to judge" in text
    assert "began, and ended in month 8 of 60" in text
    page.follow(page.get_by_role("link", name="Bedfordshire, 1 April 2014").first)
    assert "As known on 31 March 2014" in page.locator("body").inner_text()


def test_hindsight_waits_for_its_day(cases_address, open_page):
    page = open_page(cases_address + "/assurance/readiness/?known=2018-05-01")
    text = page.locator("main").inner_text()
    assert "not known on this day" in text
    assert "never: given up" not in text


def test_a_framework_shows_which_questions_nobody_confirmed(cases_address, open_page):
    page = open_page(cases_address + "/assurance/")
    page.follow(page.get_by_role("link", name="Integrated Support and Assurance Process"))
    text = page.locator("main").inner_text()
    assert "Checkpoint 3" in text
    assert "Guards: start, transfer" in text
    assert "unverified" in text


def test_the_home_page_tells_reference_cases_apart(cases_address, open_page):
    page = open_page(cases_address + "/")
    listed = page.locator(".cap-listing__title").all_inner_texts()
    assert {"Dudley", "Manchester", "Wirral"} <= set(listed)
    assert not {"Bedfordshire", "Salford", "Staffordshire"} & set(listed)
    assert page.get_by_role("heading", name="Reference cases").is_visible()
