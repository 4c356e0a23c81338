"""Every case on the day before its start: alarms, false ones, and cases too thin to judge.

Asked of seven contracts, as known on the day before, ten answers in all:

    alarm, borne out    5   Dudley four times, Manchester once: neither began as specified
    false alarm         1   Bedfordshire: a hospital board's fear stood unanswered; it began in time
    missed              0   no start that failed was called ready
    ready, it began     0   no public record is full enough to be called ready
    too thin to judge   4   UnitingCare, Wirral, Staffordshire, Salford

UnitingCare is the case to mind. It collapsed in month 8, and nothing that was public in March 2015
showed why; asked again of the same day with what was known by the end of 2016, two findings block
it: an open price and no guarantee. What became of a start enters no answer.
"""

import json
from datetime import date

import pytest

from capitula.assurance.readiness.deciding import Result
from capitula.case import open_case
from capitula.case.folder import reference_cases, shipped_cases
from capitula.case.readiness_table import NOT_YET, Judged, readiness_table
from harness.commands import run

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def found():
    return readiness_table(TODAY)


def answers(rows):
    return [(row.case, str(row.start), str(row.readiness.result), row.judged) for row in rows]


def test_ten_answers_before_the_start(found):
    assert answers(found.before) == [
        ("dudley", "2018-04-01", "not ready", Judged.BORNE_OUT),
        ("dudley", "2019-04-01", "not ready", Judged.BORNE_OUT),
        ("dudley", "2020-04-01", "not ready", Judged.BORNE_OUT),
        ("dudley", "2021-04-01", "not ready", Judged.BORNE_OUT),
        ("manchester", "2018-04-01", "not ready", Judged.BORNE_OUT),
        ("unitingcare", "2015-04-01", "cannot be judged", Judged.TOO_THIN),
        ("wirral", "2017-06-01", "cannot be judged", Judged.TOO_THIN),
        ("bedfordshire", "2014-04-01", "not ready", Judged.FALSE_ALARM),
        ("staffordshire", "2012-04-01", "cannot be judged", Judged.TOO_THIN),
        ("salford", "2016-07-01", "cannot be judged", Judged.TOO_THIN),
    ]
    assert found.counts(found.before) == {
        "alarm, borne out": 5,
        "false alarm": 1,
        "too thin to judge": 4,
    }


def test_nothing_is_called_ready_for_want_of_facts(found):
    """A case too thin says what it lacks: every question of the act that nobody answered."""
    for row in (*found.before, *found.later):
        assert row.readiness.result is not Result.READY
        assert row.readiness.unanswered
        assert all(question.rule.needs for question in row.readiness.unanswered)


def test_unitingcare_with_hindsight(found):
    """The National Audit Office said in July 2016 that services began while the price was open."""
    (row,) = [row for row in found.later if row.case == "unitingcare"]
    assert row.judged is Judged.BORNE_OUT
    assert [each.key for each in row.readiness.blocking] == [
        "open price: as checked",
        "guarantee missing: as checked",
    ]
    assert [each.rule.lesson for each in row.readiness.blocking] == [1, 4]


@pytest.mark.parametrize(
    ("known", "result"),
    [
        ("2015-03-31", "cannot be judged"),
        ("2016-07-30", "cannot be judged"),
        ("2016-07-31", "not ready"),
    ],
)
def test_from_which_day_the_public_could_have_known(known, result):
    case = open_case("unitingcare")
    answer = case.assurance.readiness("start", date.fromisoformat(known), date(2015, 4, 1))
    assert str(answer.result) == result


def test_the_false_alarm_is_told_with_what_became_of_it(found):
    """The hospital whose fear stood unanswered refused the subcontract in November 2014."""
    (row,) = [row for row in found.before if row.case == "bedfordshire"]
    assert [each.finding.rule for each in row.readiness.blocking] == ["unanswered concern"]
    assert "refused the subcontract" in row.note


def test_a_reader_of_an_earlier_day_sees_nothing_later():
    """On 1 May 2018 nobody knew what would become of Dudley; of Manchester neither."""
    early = readiness_table(date(2018, 5, 1))
    assert {row.case for row in early.before} >= {"dudley", "manchester", "wirral"}
    assert [str(row.start) for row in early.before if row.case == "dudley"] == ["2018-04-01"]
    unknown = {row.case: row for row in early.before if row.became == NOT_YET}
    assert set(unknown) == {"dudley", "manchester", "wirral"}
    assert all(row.judged is None and row.note == "" for row in unknown.values())
    assert readiness_table(date(2010, 1, 1)).before == ()


def test_no_answer_rests_on_what_became_known_later(found):
    for row in found.before:
        case = open_case(row.case)
        known = {c.entry: c.envelope.known.last for c in case.as_known(date.max).claims}
        matters = (*row.readiness.findings, *row.readiness.answered)
        for each in matters:
            evidence = each.finding.evidence if hasattr(each, "finding") else each.evidence
            for key in evidence:
                day = known.get(key) or (
                    case.sources[key].not_after if key in case.sources else None
                )
                assert day is None or day <= row.known_on, (row.case, key)


def test_the_reference_cases_stand_apart_from_the_three():
    assert shipped_cases() == ("dudley", "manchester", "wirral")
    assert reference_cases() == ("bedfordshire", "salford", "staffordshire", "unitingcare")


def test_the_command():
    told = run("assurance", "table")
    assert "alarm, borne out: 5 (dudley, manchester)" in told.stdout
    assert "false alarm: 1 (bedfordshire)" in told.stdout
    assert "too thin to judge: 4 (salford, staffordshire, unitingcare, wirral)" in told.stdout
    document = json.loads(run("assurance", "table", "--json").stdout)
    assert document["counts_before"] == {
        "alarm, borne out": 5,
        "false alarm": 1,
        "too thin to judge": 4,
    }
