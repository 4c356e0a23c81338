"""`capitula outcomes power`: before signing, how large an effect each test could show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.output import AsJson, print_json, print_prose, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from capitula.case.case import Case
    from capitula.ground.faults import InputFaults
    from capitula.outcomes.judging.planning import Planned
    from capitula.outcomes.judging.together_planning import PlannedTogether
    from capitula.outcomes.measures import Measure
    from capitula.outcomes.together_terms import Together

_CASE = typer.Argument(help="A case that ships with the product, or a folder.")
_BY_METHOD = typer.Option(
    False, "--by-method", help="Beside the method of the terms, every other that could decide."
)


def register(app: typer.Typer) -> None:
    """Add the command to the group."""
    app.command("power")(power)


def power(case: str = _CASE, by_method: bool = _BY_METHOD, as_json: bool = AsJson) -> None:
    """Say how large an effect each measure's terms could show, from its baseline alone.

    So too for each question asked of several measures together.
    """
    from capitula.case import open_case
    from capitula.ground.faults import InputFaults

    opened = open_case(case)
    measures = [each for each in opened.outcomes.measures if each.judged is not None]
    found: list[tuple[Measure, Mapping[str, Planned | InputFaults] | InputFaults]] = []
    for measure in measures:
        try:
            found.append((measure, _planned(measure, opened.figures, by_method)))
        except InputFaults as faults:
            found.append((measure, faults))
    together = [(each, _planned_together(opened, each)) for each in opened.outcomes.together]
    if as_json:
        documents = [_document(measure, planned, by_method) for measure, planned in found]
        schema = "capitula.outcomes.power/1"
        asked = [_together_document(each, planned) for each, planned in together]
        whole = {"schema": schema, "case": opened.name, "measures": documents, "together": asked}
        print_json(whole)
        return
    for measure, planned in found:
        _print(measure, planned, by_method)
    for asked, planned in together:
        members = ", ".join(asked.measures)
        print_prose(f"{asked.id}, {members} together: {_words(planned)}", after=1)
    if not measures:
        typer.echo(f"{opened.name}: no measure has terms of judging.")


def _planned_together(opened: Case, terms: Together) -> PlannedTogether | InputFaults:
    from capitula.ground.faults import InputFaults
    from capitula.outcomes.judging.together_planning import plan_together

    try:
        return plan_together(terms, opened.outcomes.named(terms.measures), opened.figures)
    except InputFaults as faults:
        return faults


def _planned(
    measure: Measure, figures: Mapping[str, Any], by_method: bool
) -> Mapping[str, Planned | InputFaults]:
    from capitula.outcomes.judging.planning import plan_by_method, plan_power

    if by_method:
        return plan_by_method(measure, figures)
    planned = plan_power(measure, figures)
    return {planned.method: planned}


def _print(
    measure: Measure, found: Mapping[str, Planned | InputFaults] | InputFaults, by_method: bool
) -> None:
    from capitula.ground.faults import InputFaults

    terms = found if isinstance(found, InputFaults) else next(iter(found.values()))
    print_prose(f"{measure.id}: {_words(terms)}", after=1)
    if isinstance(found, InputFaults) or not by_method:
        return
    rows = [(name, *_cells(each)) for name, each in found.items()]
    headers = ("Method", "An effect that", f"Found 4 times in 5: {measure.unit}", "Of the mean")
    print_table("By method, that of the terms first", headers, rows, numeric=(2, 3))
    print_prose(
        "A method is chosen before the start, or it decides nothing. How often each is wrong, and "
        "what it does not see: docs/calibration.md.",
        after=1,
    )


def _cells(planned: Planned | InputFaults) -> tuple[str, str, str]:
    from capitula.ground.faults import InputFaults
    from capitula.outcomes.judging.numbers import figure

    if isinstance(planned, InputFaults):
        return f"cannot be run: {_words(planned)}", "", ""
    if planned.detectable is None or planned.share is None:
        return planned.shape, "none", ""
    return planned.shape, figure(planned.detectable), f"{planned.share:.0%}"


def _words(planned: Planned | PlannedTogether | InputFaults) -> str:
    from capitula.ground.faults import InputFaults

    if isinstance(planned, InputFaults):
        return "; ".join(f"{each.found}; expected {each.expected}" for each in planned.faults)
    return planned.text()


def _document(
    measure: Measure, found: Mapping[str, Planned | InputFaults] | InputFaults, by_method: bool
) -> dict[str, object]:
    from capitula.ground.faults import InputFaults

    if isinstance(found, InputFaults):
        return {"id": measure.id, "detectable": None, "words": _words(found)}
    each = {name: _figures(planned) for name, planned in found.items()}
    first = next(iter(each.values()))
    document = {
        "id": measure.id,
        "unit": measure.unit,
        "smallest_effect": measure.smallest_effect,
        **first,
    }
    return {**document, "by_method": each} if by_method else document


def _figures(planned: Planned | InputFaults) -> dict[str, object]:
    from capitula.ground.faults import InputFaults

    if isinstance(planned, InputFaults):
        return {"detectable": None, "words": _words(planned)}
    return {
        "detectable": planned.detectable,
        "share": planned.share,
        "shape": planned.shape,
        "too_blunt": planned.too_blunt,
        "areas": planned.areas,
        "found_elsewhere": planned.found_elsewhere,
        "words": planned.text(),
    }


def _together_document(
    terms: Together, planned: PlannedTogether | InputFaults
) -> dict[str, object]:
    from capitula.ground.faults import InputFaults

    stated = {"id": terms.id, "measures": list(terms.measures)}
    if isinstance(planned, InputFaults):
        return {**stated, "detectable_share": None, "words": _words(planned)}
    return {
        **stated,
        "smallest_effect_share": terms.smallest_effect_share,
        "detectable_share": planned.detectable,
        "detectable_share_alone": dict(planned.alone),
        "shape": planned.shape,
        "too_blunt": planned.too_blunt,
        "areas": planned.areas,
        "found_elsewhere": planned.found_elsewhere,
        "words": planned.text(),
    }
