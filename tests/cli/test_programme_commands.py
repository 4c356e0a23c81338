"""The programme's commands as a user runs them: words for people, one object for machines."""

import json

import pytest

from harness.commands import run

FEBRUARY_2018 = ("--known", "2018-02-01")


def as_json(*arguments):
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_forecast_for_people():
    done = run("programme", "forecast", "dudley", *FEBRUARY_2018)
    assert done.returncode == 0
    first = done.stdout.splitlines()
    assert first[0].endswith("will service start when stated? As known on 1 February 2018.")
    assert first[4] == "Forecast: a 22% chance of a start by the end of that month."
    assert "2020-04" not in done.stdout, "the plan of 2019 was not known"


def test_the_forecast_for_machines():
    """Unrounded, with every member and every rule that entered."""
    found = as_json("programme", "forecast", "dudley", *FEBRUARY_2018)
    assert found["schema"] == "capitula.programme.forecast/1"
    made = found["forecast"]
    assert (made["by_date"]["started"], made["by_date"]["of"], made["n"]) == (1, 5, 5)
    assert made["by_date"]["chance"] == pytest.approx(2 / 9)
    assert sum(made["outcomes"].values()) == pytest.approx(1.0)
    assert {member["case"] for member in made["members"]}.isdisjoint({"DUD", "VAN"})
    assert len(made["curve"]) == 37
    assert made["lead_time"]["fit"] is False
    assert made["combined_draws"] is None


def test_the_same_command_gives_the_same_bytes():
    asked = ("programme", "forecast", "dudley", *FEBRUARY_2018, "--plan", "assumed-durations")
    one, again = run(*asked, "--json"), run(*asked, "--json")
    assert one.stdout == again.stdout
    drawn = json.loads(one.stdout)["forecast"]["combined_draws"]
    assert (drawn["draws"], drawn["seed"]) == (10_000, 20_180_401)
    other = as_json(*asked, "--seed", "5")["forecast"]["combined_draws"]
    assert other["sha256"] != drawn["sha256"]


def test_nothing_to_forecast_is_no_fault():
    done = run("programme", "forecast", "wirral")
    assert done.returncode == 0
    assert "Nothing to forecast. Service start: reached, June 2017" in done.stdout
    found = as_json("programme", "forecast", "wirral")
    assert found["forecast"] is None
    assert found["why"].startswith("Nothing to forecast.")


def test_the_backtest():
    done = run("programme", "backtest", "--known", "2026-11-22")
    assert done.returncode == 0
    assert done.stdout.startswith("Base rates did better than believing the stated date on 3 of 3")
    assert "did better than base rates on 0 of 3 scores" in done.stdout
    found = as_json("programme", "backtest", "--known", "2026-11-22")
    assert (len(found["reports"]), len(found["by_case"])) == (17, 13)
    assert found["means"]["base rates"]["by_date"]["mean"] == pytest.approx(0.2175, abs=1e-4)
    assert found["as_known"] is True


def test_the_plan():
    done = run("programme", "plan", "dudley", *FEBRUARY_2018)
    assert done.returncode == 0
    assert "no precedent step" in done.stdout
    found = as_json("programme", "plan", "dudley", *FEBRUARY_2018)
    after = {task["id"]: [link["task"] for link in task["after"]] for task in found["tasks"]}
    assert "isap" in after["award"]
    assert "award" in after["start"]
    assert found["missing_durations"] == ["dialogue", "direction", "isap"]


def test_the_critical_path():
    found = as_json("programme", "critical-path", "assumed-durations")
    assert found["critical_path"][-1] == "start"
    assert found["simulation"]["start_percentiles"]["50"] == "2020-01-27"
    assert found["mark"] == "assumed"
    assert as_json("programme", "critical-path", "dudley")["simulation"] is None


def test_a_chart_is_written(tmp_path):
    target = tmp_path / "forecast.svg"
    run("programme", "forecast", "dudley", *FEBRUARY_2018, "--svg", str(target))
    assert target.read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("programme", "plan", "dudly"), "did you mean"),
        (("programme", "plan", "assumed-duration"), "did you mean 'assumed-durations'?"),
        (("programme", "plan", "dudley", "--known", "2017-01-01"), "23 January 2018"),
        (("programme", "plan", "wirral"), "found no plan file in the case 'wirral'"),
        (("programme", "forecast", "dudley", "--known", "yesterday"), "--known"),
        (("programme", "forecast", "manchester", *FEBRUARY_2018, "--without", "MAM"), "MAN"),
    ],
)
def test_what_cannot_be_answered_ends_with_two(arguments, said):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
