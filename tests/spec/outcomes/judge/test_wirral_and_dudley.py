"""The judgements that ship: what may rightly be said of Wirral and of Dudley, and what may not.

Wirral's contract ran from June 2017. Dudley's never began; whatever its figures show is of the
programme that began there in 2015.
"""

import json
import re
import subprocess
import sys
from datetime import date
from functools import cache

import pytest

from capitula.case import open_case
from capitula.outcomes.judging.document import document
from capitula.outcomes.judging.planning import plan_power
from capitula.outcomes.judging.repeat import NothingToRepeat, data_csv, python_code
from capitula.outcomes.judging.sentences import three_sentences
from capitula.outcomes.verdict.evidence import ObstacleKind
from capitula.outcomes.verdict.verdicts import Verdict

DAY = date(2026, 11, 22)


@cache
def judged(case):
    return open_case(case).outcomes.judge(known=DAY, thorough=False)


def test_wirrals_delayed_transfers_cannot_be_judged_and_the_jump_of_june_2016_is_named():
    """They nearly quadruple inside the baseline; no mean of other councils follows them there."""
    one = judged("wirral").of("delayed-transfers")
    assert one.decision.verdict is Verdict.CANNOT_BE_JUDGED
    assert {each.kind for each in one.obstacles} == {ObstacleKind.PRE_FIT}
    seen = three_sentences(one)[0]
    assert "jumped to 2.8 times the former level in June 2016" in seen


def test_months_areas_and_denominator_are_shown():
    rows = dict(judged("wirral").of("delayed-transfers").table())
    assert rows["Months"] == "fitted April 2011 to May 2017; judged June 2017 to December 2019"
    assert rows["Areas"].startswith("Wirral and 76 others; left out: 6 (no figure in some month")
    assert rows["Divided by"].startswith("days of the month; not people")
    assert rows["Difference"].endswith("(not to be read as an effect: see why it cannot be judged)")


def test_the_result_with_programme_areas_stands_beside_the_one_without():
    one = judged("wirral").of("delayed-transfers")
    assert one.main.donors.startswith("without the areas that had a programme")
    assert [each.donors.split()[0] for each in one.others] == ["with", "with"]
    left = {each.area: each for each in one.prepared.left_out}
    assert left["Salford"].why == "new care model vanguards: Salford Together"
    assert left["Salford"].source.startswith("https://www.england.nhs.uk/")
    assert left["Kent"].mark == "unverified" or left["Kent"].why.startswith("integrated")


def test_wirral_was_a_vanguard_itself_and_the_judgement_says_so():
    assert "Wirral Partners" in " ".join(judged("wirral").of("delayed-transfers").warnings)


@pytest.mark.parametrize(("measure", "years"), [("quality-of-life", 1), ("short-term-sequel", 2)])
def test_one_or_two_years_before_the_start_are_shown_without_a_counterfactual(measure, years):
    one = judged("wirral").of(measure)
    assert one.decision.verdict is Verdict.CANNOT_BE_JUDGED
    assert one.obstacles[0].kind is ObstacleKind.FEW_PERIODS
    assert one.shown.before == years
    assert one.main is None


def test_safe_and_good_and_not_shown_to_be_better():
    """Safety and quality come from the review in the record, never from these figures."""
    found = judged("wirral")
    said = found.beside.sentences([found.verdict])
    assert "Taken together: safe and good, and not shown to be better." in said
    assert said[-1].endswith("they cannot tell.")


def test_a_contract_is_quoted_by_its_primary_measure_and_never_averaged():
    sentence = judged("wirral").sentence()
    assert "delayed transfers of care: cannot be judged" in sentence
    assert "No balancing measure is shown to have got worse." in sentence


def test_dudleys_contract_never_began_whatever_the_figures_show():
    found = judged("dudley")
    assert found.verdict is Verdict.NEVER_BEGAN
    assert {each.decision.verdict for each in found.judgements} == {Verdict.NEVER_BEGAN}
    for each in found.judgements:
        assert "vanguard programme that began in Dudley in 2015" in three_sentences(each)[0]
        assert each.prepared.months.last == 12 * 2019 + 11


def test_the_step_of_september_2017_is_a_change_in_recording_and_no_effect_is_claimed():
    one = judged("dudley").of("non-elective-admissions")
    assert one.main.decision.verdict is Verdict.CANNOT_BE_JUDGED
    (obstacle,) = one.main.evidence.obstacles
    assert obstacle.kind is ObstacleKind.RECORDING
    assert "September 2017" in obstacle.words
    assert "first outpatient attendances rose by 1,514 a period while this series fell by 974" in (
        obstacle.words
    )
    assert "2,221 in the period before, 2,290" in obstacle.words
    # Without the screen it would be as significant as such data allow.
    assert one.main.evidence.p_better < 0.05


