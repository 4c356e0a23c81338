"""`capitula contract`: what was agreed."""

from __future__ import annotations

from pathlib import Path

import typer

from capitula.cli.output import AsJson, print_json, print_table

app = typer.Typer(
    name="contract",
    help="What was agreed?",
    rich_markup_mode=None,
    no_args_is_help=True,
)
CASE = typer.Argument(help="A case that ships with the product, or a folder.")


@app.command("show")
def show(case: str = CASE, as_json: bool = AsJson) -> None:
    """Show a contract: form, parties, scope, value with its basis, terms, and what is open."""
    from capitula.case import open_case
    from capitula.contract.questions import findings

    opened = open_case(case)
    contract = opened.contract
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
            (t.label, f"{t.value or 'not stated'} {t.unit or ''}".strip(), t.mark, t.source or "")
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
