"""Compiled and versioned releases, worked by hand in threes.

Each example is three files in `worked`: the releases, the compiled release (the latest value of
every field) and the versioned release (every value, with the release that gave it).
"""

import json
import socket
import warnings
from pathlib import Path

import ocdsmerge
import pytest

from capitula.case.ocds.merging import (
    compiled_release,
    in_order,
    merge_rules,
    versioned_release,
)

WORKED = Path(__file__).with_name("worked")
EXAMPLES = sorted(path.name.removesuffix(".releases.json") for path in WORKED.glob("*.releases.*"))


def worked(name, part):
    return json.loads((WORKED / f"{name}.{part}.json").read_text())


def plain(releases):
    """What the standard's library makes of the releases as they come."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ocdsmerge.Merger(merge_rules=merge_rules()).create_compiled_release(releases)


def rules_of(findings):
    return [finding.rule for finding in findings]


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_by_hand(name):
    settled, _ = in_order(worked(name, "releases"))
    assert compiled_release(settled) == worked(name, "compiled")
    assert versioned_release(settled) == worked(name, "versioned")


def test_a_plan_that_loses_its_day_leaves_no_day_behind():
    """2018-04-01, then spring 2019: the compiled release has the words and no due date."""
    settled, findings = in_order(worked("plan_moved", "releases"))
    (milestone,) = compiled_release(settled)["planning"]["milestones"]
    assert "dueDate" not in milestone
    assert milestone["capitulaDueDate"] == "spring 2019"
    assert findings == []


def test_two_releases_of_one_date():
    """Issue 848 of the standard: they have no order. Plainly merged, the file's order decides."""
    releases = worked("same_date", "releases")
    assert plain(releases)["tender"]["status"] == "active"
    assert plain(releases[::-1])["tender"]["status"] == "complete"
    for order in (releases, releases[::-1]):
        settled, findings = in_order(order)
        assert [release["id"] for release in settled] == ["earlier", "later"]
        assert compiled_release(settled)["tender"]["status"] == "complete"
        assert rules_of(findings) == ["ocds.same_date"]


def test_dates_are_ordered_as_instants_and_not_as_texts():
    releases = [
        {
            "ocid": "p",
            "id": "noon in Paris",
            "date": "2018-01-10T12:00:00+01:00",
            "tag": ["tender"],
        },
        {
            "ocid": "p",
            "id": "half past in London",
            "date": "2018-01-10T11:30:00Z",
            "tag": ["tender"],
        },
    ]
    settled, _ = in_order(releases)
    assert [r["id"] for r in settled] == ["noon in Paris", "half past in London"]


def test_two_objects_of_one_identifier_in_one_release():
    """Plainly merged, the first is lost with no more than a warning; here both stay."""
    releases = worked("identifier_twice", "releases")
    assert plain(releases)["planning"]["milestones"] == [
        {"id": "award", "capitulaDueDate": "2018-09"}
    ]
    settled, findings = in_order(releases)
    assert rules_of(findings) == ["ocds.identifier_twice"]
    assert "award~2" in findings[0].text
    assert len(compiled_release(settled)["planning"]["milestones"]) == 2


def test_a_publisher_who_restarts_the_numbers():
    """Award 1 to one trust, then award 1 to another: plainly merged, one award to both."""
    releases = worked("number_restarted", "releases")
    (award,) = plain(releases)["awards"]
    assert [s["id"] for s in award["suppliers"]] == ["GB-NHS-RNA", "GB-NHS-RYK"]
    settled, findings = in_order(releases)
    assert rules_of(findings) == ["ocds.identifier_reused"]
    assert len(compiled_release(settled)["awards"]) == 2


def test_one_release_identifier_on_two_contents():
    """Issue 849 of the standard: a release is immutable and its identifier stands for it."""
    first, second = worked("plan_moved", "releases")
    settled, findings = in_order([first, {**second, "id": "first"}])
    assert [r["id"] for r in settled] == ["first", "first~2"]
    assert rules_of(findings) == ["ocds.release_id_twice"]
    due = versioned_release(settled)["planning"]["milestones"][0]["dueDate"]
    assert [value["releaseID"] for value in due] == ["first", "first~2"]


def test_a_release_that_stands_twice_counts_once():
    first, second = worked("plan_moved", "releases")
    assert in_order([first, second, first]) == in_order([first, second])


def test_the_rules_are_those_of_the_standard():
    """As the library reads them out of the release schema 1.1.5, and three of our own."""
    ours = {path for path in merge_rules() if any(part.startswith("capitula") for part in path)}
    assert len(merge_rules()) - len(ours) == 24
    assert merge_rules()["tag",] == "omitWhenMerged"
    assert merge_rules()["tender", "items", "additionalClassifications"] == "wholeListMerge"


def test_nothing_is_fetched(monkeypatch):
    """With every socket closed the merging is the same; the library alone asks for a schema."""

    def closed(*_arguments, **_options):
        raise OSError("no network")

    monkeypatch.setattr(socket, "socket", closed)
    monkeypatch.setattr(socket, "getaddrinfo", closed)
    releases = worked("plan_moved", "releases")
    settled, _ = in_order(releases)
    assert compiled_release(settled) == worked("plan_moved", "compiled")
    assert versioned_release(settled) == worked("plan_moved", "versioned")
    with pytest.raises(Exception, match=r"no network|Connection|resolve"):
        ocdsmerge.Merger()
