"""The 40 per cent of Dudley Group: a range with its assumptions, and what nobody measured.

reading                                   leaves a year     of                 share
community health                          £23,118,312.17    £300,978,687.69     7.7 %
with community mental health, at most     £67,964,970.68    £345,825,346.20    19.7 %
32 per cent of £244.3m a year             £78,176,000.00    £300,978,687.69    26.0 %
what 40 per cent would be                £120,391,475.07    £300,978,687.69    40.0 %
"""

from decimal import Decimal

from capitula.case.opening import open_case
from capitula.ground.marks import EvidenceMark
from harness.records import day

DUDLEY = open_case("dudley")


def test_the_range():
    share = DUDLEY.appraisal.share()
    assert [(r.top_pence, r.bottom_pence, r.percent) for r in share.readings] == [
        (2_311_831_217, 30_097_868_769, Decimal("7.7")),
        (6_796_497_068, 34_582_534_620, Decimal("19.7")),
        (7_817_600_000, 30_097_868_769, Decimal("26.0")),
    ]
    assert share.percent == 40
    assert share.would_leave_pence == 12_039_147_507


def test_every_reading_names_its_own_whole_and_what_it_assumes():
    for reading in DUDLEY.appraisal.share().readings:
        assert reading.bottom_pence > reading.top_pence
        assert "earns the target" in reading.assumption
        assert reading.mark is EvidenceMark.ASSUMED


def test_measures_that_nobody_published_are_questions():
    asked = DUDLEY.appraisal.share().questions
    assert [question.partition(":")[0] for question in asked] == [
        "Income",
        "Services",
        "Activity",
        "Staff",
    ]


def test_before_the_figures_were_public_there_is_no_reading():
    """Reported on 7 July 2020; the payments and targets were public only later."""
    share = DUDLEY.appraisal.share(day("2020-07-08"))
    assert share.readings == ()
    assert share.percent == 40
    assert share.would_leave_pence is None


def test_before_the_report_nothing_was_stated():
    assert DUDLEY.appraisal.share(day("2020-07-06")).stated == ()
