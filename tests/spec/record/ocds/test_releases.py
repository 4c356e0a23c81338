"""A case as open contracting data: what a release holds, and what it never says."""

import json
from datetime import date
from pathlib import Path

from capitula.case.ocds.exporting import export
from capitula.case.ocds.packages import record_package
from harness.ocds import LATE, PARTIES, case_of, party, releases_of, written
from harness.records import draft, said, sealed

CODES = json.loads((Path(__file__).parent / "codes.json").read_text())


def plan(entry, when, **given):
    return draft(entry, "milestone_planned", "service start", {"date": when}, **given)


def decided(entry, outcome, **given):
    body = {"outcome": outcome, "authority": "NHS Dudley CCG", "decided": given.pop("on", None)}
    return draft(entry, "decision_made", "contract", body, **given)


def milestones(release):
    return release["planning"]["milestones"]


def test_one_release_a_day_of_news_dated_by_the_last_day_it_can_have_become_known():
    releases = releases_of(
        [
            said("E1", known_from="2018-01-01", known="2018-01-31"),
            said("E2", "more", known="2018-01-31"),
            said("E3", "later", known="2018-02-10"),
        ]
    )
    assert [r["date"] for r in releases] == ["2018-01-31T00:00:00Z", "2018-02-10T00:00:00Z"]
    assert [e["id"] for e in releases[0]["capitulaEntries"]] == ["E1", "E2"]


def test_nothing_that_became_known_later_is_in_it():
    drafts = [said("E1", known="2018-01-31"), said("E2", "later", known="2018-02-10")]
    assert len(releases_of(drafts, date(2018, 2, 9))) == 1


def test_the_same_entries_give_the_same_releases():
    entries = sealed([plan("E1", "2018-04"), said("E2", known="2018-02-10")])
    assert export(case_of(entries), LATE) == export(case_of(entries), LATE)
    others = sealed([plan("E1", "2018-05"), said("E2", known="2018-02-10")])
    first, second = export(case_of(entries), LATE), export(case_of(others), LATE)
    assert [r["id"] for r in first.releases] != [r["id"] for r in second.releases]


def test_only_a_whole_day_is_a_due_date():
    """OCDS wants a day and a time. Spring 2018 is none, and none is made of it."""
    (release,) = releases_of([plan("E1", "2018-04-01"), plan("E2", "spring 2018", speaker="HSJ")])
    whole, partial = milestones(release)
    assert whole["dueDate"] == "2018-04-01T00:00:00Z"
    assert whole["capitulaDueDate"] == "2018-04-01"
    assert "dueDate" not in partial
    assert partial["capitulaDueDate"] == "spring 2018"
    assert {m["dateModified"] for m in milestones(release)} == {"2018-01-01T00:00:00Z"}


def test_a_plan_restated_by_the_same_voice_carries_its_milestone_on():
    first, second = releases_of(
        [plan("E1", "2018-04-01", known="2018-01-01"), plan("E2", "2019-04", known="2018-06-01")]
    )
    assert milestones(first)[0]["id"] == milestones(second)[0]["id"] == "service-start.dudley-ccg"
    assert milestones(second)[0]["dueDate"] is None


def test_no_voice_overwrites_another():
    releases = releases_of(
        [
            plan("E1", "2018-04-01", known="2018-01-01"),
            plan("E2", "2019-04-01", known="2018-06-01", speaker="HSJ reporter"),
        ]
    )
    record = record_package("dudley", releases)[0]["records"][0]
    assert [m["dueDate"][:4] for m in milestones(record["compiledRelease"])] == ["2018", "2019"]


def test_a_milestone_planned_and_met():
    releases = releases_of(
        [
            plan("E1", "2018-04-01", known="2018-01-01"),
            draft(
                "E2",
                "milestone_reached",
                "service start",
                {"date": "2018-05-01"},
                known="2018-05-09",
            ),
        ]
    )
    record = record_package("dudley", releases)[0]["records"][0]
    (milestone,) = milestones(record["compiledRelease"])
    assert milestone["status"] == "met"
    assert milestone["dueDate"] == "2018-04-01T00:00:00Z"
    assert milestone["dateMet"] == "2018-05-01T00:00:00Z"


def test_the_same_voice_twice_on_one_day_is_kept_apart_and_said():
    found = export(case_of(sealed([plan("E1", "2018-04"), plan("E2", "2018-09")])), LATE)
    assert [m["id"] for m in milestones(found.releases[0])] == [
        "service-start.dudley-ccg",
        "service-start.dudley-ccg~2",
    ]
    (finding,) = found.findings
    assert finding.rule == "ocds.identifier_twice"
    assert finding.evidence == ("E2",)


def value(entry, amount, basis, **given):
    body = {"amount": amount, "basis": basis}
    return draft(entry, "value_stated", "contract", body, **given)


def test_an_amount_of_no_stated_basis_is_never_the_contracts_value():
    """£5bn was put on the contract and nobody said of what. It is kept, with that."""
    (release,) = releases_of([value("E1", "5000000000", "not_stated"), decided("E2", "award")])
    budget = release["planning"]["budget"]
    assert "amount" not in budget
    (amount,) = written(budget["capitulaAmounts"])
    assert amount["amount"] == {"amount": 5_000_000_000, "currency": "GBP"}
    assert amount["basis"] == "not_stated"
    assert "value" not in release["contracts"][0]


