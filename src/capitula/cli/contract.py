"""`capitula contract`: what was agreed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli import contract_compare, contract_print, contract_workbook
from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.contract.model import Contract

app = typer.Typer(
    name="contract",
    help="What was agreed?",
    rich_markup_mode=None,
    no_args_is_help=True,
)
CASE = typer.Argument(help="A case that ships with the product, or a folder.")


@app.command("show")
def show(
    case: str = CASE,
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    as_json: bool = AsJson,
) -> None:
    """Show a contract in short, variations worked in; `print` gives it whole."""
    from capitula.case import open_case
    from capitula.contract.questions import findings

    opened = open_case(case)
    contract = opened.contract_at(opened.as_known(read_day(known, "--known")))
    questions = findings(contract)
    if as_json:
        document = contract.model_dump(mode="json", by_alias=True)
        print_json({**document, "questions": [question.text for question in questions]})
        return
    typer.echo(f"{contract.title}\n\n{contract.summary}\n\nForm: {contract.form.name.words}\n")
    print_table(
        "Parties",
        ("Name", "ODS code", "Part", "Source"),
        [
            (p.name, p.code or "not known", ", ".join(p.roles).replace("_", " "), p.source or "")
            for p in contract.parties
        ],
    )
    print_table(
        "Scope",
        ("Service", "Standing", "Counted by", "Source"),
        [
            (s.name, s.standing.replace("_", " "), s.denominator, s.source or "")
            for s in contract.scope
        ],
    )
    print_table(
        "Value and terms",
        ("What", "Value", "Mark", "Source"),
        [("value", v.words(), v.mark, v.source or "") for v in contract.values]
        + [
            (
                t.label,
                f"{t.value} {t.unit or ''}".strip() if t.value else "not stated",
                t.mark,
                t.source or "",
            )
            for t in contract.terms
        ],
    )
    typer.echo("Open questions")
    for question in questions:
        typer.echo(f"  - {question.text}")


@app.command("check")
def check(file: Path = typer.Argument(help="A contract file.")) -> None:
    """Read one contract file and report every fault at once; write nothing."""
    from capitula.contract.reading import read_contract
    from capitula.record.sources import read_sources

    beside = file.with_name("sources.yaml")
    contract = read_contract(file, read_sources(beside) if beside.exists() else None)
    typer.echo(f"{file.name}: {contract.title}: no fault.")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a contract file."""
    from capitula.contract.schema import contract_schema

    print_json(contract_schema())


@app.command("test")
def icp_test(
    case_or_file: str = typer.Argument(help="A case by name or folder, or a contract file."),
    on: str = typer.Option("", "--on", help="The day for which it is asked, such as 2019-10-01."),
    as_json: bool = AsJson,
) -> None:
    """Test whether this is an integrated care provider contract; every failed limb is named.

    Exit status: 0 whatever the answer; 2 the input is at fault.
    """
    from capitula.cli.answers import print_answer
    from capitula.contract.rules.icp_contract import is_icp_contract
    from capitula.contract.rules.icp_from_contract import facts_of

    day = read_day(on or None, "--on")
    contract = _contract(case_or_file)
    answer = is_icp_contract(facts_of(contract, day), day)
    print_answer(answer, contract.title, "capitula.contract.test/1", as_json=as_json)


@app.command("start")
def start(
    case_or_file: str = typer.Argument(help="A case by name or folder, or a contract file."),
    on: str = typer.Option("", "--on", help="The day for which it is asked, such as 2020-04-01."),
    as_json: bool = AsJson,
) -> None:
    """Say when services begin: the later of the expected day and the day after all conditions.

    Exit status: 0 whatever the answer; 2 the input is at fault.
    """
    from capitula.cli.answers import print_answer
    from capitula.contract.rules.start_from_contract import start_of

    contract = _contract(case_or_file)
    answer = start_of(contract, read_day(on or None, "--on"))
    print_answer(answer, contract.title, "capitula.contract.start/1", as_json=as_json)


def _contract(case_or_file: str) -> Contract:
    from capitula.case.folder import find_case
    from capitula.contract.reading import read_contract
    from capitula.record.sources import read_sources

    path = Path(case_or_file)
    file = path if path.is_file() else find_case(case_or_file).contract
    beside = file.with_name("sources.yaml")
    return read_contract(file, read_sources(beside) if beside.exists() else None)


@app.command("modification")
def modification(
    file: Path = typer.Argument(help="A file that states the change and the changes so far."),
    as_json: bool = AsJson,
) -> None:
    """Say whether a change may be made without a new selection process, and why.

    Exit status: 0 whatever the answer; 2 the input is at fault.
    """
    from capitula.cli.answers import print_answer
    from capitula.contract.rules.modification import modification_gate
    from capitula.contract.rules.modification_file import read_modification

    asked = read_modification(file)
    answer = modification_gate(asked.facts())
    what = f": {asked.change.what}" if asked.change.what else ""
    title = f"{asked.contract}{what}"
    print_answer(answer, title, "capitula.contract.modification/1", as_json=as_json)


app.command("compare")(contract_compare.compare)
app.command("print")(contract_print.print_contract)
app.command("template")(contract_workbook.template)
app.command("to-excel")(contract_workbook.to_excel)
app.command("from-excel")(contract_workbook.from_excel)
