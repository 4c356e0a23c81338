"""Measures of a case judged together: Dudley's use of the hospital, and a case made for it.

Dudley's contract never began. What its figures can be asked is whether the programme of 2015 moved
admissions and first outpatient visits, taken together, until March 2017, six months before the
change in recording that bars both to December 2019.

In the made case admissions and visits both fall by 3 % when the contract starts. Neither shows it
by itself; both together do.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

import pytest

from capitula.case import open_case
from capitula.case.kinds import ALL_KINDS
from capitula.outcomes.judging.together import judge_together
from capitula.outcomes.judging.together_document import together_document
from capitula.outcomes.judging.together_words import printed, verdict_text
from capitula.outcomes.registering import frozen, terms_digest
from capitula.outcomes.registration import Registration
from capitula.outcomes.verdict.evidence import ObstacleKind
from capitula.outcomes.verdict.verdicts import Reason, Verdict
from capitula.record.chain import Head, seal
from capitula.record.view import Record
from harness.records import draft
from harness.together_case import made_case

DAY = date(2026, 11, 30)
TAKEN_IN = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@cache
def dudley():
    return open_case("dudley")


def question(**changes):
    (terms,) = dudley().outcomes.together
    return terms.model_copy(update=changes)


def judged(terms=None, day=DAY):
    case, terms = dudley(), terms or question()
    measures, view = case.outcomes.named(terms.measures), case.record.as_known(day)
    return judge_together("dudley", terms, measures, case.figures, view)


def state_of(terms, *drafts):
    """How the terms stand beside a record of some entries alone."""
    record = Record(seal(drafts, "dudley", Head(), TAKEN_IN), ALL_KINDS)
    return frozen(terms, record.as_known(DAY))


@cache
def as_it_ships():
    return judged()


# Dudley


def test_the_contract_never_began_and_the_programmes_verdict_stands_beside():
    found = as_it_ships()
    assert found.decision.verdict is Verdict.NEVER_BEGAN
    assert found.of_estimate.verdict is Verdict.TOO_LITTLE_POWER
    text = verdict_text(found)
    assert text.startswith("Use of the hospital, Dudley CCG: never began\n")
    assert "the vanguard programme that began in Dudley in 2015" in text
    assert "the same rules give: too little power to tell" in text
    assert "did not work" not in text


def test_the_numbers_are_those_that_the_command_prints_for_machines():
    found = together_document(as_it_ships())
    assert found["months"] == {"first": "2013-04", "start": "2015-04", "last": "2017-03"}
    test = found["test"]
    assert test["areas"] == 117
    pinned = {
        "p_better": 0.914530,
        "p_worse": 0.094017,
        "p_floor": 0.008547,
        "sum": -2.524815,
        "detectable_share": 0.056912,
        "found_elsewhere": 0.818966,
    }
    assert {name: round(test[name], 6) for name in pinned} == pinned
    each = {
        "change_shares": (0.016738, 0.062215),
        "parts": (-0.483486, -2.041329),
        "detectable_share_alone": (0.118947, 0.103319),
    }
    for name, values in each.items():
        measures = ("non-elective-admissions", "first-outpatients")
        rounded = {measure: round(value, 6) for measure, value in test[name].items()}
        assert rounded == dict(zip(measures, values, strict=True)), name
    assert [round(end, 6) for end in test["compatible_share"]] == [-0.087142, 0.017936]
    assert round(found["lasting_share"], 6) == 0.102166
    assert round(found["p_faded"], 6) == 0.760684
    assert [
        (each["name"], round(each["statistic"], 6), round(each["band"], 6))
        for each in found["windows"]
    ] == [("2015/16", -2.854845, 3.17163), ("2016/17", -2.104226, 3.799937)]


def test_everything_that_it_rests_on_is_printed():
    rows = dict(printed(as_it_ships()))
    assert rows["Areas"] == "Dudley CCG and 116 others, the same for every measure"
    assert rows["First outpatient attendances"] == "+6.2%, worse; adds −2.04 to the sum"
    assert rows["Left open"] == "anything from 8.7% worse to 1.8% better in each"
    assert rows["Months"] == "fitted April 2013 to March 2015; judged April 2015 to March 2017"
    assert "found four times in five" in rows["Power"]


def test_an_area_with_a_programme_or_a_gap_in_one_measure_leaves_both():
    found = as_it_ships().prepared
    names = [set(each.areas) for each in found.each]
    assert names[0] == names[1]
    gone = [each.area for each in found.left_out]
    assert len(gone) == len(set(gone))
    assert not names[0] & set(gone)


def test_the_day_before_its_figures_were_public_nothing_can_be_estimated():
    before, on_the_day = judged(day=date(2017, 5, 30)), judged(day=date(2017, 5, 31))
    assert before.decision.verdict is Verdict.NEVER_BEGAN
    assert before.of_estimate.verdict is Verdict.CANNOT_BE_JUDGED
    assert "became public in May 2017" in before.obstacles[0].words
    assert before.test is None
    assert on_the_day.decision.verdict is Verdict.NEVER_BEGAN
    assert on_the_day.test.p_better == as_it_ships().test.p_better


def test_the_change_in_recording_bars_each_to_2019_and_not_this_question():
    assert as_it_ships().obstacles == ()
    longer = judged(question(until=None))
    assert longer.of_estimate.verdict is Verdict.CANNOT_BE_JUDGED
    assert {each.kind for each in longer.obstacles} == {ObstacleKind.RECORDING}
    words = [each.words for each in longer.obstacles]
    assert [each.split(":")[0] for each in words] == [
        "Non-elective admissions",
        "First outpatient attendances",
    ]
    assert all("September 2017" in each for each in words)
    assert "of that too they cannot tell" in verdict_text(longer)


def test_without_a_smallest_change_that_matters_it_cannot_be_judged():
    found = judged(question(smallest_effect_share=None))
    assert [each.kind for each in found.obstacles] == [ObstacleKind.TERMS]
    assert found.of_estimate.verdict is Verdict.CANNOT_BE_JUDGED


# Frozen terms


def registered(terms, day="2017-01-10"):
    body = {"terms_digest": terms_digest(terms), "registered_by": "The board", "mark": "local"}
    return draft(
        "T1", "measure_registered", terms.id, body, source=None, known=day, speaker="The board"
    )


def test_a_registration_in_the_record_freezes_the_question():
    terms = question()
    state = state_of(terms, registered(terms))
    assert state.registration is Registration.BEFORE
    assert (state.entry, state.registered_by, state.altered) == ("T1", "The board", False)
    assert state_of(terms).entry == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"alpha": Decimal("0.1")},
        {"measures": ("first-outpatients", "non-elective-admissions")},
        {"smallest_effect_share": Decimal("0.04")},
        {"until": None},
    ],
)
def test_terms_that_were_changed_afterwards_say_so(changes):
    state = state_of(question(**changes), registered(question()))
    assert state.altered
    assert state.sentences()[-1] == (
        "The terms now differ from those that were registered, and no variation says why."
    )


@pytest.mark.parametrize("changes", [{"note": "Another."}, {"why": "Another."}, {"name": "Use"}])
def test_words_about_the_question_are_no_terms(changes):
    assert not state_of(question(**changes), registered(question())).altered


def test_the_entry_that_ships_freezes_the_question_as_it_stands():
    state = as_it_ships().frozen
    assert state.entry == "DUD-TERMS.hospital-use"
    assert not state.altered
    assert state.registration is Registration.AFTER


# A case made for it


def made(folder, **how):
    """The judgement of a case in which both measures of Place fall by a share in April 2017."""
    root = made_case(folder, **how)
    return open_case(root).outcomes.judge(known=DAY, thorough=False)


def test_a_lasting_fall_that_neither_shows_alone_is_improved_and_sustained_together(tmp_path):
    found = made(tmp_path)
    alone = [each.decision.verdict for each in found.judgements]
    assert alone == [Verdict.TOO_LITTLE_POWER] * 2
    (together,) = found.together
    assert together.decision.verdict is Verdict.SUSTAINED
    assert all(window.is_better for window in together.evidence.windows)
    assert together.test.detectable < min(together.test.alone.values())
    assert "Use of the hospital, judged together: improved and sustained." in found.sentence()


def test_one_that_fades_is_improved_and_not_sustained(tmp_path):
    """The same fall, gone after eight months."""
    (together,) = made(tmp_path, share=-0.06, last=8).together
    assert together.decision.verdict is Verdict.NOT_SUSTAINED
    assert together.decision.reason is Reason.FADED
    assert not together.evidence.windows[-1].is_better
    assert "It is not called sustained because" in verdict_text(together)


def test_where_both_rise_it_is_worse(tmp_path):
    (together,) = made(tmp_path, share=0.06).together
    assert together.decision.verdict is Verdict.WORSE


def test_the_verdict_of_neither_measure_is_touched_by_the_other(tmp_path):
    """No verdict is an average: the contract is quoted by its primary measure."""
    found = made(tmp_path)
    assert found.verdict is found.of("admissions").decision.verdict
    assert found.asked_together("use").decision.verdict is not found.verdict
