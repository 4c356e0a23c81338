"""`capitula outcomes xmr`, `chart` and `breaks`: what they print, for people and for machines."""

import json

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from capitula.cli.outcomes_charts import register
from capitula.ground.faults import InputFaults
from capitula.outcomes.charts.control_chart import CAUTION

LONG = """\
ward,month,falls,days
Elm,2024-03,7,100
Elm,2024-01,5,100
Elm,2024-02,6,90
Oak,2024-01,50,100
Oak,2024-02,44,90
Oak,2024-03,,95
Oak,2024-04,70,100
"""


@pytest.fixture
def app():
    made = typer.Typer()
    register(made)
    return made


@pytest.fixture
def long(tmp_path):
    path = tmp_path / "falls.csv"
    path.write_text(LONG)
    return path


def run(app, *arguments):
    return CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)


def refused(app, *arguments):
    with pytest.raises(InputFaults) as caught:
        run(app, *arguments)
    return [str(fault) for fault in caught.value.faults]


def test_xmr_for_machines(app, long):
    options = ["--value", "falls", "--group", "ward", "--time", "month", "--only", "Elm"]
    more = ["--direction", "up", "--target", "1", "--baseline", "3", "--unscreened", "--json"]
    document = json.loads(run(app, "xmr", long, *options, *more).output)
    assert document["schema"] == "capitula.outcomes.xmr/1"
    assert (document["screened"], document["baseline"]) == (False, 3)
    assert document["screening"] == "unscreened: all moving ranges are used"
    assert (document["file"], document["caution"]) == ("falls.csv", CAUTION)
    (series,) = document["series"]
    assert [point["time"] for point in series["points"]] == ["2024-01", "2024-02", "2024-03"]
    (segment,) = series["segments"]
    assert segment["mean"] == 6
    assert (segment["lower"], segment["upper"]) == pytest.approx((3.34, 8.66))
    assert series["points"][0] | {"type": "common_cause", "flag": "none"} == series["points"][0]
    assert series["icons"]["variation"] == "common_cause"
    assert series["icons"]["assurance"] == "passes"


def test_xmr_for_people_names_every_series_and_the_screening(app, long):
    options = ["--value", "falls", "--group", "ward", "--time", "month", "--missing", "part"]
    said = run(app, "xmr", long, *options).output
    for part in ("2 XmR charts", "Elm", "Oak", "Limits screened", CAUTION, "2 of them have trial"):
        assert part in said


def test_a_wide_table_and_parquet_give_the_same(app, long, tmp_path):
    import pyarrow as pa
    import pyarrow.csv as pacsv
    import pyarrow.parquet as pq

    wide = tmp_path / "wide.csv"
    wide.write_text("ward,2024-01,2024-02,2024-03\nElm,5,6,7\n")
    parquet = tmp_path / "falls.parquet"
    pq.write_table(pacsv.read_csv(pa.BufferReader(LONG.encode())), parquet)
    long_options = ["--value", "falls", "--group", "ward", "--time", "month", "--only", "Elm"]
    found = [
        json.loads(run(app, "xmr", path, *options, "--json").output)["series"]
        for path, options in (
            (long, long_options),
            (parquet, long_options),
            (wide, ["--group", "ward", "--wide"]),
        )
    ]
    assert found[0] == found[1] == found[2]


def test_a_rebase_is_asked_for_with_its_reason(app, long):
    options = ["--value", "falls", "--group", "ward", "--time", "month", "--only", "Elm"]
    anew = ["--rebase", "2024-03=the ward moved"]
    series = json.loads(run(app, "xmr", long, *options, *anew, "--json").output)["series"][0]
    assert series["rebases"] == [{"time": "2024-03", "reason": "the ward moved"}]
    assert [segment["points"] for segment in series["segments"]] == [2, 1]
    (fault,) = refused(app, "xmr", long, *options, "--rebase", "2024-03")
    assert "expected  PERIOD=REASON" in fault


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--value", "fals"], "did you mean 'falls'?"),
        (["--value", "ward"], "found     'Elm'"),
        (["--value", "falls", "--time", "month"], "'2024-01' a second time"),
        (["--value", "falls", "--group", "ward", "--time", "month"], "no figure for 2024-03"),
        (["--value", "falls", "--group", "ward", "--only", "Ash"], "found     'Ash'"),
        (["--value", "falls", "--direction", "upward"], "expected  up, down, neutral"),
        (["--value", "falls", "--missing", "bridge"], "refuse, leave-out, part"),
        (["--wide"], "no --group"),
    ],
)
def test_what_cannot_be_charted_is_refused_in_words(app, long, arguments, found):
    assert any(found in fault for fault in refused(app, "xmr", long, *arguments))


def test_chart_draws_and_prints_its_table(app, long, tmp_path):
    drawing = tmp_path / "oak.svg"
    options = ["--value", "falls", "--denominator", "days", "--group", "ward", "--time", "month"]
    more = ["--only", "Oak", "--missing", "leave-out", "--counted", "Share of days with a fall"]
    said = run(app, "chart", long, "--kind", "p", *options, *more, "--svg", drawing).output
    assert "Share of days with a fall; p chart" in said
    assert "No figure for 2024-03" in said
    assert f"Drawn to {drawing}." in " ".join(said.split())
    svg = drawing.read_text()
    assert svg.startswith("<svg")
    assert "Oak: the latest point, April 2024, is common cause" in svg