def test_the_mirror_of_a_recording_change_cannot_be_judged_either():
    """First outpatient attendances took up what admissions lost: one change, seen twice."""
    one = judged("dudley").of("first-outpatients")
    (obstacle,) = one.main.evidence.obstacles
    assert obstacle.kind is ObstacleKind.RECORDING
    assert "September 2017" in obstacle.words


def test_nothing_is_used_before_it_was_public():
    found = open_case("wirral").outcomes.judge(known=date(2018, 1, 1), thorough=False)
    one = found.of("delayed-transfers")
    assert one.decision.verdict is Verdict.CANNOT_BE_JUDGED
    assert "became public in February 2020" in one.obstacles[0].words
    assert one.main is None
    assert found.beside.safety == ()


def test_before_the_start_there_is_nothing_to_judge():
    found = open_case("wirral").outcomes.judge(known=date(2017, 1, 1), thorough=False)
    assert found.verdict is Verdict.NEVER_BEGAN
    assert "had not begun by 1 January 2017" in found.of("delayed-transfers").text()


@pytest.mark.parametrize("case", ["wirral", "dudley"])
def test_no_output_says_that_it_did_not_work(case):
    """What is not significant is never printed as what did not work, anywhere."""
    found = judged(case)
    outputs = " ".join([found.text(), found.explain(), json.dumps(document(found), default=str)])
    assert not re.search(r"did(n.t| not) work|does not work|(had|was|is) no effect", outputs)
    assert not re.search(r"ineffective|failed to", outputs)


@pytest.mark.parametrize("case", ["wirral", "dudley"])
def test_every_verdict_prints_what_it_must(case):
    for one in judged(case).judgements:
        if one.main is None:
            continue
        names = {name for name, _ in one.table()}
        assert names >= {
            "Verdict", "Terms", "Areas", "Months", "Difference", "Effects left open",
            "p, better and worse", "Power", "Smallest effect that matters",
            "Fit before the start", "Agreement of methods", "Break screen",
        }  # fmt: skip


def test_the_shipped_power_is_what_the_baseline_gives():
    """What `capitula outcomes power` computes from the baseline stands in the outcomes file."""
    case = open_case("wirral")
    for name in ("delayed-transfers", "non-elective-admissions"):
        measure = case.outcomes.by_id(name)
        planned = plan_power(measure, case.figures)
        assert planned.detectable == pytest.approx(float(measure.detectable), abs=0.05)
        assert planned.too_blunt


def test_the_code_repeats_the_judgement(tmp_path):
    """Data and code are written out and run by Python alone: the same figures come back."""
    one = judged("dudley").of("delayed-transfers")
    (tmp_path / "data.csv").write_text(data_csv(one), encoding="utf-8")
    (tmp_path / "repeat.py").write_text(python_code(one), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(tmp_path / "repeat.py")], capture_output=True, check=True, text=True
    )
    found = json.loads(run.stdout)
    assert found["mean_gap"] == pytest.approx(one.main.estimate.mean_gap, rel=1e-9)
    assert found["p_better"] == pytest.approx(one.main.evidence.p_better)
    windows = [each.gap for each in one.main.evidence.windows]
    assert found["windows"] == pytest.approx(windows, rel=1e-9)


def test_a_measure_that_was_not_fitted_has_no_code_to_repeat():
    with pytest.raises(NothingToRepeat, match="expected one that was judged"):
        data_csv(judged("wirral").of("quality-of-life"))


def test_questions_of_bias_are_answered_or_wait_for_a_person_and_nothing_is_graded():
    one = judged("wirral").of("delayed-transfers")
    answers = {each.question.id: each for each in one.signalling}
    assert len(answers) == 25
    assert len({each.domain for each in one.signalling}) == 7
    assert answers["confounding-fit"].answer == "no"
    assert answers["confounding-fit"].by == "the data"
    assert answers["confounding-other"].answer == "yes"
    assert answers["deviations-carried-out"].is_open
    assert not re.search(r"(low|moderate|serious|critical) risk", one.explain())


@pytest.mark.parametrize("case", ["wirral", "dudley"])
def test_the_terms_that_ship_are_frozen_in_the_record_and_unaltered(case):
    """Frozen on the day this product chose them, long after the data: marked so, for ever."""
    for one in judged(case).judgements:
        assert one.frozen.entry
        assert not one.frozen.altered
        assert one.frozen.registration == "registered after its data were seen"
