"""The plan as a network: what has to come before what, and what decides the start.

A plan file is one version of a plan, known from a day. The record holds the dates that were stated;
the file holds how the work hangs together. Durations are operational days. What nobody states is
missing and is asked for.
"""

from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.case.plan import plan_by_name
from capitula.ground.faults import InputFaults
from capitula.programme.network.critical_path import network
from capitula.programme.network.findings import findings
from capitula.programme.network.model import Plan
from capitula.programme.network.reading import find_plan, read_plan
from capitula.programme.network.simulate import CannotSimulate, draw_parts, simulate
from capitula.programme.network.tables import between_words, path_words
from capitula.reports.network_chart import network_chart

FEBRUARY_2018 = date(2018, 2, 1)

SMALL = """\
schema: capitula.plan/1
title: A small plan
known: 2018-01-02
work_from: 2018-01-02
mark: assumed
tasks:
  - id: assurance
    name: National assurance
    work: gate
    gate: isap_2017.checkpoint_2
    duration: {least: 5, likely: 10, most: 20, mark: assumed, why: made up}
  - id: dialogue
    name: Dialogue
    duration: {least: 5, most: 7, mark: assumed, why: made up}
  - id: award
    name: Award
    work: milestone
    milestone: award
    after: [assurance, dialogue]
  - id: mobilisation
    name: Mobilisation
    duration: {least: 20, likely: 20, most: 20, mark: assumed, why: made up}
    after: [award]
  - id: start
    name: Service start
    work: milestone
    milestone: service start
    after: [mobilisation]
"""


@pytest.fixture
def read(tmp_path):
    def reader(text):
        path = tmp_path / "plan.yaml"
        path.write_text(text)
        return read_plan(path)

    return reader


def made(*tasks, start_after=()):
    """A plan from (id, least, likely, most, after)."""
    rows = [
        {
            "id": name,
            "name": name,
            "after": list(after),
            "duration": {
                "least": least,
                "likely": likely,
                "most": most,
                "mark": "assumed",
                "why": "made",
            },
        }
        for name, least, likely, most, after in tasks
    ]
    rows.append(
        {
            "id": "start",
            "name": "Service start",
            "work": "milestone",
            "milestone": "service start",
            "after": list(start_after),
        }
    )
    return Plan.model_validate(
        {
            "schema": "capitula.plan/1",
            "title": "made",
            "known": "2018-01-02",
            "work_from": date(2018, 1, 2),
            "mark": "assumed",
            "tasks": rows,
        }
    )


def test_a_small_plan_by_hand(read):
    """Assurance 10 days against dialogue 6: assurance decides, dialogue has 4 days of float.

    | task | days | begins | finished | float |
    |---|---|---|---|---|
    | national assurance | 5, 10, 20 | 2 January 2018 | 15 January | 0 |
    | dialogue | 5 to 7, so 6 | 2 January | 9 January | 4 |
    | award | | 16 January | 16 January | 0 |
    | mobilisation | 20 | 16 January | 12 February | 0 |
    | service start | | 13 February | 13 February | 0 |
    """
    found = network(read(SMALL))
    rows = [
        (
            each.task.id,
            found.begins(each.likely).isoformat(),
            found.ends(each.likely).isoformat(),
            each.likely.float_days,
        )
        for each in found.tasks
    ]
    assert rows == [
        ("assurance", "2018-01-02", "2018-01-15", 0),
        ("dialogue", "2018-01-02", "2018-01-09", 4),
        ("award", "2018-01-16", "2018-01-16", 0),
        ("mobilisation", "2018-01-16", "2018-02-12", 0),
        ("start", "2018-02-13", "2018-02-13", 0),
    ]
    assert [each.task.id for each in found.critical] == [
        "assurance",
        "award",
        "mobilisation",
        "start",
    ]


def test_every_fault_is_named_at_once(read):
    """A circle, a task that is not there, a negative duration, a name used twice: one message."""
    wrong = (
        SMALL.replace("least: 5, likely: 10, most: 20", "least: -5, likely: 10, most: 20")
        .replace("after: [award]", "after: [awrd]")
        .replace("name: Dialogue\n", "name: Dialogue\n    after: [award]\n")
        .replace("milestone: service start", "milestone: servise start")
    )
    wrong += "  - id: start\n    name: Again\n"
    with pytest.raises(InputFaults) as refused:
        read(wrong)
    message = str(refused.value)
    assert "5 faults; nothing was written." in message
    for part in (
        "a duration of -5 operational days",
        "the task 'awrd', which is not in the plan",
        "did you mean 'award'?",
        "'dialogue', 'award' waiting for each other in a circle",
        "did you mean 'service start'?",
        "the task 'start' a second time",
    ):
        assert part in message


