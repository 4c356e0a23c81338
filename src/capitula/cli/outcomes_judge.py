"""`capitula outcomes judge` and `terms`: did it work, and were the rules set beforehand?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.output import AsJson, print_json, print_prose, print_table

if TYPE_CHECKING:
    from capitula.outcomes.judging.contract_judgement import ContractJudgement
    from capitula.outcomes.judging.judgement import Judgement
    from capitula.outcomes.judging.together_judgement import TogetherJudgement
    from capitula.outcomes.registering import Frozen

_CASE = typer.Argument(help="A case that ships with the product, or a folder.")
_KNOWN = typer.Option(None, "--known", help="As known on this day; today unless given.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the group."""
    app.command("judge")(judge)
    app.command("terms")(terms)


def judge(
    case: str = _CASE,
    measure: str | None = typer.Option(
        None, "--measure", help="Only this, in full: a measure, or several judged together."
    ),
    known: str | None = _KNOWN,
    explain: bool = typer.Option(False, "--explain", help="Print how each verdict came about."),
    write: Path | None = typer.Option(
        None, "--write", help="Write a Word report, charts, data and code to repeat it here."
    ),
    as_json: bool = AsJson,
) -> None:
    """Judge a case's outcomes: one verdict a measure, with what would change it."""
    from capitula.case import open_case
    from capitula.cli.dates import read_day

    opened = open_case(case)
    found = opened.outcomes.judge(measure, known=read_day(known, "--known"))
    written = [] if write is None else _write(found, write)
    if as_json:
        from capitula.outcomes.judging.document import document

        print_json(document(found))
        return
    if explain:
        typer.echo(found.explain())
    elif measure is not None and (together := found.asked_together(measure)):
        _print_together(together)
    elif measure is not None:
        _print_whole(found.of(measure))
    else:
        _print_contract(found)
    for path in written:
        typer.echo(f"written: {path}")


def terms(case: str = _CASE, known: str | None = _KNOWN, as_json: bool = AsJson) -> None:
    """Print each measure's terms: their digest, when they were fixed, and changes since."""
    from capitula.case import open_case
    from capitula.cli.dates import read_day
    from capitula.outcomes.own_rules import own_rules, own_rules_document
    from capitula.outcomes.registering import frozen

    opened = open_case(case)
    view = opened.as_known(read_day(known, "--known"))
    states = [(each, frozen(each, view)) for each in opened.outcomes.measures]
    together = [(each, frozen(each, view)) for each in opened.outcomes.together]
    if as_json:
        print_json(
            {
                "schema": "capitula.outcomes.terms/1",
                "case": opened.name,
                "known_on": view.known_on,
                "measures": [
                    {**_terms_document(state), **own_rules_document(measure)}
                    for measure, state in states
                ],
                "together": [
                    {**_terms_document(state), "measures": list(asked.measures)}
                    for asked, state in together
                ],
            }
        )
        return
    for measure, state in states:
        _print_terms(f"{measure.name} ({measure.id})", state)
        for name, told in own_rules(measure):
            print_prose(f"{name}: {told}", indent=2)
    for asked, state in together:
        _print_terms(f"{asked.name} ({asked.id}): {', '.join(asked.measures)} together", state)
    if not states:
        typer.echo(f"{opened.name}: no measure is set.")


def _terms_document(state: Frozen) -> dict[str, object]:
    return {
        "id": state.measure,
        "digest": state.terms_digest,
        "registration": str(state.registration),
        "registered_on": state.registered_on,
        "registered_by": state.registered_by,
        "entry": state.entry or None,
        "altered": state.altered,
        "variations": len(state.variations),
    }


def _print_terms(title: str, state: Frozen) -> None:
    typer.echo(title)
    typer.echo(f"  digest {state.terms_digest}")
    for sentence in state.sentences():
        typer.echo(f"  {sentence}")


def _print_contract(found: ContractJudgement) -> None:
    from capitula.ground.letters import named
    from capitula.outcomes.judging.sentences import three_sentences
    from capitula.outcomes.judging.together_words import heading
    from capitula.outcomes.judging.together_words import three_sentences as of_several

    print_prose(f"{named(found.case)}, as known on {found.known_on.day} {found.known_on:%B %Y}")
    print_prose(found.sentence(), after=1)
    if found.judgements:
        print_table("Verdicts", ("Measure", "Role", "Verdict"), found.table())
    for each in found.judgements:
        if each.shown is None:
            print_prose(f"{each.measure.name}, {each.place}")
            for sentence in three_sentences(each):
                print_prose(sentence, indent=2)
            typer.echo("")
    for asked in found.together:
        print_prose(f"Judged together: {heading(asked)}")
        for sentence in of_several(asked):
            print_prose(sentence, indent=2)
        typer.echo("")
    _print_shown([each for each in found.judgements if each.shown is not None])
    _print_beside(found)


def _print_shown(judgements: list[Judgement]) -> None:
    if not judgements:
        return
    rows: list[tuple[str, ...]] = []
    for each in judgements:
        if each.shown is None:
            continue
        first, last, before = each.shown.years[0], each.shown.years[-1], str(each.shown.before)
        stood = [f"{_cell(y.value)} in {y.year} ({_cell(y.middle)})" for y in (first, last)]
        rows.append((each.measure.name, each.measure.unit, *stood, before))
    print_table(
        "Shown, not judged: eight years before the start are needed",
        ("Measure", "Unit", "First year (middle council)", "Last (middle)", "Years before"),
        rows,
        numeric=(4,),
    )


def _print_beside(found: ContractJudgement) -> None:
    print_prose("Beside the verdicts, from the record")
    for sentence in found.beside.sentences([found.verdict] if found.verdict else []):
        print_prose(sentence, indent=2)
    for aim in found.unmeasured:
        said = f"Unmeasured aim, stated by {aim.said_by}: {aim.aim} {aim.why_unmeasured}"
        print_prose(said, indent=2)


def _print_whole(one: Judgement) -> None:
    for line in one.text().splitlines():
        print_prose(line)
    typer.echo("")
    print_table("What it rests on", ("", ""), one.table())
    if one.shown is not None:
        rows = [
            (str(y.year), *(_cell(v) for v in (y.value, y.middle, y.lower, y.upper)), str(y.areas))
            for y in one.shown.years
        ]
        columns = (
            "Year",
            one.shown.place,
            "Middle",
            "Lower quartile",
            "Upper quartile",
            "Councils",
        )
        print_table(one.measure.unit, columns, rows, numeric=range(1, 6))
    print_table(
        "Signalling questions about risk of bias (after ROBINS-I); no grade is made",
        ("Domain", "Question", "Answer", "Because", "By"),
        [
            (
                each.domain,
                each.question.text,
                "open" if each.answer is None else each.answer.words,
                each.because,
                each.by,
            )
            for each in one.signalling
        ],
    )


def _print_together(one: TogetherJudgement) -> None:
    from capitula.outcomes.judging.together_words import printed, verdict_text

    for line in verdict_text(one).splitlines():
        print_prose(line)
    typer.echo("")
    print_table("What it rests on", ("", ""), printed(one))


def _cell(value: object) -> str:
    return "no figure" if value is None else f"{value}"


def _write(found: ContractJudgement, folder: Path) -> list[Path]:
    from capitula.reports.judgement.folder import write_judgement

    return write_judgement(found, folder)
