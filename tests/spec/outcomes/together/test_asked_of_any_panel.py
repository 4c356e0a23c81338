"""Any panel may be asked: one call in Python, `--together` in the terminal, faults all at once."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from capitula.case import open_case
from capitula.cli.outcomes import app
from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.estimating import estimate
from capitula.outcomes.judging.together import judge_together
from capitula.outcomes.judging.together_document import together_document
from capitula.outcomes.together.asking import answer, ask_together
from capitula.outcomes.together.joint import join
from harness.together import ADMISSIONS, START, VISITS, changed, made_up, panel

PLACE = "area 0"


def fits_of(values, **options):
    return fit_all(panel(values), method="level-change", start=START, treated=[PLACE], **options)


def refused(call):
    with pytest.raises(InputFaults) as caught:
        call()
    return str(caught.value)


# Faults, whole


def test_a_sign_that_is_neither_is_told():
    assert refused(lambda: join(fits_of(made_up()), (1, 0))) == (
        "1 fault; nothing was written.\n"
        "judged together (signs)\n"
        "  found     [1, 0]\n"
        "  expected  1 or −1 for each outcome\n"
        "  to do     correct it"
    )
    assert "found     [1]" in refused(lambda: join(fits_of(made_up()), (1,)))


def test_one_outcome_and_several_shapes_are_told_at_once():
    fits = fits_of(made_up(outcomes=1), builds_up=(0, 12))
    assert refused(lambda: join(fits, (1,))) == (
        "2 faults; nothing was written.\n"
        "judged together (outcomes)\n"
        "  found     1\n"
        "  expected  two or more\n"
        "  to do     correct it\n"
        "judged together (builds_up)\n"
        "  found     (0, 12)\n"
        "  expected  one shape of the effect\n"
        "  to do     correct it"
    )


def test_a_place_without_a_fit_in_one_outcome_is_told_with_the_reason():
    values = made_up()
    values[1, 0, 3] = 0.0
    assert refused(lambda: join(fits_of(values), (-1, -1))) == (
        "1 fault; nothing was written.\n"
        "judged together (visits)\n"
        "  found     no fit for area 0: a figure of nought or less, which has no logarithm\n"
        "  expected  a fit in every outcome\n"
        "  to do     leave the outcome out, or find its figures"
    )


def test_another_method_is_refused():
    message = (
        "1 fault; nothing was written.\n"
        "judged together (method)\n"
        "  found     'ridge'\n"
        "  expected  level-change or level-change-gradual\n"
        "  to do     choose one of the two"
    )
    terms = {"start": START, "treated": [PLACE], "signs": (-1, -1), "method": "ridge"}
    assert refused(lambda: ask_together(panel(made_up()), **terms)) == message
    fits = fit_all(panel(made_up()), method="ridge", start=START, treated=[PLACE])
    assert refused(lambda: answer(fits, (-1, -1))) == message


def test_terms_that_cannot_be_are_refused_all_at_once():
    fits = fits_of(made_up())
    told = refused(lambda: answer(fits, (-1, -1), effect_due=29, window=0, alpha=1.0))
    assert told.startswith("3 faults")
    for part in ("30 to 47", "one period or more", "above nought, below one"):
        assert part in told


def test_without_a_treated_area_there_is_nothing_to_ask():
    fits = fit_all(panel(made_up()), method="level-change", start=START)
    with pytest.raises(LookupError, match="no unit of these fits is treated"):
        answer(fits, (-1, -1))


# A direction for each outcome


def test_each_outcome_is_estimated_in_its_own_direction():
    """As if it had been asked alone, but for the family, which is of all of them."""
    asked = {"method": "level-change", "start": START, "treated": [PLACE], "window": 6}
    whole = panel(changed(made_up(5), -0.08, 0.08))
    _, both = estimate(whole, direction=(-1, 1), **asked)
    for one, way in zip(both, (-1, 1), strict=True):
        _, (alone,) = estimate(whole.one(one.outcome), direction=way, **asked)
        assert (one.p_better, one.p_worse) == (alone.p_better, alone.p_worse)
        assert one.compatible == alone.compatible
        assert one.windows == alone.windows
        assert one.family_p >= alone.p_better
    told = refused(lambda: estimate(whole, direction=(-1,), **asked))
    assert "1 or −1 for each of 2 outcomes" in told


# In the terminal


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    found = panel(changed(made_up(5), -0.08, 0.08))
    lines = [",".join(["area", "month", *found.outcomes])]
    for n, unit in enumerate(found.units):
        for t, time in enumerate(found.times):
            lines.append(",".join([unit, time, *map(repr, found.values[:, n, t].tolist())]))
    path = tmp_path_factory.mktemp("together") / "panel.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


MIXED = ("--direction", "admissions=down", "--direction", "visits=up")


def run(path, *more, value=(ADMISSIONS, VISITS), method="level-change"):
    columns = ["--unit", "area", "--time", "month", "--value", *value]
    judged = ["--treated", PLACE, "--from", "1930", "--method", method]
    return CliRunner().invoke(app, ["counterfactual", str(path), *columns, *judged, *more])


def document(path, *more, **options):
    done = run(path, *more, "--json", **options)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_person_reads_the_joint_test_after_the_estimates(file):
    done = run(file, "--together", *MIXED, "--window", "6")
    assert done.exit_code == 0, done.output
    printed = " ".join(done.stdout.split())
    parts = (
        "admissions: area 0 from 1930, level-change",
        "visits: area 0 from 1930, level-change",
        "Together: area 0 from 1930, level-change in each, added up",
        "Beside what was foretold for area 0, admissions fell by 6.9% (better) and visits rose by "
        "11.4% (better).",
        "they come to +7.38. Of 40 areas, each with the same outcomes, itself included: p = 0.0250 "
        "better, 1.0000 worse; 0.0250 at the least.",
        "Left open (90%): anything from 7.1% better to 11.2% better in each.",
        "Power: 2.5% in each, where it comes at once and stays, is found four times in five",
        "where one moves alone, it takes admissions 5.0% and visits 5.1%.",
        "would be called sustained four times in five.",
        "Reading: taken together a change for the better",
        "What each adds to the sum",
        "admissions −6.9% better +2.87 5.0%",
        "The sum in each window",
        "1930 to 1935",
        "outside",
    )
    after = 0
    for part in parts:
        assert part in printed[after:], part
        after = printed.index(part, after)


def test_a_machine_reads_the_names_that_a_judgement_has(file):
    whole = document(file, "--together", *MIXED, "--window", "6")
    assert whole["schema"] == "capitula.outcomes.counterfactual/1"
    found = whole["together"]
    signs = {"signs": (-1, 1), "window": 6}
    asked = ask_together(
        panel(changed(made_up(5), -0.08, 0.08)), start="1930", treated=[PLACE], **signs
    )
    assert found["method"] == "level-change"
    assert found["directions"] == {ADMISSIONS: "down", VISITS: "up"}
    assert found["test"]["parts"] == pytest.approx(asked.test.parts)
    assert found["test"]["p_better"] == asked.test.p_better
    assert found["test"]["compatible_share"] == pytest.approx(asked.test.compatible)
    assert len(found["test"]["sums_elsewhere"]) == 39
    assert [each["name"] for each in found["windows"]] == [
        "1930 to 1935",
        "1936 to 1941",
        "1942 to 1947",
    ]
    assert found["lasting_share"] == pytest.approx(asked.lasting)
    assert found["p_faded"] == asked.windows.p_faded
    assert found["can_be_judged"] is True
    case = open_case("dudley")
    (terms,) = case.outcomes.together
    named, view = case.outcomes.named(terms.measures), case.record.as_known(date(2026, 11, 30))
    of_case = together_document(judge_together("dudley", terms, named, case.figures, view))
    shared = ("test", "windows", "p_faded", "lasting_share", "method")
    assert set(shared) <= set(of_case) & set(found)
    assert set(of_case["test"]) == set(found["test"])
    assert set(of_case["windows"][0]) == set(found["windows"][0])


def test_one_direction_for_all_is_given_as_ever(file):
    found = document(file, "--together", "--direction", "down")
    assert found["together"]["directions"] == {ADMISSIONS: "down", VISITS: "down"}
    assert found["together"]["windows"] == []
    assert found["together"]["lasting_share"] is None
    assert "together" not in document(file, "--direction", "down")
    gradual = document(file, "--together", "--direction", "up", method="level-change-gradual")
    assert gradual["together"]["method"] == "level-change-gradual"


def test_a_long_table_names_its_outcomes_in_a_column(file, tmp_path):
    rows = [line.split(",") for line in file.read_text().splitlines()[1:]]
    long = tmp_path / "long.csv"
    lines = [
        f"{area},{month},{name},{figure}"
        for area, month, *figures in rows
        for name, figure in zip((ADMISSIONS, VISITS), figures, strict=True)
    ]
    long.write_text("\n".join(["area,month,what,figure", *lines]) + "\n")
    more = ("--outcome", "what", "--together", *MIXED)
    assert (
        document(long, *more, value=("figure",))["together"]["test"]
        == (document(file, "--together", *MIXED)["together"]["test"])
    )


def test_what_bars_one_outcome_bars_all_together(tmp_path):
    """A break in the place's own visits: they cannot be judged, so neither can both."""
    values = changed(made_up(5), 0, -0.6, first=38)
    found = panel(values)
    lines = [",".join(["area", "month", *found.outcomes])]
    for n, unit in enumerate(found.units):
        for t in range(len(found.times)):
            year, month = divmod(t, 12)
            figures = map(repr, found.values[:, n, t].tolist())
            lines.append(",".join([unit, f"{2014 + year}-{month + 1:02}", *figures]))
    path = tmp_path / "broken.csv"
    path.write_text("\n".join(lines) + "\n")
    columns = ["--unit", "area", "--time", "month", "--value", ADMISSIONS, VISITS]
    more = ["--treated", PLACE, "--from", "2016-07", "--method", "level-change", "--together"]
    asked = ["counterfactual", str(path), *columns, *more, "--direction", "down"]
    told = " ".join(CliRunner().invoke(app, asked).stdout.split())
    assert "they cannot be judged together, since visits cannot be judged" in told
    assert "Reading: taken together" not in told
    machine = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)
    assert machine["together"]["can_be_judged"] is False


