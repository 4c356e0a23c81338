"""Releases of others as entries: known on their date, mapped where a kind fits, all else whole."""

import json
from datetime import date

import pytest

from capitula.case.kinds import ALL_KINDS
from capitula.case.ocds.importing import read_releases
from capitula.ground.faults import InputFaults
from capitula.record.chain import Head, seal
from capitula.record.view import Record
from harness.ocds import releases_of
from harness.records import RECORDED, draft, said

AWARD = {
    "ocid": "ocds-213czf-1",
    "id": "r1",
    "date": "2018-03-10T09:30:00Z",
    "tag": ["award"],
    "initiationType": "tender",
    "parties": [
        {"id": "b", "name": "North Council", "roles": ["buyer"], "address": {"locality": "North"}}
    ],
    "buyer": {"id": "b", "name": "North Council"},
    "planning": {
        "budget": {"amount": {"amount": 900, "currency": "GBP"}, "project": "Care"},
        "milestones": [
            {"id": "m1", "title": "Service start", "dueDate": "2018-10-01T00:00:00Z"},
            {"id": "m2", "title": "Board meeting", "dueDate": "2018-04-01T00:00:00Z"},
        ],
    },
    "tender": {"id": "t", "value": {"amount": 1000.5, "currency": "GBP"}},
    "awards": [
        {
            "id": "a1",
            "status": "active",
            "date": "2018-03-09T10:00:00Z",
            "value": {"amount": 800, "currency": "GBP"},
            "suppliers": [{"id": "s", "name": "Beta"}],
        }
    ],
    "contracts": [
        {"id": "c1", "awardID": "a1", "value": {"amount": 7, "currency": "EUR"}, "items": []}
    ],
}


@pytest.fixture
def take_in(tmp_path):
    def read(*releases, **given):
        path = tmp_path / "releases.json"
        package = {"version": "1.1", "publisher": {"name": "North Council"}, "releases": releases}
        path.write_text(json.dumps(package))
        return read_releases(path, ALL_KINDS, **given)

    return read


def faults(take_in, *releases, **given):
    with pytest.raises(InputFaults) as caught:
        take_in(*releases, **given)
    return [(fault.place.field, fault.found) for fault in caught.value.faults]


def of_kind(found, kind):
    return [draft for draft in found.drafts if draft.kind == kind]


def test_known_on_the_date_of_the_release_and_said_by_its_publisher(take_in):
    drafts = take_in(AWARD).drafts
    assert {draft.known_to for draft in drafts} == {date(2018, 3, 10)}
    assert {draft.speaker for draft in drafts} == {"North Council"}


def test_amounts_take_their_basis_from_the_standards_definition(take_in):
    """The standard calls an award's value its total, and does not say what a budget is for."""
    found = {d.about: d.body for d in of_kind(take_in(AWARD), "value_stated")}
    assert {about: (str(b.amount), b.basis.value) for about, b in found.items()} == {
        "budget": ("900", "not_stated"),
        "tender": ("1000.5", "whole_term"),
        "award a1": ("800", "whole_term"),
    }
    assert found["tender"].bound == "at most", "the standard: the upper estimate"


def test_an_award_and_a_milestone(take_in):
    found = take_in(AWARD)
    (decision,) = of_kind(found, "decision_made")
    assert (decision.about, decision.body.state()) == (
        "award a1",
        "awarded",
    )
    assert str(decision.body.decided) == "2018-03-09"
    (plan,) = of_kind(found, "milestone_planned")
    assert (plan.about, str(plan.body.date)) == ("service start", "2018-10-01")


def test_what_no_kind_holds_is_kept_whole_and_its_place_said(take_in):
    kept = {d.property_name: d for d in of_kind(take_in(AWARD), "statement")}
    contract = json.loads(kept["/contracts/c1"].body.text)
    assert contract == AWARD["contracts"][0], "an amount in euros is not ours to read"
    assert "at /contracts/0" in kept["/contracts/c1"].body.note
    milestones = json.loads(kept["/planning"].body.text)["milestones"]
    assert [m["id"] for m in milestones] == ["m1", "m2"]
    assert milestones[1] == AWARD["planning"]["milestones"][1]
    assert json.loads(kept["/awards/a1"].body.text)["date"] == "2018-03-09T10:00:00Z"