def test_dudley_as_reported_in_january_2018():
    """National assurance before the award, the award before the start; no duration was stated."""
    laid_out = cp.open("dudley").programme.network(FEBRUARY_2018)
    found = laid_out.network
    assert {"isap", "dialogue", "split"} <= set(found.graph["award"])
    assert "award" in found.graph["start"]
    assert [task.id for task in found.missing] == ["dialogue", "direction", "isap"]
    assert found.critical == ()
    assert between_words(laid_out.between) == [
        "Award (October 2018 to November 2018) to Service start (1 April 2019): 5 to 6 months."
    ]
    assert path_words(found)[0].startswith("No critical path can be computed: nobody states")


def test_a_missing_duration_is_never_filled_in():
    laid_out = cp.open("dudley").programme.network(FEBRUARY_2018)
    start = laid_out.network.start
    assert (start.likely, start.most) == (None, None)
    with pytest.raises(CannotSimulate, match="found no duration for dialogue, direction, isap"):
        simulate(laid_out.network)


def test_a_step_without_precedent_is_counted_with_a_wide_range():
    """The split of a trust: nobody had done one, so a quarter to three years, and a notice why."""
    laid_out = cp.open("dudley").programme.network(FEBRUARY_2018)
    split = laid_out.network.placed("split")
    assert (split.duration.least, split.duration.likely, split.duration.most) == (60, None, 750)
    assert str(split.duration.mark) == "assumed"
    (found,) = (
        f
        for f in laid_out.findings
        if f.rule == "no precedent step" and f.about.startswith("Split")
    )
    assert "R4-21" in found.evidence
    assert "This would be the first NHS trust to come about so." in found.text


def test_a_narrow_duration_without_precedent_is_widened(read):
    text = SMALL.replace(
        "    name: Mobilisation\n",
        "    name: Mobilisation\n    no_precedent: {why: nobody has done it}\n",
    )
    duration = network(read(text)).placed("mobilisation").duration
    assert (duration.least, duration.likely, duration.most) == (20, None, 60)


def test_nothing_of_a_later_plan_is_known_earlier():
    case = cp.open("dudley")
    assert case.programme.plan(date(2018, 1, 22)) is None
    assert case.programme.plan(date(2018, 1, 23)).source == "R4"
    rules = {f.rule for f in case.findings(case.as_known(date(2018, 1, 22)))}
    assert "no precedent step" not in rules


def test_a_plan_without_a_way_to_the_start(read):
    cut = SMALL.replace("    after: [mobilisation]\n", "")
    rules = [f.rule for f in findings(network(read(cut)), ())]
    assert rules == ["plan has no path to start"]
    none = SMALL[: SMALL.index("  - id: start")]
    rules = [f.rule for f in findings(network(read(none)), ())]
    assert rules == ["plan has no path to start"]


@pytest.mark.parametrize(
    ("award", "start", "said"),
    [
        ("2018-11", "2018-04", "both cannot hold"),
        ("2018-01", "2018-01", "by the plan's shortest durations"),
    ],
)
def test_stated_dates_that_do_not_chain(read, award, start, said):
    from capitula.programme.plan_history import plan_histories
    from harness.records import draft, record

    view = record(
        draft("E1", "milestone_planned", "award", {"date": award}),
        draft("E2", "milestone_planned", "service start", {"date": start}),
    ).as_known(FEBRUARY_2018)
    found = findings(network(read(SMALL)), plan_histories(view))
    assert any(f.rule == "plans do not chain" and said in f.text for f in found)


def test_the_made_example_says_that_it_is_made():
    laid_out = plan_by_name("assumed-durations")
    assert str(laid_out.network.mark) == "assumed"
    assert path_words(laid_out.network)[-1] == "Evidence: assumed."
    assert {str(t.duration.mark) for t in laid_out.network.plan.tasks if t.duration} == {"assumed"}


def test_the_same_seed_gives_the_same_bytes():
    found = network(read_plan(find_plan("assumed-durations")))
    one, again = simulate(found, seed=7, draws=500), simulate(found, seed=7, draws=500)
    other = simulate(found, seed=8, draws=500)
    assert one.digest == again.digest != other.digest
    longer = simulate(found, seed=7, draws=1000)
    assert list(longer.start_numbers[:500]) == list(one.start_numbers), "draw k hangs on k alone"
    assert draw_parts(1, "duration a", 4).tolist() == draw_parts(1, "duration a", 8).tolist()[:4]