def test_nothing_shown_is_never_printed_as_nothing_happened(file):
    """Both called better where they fall: one fell, one rose, and the sum says nothing."""
    printed = " ".join(run(file, "--together", "--direction", "down").stdout.split())
    reading = printed[printed.index("Together:") :]
    assert "does not say that nothing changed" in reading
    assert "in each could well be there unseen" in reading


FAULTS = {
    "no direction": (
        ("--together",),
        {},
        "--together\n"
        "  found     no direction that is better\n"
        "  expected  up or down\n"
        "  to do     say with --direction which way is better",
    ),
    "one outcome": (
        ("--together", "--direction", "down"),
        {"value": (ADMISSIONS,)},
        "--together\n"
        "  found     one outcome, 'admissions'\n"
        "  expected  two outcomes or more\n"
        "  to do     name another with --value or --outcome",
    ),
    "another method": (
        ("--together", "--direction", "down"),
        {"method": "ridge"},
        "--together\n"
        "  found     the method 'ridge'\n"
        "  expected  level-change or level-change-gradual\n"
        "  to do     choose one of the two with --method",
    ),
    "a word that is none": (
        ("--direction", "dwn"),
        {},
        "--direction\n"
        "  found     'dwn'\n"
        "  expected  up, down or neutral\n"
        "  to do     did you mean 'down'?",
    ),
    "neutral for one": (
        ("--direction", "admissions=down", "--direction", "visits=neutral"),
        {},
        "--direction\n"
        "  found     'visits=neutral'\n"
        "  expected  visits=up or visits=down\n"
        "  to do     choose one of the two",
    ),
    "none for one": (
        ("--direction", "admissions=down"),
        {},
        "--direction\n"
        "  found     none for 'visits'\n"
        "  expected  one for each outcome\n"
        "  to do     add visits=up or visits=down",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_whole(file, fault):
    more, options, told = FAULTS[fault]
    done = run(file, *more, **options)
    assert isinstance(done.exception, InputFaults)
    assert str(done.exception) == f"1 fault; nothing was written.\n{told}"
    assert done.stdout == ""


def test_all_faults_are_told_at_once(file):
    more = ["--direction", "admissions=dwn", "--direction", "up", "--direction", "visit=up"]
    twice = ["--direction", "admissions=up"]
    done = run(file, "--together", *more, *twice, method="did")
    told = [fault.found for fault in done.exception.faults]
    assert told == [
        "'admissions=dwn'",
        "'up' beside others",
        "'visit=up'",
        "'admissions' 2 times",
        "none for 'visits'",
        "the method 'did'",
    ]
    assert "did you mean 'visits'?" in str(done.exception)
