"""The contract file: what it holds, what it leaves open, and what was known of it on a day.

A contract is a file that anyone can read. Each part says where it stands (`source` or `clause`)
and how it is known (`mark`). An empty field is a question, never a nought.
"""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
import yaml

from capitula.contract.as_known import as_known
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.questions import findings
from capitula.contract.schema import contract_schema
from capitula.contract.value import Basis, BasisUnstated, ContractValue, add_values
from capitula.ground.faults import InputFaults
from capitula.record.sources import Source
from harness.contracts import SMALL, read_text
from harness.places import PACKAGE, ROOT


@pytest.fixture
def read(tmp_path):
    def write_and_read(text=SMALL, sources=None):
        return read_text(text, tmp_path, sources)

    return write_and_read


def test_a_contract_that_leaves_nothing_open(read):
    contract = read()
    assert contract.values[0].words() == "£12.5m, a year"
    assert contract.values[0].amount_pence == 1_250_000_050
    assert [party.id for party in contract.with_role(Role.HOLDER)] == ["trust"]
    assert contract.party("ccg").code == "05X"
    assert findings(contract) == ()


OPEN = """
the file says                                | the question
people: 51204 ->                             | How many people are covered?
roles: [holder, donor] -> roles: [donor]     | Who holds the contract?
roles: [commissioner] -> roles: [council]    | Who commissions it?
satisfied_on: 2018-02-01 ->                  | Is this condition met: The holder is insured?
longstop: 2018-03-31 ->                      | By when must this hold: The holder is insured?
per_head: 244.12 ->                          | How much is paid a head and year?
provided_by: trust ->                        | Who provides Community nursing before the contract?
basis: annual -> basis: not_stated           | Is £12.5m a year's money or the whole term's?
amount: 12500000.50 ->                       | How large is the amount (a year)?
years_least: 5 ->                            | How long does the contract run?
starts: 2018-04-01 -> starts: 2018-04        | On which day does it start?
value: "12" ->                               | Notice to end?
"""


@pytest.mark.parametrize("line", OPEN.strip().splitlines()[1:])
def test_what_is_empty_is_a_question(read, line):
    """Take one fact away and one question appears; nothing is filled in for it."""
    change, question = (cell.strip() for cell in line.split("|"))
    old, _, new = change.partition("->")
    assert old.strip() in SMALL
    open_questions = findings(read(SMALL.replace(old.strip(), new.strip(), 1)))
    assert [found.text for found in open_questions] == [question]


def value(amount, basis, price_year=None):
    return ContractValue(
        amount=None if amount is None else Decimal(amount),
        basis=basis,
        price_year=price_year,
        source="R1",
    )


def test_amounts_of_one_stated_basis_add():
    assert add_values([value("12500000.50", "annual"), value("1", "annual")]) == 1_250_000_150


@pytest.mark.parametrize(
    "values",
    [
        [value("5000000000", "not_stated"), value("360000000", "not_stated")],
        [value("5000000000", "not_stated"), value("360000000", "annual")],
        [value("360000000", "annual"), value("5000000000", "whole_term")],
        [value("1", "annual", "2016/17"), value("1", "annual", "2017/18")],
        [value("1", "annual"), value(None, "annual")],
        [value("1", "not_stated")],
        [],
    ],
    ids=["both unstated", "one unstated", "two bases", "two price years", "missing", "one", "none"],
)
def test_a_sum_that_means_nothing_is_refused(values):
    """£5bn and £360m for one contract: of what, nobody said. They are not added."""
    with pytest.raises(BasisUnstated):
        add_values(values)


def test_every_basis_has_its_words():
    assert all(basis.words for basis in Basis)


def source(not_after):
    return Source.model_validate(
        {"publisher": "P", "title": "T", "published": "unknown", "not_after": not_after}
    )


def test_a_contract_as_known_on_a_day(read):
    """R1 was out in January 2018, R2 in June; a page without a date counts when recorded."""
    contract = read()
    sources = {"R1": source("2018-01-31"), "R2": source("2018-06-30")}

    def known(day, listed=sources):
        return as_known(contract, date.fromisoformat(day), listed, date(2024, 1, 15))

    early = known("2018-06-29")
    assert [party.id for party in early.parties] == ["ccg"]
    assert (early.scope, early.values, early.length, early.population.people) == (
        (),
        (),
        None,
        None,
    )
    assert early.title == contract.title
    assert known("2018-06-30") == contract
    undated = {"R1": source("2018-01-31"), "R2": source(None)}
    assert known("2024-01-14", undated).values == ()
    assert known("2024-01-15", undated) == contract


