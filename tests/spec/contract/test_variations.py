"""Variations: the contract is its base with every variation worked in, at two dates.

A variation is an entry with edits. Nobody rewrites the contract; what it said on a day is computed.
"""

import json
import shutil
import subprocess
import sys
from datetime import date

import pytest

from capitula.case import open_case
from capitula.contract.as_known import as_known
from capitula.contract.comparing import compare
from capitula.contract.edit import Edit
from capitula.contract.fold import Variation, fold
from capitula.contract.term_lookup import KnownTerms, TermRefused, term_at
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.record.sources import Source
from harness.contracts import SMALL, WHOLE, read_text

COMMAND = [sys.executable, "-c", "from capitula.cli.main import run; run()"]


@pytest.fixture
def small(tmp_path):
    return read_text(SMALL, tmp_path)


def variation(number, day, *edits):
    return Variation(
        number, PartialDate.parse(day), tuple(Edit.model_validate(edit) for edit in edits), "why"
    )


SHORTER = variation("1", "2019-04-01", {"path": "terms[notice].value", "set": "6"})
OUT = variation("2", "2020-04-01", {"path": "scope[nursing].standing", "set": "out"})


def test_edits_set_add_and_remove(small):
    new = {"id": "cap", "label": "Cap", "value": "3", "unit": "per cent", "clause": "V1"}
    folded = fold(
        small,
        [
            variation(
                "1",
                "2019-04-01",
                {"path": "terms[notice].value", "set": "6"},
                {"path": "terms", "add": new},
                {"path": "improvement", "remove": "true"},
                {"path": "values[#1].amount", "set": None},
            )
        ],
    )
    assert folded.faults == ()
    assert [term.words() for term in folded.contract.terms] == ["6 months", "3 per cent"]
    assert folded.contract.improvement is None
    assert folded.contract.values[0].amount is None
    assert folded.contract.variations[0].edits[1] == "terms: one added"


def test_the_order_is_that_of_taking_effect_then_of_number(small):
    later = variation("10", "2019-04-01", {"path": "terms[notice].value", "set": "3"})
    for order in ([SHORTER, later, OUT], [OUT, later, SHORTER]):
        contract = fold(small, order).contract
        assert contract.terms[0].value == "3"
        assert [logged.number for logged in contract.variations] == ["1", "10", "2"]


def test_a_variation_that_does_not_fit_is_left_out_whole_with_all_its_faults(small):
    bad = variation(
        "3",
        "2021-04-01",
        {"path": "terms[notice].value", "set": "1"},
        {"path": "terms[notce].value", "set": "1"},
        {"path": "exit.services[nursing]", "remove": "true"},
    )
    folded = fold(small, [SHORTER, bad])
    assert folded.contract.terms[0].value == "6"
    assert [fault.place.field for fault in folded.faults] == ["edits[1]", "edits[2]"]
    assert folded.faults[0].remedy == "did you mean 'notice'?"


@pytest.mark.parametrize(
    "edit",
    [{"path": "title"}, {"path": "title", "set": "a", "remove": "true"}, {"set": "a"}],
    ids=["no action", "two actions", "no path"],
)
def test_an_edit_has_a_path_and_one_action(edit):
    with pytest.raises(ValueError, match="path"):
        Edit.model_validate(edit)


