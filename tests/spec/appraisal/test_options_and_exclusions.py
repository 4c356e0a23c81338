"""Forms on one sheet: a hard exclusion removes a form whatever it scores, until its reason is gone.

Dudley, January 2018: a community interest company was out for VAT, hosting by a trust was out
because general practitioners refused it. Who could have lifted the first is not recorded.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from capitula.appraisal.criteria import Criterion, Score, Scoring
from capitula.appraisal.exclusions import excluded_forms, exclusions
from capitula.appraisal.forms import catalogue
from capitula.appraisal.option_findings import findings
from capitula.appraisal.sheet import option_sheet
from capitula.ground.marks import EvidenceMark
from harness.case_records import view
from harness.records import day, draft, record

FORMS = [form.id for form in catalogue().forms]
ABOUT = "legal form of the holder"


def excluded(form="cic", ground="vat", entry="x1", known="2018-01-23", **more):
    body = {"form": form, "ground": ground, "reason": "too dear", **more}
    return draft(entry, "exclusion_stated", ABOUT, body, known=known)


def lifted(form="cic", ground="vat", entry="x2", known="2019-03-01"):
    body = {"form": form, "ground": ground, "by": "HM Treasury", "reason": "refunds extended"}
    return draft(entry, "exclusion_lifted", ABOUT, body, known=known)


def scoring(scores, weights=("0.6", "0.4")):
    names = ["care", "cost"][: len(weights)]
    return Scoring(
        highest=Decimal(5),
        criteria=tuple(
            Criterion(id=n, title=n, weight=Decimal(w)) for n, w in zip(names, weights, strict=True)
        ),
        scores=tuple(
            Score(
                form=form,
                criterion=name,
                score=Decimal(score),
                by="a panel",
                why="made",
                mark=EvidenceMark.ASSUMED,
            )
            for form, given in scores.items()
            for name, score in zip(names, given, strict=True)
        ),
    )


SHEET = """
| form             | care | cost | weighted | rank | excluded |
| no_change        | 1    | 3    | 1.8      | 3    |          |
| virtual_alliance | 3    | 3    | 3.0      | 2    |          |
| lead_provider    | 4    | 3    | 3.6      | 1    |          |
| cic              | 5    | 5    | 5.0      |      | vat      |
"""


def rows(table):
    lines = [line.strip("|").split("|") for line in table.strip().splitlines()]
    heads = [cell.strip() for cell in lines[0]]
    return [dict(zip(heads, [c.strip() for c in line], strict=True)) for line in lines[1:]]


def test_the_best_score_does_not_help_a_form_that_is_excluded():
    table = rows(SHEET)
    given = scoring({row["form"]: (row["care"], row["cost"]) for row in table})
    sheet = option_sheet("made", record(excluded()).as_known(day("2018-02-01")), given)
    for expected in table:
        row = sheet.row(expected["form"])
        assert row.score == Decimal(expected["weighted"])
        assert str(row.rank or "") == expected["rank"]
        assert row.removed == bool(expected["excluded"])


scores = st.dictionaries(
    st.sampled_from(FORMS), st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1
)


@given(scores, st.sets(st.sampled_from(FORMS), min_size=1))
def test_exclusions_beat_scores(given_scores, out):
    """Whatever the scores, no excluded form has a rank, and every other scored form has one."""
    drafts = [excluded(form, entry=f"x{n}") for n, form in enumerate(sorted(out))]
    seen = record(*drafts).as_known(day("2026-02-01"))
    sheet = option_sheet("made", seen, scoring(given_scores))
    for row in sheet.rows:
        if row.form.id in out:
            assert row.removed
            assert row.rank is None
        else:
            assert (row.rank is not None) == (row.form.id in given_scores)


@given(scores)
def test_ranks_follow_the_scores(given_scores):
    sheet = option_sheet("made", record().as_known(day("2026-02-01")), scoring(given_scores))
    ranked = [row for row in sheet.rows if row.rank]
    for one in ranked:
        assert one.rank == 1 + sum(other.score > one.score for other in ranked)


def test_the_form_is_open_again_when_the_reason_falls_away():
    held = record(excluded(), lifted())
    given = scoring({"cic": (5, 5), "hosted": (1, 1)})
    before = option_sheet("made", held.as_known(day("2018-02-01")), given)
    after = option_sheet("made", held.as_known(day("2019-03-01")), given)
    assert before.row("cic").rank is None
    assert after.row("cic").rank == 1
    (told,) = after.row("cic").exclusions
    assert (told.lifted, told.lifted_by, told.lifted_entry) == (
        "refunds extended",
        "HM Treasury",
        "x2",
    )


def test_another_ground_still_stands():
    held = record(excluded(), excluded(ground="gp_veto", entry="x3"), lifted())
    assert excluded_forms(exclusions(held.as_known(day("2020-01-01")))) == {"cic"}


def test_what_is_excluded_again_after_it_was_lifted_is_out():
    again = excluded(entry="x4", known="2020-05-01")
    held = record(excluded(), lifted(), again)
    assert excluded_forms(exclusions(held.as_known(day("2020-04-01")))) == set()
    assert excluded_forms(exclusions(held.as_known(day("2020-05-01")))) == {"cic"}


@pytest.mark.parametrize("weights", [("0.6", "0.3"), ("0.6", "0.5"), ("0.5",)])
def test_weights_that_do_not_sum_to_one_are_refused(weights):
    with pytest.raises(ValidationError, match="expected 1 exactly"):
        scoring({}, weights)


def test_nobody_scored_dudley_so_its_sheet_is_blank():
    sheet = option_sheet("dudley", view("dudley", "2018-02-01"))
    assert {row.score for row in sheet.rows} == {None}
    assert {row.form.id for row in sheet.rows if row.removed} == {"cic", "hosted"}
    assert "Community interest company: who can lift the exclusion by VAT?" in sheet.questions
    (veto,) = sheet.row("hosted").exclusions
    assert veto.owner == "General practices in Dudley"
    assert sheet.row("trust_split").warnings == (
        "no precedent: no NHS trust has come about in this way [R4]",
    )


def test_what_a_source_says_of_a_form_waits_for_the_source():
    """UnitingCare's report came out on 14 July 2016; the health organisation is of 2025."""
    early = option_sheet("dudley", view("dudley", "2016-07-13"))
    later = option_sheet("dudley", view("dudley", "2016-07-14"))
    assert early.row("llp_jv").experience == ()
    assert len(later.row("llp_jv").experience) == 1
    assert "iho" not in {row.form.id for row in later.rows}


def test_manchester_had_one_bidder_and_two_grounds_against_one_body():
    sheet = option_sheet("manchester", view("manchester", "2017-12-01"))
    assert sheet.general == ("single bidder: one bid that met the terms came in [P021]",)
    grounds = {str(each.ground) for each in sheet.row("llp_jv").exclusions}
    assert grounds == {"vat", "law"}


def test_a_form_that_leads_although_excluded_blocks():
    body = {"option": "cic", "standing": "chosen"}
    chosen = draft("o1", "option_appraised", ABOUT, body, known="2018-05-01")
    found = findings(record(excluded(), chosen).as_known(day("2018-06-01")))
    (one,) = [each for each in found if each.rule == "excluded form leads"]
    assert one.severity == "blocks"
    assert one.evidence == ("o1", "x1")
    held = record(excluded(), chosen, lifted())
    after = findings(held.as_known(day("2019-06-01")))
    assert "excluded form leads" not in {each.rule for each in after}


def test_no_change_was_never_weighed_in_dudley():
    rules = {each.rule for each in findings(view("dudley", "2019-02-01"))}
    assert rules == {"exclusion without owner", "alternatives not weighed"}
