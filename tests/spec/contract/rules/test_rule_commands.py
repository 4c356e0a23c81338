"""`capitula contract test` and `capitula contract modification`: words, or one object."""

import json
import re
import subprocess
import sys

from harness.places import PACKAGE

GOOD = """\
schema: capitula.modification/1
contract: Community services
relevant_health_care_services: yes
signed_on: 2020-04-01
award_route: competitive
original_lifetime_value: 1000000
changes_so_far:
  - {on: 2021-04-01, amount: 300000, what: more nurses}
change:
  on: 2024-06-01
  amount: 199999.99
  what: a fourth team
  materially_different: no
  provided_for_in_documents: no
  succession_only: no
  external_cause: none
  authority_decision: yes
"""
CONTRACT = """\
schema: capitula.contract/1
case: made-up
title: A made-up contract
summary: Nothing real.
form: {name: full, mark: local}
parties:
  - {id: icb, name: NHS Somewhere Integrated Care Board, roles: [commissioner], mark: local}
  - {id: holder, name: Somewhere NHS Trust, roles: [holder], mark: local}
population: {definition: everybody, place: Somewhere, mark: local}
scope:
  - {id: gp, name: General practice, service: primary_medical, standing: in, mark: local}
  - {id: care, name: Care at home, service: adult_social_care, standing: in, mark: local}
terms:
  - {id: signed_on, label: Entered into, value: "2024-01-15", mark: local}
  - {id: made_under_apms, label: Made under the APMS directions, value: "no", mark: local}
"""


def run(*arguments):
    """The command as people run it, so that its exit status is the real one."""
    code = "from capitula.cli.main import run; run()"
    return subprocess.run(
        [sys.executable, "-c", code, "contract", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_change_is_answered_in_words(tmp_path):
    path = tmp_path / "change.yaml"
    path.write_text(GOOD)
    done = run("modification", path)
    assert done.returncode == 0, done.stderr
    assert "Permitted: the authority's decision" in done.stdout
    assert "£499,999.99, is below £500,000.00" in done.stdout
    assert "13(3)" in done.stdout
    assert "legislation.gov.uk/uksi/2023/1348/regulation/13" in done.stdout


def test_a_change_is_answered_for_machines_whatever_the_outcome(tmp_path):
    path = tmp_path / "change.yaml"
    path.write_text(GOOD.replace("199999.99", "200000"))
    done = run("modification", path, "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["schema"] == "capitula.contract.modification/1"
    assert answer["outcome"] == "new_process"
    assert answer["figures"]["cumulative_change_pence"] == 50_000_000
    assert answer["mark"] == "unverified"
    assert {reason["limb"] for reason in answer["reasons"]} >= {"below_sum", "below_share"}


def test_every_fault_of_a_file_has_its_place(tmp_path):
    path = tmp_path / "change.yaml"
    path.write_text(
        GOOD.replace("competitive", "competitiv")
        .replace("different: no", "different: perhaps")
        .replace("amount: 199999.99", "amount: 1.999")
    )
    done = run("modification", path)
    assert done.returncode == 2
    assert re.findall(r"change.yaml:(\d+)", done.stderr) == ["5", "11", "13"]
    assert not done.stdout


def test_days_that_contradict_each_other_are_faults(tmp_path):
    path = tmp_path / "change.yaml"
    path.write_text(GOOD.replace("on: 2021-04-01", "on: 2019-04-01"))
    done = run("modification", path)
    assert done.returncode == 2
    assert "change.yaml:8" in done.stderr
    path.write_text(GOOD.replace("1000000", "0"))
    assert run("modification", path).returncode == 2


def test_a_contract_file_is_tested_limb_by_limb(tmp_path):
    path = tmp_path / "contract.yaml"
    path.write_text(CONTRACT)
    answer = json.loads(run("test", path, "--json").stdout)
    assert answer["schema"] == "capitula.contract.test/1"
    assert answer["outcome"] == "is_an_icp_contract"
    path.write_text(CONTRACT.replace("2024-01-15", "2019-03-31"))
    failed = json.loads(run("test", path, "--json").stdout)
    assert failed["outcome"] == "is_not_an_icp_contract"
    assert [r["limb"] for r in failed["reasons"] if r["verdict"] == "fails"] == [
        "signed", "commissioners",
    ]  # fmt: skip
    before = run("test", path, "--on", "2019-03-31")
    assert before.returncode == 0
    assert "came into force on 1 April 2019" in before.stdout


def test_bodies_that_succeed_each_other_are_taken_as_on_the_day(tmp_path):
    """A group until June 2022, its board after: each counts for a signature in its own time."""
    group = (
        "  - {id: ccg, name: NHS Somewhere CCG, roles: [commissioner], mark: local,\n"
        "     in_force_to: 2022-06-30}\n"
    )
    path = tmp_path / "contract.yaml"
    text = CONTRACT.replace("[commissioner]", "[commissioner], in_force_from: 2022-07-01")
    text = text.replace("parties:\n", "parties:\n" + group)
    for signed, mark in (("2024-01-15", "local"), ("2020-01-15", "unverified")):
        path.write_text(text.replace("2024-01-15", signed))
        answer = json.loads(run("test", path, "--json").stdout)
        limb = next(r for r in answer["reasons"] if r["limb"] == "commissioners")
        assert (limb["verdict"], limb["mark"]) == ("holds", mark)


def test_bad_input_ends_with_2(tmp_path):
    path = tmp_path / "contract.yaml"
    path.write_text(CONTRACT.replace('value: "no"', "value: perhaps"))
    assert run("test", path).returncode == 2
    assert run("test", path, "--on", "soon").returncode == 2
    assert run("test", "nowhere").returncode == 2
    assert run("modification", tmp_path / "none.yaml").returncode == 2


def test_a_shipped_case_says_what_is_not_known():
    if not (PACKAGE / "cases" / "dudley" / "contract.yaml").is_file():
        raise AssertionError("the case ships with the product")
    done = run("test", "dudley", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["outcome"] in {"cannot_be_judged", "is_not_an_icp_contract"}
    assert answer["missing"]