@pytest.mark.parametrize(
    ("path", "action"),
    [
        ("title.words", "set"),
        ("terms.value", "set"),
        ("", "set"),
        ("title", "add"),
        ("values[#9].amount", "set"),
        ("terms[", "set"),
        ("calendar", "remove"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(small, path, action):
    from capitula.contract.fold import as_data

    with pytest.raises(ValueFault):
        Edit.model_validate({"path": path, "action": action, "value": "x"}).apply(as_data(small))


def test_a_part_that_stands_more_than_once_is_called_by_its_first_day(tmp_path):
    whole = read_text(WHOLE, tmp_path)
    ambiguous = variation("1", "2027-05-01", {"path": "scope[community].price", "set": "open"})
    assert "stands 2 times" in fold(whole, [ambiguous]).faults[0].found
    clear = {"path": "scope[community@2027-04-01].price", "set": "agreed"}
    assert fold(whole, [variation("1", "2027-05-01", clear)]).contract.scope[0].price == "agreed"


# The same through a case: written by a person, taken into the record, seen at two dates.

ENTRIES = """
speaker: The parties
source: R1
entries:
  - entry: v1
    kind: variation_made
    about: variation 1
    number: "1"
    reason: Notice shortened
    in_force_from: 2019-04-01
    known_to: 2019-01-15
    edits:
      - {path: "terms[notice].value", set: "6"}
  - entry: v2
    kind: variation_made
    about: variation 2
    number: "2"
    reason: Nursing handed back
    route: regulation 13, limb 2
    in_force_from: 2020-04-01
    known_to: 2020-03-01
    edits:
      - {path: "scope[nursing].standing", set: out}
"""
SOURCES = """
R1: {publisher: P, title: T, published: 2018-01-01, not_after: 2018-01-01}
R2: {publisher: P, title: T, published: 2018-01-01, not_after: 2018-01-01}
"""


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "smalltown"
    (folder / "record").mkdir(parents=True)
    (folder / "contract.yaml").write_text(SMALL)
    (folder / "sources.yaml").write_text(SOURCES)
    (folder / "outcomes.yaml").write_text("aims: []\nmeasures: []\n")
    (folder / "record" / "2019.yaml").write_text(ENTRIES)
    done = run(folder, "record", "import", ".")
    assert done.returncode == 0, done.stderr
    return folder


def run(folder, *arguments):
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


TWO_DATES = [
    ("2019-01-14", "2019-06-01", "12", "in"),
    ("2019-01-15", "2019-03-31", "12", "in"),
    ("2019-01-15", "2019-04-01", "6", "in"),
    ("2020-02-29", "2020-04-01", "6", "in"),
    ("2020-03-01", "2020-04-01", "6", "out"),
    ("2020-03-01", "2019-06-01", "6", "in"),
]


@pytest.mark.parametrize(("known", "in_force", "notice", "standing"), TWO_DATES)
def test_the_contract_at_two_dates(case, known, in_force, notice, standing):
    opened = open_case(case)
    view = opened.as_known(date.fromisoformat(known), date.fromisoformat(in_force))
    contract = opened.contract_at(view)
    assert (contract.terms[0].value, contract.scope[0].standing) == (notice, standing)


def add_variation(case, number, path, value):
    file = case / "more.yaml"
    file.write_text(
        f"""
entry: v{number}-{value}
about: variation {number}
speaker: The parties
source: R1
number: "{number}"
reason: Agreed
in_force_from: 2021-04-01
edits:
  - {{path: "{path}", set: "{value}"}}
"""
    )
    return run(case, "record", "add", "variation_made", "--case", ".", "--from", "more.yaml")


def test_a_variation_that_is_added_stands_on_those_added_before(case):
    """A number is used once, and what an added variation changed may be changed again."""
    assert add_variation(case, 3, "terms[notice].value", "4").returncode == 0
    again = add_variation(case, 3, "terms[notice].value", "5")
    assert again.returncode == 2
    assert "a second variation numbered 3" in again.stderr
    assert add_variation(case, 4, "terms[notice].value", "5").returncode == 0
    opened = open_case(case)
    view = opened.as_known(date.max, date(2021, 4, 1))
    contract = opened.contract_at(view)
    assert contract.terms[0].value == "5"
    assert [logged.number for logged in contract.variations] == ["1", "2", "3", "4"]


def test_two_versions_compare_in_words_and_as_data(case):
    days = ("--known", "2018-06-01", "--and", "2020-06-01")
    words = run(case, "contract", "compare", ".", *days).stdout
    assert "Terms, “Notice to end”, value: changed from 12 to 6." in words
    assert "Scope, “Community nursing”, standing: changed from in to out." in words
    assert "2 differences." in words
    found = json.loads(run(case, "contract", "compare", ".", *days, "--json").stdout)
    assert [change["path"] for change in found["changes"]] == [
        "scope[nursing].standing",
        "terms[notice].value",
    ]


def test_the_same_contract_written_otherwise_has_no_differences(small, tmp_path):
    rewritten = read_text(SMALL.replace("percent: 50", "percent: 50.00"), tmp_path)
    assert compare(small, rewritten) == ()


def test_two_files_compare(case, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(SMALL.replace("12500000.50", "13000000"))
    shutil.copy(case / "sources.yaml", tmp_path)
    said = run(case, "contract", "compare", "contract.yaml", str(other)).stdout
    assert "Values, number 1, amount: changed from £12,500,000.50 to £13,000,000." in said


# Law 5: a term used but not in force for the period is refused.

LIST_PRICE = """  - id: list-price
    label: List price
    value: "{value}"
    unit: pounds
    in_force_from: {start}
    in_force_to: {end}
    mark: {mark}
    source: R2
"""


@pytest.fixture
def priced(tmp_path):
    first = LIST_PRICE.format(value=100, start="2018-04-01", end="2019-03-31", mark="sourced")
    then = LIST_PRICE.format(value=104, start="2019-04-01", end="2020", mark="unverified")
    return read_text(SMALL.replace("terms:\n", f"terms:\n{first}{then}"), tmp_path)


def test_the_term_in_force_on_the_day_is_taken(priced):
    day = date(2030, 1, 1)
    assert term_at(priced, "list-price", date(2019, 3, 31), day).value == "100"
    assert term_at(priced, "list-price", date(2019, 4, 1), day).words() == "104 pounds (unverified)"


@pytest.mark.parametrize(
    ("on", "until", "why"),
    [
        (date(2018, 3, 31), None, "not in force for 31 March 2018"),
        (date(2021, 1, 1), None, "not in force"),
        (date(2020, 6, 1), None, "not certainly in force"),
        (date(2019, 3, 1), date(2019, 4, 30), "not in force for 1 March 2019 to 30 April 2019"),
    ],
    ids=["before", "after", "its end known to the year only", "across a change"],
)
def test_a_term_not_in_force_for_the_period_is_refused(priced, on, until, why):
    """Quality payments of 2013/14 used the January 2014 list where January 2013 was due."""
    with pytest.raises(TermRefused, match=why):
        term_at(priced, "list-price", on, date(2030, 1, 1), until=until)


def test_a_term_not_yet_known_is_refused(priced):
    source = Source.model_validate(
        {"publisher": "P", "title": "T", "published": "2018-06", "not_after": "2018-06-30"}
    )
    known = KnownTerms({"R2": source}, date(2024, 1, 1))
    assert known.interval(priced.terms[0]) == (None, date(2018, 6, 30))
    with pytest.raises(TermRefused, match="not known by 29 June 2018"):
        term_at(priced, "list-price", date(2018, 5, 1), date(2018, 6, 29), known=known)
    assert term_at(priced, "list-price", date(2018, 5, 1), date(2018, 6, 30), known=known)
    with pytest.raises(TermRefused, match="did you mean 'list-price'"):
        term_at(priced, "list-prise", date(2018, 5, 1), date(2018, 6, 30))


def test_what_was_not_known_is_gone_however_deep_it_stands(tmp_path):
    whole = read_text(WHOLE.replace("clause: GC17}", "source: R9}", 1), tmp_path)
    late = Source.model_validate(
        {"publisher": "P", "title": "T", "published": "2030", "not_after": "2030-01-01"}
    )
    seen = as_known(whole, date(2027, 1, 1), {"R9": late}, date(2031, 1, 1))
    assert [point.id for point in whole.length.break_points] == ["fifth", "eighth"]
    assert [point.id for point in seen.length.break_points] == ["eighth"]


def test_due_days_are_counted_in_operational_days(tmp_path):
    """The 9th operational day of April 2027 is the 13th: Good Friday and Monday are in March."""
    whole = read_text(WHOLE, tmp_path)
    calendar = whole.calendar.operational()
    monthly, incident = whole.information
    assert monthly.due.due_on(date(2027, 3, 31), calendar) == date(2027, 4, 13)
    assert incident.due.due_on(date(2027, 4, 30), calendar) == date(2027, 5, 6)
