"""No go-live with an untested donor: the finding, and the entry that settles it."""

import pytest

from capitula.appraisal.donor_findings import RULE, findings
from capitula.case.opening import open_case
from harness.records import day, draft, record

DUDLEY = open_case("dudley")


def found(known, *drafts):
    held = record(*drafts)
    contract = DUDLEY.contract_at(DUDLEY.as_known(day(known)))
    return findings(contract, held.as_known(day(known)))


def appraised(acceptance="accepted", **more):
    body = {"donor": "dudley-group", "by": "NHS England", "acceptance": acceptance, **more}
    about = "The Dudley Group NHS FT"
    return draft("d1", "donor_impact_appraised", about, body, known="2020-09-01")


def test_the_rule_has_the_name_that_readiness_decides_by():
    assert RULE == "untested donor impact"


@pytest.mark.parametrize(
    ("known", "donors"),
    [
        ("2017-07-31", set()),
        ("2018-02-01", {"The Dudley Group NHS FT"}),
        ("2020-08-01", {"The Dudley Group NHS FT", "Black Country Healthcare NHS FT"}),
    ],
)
def test_dudleys_donors_were_never_tested(known, donors):
    view = DUDLEY.as_known(day(known))
    blocks = [each for each in DUDLEY.findings(view) if each.rule == RULE]
    assert {each.about for each in blocks} == donors
    assert {each.severity for each in blocks} <= {"blocks"}


def test_the_finding_quotes_what_was_said_of_the_share():
    view = DUDLEY.as_known(day("2020-08-01"))
    (one,) = [each for each in DUDLEY.findings(view) if each.about == "The Dudley Group NHS FT"
              and each.rule == RULE]  # fmt: skip
    assert "community health" in one.text
    assert "about 40 per cent of what the donor runs" in one.text
    assert one.evidence == ("R1-09",)


def test_an_appraisal_settles_it_for_its_own_donor():
    rules = {(each.rule, each.about) for each in found("2020-10-01", appraised())}
    assert rules == {(RULE, "Black Country Healthcare NHS FT")}


def test_an_appraisal_of_another_line_settles_nothing():
    other = appraised(lines=["public-health"])
    assert (RULE, "The Dudley Group NHS FT") in {
        (each.rule, each.about) for each in found("2020-10-01", other)
    }


@pytest.mark.parametrize("acceptance", ["not_accepted", "not_asked", "not_stated"])
def test_an_appraisal_that_the_donor_does_not_accept_warns(acceptance):
    warned = [each for each in found("2020-10-01", appraised(acceptance)) if each.rule != RULE]
    assert [(each.rule, each.severity) for each in warned] == [
        ("donor impact not accepted", "warns")
    ]


def test_an_appraisal_is_not_used_before_it_was_known():
    (first, _) = found("2020-08-31", appraised())
    assert (first.rule, first.about) == (RULE, "The Dudley Group NHS FT")


@pytest.mark.parametrize("case", ["wirral", "manchester"])
def test_where_no_trust_loses_services_there_is_nothing_to_test(case):
    opened = open_case(case)
    assert RULE not in {each.rule for each in opened.findings(opened.as_known())}