def test_a_years_amount_is_not_a_total():
    (release,) = releases_of([value("E1", "244300000", "annual"), decided("E2", "award")])
    assert "amount" not in release["planning"]["budget"]
    assert "value" not in release["contracts"][0]


def test_the_whole_terms_amount_is_the_value_with_its_basis():
    (release,) = releases_of([value("E1", "3600000.50", "whole_term"), decided("E2", "award")])
    total = {"amount": 3_600_000.5, "currency": "GBP", "capitulaBasis": "whole_term"}
    assert written(release["contracts"][0]["value"]) == total
    assert written(release["planning"]["budget"]["amount"]) == total


def test_two_totals_are_no_total():
    """Once a second amount is known the first is taken back; both stay among the amounts."""
    first, second = releases_of(
        [
            value("E1", "5000000000", "whole_term", known="2017-01-01"),
            value("E2", "5400000000", "whole_term", known="2017-08-31"),
        ]
    )
    assert first["planning"]["budget"]["amount"]["amount"] == 5_000_000_000
    assert second["planning"]["budget"]["amount"] is None


def test_from_tender_to_end():
    """Each step with its tag and its status, from the standard's codelists."""
    days = ("2017-01-01", "2017-06-01", "2018-01-01", "2018-04-01", "2022-01-01", "2023-07-01")
    outcomes = ("procure", "prefer", "award", "start", "extend", "end")
    releases = releases_of(
        [
            decided(f"E{n}", outcome, known=day, on=day, supersedes=[f"E{n - 1}"] if n else [])
            for n, (day, outcome) in enumerate(zip(days, outcomes, strict=True))
        ]
    )
    assert [r["tag"] for r in releases] == [
        ["planning", "tender"],
        ["planningUpdate", "tenderUpdate", "award"],
        ["planningUpdate", "tenderUpdate", "awardUpdate", "contract"],
        ["planningUpdate", "contractUpdate"],
        ["contractAmendment"],
        ["contractTermination"],
    ]
    contract = record_package("dudley", releases)[0]["records"][0]["compiledRelease"]["contracts"][
        0
    ]
    assert contract["status"] == "terminated"
    assert [a["description"] for a in contract["amendments"]] == ["extend", "end"]


def test_stopped_before_an_award():
    first, second = releases_of(
        [
            decided("E1", "procure", known="2017-01-01"),
            decided("E2", "stop", known="2018-01-01", supersedes=["E1"]),
        ]
    )
    assert first["tender"]["status"] == "active"
    assert second["tender"]["status"] == "cancelled"
    assert "tenderCancellation" in second["tag"]


def test_paused_is_no_status_of_the_standard():
    """So the tender stays active, and the words stand beside."""
    releases = releases_of(
        [
            decided("E1", "procure", known="2017-01-01"),
            decided("E2", "pause", known="2018-01-01", supersedes=["E1"]),
        ]
    )
    tender = releases[1]["tender"]
    assert (tender["status"], tender["capitulaStatus"]) == ("active", "paused, no restart date")


def test_parties_by_their_ods_codes():
    """`GB-NHS` is the NHS organisation list in the register of organisation lists."""
    (release,) = releases_of([said("E1")])
    ccg, dihc, group = release["parties"]
    assert ccg["id"] == "GB-NHS-05C"
    assert ccg["identifier"]["scheme"] == "GB-NHS"
    assert ccg["roles"] == ["buyer"]
    assert release["buyer"] == {"id": "GB-NHS-05C", "name": "NHS Dudley CCG"}
    assert dihc["roles"] == ["interestedParty"], "no supplier before there is an award"
    assert group["capitulaRoles"] == ["donor", "preferred_provider"]


def test_two_parties_with_one_code_are_kept_apart():
    other = party("walsall", "Dudley and Walsall Mental Health Partnership", "RYK", "donor")
    found = export(case_of(sealed([said("E1")]), (*PARTIES, other)), LATE)
    assert found.releases[0]["parties"][3]["id"] == "GB-NHS-RYK~walsall"
    assert [f.rule for f in found.findings] == ["ocds.identifier_twice"]


def test_what_has_no_place_in_ocds_is_kept_whole():
    body = {"stance": "oppose", "on": "the contract", "note": "In a letter."}
    (release,) = releases_of([draft("E1", "position_taken", "The trust", body)])
    (entry,) = release["capitulaEntries"]
    assert entry["kind"] == "position_taken"
    assert entry["body"] == body
    assert "at" not in entry


def test_what_is_not_public_is_withheld():
    (release,) = releases_of(
        [
            value("E1", "1000000", "whole_term", audience="parties"),
            said("E2", "secret", audience="restricted"),
        ]
    )
    text = str(release)
    assert "secret" not in text
    assert "1000000" not in text
    assert [entry["withheld"] for entry in release["capitulaEntries"]] == [True, True]


def test_the_codes_are_those_of_the_standard():
    outcomes = ("procure", "prefer", "award", "start", "terminate", "end")
    releases = releases_of(
        [decided(f"E{n}", outcome, known=f"2018-01-0{n + 1}") for n, outcome in enumerate(outcomes)]
    )
    for release in releases:
        assert set(release["tag"]) <= set(CODES["releaseTag"])
        for one in release["parties"]:
            assert set(one["roles"]) <= set(CODES["partyRole"])
        for milestone in release.get("planning", {}).get("milestones", []):
            assert milestone["status"] in CODES["milestoneStatus"]
        for name in ("awards", "contracts"):
            for made in release.get(name, []):
                assert made["status"] in CODES[f"{name.removesuffix('s')}Status"]
