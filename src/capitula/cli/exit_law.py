"""`capitula exit challenges`, `law` and `findings`: courts, law to come, what stands open."""

from __future__ import annotations

import typer

from capitula.cli.exit_printing import KNOWN, answer_of, print_answer, say
from capitula.cli.output import AsJson, print_json, print_table


def challenges(
    case: str | None = typer.Argument(None, help="A case; without it, every case that ships."),
    known: str | None = KNOWN,
    as_json: bool = AsJson,
) -> None:
    """Print claims before the courts, and which contracts rest on the form they attack."""
    from capitula.ground.date_words import date_text

    if case is not None:
        print_answer(answer_of(case, "challenges", known), as_json=as_json)
        return
    from capitula.case.challenges_everywhere import challenges_everywhere
    from capitula.cli.dates import read_day
    from capitula.ground.today import today

    day = read_day(known, "--known") or today()
    found = challenges_everywhere(day)
    if as_json:
        print_json(
            {
                "schema": "capitula.exit.challenges_everywhere/1",
                "known_on": day.isoformat(),
                "rows": [
                    {
                        "challenge": r.challenge.name,
                        "target": r.challenge.target,
                        "open": r.challenge.open,
                        "stage": r.challenge.stage,
                        "told_in": r.told_in,
                        "case": r.case,
                        "rests_on": [form.form for form in r.forms],
                    }
                    for r in found
                ],
            }
        )
        return
    rows = [
        (
            r.challenge.name,
            r.challenge.stage,
            r.case,
            "; ".join(dict.fromkeys(f.form for f in r.forms)) or "no link by name",
        )
        for r in found
    ]
    if not rows:
        say(f"No legal challenge was known on {date_text(day)}.")
        return
    heads = ("Challenge", "Stands", "Case", "Rests on the form")
    print_table(f"Challenges and the cases that ship, known on {date_text(day)}", heads, rows)
    say("Matched by name, so derived: a person should say whether a contract uses the form.")


def law(
    case: str = typer.Argument(help="A case that ships with the product, or a folder."),
    known: str | None = KNOWN,
    changed: list[str] = typer.Option(
        [], "--changed", help="Take this law as changed; again for another."
    ),
    all_changed: bool = typer.Option(
        False, "--all-changed", help="Take every pending one as changed."
    ),
    as_json: bool = AsJson,
) -> None:
    """Print law to come, and what holds as the law stands and if it changes."""
    from capitula.case import open_case
    from capitula.cli.dates import read_day

    answer = open_case(case).exit.law(
        read_day(known, "--known"), changed=changed, all_changed=all_changed
    )
    print_answer(answer, as_json=as_json)


def findings(
    case: str = typer.Argument(help="A case that ships with the product, or a folder."),
    known: str | None = KNOWN,
    as_json: bool = AsJson,
) -> None:
    """Print what the end leaves open, by the rules that readiness decides over."""
    from dataclasses import asdict

    from capitula.case import open_case
    from capitula.cli.dates import read_day
    from capitula.ground.date_words import date_text
    from capitula.ground.letters import named
    from capitula.ground.today import today

    opened = open_case(case)
    day = read_day(known, "--known") or today()
    found = opened.exit.findings(day)
    if as_json:
        print_json(
            {
                "schema": "capitula.exit.findings/1",
                "case": opened.name,
                "known_on": day.isoformat(),
                "findings": [asdict(finding) for finding in found],
            }
        )
        return
    if not found:
        say(f"{opened.name}: nothing about the end stands open on {date_text(day)}.")
        return
    say(f"{named(opened.name)}: what the end leaves open, known on {date_text(day)}")
    for finding in found:
        typer.echo("")
        say(f"{finding.rule} ({finding.severity}), {finding.about}")
        say(f"  {finding.text}", hanging=2)
        shown = f" Entries: {', '.join(finding.evidence)}." if finding.evidence else ""
        say(f"  Would settle it: {finding.remedy}.{shown}", hanging=2)
