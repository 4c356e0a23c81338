"""`capitula assurance frameworks`, `framework`, `framework-check` and `framework-compare`."""

from __future__ import annotations

from pathlib import Path

import typer

from capitula.cli.output import AsJson, print_json, print_table

NAME = typer.Argument(help="A framework that ships, by name, or the path of a YAML file.")


def frameworks(as_json: bool = AsJson) -> None:
    """List the frameworks that ship, with their version and how their questions are known."""
    from capitula.assurance.frameworks.files import shipped_frameworks

    found = list(shipped_frameworks().values())
    if as_json:
        print_json(
            {
                "schema": "capitula.assurance.frameworks/1",
                "frameworks": [
                    {
                        "id": f.id,
                        "version": f.version,
                        "title": f.title,
                        "mark": f.mark,
                        "stages": [stage.id for stage in f.stages],
                        "questions": {str(mark): count for mark, count in f.marks.items()},
                        "digest": f.content_digest,
                    }
                    for f in found
                ],
            }
        )
        return
    print_table(
        "Frameworks of assurance",
        ("Framework", "Version", "Title", "Stages", "Questions"),
        [
            (
                f.id,
                f.version,
                f.title,
                ", ".join(stage.id for stage in f.stages),
                ", ".join(f"{count} {mark}" for mark, count in f.marks.items()) or "none",
            )
            for f in found
        ],
    )


def framework(
    name: str = NAME,
    stage: str | None = typer.Option(None, "--stage", help="Only this stage."),
    as_json: bool = AsJson,
) -> None:
    """Show a framework: its stages, what each guards, and every question with its mark."""
    from capitula.assurance.frameworks.files import find_framework
    from capitula.ground.faults import near_miss

    found = find_framework(name)
    if stage is not None and found.stage(stage) is None:
        known = [each.id for each in found.stages]
        remedy = near_miss(stage, known) or "expected one of " + ", ".join(known)
        raise typer.BadParameter(f"found no stage {stage!r} of {found.id}; {remedy}")
    if as_json:
        document = found.model_dump(mode="json", by_alias=True)
        if stage is not None:
            document["stages"] = [s for s in document["stages"] if s["id"] == stage]
        print_json(document)
        return
    typer.echo(f"{found.title} ({found.id}, version {found.version}); evidence: {found.mark}")
    typer.echo(found.summary)
    for role in found.roles:
        typer.echo(f"Role   {role.title}: {role.does}")
    for each in found.stages:
        if stage in (None, each.id):
            guarded = ", ".join(each.guards) or "no act"
            typer.echo(f"\n{each.title} [{each.id}]: {each.timing}; guards {guarded}; {each.mark}")
            if each.note:
                typer.echo(f"  {each.note}")
            for question in each.questions:
                typer.echo(f"  {question.id} ({question.group}; {question.mark})")
                typer.echo(f"      {question.question}\n      good: {question.good}")
                typer.echo(f"      wanted: {', '.join(question.evidence)}")


def check(file: Path = typer.Argument(help="The framework file."), as_json: bool = AsJson) -> None:
    """Read a framework file of your own and report every fault at once."""
    from capitula.assurance.frameworks.files import read_framework

    found = read_framework(file)
    questions = sum(len(stage.questions) for stage in found.stages)
    if as_json:
        print_json(
            {
                "schema": "capitula.assurance.framework_check/1",
                "id": found.id,
                "version": found.version,
                "stages": len(found.stages),
                "questions": questions,
                "digest": found.content_digest,
            }
        )
        return
    typer.echo(
        f"{found.id}, version {found.version}: {len(found.stages)} stages, {questions} questions, "
        "no fault."
    )


def compare(
    one: str = NAME,
    other: str = typer.Argument(help="Another, or another version of it."),
    as_json: bool = AsJson,
) -> None:
    """Show what differs between two versions of a framework, part by part."""
    from capitula.assurance.frameworks.comparing import compare_frameworks
    from capitula.assurance.frameworks.files import find_framework

    first, second = find_framework(one), find_framework(other)
    changes = compare_frameworks(first, second)
    if as_json:
        print_json(
            {
                "schema": "capitula.assurance.framework_compare/1",
                "one": {"id": first.id, "version": first.version},
                "other": {"id": second.id, "version": second.version},
                "changes": [change.as_json() for change in changes],
            }
        )
        return
    print_table(
        f"{first.id} {first.version} beside {second.id} {second.version}",
        ("Part", "Before", "After"),
        [(change.part, change.before, change.after) for change in changes],
    )
