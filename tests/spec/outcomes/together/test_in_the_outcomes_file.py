"""`together:` in outcomes.yaml: what may be asked of several measures at once, and what is told."""

import pytest

from capitula.ground.faults import InputFaults
from capitula.outcomes.file import read_outcomes
from capitula.outcomes.together_terms import Shape

MEASURE = """\
  - id: {id}
    name: {id}
    unit: a day of the month
    direction: {direction}
    role: secondary
    series: {series}
    column: counts
    denominator: days of the month
    source: NHS England
    data_known: 2020-02
    baseline: {baseline}
    comparators: [England]
    {start}
    smallest_effect: 2.5
    {judged}
    registered_on: 2016-11-21
    registered_by: The analyst
    mark: local
    note: Chosen because it is public.
"""
JUDGED = "judged: {{donors: {{figures: {series}, place: {place}}}}}"

TOGETHER = """\
together:
  - id: hospital-use
    name: Use of the hospital
    measures: [admissions, visits]
    why: Both were promised.
    smallest_effect_share: 0.05
    data_known: 2020-02
    registered_on: 2016-11-21
    registered_by: The analyst
    mark: local
    note: None.
"""


def measure(name, **given):
    terms = {
        "series": name,
        "direction": "down",
        "baseline": "2014-04/2017-05",
        "start": "start: 2017-06",
        "place": "Placetown",
    } | given
    judged = given.get("judged", JUDGED).format(**terms)
    return MEASURE.format(**(terms | {"id": name, "judged": judged}))


def whole(*more, together=TOGETHER):
    measures = [measure("admissions"), measure("visits"), *more]
    return "".join(["measures:\n", *measures, together])


def read(folder, text):
    (folder / "figures").mkdir(exist_ok=True)
    for name in ("admissions", "visits", "days", "beds"):
        (folder / "figures" / f"{name}.csv").touch()
    path = folder / "outcomes.yaml"
    path.write_text(text)
    return read_outcomes(path)


def told(folder, text):
    with pytest.raises(InputFaults) as caught:
        read(folder, text)
    return caught.value.faults


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


def asking(third):
    return TOGETHER.replace("[admissions, visits]", f"[admissions, visits, {third}]")


def test_a_good_question(tmp_path):
    """What is not written has a default: it comes at once, one in twenty, windows of a year."""
    (found,) = read(tmp_path, whole()).together
    assert found.measures == ("admissions", "visits")
    assert found.method is Shape.AT_ONCE
    assert float(found.alpha) == 0.05
    assert found.windows.periods == 12
    assert found.until is None


def test_the_measures_come_in_the_order_of_the_question(tmp_path):
    text = whole(together=TOGETHER.replace("[admissions, visits]", "[visits, admissions]"))
    outcomes = read(tmp_path, text)
    named = outcomes.named(outcomes.together[0].measures)
    assert [each.id for each in named] == ["visits", "admissions"]


UNFIT = "a monthly measure with terms of judging and a direction that is better"
COMPLETE = "leave it out, or complete its terms"
LIKE = "ask only like of like"

THIRD = {
    "an unknown one": (
        "",
        "visit",
        "'visit'",
        "the id of a measure in this file",
        "did you mean 'visits'?",
    ),
    "one that is like none": (
        "",
        "zzz",
        "'zzz'",
        "the id of a measure in this file",
        "add the measure or take the name out",
    ),
    "the same twice": (
        "",
        "visits",
        "'visits' again",
        "each measure once",
        "take one of them out",
    ),
    "a yearly one": (
        measure("days", start="frequency: year\n    start: 2017-04", baseline="2014-04/2017-03"),
        "days",
        "'days', which is not monthly",
        UNFIT,
        COMPLETE,
    ),
    "one without terms of judging": (
        measure("days", judged="index_base: 2016/17"),
        "days",
        "'days', which has no terms of judging",
        UNFIT,
        COMPLETE,
    ),
    "one that calls neither way better": (
        measure("days", direction="neutral"),
        "days",
        "'days', which calls neither way better",
        UNFIT,
        COMPLETE,
    ),
    "one with another baseline": (
        measure("days", baseline="2015-04/2017-05"),
        "days",
        "'days' with the baseline 2015-04/2017-05",
        "the baseline 2014-04/2017-05, as 'admissions' has",
        LIKE,
    ),
    "one of another place": (
        measure("days", place="Othertown"),
        "days",
        "'days' with the place Othertown",
        "the place Placetown, as 'admissions' has",
        LIKE,
    ),
    "one with another start": (
        measure("days", start="start: 2017-06-15"),
        "days",
        "'days' with the start 2017-06-15",
        "the start 2017-06, as 'admissions' has",
        LIKE,
    ),
}