def test_chart_of_several_series_asks_which(app, long):
    (fault,) = refused(
        app, "chart", long, "--value", "falls", "--group", "ward", "--missing", "part"
    )
    assert "choose with --only, such as 'Elm'" in fault


def test_nothing_is_drawn_where_something_is_wrong(app, long, tmp_path):
    drawing = tmp_path / "none.svg"
    refused(app, "chart", long, "--value", "falls", "--kind", "z", "--svg", drawing)
    assert not drawing.exists()


def test_chart_of_a_case_draws_its_measure_as_registered(app):
    document = json.loads(run(app, "chart", "wirral", "--target", "20", "--json").output)
    assert (document["kind"], document["direction"]) == ("xmr", "down")
    (series,) = document["series"]
    assert (series["name"], len(series["points"])) == ("Wirral", 105)
    assert document["origin"].startswith("Source: NHS England")
    (note,) = series["notes"]
    assert "jumped to 2.8 times the former level in June 2016" in note
    assert note.endswith("A rebase there needs a written reason.")
    anew = ["--rebase", "2016-06=the way of counting may have changed"]
    assert "former level" not in run(app, "chart", "wirral", *anew).output
    (fault,) = refused(app, "chart", "wirral", "--kind", "c")
    assert "numbers a day" in fault
    (fault,) = refused(app, "chart", "wirral", "--measure", "waits")
    assert "delayed-transfers" in fault


@pytest.fixture
def areas(tmp_path):
    """Six areas, three years; in A admissions become attendances in March 2016."""
    random = np.random.default_rng(9)
    lines = ["area,month,admitted,attended,people"]
    for area in "ABCDEF":
        for n in range(36):
            month = f"{2014 + n // 12}-{n % 12 + 1:02}"
            admitted, attended = 1000 * np.exp(random.normal(0, 0.02, 2))
            moved = 250 if area == "A" and month >= "2016-03" else 0
            lines.append(f"{area},{month},{admitted - moved:.0f},{attended + moved:.0f},300000")
    lines.append(",2014-01,6000,6000,1800000")
    path = tmp_path / "areas.csv"
    path.write_text("\n".join(lines))
    return path


OPTIONS = ["--unit", "area", "--time", "month", "--value", "admitted", "--leave-out-unnamed"]


def test_breaks_says_what_is_flagged_and_why(app, areas):
    said = run(app, "breaks", areas, *OPTIONS, "--sister", "attended").output
    assert "admitted: 1 break in 1 area; 6 areas screened" in said
    assert "March 2016" in said
    assert "recording change" in said
    assert "attended rose by 2" in said


def test_breaks_for_machines_with_every_threshold(app, areas):
    document = json.loads(run(app, "breaks", areas, *OPTIONS, "--json").output)
    assert (document["schema"], document["units"]) == ("capitula.outcomes.breaks/1", 6)
    assert document["flagged"] == ["A"]
    (found,) = document["breaks"]
    assert (found["time"], found["classed"]) == ("2016-03", "unexplained break")
    assert found["bars_judgement"] is True
    assert {each["name"]: each["value"] for each in document["thresholds"]}["z"] == 5


def test_a_recorded_reason_a_witness_and_a_denominator(app, areas, tmp_path):
    reasons = tmp_path / "reasons.csv"
    reasons.write_text(
        "unit,time,change,reason,by,on\nA,2016-03,real,Site closed,B. Lee,2016-05-02"
    )
    options = [*OPTIONS, "--reasons", reasons, "--denominator", "people", "--json"]
    (found,) = json.loads(run(app, "breaks", areas, *options).output)["breaks"]
    assert found["reason"]["by"] == "B. Lee"
    assert found["bars_judgement"] is False
    witness = ["--witness", areas, "--witness-time", "month", "--witness-value", "attended"]
    flat = tmp_path / "door.csv"
    rows = areas.read_text().splitlines()
    flat.write_text("\n".join(row for row in rows if row.startswith(("area", "B", "C"))))
    witness[1] = flat
    options = [*OPTIONS, *witness, "--stands-for", "A=B", "--json"]
    (found,) = json.loads(run(app, "breaks", areas, *options).output)["breaks"]
    assert (found["witness"]["unit"], found["witness"]["is_flat"]) == ("B", True)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--unit", "area", "--time", "month", "--value", "admitted"], "--leave-out-unnamed"),
        ([*OPTIONS, "--collection", "delayed"], "one of: monthly-activity-return"),
        ([*OPTIONS, "--sister", "atended"], "did you mean 'attended'?"),
        (["--unit", "area", "--sister", "attended"], "a column a period"),
    ],
)
def test_what_cannot_be_screened_is_refused_in_words(app, areas, arguments, found):
    assert any(found in fault for fault in refused(app, "breaks", areas, *arguments))


def test_reasons_at_fault_are_all_told(app, areas, tmp_path):
    reasons = tmp_path / "reasons.csv"
    reasons.write_text("unit,time,change,reason,by,on\nA,2016-03,maybe,,B. Lee,May\n")
    faults = refused(app, "breaks", areas, *OPTIONS, "--reasons", reasons)
    assert len(faults) == 3


def test_one_area_of_a_figure_table(app):
    from harness.places import PACKAGE

    path = PACKAGE / "cases" / "dudley" / "figures" / "non_elective_areas.csv"
    options = ["--unit", "area_code", "--series", "non-elective admissions", "--only", "05C"]
    said = run(app, "breaks", path, *options).output
    assert "non-elective admissions, 05C: 1 break; 221 areas screened" in said
