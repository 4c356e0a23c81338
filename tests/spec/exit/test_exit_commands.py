"""`capitula exit` as people and machines call it."""

import json

import pytest

from harness.commands import run

COMMANDS = {
    "notices": "notices",
    "offers": "offers",
    "dates": "dates",
    "services": "services",
    "staff": "staff",
    "plan": "plan",
    "successors": "successors",
    "compare": "compare",
    "return": "return",
    "reasons": "reasons",
    "lessons": "lessons",
    "challenges": "challenges",
    "law": "law",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_for_machines(command):
    done = run("exit", command, "dudley", "--known", "2024-09-10", "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["schema"] == f"capitula.exit.{COMMANDS[command]}/1"
    assert (document["case"], document["known_on"]) == ("dudley", "2024-09-10")
    assert document["summary"]


def test_for_people():
    done = run("exit", "dates", "wirral", "--known", "2023-02-28")
    assert done.returncode == 0
    said = " ".join(done.stdout.split())
    assert "4 of 7 last safe dates are past" in said
    assert "Not counted, being needed only if the service itself changes: public" in said
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


def test_the_final_account_for_machines():
    done = run("exit", "account", "budget-example", "--year", "2027/28", "--json")
    document = json.loads(done.stdout)
    assert document["schema"] == "capitula.exit.account/1"
    assert set(document["sums_pence"].values()) == {0}
    assert not document["closed"]


def test_findings_bear_the_names_that_readiness_decides_over():
    done = run("exit", "findings", "wirral", "--known", "2023-02-28", "--json")
    rules = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert {"no exit plan", "last safe date passed", "offer unanswered"} <= rules


def test_one_challenge_against_every_case_that_ships():
    done = run("exit", "challenges", "--known", "2018-02-01", "--json")
    rows = json.loads(done.stdout)["rows"]
    assert {row["case"]: bool(row["rests_on"]) for row in rows} == {
        "dudley": True,
        "manchester": True,
        "wirral": False,
    }


def test_an_end_may_be_asked_for():
    done = run("exit", "dates", "wirral", "--end", "2023-07-01", "--known", "2024-12-31", "--json")
    (end,) = json.loads(done.stdout)["ends"]
    notice = next(step for step in end["steps"] if step["step"] == "notice")
    assert (notice["safe_by"], notice["passed"]) == ("2022-07-01", "passed")


SLIPS = """
dates wirral --route retrun      | did you mean 'return'?
dates wirral --end soon          | expected  a date such as
dates wirral --end unknown       | expected  a date with a first or a last day
dates wirral --on 2023-02-30     | correct the day: February 2023 has 28 days
law dudley --changed bill        | found no law 'bill'
account budget-example --paid no | no such file
offers wirrall                   | did you mean 'wirral'?
"""


@pytest.mark.parametrize("line", SLIPS.strip().splitlines())
def test_a_slip_is_told_with_what_to_do(line):
    words, said = (part.strip() for part in line.split("|"))
    done = run("exit", *words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
