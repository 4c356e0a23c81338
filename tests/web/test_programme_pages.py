"""The programme pages: what was stated, whether to believe it, and what has to come first."""

import re
from html import unescape
from urllib.request import urlopen

import pytest


@pytest.fixture
def read(cases_address):
    """`read(path)`: the words of a page, without its tags."""

    def words(path):
        with urlopen(cases_address + path) as answer:  # noqa: S310 - our own server
            html = answer.read().decode()
        main = html[html.index("<main") : html.index("</main>")]
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))

    return words


def test_a_finance_director_asks_whether_it_will_start(read):
    text = read("/dudley/programme/forecast/?known=2018-02-01")
    for part in (
        "Stated start 1 April 2019",
        "1 had started by its stated date: 20% (95% interval 1% to 72%)",
        "22%",
        "Lead time: NO FIT",
        "Left out, as the case itself or its close peers: Dudley, the vanguards as a class.",
        "Not combined with the plan's network: found no duration",
    ):
        assert part in text
    assert "not before April 2020" not in text, "the plan of 2019 was not known"
    assert "lesser form, April 2018" not in text


def test_were_such_forecasts_right(read):
    """On an early day only what had come to a result by then is scored."""
    text = read("/dudley/programme/forecast/?known=2018-02-01")
    assert "7 contracts with 7 reports were scored by what was known on 1 February 2018" in text
    assert "Nothing to forecast. Service start: never" in read("/dudley/programme/forecast/")


def test_what_waits_for_what(read):
    text = read("/dudley/programme/plan/?known=2018-02-01")
    for part in (
        "No critical path can be computed: nobody states how long these take",
        "National assurance (ISAP) (sourced)",
        "October 2018 to November 2018",
        "5 to 6",
        "No precedent step",
        "60 to 750 (assumed)",
    ):
        assert part in text


def test_before_the_report_there_is_no_plan_file(read):
    text = read("/dudley/programme/plan/?known=2018-01-22")
    assert "Found no plan of 'dudley' known on 22 January 2018" in text
    assert "ISAP" not in text
    assert "Made example" not in read(
        "/dudley/programme/plan/?known=2018-01-22&plan=assumed-durations"
    )


def test_a_made_example_says_so_and_opens(read):
    text = read("/dudley/programme/plan/?known=2018-02-01&plan=assumed-durations")
    assert "Made example: Dudley's order of work, durations assumed" in text
    assert "Start on 27 September 2019 by the likeliest durations (assumed)" in text
    assert "Critical path at the likeliest durations" in text
    combined = read("/dudley/programme/forecast/?known=2018-02-01&plan=assumed-durations")
    assert "A start needs both: 0% by 30 April 2019, 28% by 30 April 2022" in combined


def test_the_first_page_of_the_room_leads_to_both(cases_address):
    with urlopen(cases_address + "/dudley/programme/?known=2018-02-01") as answer:  # noqa: S310
        html = answer.read().decode()
    assert "/dudley/programme/forecast/?known=2018-02-01" in html
    assert "/dudley/programme/plan/?known=2018-02-01" in html
