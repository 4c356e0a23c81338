"""`capitula assurance`, run as a user runs it on the cases that ship."""

import json
import shutil

import pytest

from capitula.case.folder import SHIPPED
from harness.commands import run


def json_of(*words):
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_readiness_as_machines_read_it():
    """The fields that `interfaces.md` names, and more beside them."""
    found = json_of("assurance", "readiness", "dudley", "--act", "start", "--known", "2021-03-31")
    assert found["schema"] == "capitula.readiness/1"
    assert (found["case"], found["act"], found["known_on"]) == ("dudley", "start", "2021-03-31")
    assert (found["ready"], found["result"]) == (False, "not ready")
    fields = {"rule", "room", "severity", "about", "evidence", "remedy", "overridden_by"}
    assert all(fields <= set(each) for each in found["findings"])
    assert all(each["evidence"] for each in found["findings"])
    assert found["cannot_judge"]


def test_ready_is_null_where_it_cannot_be_judged():
    found = json_of("assurance", "readiness", "wirral", "--act", "start", "--known", "2017-05-31")
    assert found["ready"] is None
    assert found["findings"] == [each for each in found["findings"] if each["severity"] == "warns"]
    assert {each["rule"] for each in found["cannot_judge"]} >= {"no exit plan", "open price"}


def test_readiness_as_people_read_it():
    told = run("assurance", "readiness", "dudley", "--act", "start", "--known", "2021-03-31").stdout
    assert "not ready" in told
    assert "unsigned party (agreement, go-live lesson 7)" in told
    assert "evidence R1-12, R1-15" in told
    assert "never a pass" in told
    assert "ISAP 2017, checkpoint 3: " in told
    assert "isap_2017: checkpoint_3" not in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("readiness", "dudley", "--act", "strat"), "did you mean 'start'?"),
        (("framework", "isap"), "did you mean 'isap_2017'?"),
        (("framework", "isap_2017", "--stage", "checkpoint_4"), "found no stage"),
        (("framework-check", "no.yaml"), "no such file"),
        (
            ("decide", "dudley", "--gate", "x", "--outcome", "stop", "--by", "a", "--reasons", "b"),
            "expected a gate of this contract",
        ),
    ],
)
def test_a_wrong_word_is_told_and_nothing_is_written(words, said):
    done = run("assurance", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_an_act_that_is_not_ready_ends_with_status_3():
    words = ("act", "dudley", "--act", "start", "--by", "CCG", "--text", "go", "--on", "2021-03-31")
    done = run("assurance", *words)
    assert done.returncode == 3
    assert "Nothing was written" in done.stderr
    assert "open price: contract" in done.stderr


def test_frameworks_are_listed_shown_checked_and_compared(tmp_path):
    found = json_of("assurance", "frameworks")["frameworks"]
    assert [each["id"] for each in found] == [
        "business_case",
        "complex_change_2022",
        "iho_designation",
        "isap_2017",
        "local",
    ]
    assert json_of("assurance", "framework", "isap_2017", "--stage", "checkpoint_1")["stages"][0][
        "guards"
    ] == ["launch"]
    own = tmp_path / "local.yaml"
    shipped = SHIPPED.parent / "assurance" / "frameworks" / "local.yaml"
    own.write_text(shipped.read_text().replace('version: "1"', 'version: "2"'))
    assert json_of("assurance", "framework-check", str(own))["version"] == "2"
    changes = json_of("assurance", "framework-compare", "local", str(own))["changes"]
    assert changes == [{"part": "version", "before": "1", "after": "2"}]


def test_a_gate_is_decided_and_the_chain_still_holds(tmp_path):
    folder = shutil.copytree(SHIPPED / "dudley", tmp_path / "dudley")
    words = ("--gate", "isap_2017: checkpoint_3", "--outcome", "stop", "--by", "NHS England")
    reasons = ("--reasons", "No director in post.", "--on", "2021-03-31")
    done = run("assurance", "decide", str(folder), *words, *reasons, "--dissent", "CCG: ready")
    assert done.returncode == 0, done.stderr
    assert "as known on 31 March 2021" in done.stdout
    assert run("record", "verify", str(folder)).returncode == 0
    gates = json_of("assurance", "gates", str(folder), "--known", "2021-03-31")["gates"]
    assert {gate["stage"]: gate["state"] for gate in gates}["checkpoint_3"] == "stop"
    told = run("assurance", "decisions", str(folder), "--known", "2023-03-31").stdout
    assert "(frozen)" in told
    assert "Decided on facts since changed" in told


def test_the_rules_are_listed():
    found = json_of("assurance", "rules")
    assert found["schema"] == "capitula.readiness_rules/1"
    assert "unsigned party" in run("assurance", "rules").stdout
    assert "no override is on record" in run("assurance", "overrides", "dudley").stdout