def test_nothing_that_a_later_source_shows_is_left(read):
    """Every part is cited in turn from the later source; before its day it is gone."""
    sources = {"R1": source("2018-01-31"), "R2": source("2018-06-30")}
    early = as_known(read(), date(2018, 3, 1), sources, date(2024, 1, 15))
    cited = [*early.parties, *early.scope, *early.values, *early.terms]
    assert {part.source for part in cited} <= {"R1", None}


def test_all_faults_come_at_once(read):
    """Faults of form and broken links between parts stand in one list."""
    text = (
        SMALL.replace("code: 05X", "code: dudley")
        .replace("provided_by: trust", "provided_by: trus")
        .replace("basis: annual", "basis: anual")
        .replace("people: 51204", "peple: 51204")
        .replace("source: R1", "source: R9", 1)
    )
    with pytest.raises(InputFaults) as refused:
        read(text, {"R1": source(None), "R2": source(None)})
    assert [fault.place.field for fault in refused.value.faults] == [
        "form.source",
        "parties[0].code",
        "population.peple",
        "scope[0].provided_by",
        "values[0].basis",
    ]


def test_an_amount_beyond_all_money_is_a_fault_with_a_place(read):
    with pytest.raises(InputFaults, match=r"values\[0\]\.amount"):
        read(SMALL.replace("12500000.50", "9" * 20))


# The published schema, by which editors check a file while it is written.

SCHEMA = PACKAGE / "contract" / "contract.schema.json"


def test_the_published_schema_is_fresh():
    assert json.loads(SCHEMA.read_text()) == contract_schema()
    done = subprocess.run(
        [sys.executable, "scripts/publish_schemas.py", "--check"], cwd=ROOT, check=False
    )
    assert done.returncode == 0


TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def fits(schema, found, whole):
    """Judge by the few words of JSON Schema that the published one uses."""
    if "$ref" in schema:
        return fits(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], found, whole)
    if "oneOf" in schema:
        return any(fits(option, found, whole) for option in schema["oneOf"])
    if "anyOf" in schema:
        return any(fits(option, found, whole) for option in schema["anyOf"])
    named = schema.get("type", list(TYPES))
    wanted = [named] if isinstance(named, str) else named
    right = (
        found == schema.get("const", found)
        and found in schema.get("enum", [found])
        and any(isinstance(found, TYPES[name]) for name in wanted)
    )
    if right and isinstance(found, dict):
        known = schema.get("properties", {})
        strange = set(found) - set(known) if schema.get("additionalProperties") is False else set()
        parts = [fits(known[name], part, whole) for name, part in found.items() if name in known]
        return not strange and set(schema.get("required", [])) <= set(found) and all(parts)
    if right and isinstance(found, list):
        return all(fits(schema.get("items", {}), part, whole) for part in found)
    return right


def as_an_editor_reads(text):
    """YAML with numbers as numbers; days stay text, as JSON has none."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        key: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")]
        for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, loader)  # noqa: S506


SHIPPED = sorted(
    [
        *(PACKAGE / "cases").glob("*/contract.yaml"),
        *(path for path in (PACKAGE / "contracts").glob("*.yaml") if path.stem != "sources"),
    ]
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_schema_takes_the_contracts_that_ship(path):
    schema = contract_schema()
    assert fits(schema, as_an_editor_reads(path.read_text()), schema)


BY_SCHEMA = [
    ("title: Smalltown community services", "titel: x"),
    ("name: partial", "name: half"),
    ("roles: [commissioner]", "roles: commissioner"),
    ("schema: capitula.contract/1", "schema: capitula.contract/2"),
    ("people: 51204", "people: [51204]"),
    ("standing: in", "standing: inside"),
    ("- id: nursing", "- identifier: nursing"),
    ("mechanism: capitation", "mechanism: per_capita"),
    ("type: hurdle", "type: hurdel"),
]


@pytest.mark.parametrize(("old", "new"), BY_SCHEMA)
def test_the_schema_and_the_model_judge_alike(read, old, new):
    """Where the shape alone tells; what a date or a sum means the schema cannot tell."""
    schema = contract_schema()
    assert fits(schema, as_an_editor_reads(SMALL), schema)
    assert old in SMALL
    assert not fits(schema, as_an_editor_reads(SMALL.replace(old, new)), schema)
    with pytest.raises(InputFaults):
        read(SMALL.replace(old, new))


def test_a_contract_comes_back_from_its_own_json(read):
    contract = read()
    assert Contract.model_validate_json(contract.model_dump_json(by_alias=True)) == contract
