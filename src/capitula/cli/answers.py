"""How a legal answer is printed: the answer, each limb, what is missing, whom to ask, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from capitula.cli.output import print_json

if TYPE_CHECKING:
    from capitula.contract.rules.answer import Answer, Reason

_SIGNS = {"holds": "holds", "fails": "FAILS", "cannot_be_judged": "cannot be judged"}


def print_answer(answer: Answer, title: str, schema: str, *, as_json: bool) -> None:
    """Print an answer for people, or as one JSON object.

    Args:
        answer: the answer.
        title: what it is about.
        schema: name and version of the object for machines.
        as_json: print that object.
    """
    if as_json:
        print_json({"schema": schema, "about": title, **answer.as_json()})
        return
    typer.echo(f"{title}\n{answer.question}\n\n{answer.words}\n")
    for reason in answer.reasons:
        _print_reason(reason)
    _print_list("Not known", answer.missing)
    _print_list("Ask a person", answer.ask)
    typer.echo(f"\nDecided by {answer.rule.id}: {answer.rule.title}. Evidence: {answer.mark}.")
    _print_sources(answer)
    typer.echo("This is an aid to reading the rules, not legal advice.")


def _print_reason(reason: Reason) -> None:
    verdict = _SIGNS[reason.verdict]
    part = "" if reason.rule.id.endswith(f".{reason.limb}") else f", {reason.limb}"
    typer.echo(f"  {reason.rule.title}{part.replace('_', ' ')}: {verdict}\n      {reason.text}")
    cited = ", ".join(reason.rule.source) or "no source"
    typer.echo(f"      rule {reason.rule.id}, {cited}; evidence: {reason.mark}")


def _print_list(heading: str, items: tuple[str, ...]) -> None:
    if items:
        typer.echo(f"\n{heading}")
        for item in items:
            typer.echo(f"  - {item}")


def _print_sources(answer: Answer) -> None:
    from capitula.contract.rules.ruleset import rule_sources

    known = rule_sources()
    cited = [*answer.rule.source, *(key for r in answer.reasons for key in r.rule.source)]
    for key in dict.fromkeys(cited):
        typer.echo(f"  {key}: {known[key].title}\n      {known[key].address}")
