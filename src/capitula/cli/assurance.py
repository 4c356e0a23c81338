"""`capitula assurance`: may it go ahead?"""

from __future__ import annotations

import typer

from capitula.cli import assurance_frameworks, assurance_gates, assurance_table
from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.record_options import CASE, KNOWN, STORE, open_with

app = typer.Typer(
    name="assurance",
    help="May it go ahead?",
    rich_markup_mode=None,
    no_args_is_help=True,
)
ACT = typer.Option(..., "--act", help="launch, award, signature, start, transfer or exit.")
IN_FORCE = typer.Option(None, "--in-force", help="The day of the act; the known day unless given.")
SERVICE = typer.Option("", "--service", help="On a transfer: the one service, by its scope line.")


@app.command("readiness")
def readiness(
    case: str = CASE,
    act: str = ACT,
    known: str | None = KNOWN,
    in_force: str | None = IN_FORCE,
    service: str = SERVICE,
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Say whether a named act is ready, not ready, or cannot be judged, and why."""
    from capitula.assurance.readiness.text import readiness_json, readiness_text

    opened = open_with(case, store)
    found = opened.assurance.readiness(
        act, read_day(known, "--known"), read_day(in_force, "--in-force"), service
    )
    if as_json:
        print_json(readiness_json(opened.name, found))
        return
    typer.echo(readiness_text(opened.contract.title, found, opened.assurance.titles))


@app.command("rules")
def rules(as_json: bool = AsJson) -> None:
    """List the rules of readiness: which finding stands in the way of which act, and why."""
    from capitula.assurance.readiness.rules import Act, readiness_rules

    found = readiness_rules()
    if as_json:
        print_json(found.model_dump(mode="json", by_alias=True))
        return
    print_table(
        f"Rules of readiness, version {found.version} ({found.mark})",
        ("Rule", "Room", *Act),
        [
            (rule.rule, rule.room, *(str(rule.at.get(act, "")) for act in Act))
            for rule in found.rules
        ],
    )
    for rule in found.rules:
        typer.echo(f"{rule.rule}: {rule.question}")
        typer.echo(f"  {'needs ' + rule.needs if rule.asks else 'speaks only of recorded matters'}")


@app.command("overrides")
def overrides(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """List every override of an act, by whom, when and why; withdrawn ones too."""
    from capitula.assurance.readiness.text import in_words
    from capitula.case import open_case

    opened = open_case(case)
    found = opened.assurance.overrides(read_day(known, "--known"))
    if as_json:
        print_json(
            {
                "schema": "capitula.assurance.overrides/1",
                "case": opened.name,
                "overrides": [each.as_json() for each in found],
            }
        )
        return
    if not found:
        typer.echo(f"{opened.name}: no override is on record.")
    for each in found:
        gone = " (withdrawn since)" if each.withdrawn else ""
        typer.echo(f"{each.claim.entry}{gone}: {each.claim.envelope.about}, by {each.body.by}")
        named = "; ".join(in_words(key, opened.assurance.titles) for key in each.body.findings)
        typer.echo(f"  {named}\n  {each.body.reasons}")


app.command("table")(assurance_table.table)
app.command("gates")(assurance_gates.gates)
app.command("decide")(assurance_gates.decide)
app.command("act")(assurance_gates.act)
app.command("decisions")(assurance_gates.decisions)
app.command("frameworks")(assurance_frameworks.frameworks)
app.command("framework")(assurance_frameworks.framework)
app.command("framework-check")(assurance_frameworks.check)
app.command("framework-compare")(assurance_frameworks.compare)