def test_draws_of_a_task_stay_within_its_range(read):
    found = network(read(SMALL))
    drawn = simulate(found, draws=2000)
    assert found.start.least.begin <= drawn.start_numbers.min()
    assert drawn.start_numbers.max() <= found.start.most.begin
    assert drawn.criticality["mobilisation"] == 1.0
    assert drawn.criticality["assurance"] > drawn.criticality["dialogue"]


lengths = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)).map(
    lambda days: tuple(sorted(days))
)


@st.composite
def plans(draw):
    """Up to six tasks, each waiting for some of those before it; the start waits for all."""
    count = draw(st.integers(1, 6))
    names = [f"t{n}" for n in range(count)]
    tasks = [
        (name, *draw(lengths), draw(st.lists(st.sampled_from(names[:n]), unique=True)) if n else [])
        for n, name in enumerate(names)
    ]
    return made(*tasks, start_after=names)


def longest_way(plan, days, name):
    """The oracle: the longest way to a task, by trying every one."""
    task = plan.task(name)
    before = [longest_way(plan, days, link.task) for link in task.after]
    return max(before, default=0) + days.get(name, 0)


@given(plans())
def test_the_start_is_the_longest_way(plan):
    found = network(plan)
    for pick, times in (("least", "least"), ("middle", "likely"), ("most", "most")):
        days = {t.id: getattr(t.duration, pick) for t in plan.tasks if t.duration}
        assert getattr(found.start, times).begin == longest_way(plan, days, "start")


@given(plans(), st.data())
def test_float_is_how_late_a_task_may_be(plan, data):
    """By its float it moves nothing; by a day more it moves the start by a day."""
    found = network(plan)
    name = data.draw(st.sampled_from([t.id for t in plan.tasks if t.duration]))
    days = {t.id: t.duration.middle for t in plan.tasks if t.duration}
    float_days = found.placed(name).likely.float_days
    start = found.start.likely.begin
    assert longest_way(plan, days | {name: days[name] + float_days}, "start") == start
    assert longest_way(plan, days | {name: days[name] + float_days + 1}, "start") == start + 1


@given(plans())
def test_the_critical_path_is_a_chain_without_float(plan):
    found = network(plan)
    way = found.critical
    assert way[-1].task.id == "start"
    assert all(each.likely.float_days == 0 for each in way)
    for before, after in pairwise(way):
        assert before.task.id in found.graph[after.task.id]
        assert before.likely.finish == after.likely.begin


@given(plans(), st.data())
def test_the_order_in_the_file_does_not_matter(plan, data):
    rows = data.draw(st.permutations(plan.tasks))
    other = network(plan.model_copy(update={"tasks": tuple(rows)}))
    one = network(plan)
    for each in one.tasks:
        again = other.placed(each.task.id)
        assert (each.least, each.likely, each.most) == (again.least, again.likely, again.most)


@given(plans())
def test_draws_lie_between_least_and_most(plan):
    found = network(plan)
    drawn = simulate(found, draws=64)
    assert found.start.least.begin <= drawn.start_numbers.min()
    assert drawn.start_numbers.max() <= found.start.most.begin


def test_work_is_counted_in_operational_days(read):
    """Good Friday and Easter Monday of 2018 are no days of work."""
    text = SMALL.replace("work_from: 2018-01-02", "work_from: 2018-03-29")
    found = network(read(text))
    assert found.days.day(1) == date(2018, 4, 3)
    numbers = [found.days.number(date(2018, 3, 29) + timedelta(days=n)) for n in range(6)]
    assert numbers == [0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_a_circle_is_named_whole(read, order):
    tasks = "".join(
        f"  - id: {name}\n    name: {name}\n    after: [{before}]\n"
        for name, before in zip(order, (*order[1:], order[0]), strict=True)
    )
    head = SMALL[: SMALL.index("  - id: assurance")]
    with pytest.raises(InputFaults, match="in a circle") as refused:
        read(head + tasks)
    assert len(refused.value.faults) == 1


def test_the_plan_is_drawn_with_every_day_in_its_table():
    """What is critical is named so, not coloured alone; a plan with a gap is not drawn."""
    chart = network_chart(plan_by_name("assumed-durations").network)
    assert chart.title == "Start on 27 September 2019 by the likeliest durations (assumed)"
    rows = {row[0]: row[1:] for row in chart.table.rows}
    assert rows["Award"] == ("29 March 2019", "29 March 2019", *AWARD, "critical")
    assert rows["Competitive dialogue"][-1] == ""
    assert "Award: critical" in chart.svg()
    assert network_chart(cp.open("dudley").programme.network(FEBRUARY_2018).network) is None


AWARD = ("9 October 2018", "11 March 2020")
"""The award with every duration at its least, and at its most."""
