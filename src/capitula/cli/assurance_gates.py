"""`capitula assurance gates`, `decide`, `act` and `decisions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json
from capitula.cli.record_options import CASE, KNOWN, STORE, find_with, open_with

if TYPE_CHECKING:
    from collections.abc import Mapping

    from capitula.assurance.gates.decisions import Decision

BY = typer.Option(..., "--by", help="Who: an office or a body.")
ON = typer.Option(None, "--on", help="The day; what was known by then is frozen. Today if omitted.")
GATE = typer.Option(..., "--gate", help="The gate, as 'framework: stage'.")


def gates(
    case: str = CASE, known: str | None = KNOWN, store: str | None = STORE, as_json: bool = AsJson
) -> None:
    """Show where each gate stands: submissions, evidence, ratings, conditions, outcome."""
    from capitula.assurance.gates.text import gates_json, gates_text

    opened = open_with(case, store)
    view = opened.as_known(read_day(known, "--known"))
    found = opened.assurance.gates(view.known_on)
    if as_json:
        print_json(gates_json(opened.name, view.known_on, found))
        return
    typer.echo(gates_text(opened.contract.title, view.known_on, found))


def decide(
    case: str = CASE,
    gate: str = GATE,
    outcome: str = typer.Option(
        ..., "--outcome", help="proceed, proceed_with_conditions, pause or stop."
    ),
    by: str = BY,
    reasons: str = typer.Option(..., "--reasons", help="Why."),
    on: str | None = ON,
    condition: list[str] | None = typer.Option(
        None, "--condition", help="A condition set, by its subject; several may be given."
    ),
    dissent: list[str] | None = typer.Option(
        None, "--dissent", help="Who held otherwise: 'body: words'."
    ),
    recused: list[str] | None = typer.Option(
        None, "--recused", help="Who took no part: 'body: interest'."
    ),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Enter the outcome of a gate, with a frozen copy of every fact and finding it rested on."""
    from capitula.case.assuring import GateOrder, decide_gate
    from capitula.ground.date_words import date_text
    from capitula.ground.today import today

    _, home = find_with(case, store)
    opened = open_with(case, store)
    order = GateOrder(
        gate=gate,
        outcome=outcome,
        by=by,
        reasons=reasons,
        on=read_day(on, "--on") or today(),
        conditions=tuple(condition or ()),
        dissent=tuple(dissent or ()),
        recusals=tuple(recused or ()),
    )
    entry = decide_gate(opened, home, order)
    if as_json:
        print_json({"schema": "capitula.assurance.decide/1", "entry": entry.as_json()})
        return
    frozen = (entry.body or {}).get("frozen", {})
    typer.echo(
        f"{opened.name}: {entry.envelope.entry}, {gate}: {outcome}. Frozen with it: "
        f"{len(frozen.get('entries', []))} entries and {len(frozen.get('findings', []))} findings, "
        f"as known on {date_text(frozen.get('known_on'))}."
    )


def act(
    case: str = CASE,
    act: str = typer.Option(
        ..., "--act", help="launch, award, signature, start, transfer or exit."
    ),
    by: str = BY,
    text: str = typer.Option(..., "--text", help="What is done."),
    on: str | None = ON,
    service: str = typer.Option("", "--service", help="On a transfer: the one service."),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Enter an act if it is ready or overridden; else exit status 3, and nothing is written."""
    from capitula.case.assuring import ActOrder, do_act
    from capitula.ground.today import today

    _, home = find_with(case, store)
    opened = open_with(case, store)
    order = ActOrder(act, by, text, read_day(on, "--on") or today(), service)
    entry, found = do_act(opened, home, order)
    if as_json:
        print_json({"schema": "capitula.assurance.act/1", "entry": entry.as_json()})
        return
    how = " by override" if found.by_override else ""
    typer.echo(f"{opened.name}: {entry.envelope.entry}, {act} done{how}.")


def decisions(
    case: str = CASE, known: str | None = KNOWN, store: str | None = STORE, as_json: bool = AsJson
) -> None:
    """List every decision: what it rested on, and which of those facts have changed since."""
    from capitula.ground.date_words import date_text

    opened = open_with(case, store)
    view = opened.as_known(read_day(known, "--known"))
    found = opened.assurance.decisions(view.known_on)
    if as_json:
        print_json(
            {
                "schema": "capitula.assurance.decisions/1",
                "case": opened.name,
                "known_on": view.known_on.isoformat(),
                "decisions": [each.as_json() for each in found],
            }
        )
        return
    typer.echo(f"{opened.contract.title}, as known on {date_text(view.known_on)}")
    for each in found:
        _print(each, opened.assurance.titles)
    if not found:
        typer.echo("No decision is on record.")


def _print(each: Decision, called: Mapping[str, str]) -> None:
    from capitula.ground.date_words import date_text

    claim, frozen, changed = each.claim, each.frozen, each.changed
    about = called.get(claim.envelope.about, claim.envelope.about)
    typer.echo(
        f"\n{date_text(frozen.known_on)}  {about}: {claim.state}, by {each.by} ({claim.entry})"
    )
    if each.reasons:
        typer.echo(f"  {each.reasons}")
    if frozen.result:
        typer.echo(f"  Readiness then: {frozen.result}")
    blocks = sum(1 for finding in frozen.findings if finding.severity == "blocks")
    typer.echo(
        f"  Rested on {len(frozen.entries)} entries; {blocks} findings blocked ({each.kept})."
    )
    if changed.words:
        typer.echo(f"  {changed.words.capitalize()}:")
    last = {change.entry: change for change in changed.facts}
    for change in list(last.values())[:_MOST]:
        by = f" ({change.by})" if change.by else ""
        of = called.get(change.about, change.about)
        typer.echo(f"    {change.entry}, {of}: {change.how}{by}: {change.said.words}")
    if len(last) > _MOST:
        typer.echo(f"    and {len(last) - _MOST} facts more; --json lists them all")
    if changed.closed or changed.opened:
        typer.echo(
            f"  Findings since: {len(changed.closed)} closed, {len(changed.opened)} come up."
        )


_MOST = 8