def test_without_a_source_it_is_unverified(take_in):
    assert {d.body.mark.value for d in take_in(AWARD).drafts} == {"unverified"}
    found = take_in(AWARD, source="N1").drafts
    assert {(d.source, d.body.mark.value) for d in found} == {("N1", "sourced")}


def test_a_later_release_supersedes_what_the_earlier_said_in_the_same_place(take_in):
    later = AWARD | {"id": "r2", "date": "2018-05-01T00:00:00Z"}
    later["tender"] = {"id": "t", "value": {"amount": 1200, "currency": "GBP"}}
    record = Record(seal(take_in(later, AWARD).drafts, "north", Head(), RECORDED), ALL_KINDS)
    for day, pounds in ((date(2018, 4, 1), "£1,000.50"), (date(2018, 6, 1), "£1,200")):
        item = record.as_known(day).item("tender", "value")
        assert item.clashes == ()
        assert item.current.value.amount_pence == {"£1,000.50": 100_050, "£1,200": 120_000}[pounds]


def test_two_releases_of_one_date_that_disagree_clash(take_in):
    award = AWARD["awards"][0] | {"value": {"amount": 1200, "currency": "GBP"}}
    found = take_in(AWARD, AWARD | {"id": "r2", "awards": [award]})
    assert [finding.rule for finding in found.findings] == ["ocds.same_date"]
    record = Record(seal(found.drafts, "north", Head(), RECORDED), ALL_KINDS)
    assert len(record.as_known(date(2018, 6, 1)).item("award a1", "value").clashes) == 1


def test_two_awards_of_one_number_are_both_taken_in(take_in):
    award = AWARD["awards"][0]
    twice = AWARD | {"awards": [award, award | {"value": {"amount": 5, "currency": "GBP"}}]}
    found = take_in(twice)
    amounts = [str(d.body.amount) for d in of_kind(found, "value_stated") if d.about == "award a1"]
    assert amounts == ["800", "5"]
    assert [finding.rule for finding in found.findings] == ["ocds.identifier_twice"]


def test_every_fault_at_once_with_its_pointer(take_in):
    bad = [
        AWARD | {"date": "10/03/2018"},
        AWARD | {"id": "", "tag": "award"},
        "words",
        {"url": "x"},
    ]
    assert faults(take_in, *bad) == [
        ("/releases/0/date", "'10/03/2018'"),
        ("/releases/1/id", "''"),
        ("/releases/1/tag", "'award'"),
        ("/releases/2", "no object"),
        ("/releases/3", "a link to a release"),
    ]


def test_a_file_of_several_processes_is_refused(take_in):
    assert faults(take_in, AWARD, AWARD | {"ocid": "other"}) == [("/releases/1/ocid", "'other'")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[1, 2]", "no object"),
        ("{}", "no releases"),
        ('{"releases": {}}', "no list"),
        ('{"releases": [1,]}', "Illegal trailing comma before end of array"),
        ('{"a": 1, "a": 2}', "the key 'a' twice in one object"),
    ],
)
def test_files_that_are_no_package(tmp_path, text, found):
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(InputFaults) as caught:
        read_releases(path, ALL_KINDS)
    if "comma" not in found:  # the words of a syntax error are Python's
        assert caught.value.faults[0].found == found


def test_faults_in_our_own_releases_have_their_pointer(take_in):
    body = {"date": "2018-04-01"}
    (release,) = releases_of([draft("E1", "milestone_planned", "award", body), said("E2")])
    release["planning"]["milestones"][0]["dueDate"] = "2018-05-01T00:00:00Z"
    release["capitulaEntries"][1]["kind"] = "statment"
    assert faults(take_in, release, sources=["R1"]) == [
        (
            "/releases/0/planning/milestones/award.dudley-ccg/dueDate",
            "dueDate 2018-05-01 beside the words '2018-04-01'",
        ),
        ("/releases/0/capitulaEntries/1/kind", "the kind 'statment'"),
    ]


def test_an_unlisted_source_is_refused(take_in):
    (release,) = releases_of([said("E1")])
    assert faults(take_in, release, sources=["R2"]) == [
        ("/releases/0/capitulaEntries/0/source", "the source 'R1'")
    ]


def test_a_withheld_body_is_named_and_not_taken_in(take_in):
    (release,) = releases_of([said("E1", audience="parties"), said("E2")])
    found = take_in(release)
    assert [d.entry for d in found.drafts] == ["E2"]
    assert [finding.rule for finding in found.findings] == ["ocds.withheld"]