@pytest.mark.parametrize("mistake", THIRD)
def test_a_third_measure_that_cannot_be_asked_with_the_others(tmp_path, mistake):
    more, name, found, expected, remedy = THIRD[mistake]
    text = whole(more, together=asking(name))
    (fault,) = told(tmp_path, text)
    assert (fault.found, fault.expected, fault.remedy) == (found, expected, remedy)
    assert fault.place.line == line_of(text, "measures: [admissions, visits")


def estimated(name, of="the programme", start="2017-06"):
    terms = f"donors: {{figures: {name}, place: Placetown}}"
    estimate = f"estimate: {{of: {of}, start: {start}, reason: It never began.}}"
    judged = f"judged: {{{terms}, {estimate}}}".replace("{", "{{").replace("}", "}}")
    return measure(name, start="start_note: It never began.", judged=judged)


@pytest.mark.parametrize(
    ("of", "start", "found"),
    [
        ("another programme", "2017-06", {"'days' with the estimate another programme"}),
        ("the programme", "2017-06-15", {"'days' with the estimate from 2017-06-15"}),
    ],
)
def test_an_estimate_of_something_else_or_from_another_day(tmp_path, of, start, found):
    text = whole(
        estimated("days", of, start),
        estimated("beds"),
        together=TOGETHER.replace("[admissions, visits]", "[beds, days]"),
    )
    faults = told(tmp_path, text)
    assert {fault.found for fault in faults} == found
    assert all(fault.expected.endswith("as 'beds' has") for fault in faults)


MODEL = {
    "one measure only": ("[admissions, visits]", "[admissions]", "at least 2 items"),
    "none that matters": ("share: 0.05", "share: 0", "greater than 0"),
    "all of it": ("share: 0.05", "share: 1", "less than 1"),
    "a method that cannot be added up": (
        "    why: Both",
        "    method: synthetic-control\n    why: Both",
        "level-change",
    ),
    "no reason": ("    why: Both were promised.\n", "", "why"),
    "a misspelt key": ("    why: Both", "    whi: Both", "did you mean 'why'?"),
    "an id with a capital": ("id: hospital-use", "id: Hospital-use", "Hospital-use"),
    "no level": ("    why: Both", "    alpha: 0\n    why: Both", "greater than 0"),
}


@pytest.mark.parametrize("mistake", MODEL)
def test_terms_that_cannot_hold(tmp_path, mistake):
    old, new, words = MODEL[mistake]
    assert old in TOGETHER
    text = whole(together=TOGETHER.replace(old, new))
    faults = told(tmp_path, text)
    assert any(words in str(fault) for fault in faults)
    assert all(fault.place.line >= line_of(text, "together:") for fault in faults)


@pytest.mark.parametrize("taken", ["admissions", "hospital-use"])
def test_an_id_that_a_measure_or_another_question_has(tmp_path, taken):
    second = TOGETHER.removeprefix("together:\n").replace("id: hospital-use", f"id: {taken}")
    text = whole(together=TOGETHER + second)
    (fault,) = told(tmp_path, text)
    assert fault.found == f"the id {taken!r} again"
    assert (fault.expected, fault.remedy) == ("each id once", "rename one of them")
    assert fault.place.line == text[: text.rindex(f"id: {taken}")].count("\n") + 1


def test_everything_that_is_wrong_is_told_at_once_each_with_its_line_and_nothing_is_written(
    tmp_path,
):
    """Three faults in two questions, and one in a measure."""
    first = asking("visits").replace("id: hospital-use", "id: admissions")
    second = TOGETHER.removeprefix("together:\n").replace("visits]", "visit, days]")
    text = whole(measure("days", direction="neutral"), together=first + second)
    text = text.replace("series: visits", "series: visit", 1)
    before = sorted(path.name for path in tmp_path.iterdir())
    faults = told(tmp_path, text)
    assert [fault.found for fault in faults] == [
        "'visit'",
        *["the id 'admissions' again", "'visits' again"],
        *["'visit'", "'days', which calls neither way better"],
    ]
    lines = [fault.place.line for fault in faults]
    assert lines == sorted(lines)
    assert lines[0] == line_of(text, "series: visit")
    assert lines[1] == line_of(text, "id: admissions\n    name: Use")
    assert lines[-1] == line_of(text, "[admissions, visit, days]")
    assert before == []
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["figures", "outcomes.yaml"]
    assert (tmp_path / "outcomes.yaml").read_text() == text
