"""What people put into the record changes a judgement: reasons for breaks, answers on bias.

Nothing is overwritten: each is an entry, with a name and a date, and is seen from that day on.
"""

from datetime import UTC, date, datetime
from functools import cache

from capitula.case import open_case
from capitula.case.kinds import ALL_KINDS
from capitula.outcomes.judging.contract_judgement import judge
from capitula.outcomes.verdict.evidence import ObstacleKind
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.record.chain import Head, seal
from capitula.record.view import Record
from harness.records import draft

TAKEN_IN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)

RECORDING = {
    "area": "Dudley CCG",
    "month": "2017-09",
    "care_changed": False,
    "text": "Ambulatory care moved from admitted to outpatient recording.",
    "explained_by": "A. Analyst, The Dudley Group",
    "mark": "local",
}


@cache
def dudley():
    return open_case("dudley")


def judged(*drafts, measure="non-elective-admissions", figures=None):
    case = dudley()
    view = Record(seal(drafts, "dudley", Head(), TAKEN_IN), ALL_KINDS).as_known(DAY)
    return judge(
        case.name, case.outcomes, figures or case.figures, view, measure=measure, thorough=False
    ).of(measure)


def explained(**changes):
    body = {**RECORDING, **changes}
    return draft("E1", "break_explained", "non-elective-admissions", body, source=None)


def test_a_recorded_reason_that_the_counting_changed_is_told_with_the_break():
    one = judged(explained())
    (obstacle,) = one.main.evidence.obstacles
    assert obstacle.kind is ObstacleKind.RECORDING
    assert one.screened.own[0].reason.by == "A. Analyst, The Dudley Group"


def test_a_person_who_says_that_care_changed_does_not_outweigh_a_mirror():
    """The opposite step in outpatients and the flat witness stand against it."""
    one = judged(explained(care_changed=True, text="A new ward round."))
    assert one.main.decision.verdict is Verdict.CANNOT_BE_JUDGED


def test_a_reason_for_another_month_changes_nothing():
    one = judged(explained(month="2016-09"))
    assert one.screened.own[0].reason is None


def test_a_persons_answer_stands_before_that_of_the_data_with_the_name():
    body = {
        "question": "deviations-carried-out",
        "answer": "no",
        "because": "the contract was never signed",
        "answered_by": "B. Board",
        "mark": "local",
    }
    given = draft("E2", "signalling_answered", "non-elective-admissions", body, source=None)
    answers = {each.question.id: each for each in judged(given).signalling}
    found = answers["deviations-carried-out"]
    assert (found.answer, found.by, found.entry) == ("no", "B. Board", "E2")
    assert answers["deviations-scope"].is_open
