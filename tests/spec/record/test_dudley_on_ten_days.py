"""Ten days in Dudley between 2016 and 2024: what was known on each.

A contract lead, an auditor and a journalist ask the same eight questions on the same day and get
one answer. What stands behind a bar was said too and cannot be true with what stands before it.
`scripts/answers_by_day.py` prints these answers for any case and any days.
"""

import importlib.util
from dataclasses import asdict

import pytest

from capitula.case.by_day import answers_on
from harness.case_records import view
from harness.places import ROOT

NOTHING = "nothing known"
FIVE = "£244.3m, a year | £5.4bn, for the whole term"
ALL = f"£360m, basis not stated | about £5bn, for the whole term | {FIVE} | £5bn, basis not stated"
PAUSED = (
    "paused, no restart date; partly transferred | stopped (HSJ reporter) | under assurance "
    "(NHS England statement)"
)

DAYS = {
    "2016-08-01": ("2018-04", "2017-04-01", NOTHING, "£244.3m, a year", NOTHING),
    "2017-01-01": ("2018-04-01", "2017-04-01", "in procurement", "£244.3m, a year", NOTHING),
    "2017-09-01": (
        "2018-04-01",
        "2017-04-01",
        "preferred provider named",
        "about £5bn, for the whole term | £5.4bn, for the whole term",
        NOTHING,
    ),
    "2018-02-01": (
        "2019-04-01",
        "2018-10/2018-11",
        "preferred provider named",
        f"£5bn, basis not stated | {FIVE}",
        "foundation trust split in two (favoured); shell trust (favoured)",
    ),
    "2019-02-01": (
        "not before 2020-04",
        "not before 2020-04",
        "preferred provider named",
        f"£5bn, basis not stated | {FIVE}",
        "provider of a new type (favoured); new community provider (favoured); "
        "new NHS body (chosen)",
    ),
    "2020-07-06": (
        "not before 2020-04",
        "not before 2020-04",
        "preferred provider named",
        f"£5bn, basis not stated | {FIVE}",
        "provider of a new type (favoured); new community provider (favoured); "
        "new NHS body (chosen)",
    ),
    "2020-08-01": (
        "not before 2020-04",
        "not before 2020-04",
        "preferred provider named",
        ALL,
        "new NHS trust (chosen); shell trust (chosen)",
    ),
    "2021-04-01": (
        "not before 2020-04",
        "not before 2020-04",
        PAUSED,
        ALL,
        "new NHS trust (chosen); what remained of an earlier mental health trust (chosen)",
    ),
    "2023-03-01": (
        "not before 2020-04",
        "not before 2020-04",
        PAUSED,
        ALL,
        "new NHS trust (chosen); what remained of an earlier mental health trust (chosen)",
    ),
    "2024-09-30": (
        "not before 2020-04",
        "not before 2020-04",
        PAUSED,
        ALL,
        "new NHS trust (chosen); what remained of an earlier mental health trust (chosen)",
    ),
}
"""Start, award, state, value, legal form of the holder."""


@pytest.mark.parametrize("day", DAYS)
def test_start_award_state_value_and_form(day):
    found = answers_on(view("dudley", day))
    assert (found.start, found.award, found.state, found.value, found.form) == DAYS[day]


PRACTICES = "practices in the preferred consortium: 38 of 45 practices"
DONOR = "The Dudley Group NHS FT"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2016-08-01", NOTHING),
        ("2017-09-01", PRACTICES),
        ("2018-02-01", f"{DONOR}: support"),
        ("2019-02-01", "GPs' agreement to join the contract: 93 per cent of local GPs"),
        ("2020-07-06", f"{DONOR}: support"),
        ("2020-08-01", f"{DONOR}: concerned"),
        ("2021-04-01", "Black Country Healthcare NHS FT: support (spoken for by another)"),
        ("2023-03-01", f"{DONOR}: concerned"),
    ],
)
def test_who_had_signed(day, said):
    """The hospital's refusal of November 2019 was not known until July 2020."""
    assert said in answers_on(view("dudley", day)).signed.split("; ")


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        ("2019-02-01", NOTHING),
        (
            "2020-08-01",
            "services run by the trust: not moved (no clinical service was delivered so far for "
            "the money spent)",
        ),
        ("2021-04-01", "services run by the trust: moved (some services, not listed)"),
        ("2023-03-01", "community services of The Dudley Group NHS FT: not moved"),
        ("2024-09-30", "services of phase 1: returned"),
    ],
)
def test_what_had_moved(day, moved):
    assert moved in answers_on(view("dudley", day)).moved.split("; ")


@pytest.mark.parametrize(
    ("day", "stood_open"),
    [
        ("2018-02-01", NOTHING),
        ("2019-02-01", "unanswered concern: 2"),
        ("2020-08-01", "request not granted: 1; unanswered concern: 13; unsigned party: 1"),
        (
            "2021-04-01",
            "request not granted: 1; unanswered concern: 14; unanswered question: 3; "
            "unsigned party: 1",
        ),
    ],
)
def test_what_stood_open(day, stood_open):
    """Each concern counts once, however many reports tell of it."""
    assert answers_on(view("dudley", day)).open == stood_open


def test_the_printed_answers(capsys):
    path = ROOT / "scripts" / "answers_by_day.py"
    spec = importlib.util.spec_from_file_location("answers_by_day", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.main(["dudley", "2018-02-01"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Dudley integrated care contract, as known on 2018-02-01\n")
    for question, answer in asdict(answers_on(view("dudley", "2018-02-01"))).items():
        assert f"  {question:<7} {answer}\n" in printed
