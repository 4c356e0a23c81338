"""The standard's own fictional example: ours, the library's, and the record that came with it."""

import json
from datetime import date

import ocdsmerge
import pytest

from capitula.case.kinds import ALL_KINDS
from capitula.case.ocds.importing import read_releases
from capitula.case.ocds.merging import compiled_release, in_order, merge_rules, versioned_release
from capitula.ground.faults import InputFaults

PARTS = ("04-award", "05-contract", "06-implementation")


@pytest.fixture
def contracting(shared):
    return shared / "data" / "contracting"


@pytest.fixture
def releases(contracting):
    files = [contracting / f"ocds-213czf-000-00001-{part}.json" for part in PARTS]
    return [json.loads(path.read_text())["releases"][0] for path in files]


@pytest.fixture
def given_compiled(contracting):
    record = json.loads((contracting / "record-ocds-213czf-000-00001.json").read_text())
    return record["records"][0]["compiledRelease"]


def test_compiled_and_versioned_are_the_librarys(releases):
    """Here nothing shares a date or an identifier, so nothing had to be settled."""
    settled, findings = in_order(releases)
    assert findings == []
    merger = ocdsmerge.Merger(merge_rules=merge_rules())
    assert compiled_release(settled) == merger.create_compiled_release(releases)
    assert versioned_release(settled) == merger.create_versioned_release(releases)


def test_the_record_that_came_with_it(releases, given_compiled):
    """What differs comes from the three releases that are not at hand: planning and tender."""
    made = compiled_release(in_order(releases)[0])
    same = ("ocid", "id", "date", "tag", "language", "initiationType", "buyer", "awards")
    assert {key: made[key] for key in same} == {key: given_compiled[key] for key in same}
    assert made["parties"] == given_compiled["parties"]
    assert made["contracts"] == given_compiled["contracts"]
    assert set(given_compiled) - set(made) == {"planning"}
    assert made["tender"] != given_compiled["tender"]
    differing = {k for k, v in made["tender"].items() if given_compiled["tender"].get(k) != v}
    assert differing == set(), "what the award release repeats of the tender is as in the record"


def test_taken_in(contracting):
    found = [
        read_releases(contracting / f"ocds-213czf-000-00001-{part}.json", ALL_KINDS)
        for part in PARTS
    ]
    kinds = [sorted({d.kind for d in one.drafts}) for one in found]
    assert kinds[0] == ["party_named", "statement", "value_stated"], "an award pending is none yet"
    assert "decision_made" in kinds[1]
    signed = next(d for d in found[1].drafts if d.about == "signature")
    assert signed.known_to == date(2010, 5, 10)
    assert str(signed.body.date) == "2010-06-10", "signed a month after it was published: theirs"
    kept = " ".join(d.body.text for d in found[2].drafts if d.kind == "statement")
    assert "asd9235qaghvs1059620ywhgai" in kept, "transactions have no kind and are kept whole"


def test_a_record_of_links_is_refused_with_every_place(contracting):
    with pytest.raises(InputFaults) as caught:
        read_releases(contracting / "record-ocds-213czf-000-00001.json", ALL_KINDS)
    assert [f.place.field for f in caught.value.faults] == [
        f"/records/0/releases/{n}" for n in range(6)
    ]
