"""Out and in again: the same values on every day, whatever the entries; and nothing is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.case.folder import SHIPPED, CaseFolder, shipped_cases
from capitula.case.kinds import ALL_KINDS
from capitula.case.ocds.exact_json import parse_json, write_json
from capitula.case.ocds.exporting import export
from capitula.case.ocds.importing import read_releases
from capitula.case.ocds.into_case import import_releases
from capitula.case.ocds.leaves import leaves
from capitula.case.ocds.packages import release_package
from capitula.case.opening import open_case
from capitula.ground.today import today
from harness.ocds import case_of, releases_of, round_trip
from harness.records import draft, sealed

DATES = st.sampled_from(
    ["2018-04-01", "2018-04", "2018", "spring 2018", "not before 2019-04", "2018-10/2018-11"]
)
VOICES = st.sampled_from(["CCG", "HSJ reporter"])
DAYS = st.sampled_from(["2017-01-31", "2017-01-31", "2017-06-30", "2018-02-01", "2019-01-16"])
POUNDS = st.decimals(0, 10**12, places=2).map(str) | st.sampled_from(["5E+3", "360000000"])
OUTCOMES = st.sampled_from(
    ["procure", "prefer", "award", "start", "pause", "stop", "extend", "end"]
)
BODIES = st.one_of(
    st.tuples(
        st.just("milestone_planned"),
        st.sampled_from(["award", "service start"]),
        st.fixed_dictionaries(
            {"date": DATES | st.none()},
            optional={"cause_words": st.just("why"), "note": st.just("n")},
        ),
    ),
    st.tuples(
        st.just("milestone_reached"),
        st.sampled_from(["award", "service start"]),
        st.fixed_dictionaries(
            {"date": DATES | st.none()}, optional={"happened": st.just(value=False)}
        ),
    ),
    st.tuples(
        st.just("value_stated"),
        st.sampled_from(["contract", "services to transfer"]),
        st.fixed_dictionaries(
            {"basis": st.sampled_from(["annual", "whole_term", "not_stated"])},
            optional={
                "amount": POUNDS,
                "bound": st.just("about"),
                "price_year": st.just("2017/18"),
            },
        ),
    ),
    st.tuples(
        st.just("decision_made"),
        st.just("contract"),
        st.fixed_dictionaries(
            {"outcome": OUTCOMES, "authority": st.just("CCG")},
            optional={"decided": DATES, "reason": st.just("why"), "restart": DATES},
        ),
    ),
    st.tuples(
        st.just("condition_set"),
        st.just("price"),
        st.fixed_dictionaries(
            {"text": st.just("close it"), "set_by": st.just("NHS England")},
            optional={"due": DATES, "met": st.just(value=True), "evidence": st.just("a letter")},
        ),
    ),
    st.tuples(st.just("statement"), st.just("talk"), st.fixed_dictionaries({"text": st.text()})),
)
SAID = st.lists(st.tuples(BODIES, DAYS, VOICES, st.booleans()), min_size=1, max_size=9)


def drafts_of(said):
    made = []
    for number, ((kind, about, body), day, voice, supersedes) in enumerate(sorted(said, key=str)):
        earlier = [d.entry for d in made if d.kind == kind][-1:] if supersedes else []
        made.append(
            draft(f"E{number}", kind, about, body, known=day, speaker=voice, supersedes=earlier)
        )
    return made


def shown(record, day):
    view = record.as_known(day)
    return sorted(json.dumps(item.as_json(), sort_keys=True) for item in view.items)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("ocds")


@given(SAID)
def test_the_same_values_on_every_day(folder, said):
    drafts = sorted(drafts_of(said), key=lambda d: d.known_to)
    before = case_of(sealed(drafts)).record
    again = round_trip(drafts, folder)
    assert before.days() == again.days()
    for day in before.days():
        assert shown(before, day) == shown(again, day)
    bodies = [(e.envelope.entry, e.body) for e in before.entries]
    assert bodies == [(e.envelope.entry, e.body) for e in again.entries]


@given(SAID)
def test_every_release_keeps_the_standards_own_rules(said):
    for release in releases_of(drafts_of(said)):
        for path, value in leaves(release):
            assert value != [], path
            if path[-1] in ("dueDate", "dateMet", "dateModified", "date") and value is not None:
                assert value.endswith("T00:00:00Z"), path
        for name in ("parties", "awards", "contracts", "capitulaEntries"):
            ids = [made["id"] for made in release.get(name, [])]
            assert len(ids) == len(set(ids))
        milestones = release.get("planning", {}).get("milestones", [])
        assert len({m["id"] for m in milestones}) == len(milestones)
        assert "contracts" not in release or release["contracts"][0]["awardID"]


TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["tender", "awards", "parties", "note", "planning"]), JSON))
def test_no_leaf_of_a_foreign_release_is_lost(folder, sections):
    """Every leaf is in a statement's text, for here nothing has a kind; whatever its shape."""
    head = {"ocid": "p", "id": "r", "date": "2018-01-10T00:00:00Z", "tag": ["tender"]}
    sections = {k: v for k, v in sections.items() if k not in ("parties", "planning")} | {
        k: v for k, v in sections.items() if (k, type(v)) in (("parties", list), ("planning", dict))
    }
    path = folder / "foreign.json"
    path.write_text(write_json({"releases": [head | sections]}))
    drafts = read_releases(path, ALL_KINDS).drafts
    kept = " ".join(d.body.text for d in drafts if d.kind == "statement")
    for where, value in leaves(head | sections):
        if where[-1:] != ("id",):
            assert write_json(value) in kept, where


@given(JSON)
def test_json_comes_back_exactly(value):
    for indent in (0, 2):
        assert parse_json(write_json(value, indent)) == value


def test_no_float_is_ever_written():
    with pytest.raises(TypeError):
        write_json({"amount": 0.1})
    assert write_json(parse_json("0.10")) == "0.10"


@pytest.mark.parametrize("name", shipped_cases())
def test_a_case_that_ships_comes_back(name, tmp_path):
    """All its entries, to the letter of their bodies; a second time nothing is appended."""
    opened = open_case(name)
    path = tmp_path / "releases.json"
    path.write_text(write_json(release_package(name, export(opened, today()).releases)))
    folder = CaseFolder(tmp_path / name)
    folder.root.mkdir()
    folder.sources.write_bytes((SHIPPED / name / "sources.yaml").read_bytes())
    added, findings = import_releases(path, folder)
    public = {e.envelope.entry: e.body for e in opened.record.entries}
    assert {e.envelope.entry: e.body for e in added} == public
    assert {f.rule for f in findings} <= {"ocds.withheld"}
    assert import_releases(path, folder)[0] == ()
    assert import_releases(path, CaseFolder(SHIPPED / name))[0] == ()
