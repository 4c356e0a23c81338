"""`capitula outcomes counterfactual`: what would have happened otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.many_values import ManyValues
from capitula.cli.outcomes_together import print_together, read_directions
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.outcomes.inference.estimate import Estimate
    from capitula.outcomes.panel.panel import Panel
    from capitula.outcomes.panel.reading import ReadPanel

_SHOWN_WEIGHTS = 15


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the group."""
    app.command("counterfactual", cls=ManyValues)(counterfactual)


def counterfactual(
    panel: Path = typer.Argument(help="CSV (comma, semicolon, tab; gzip or not) or Parquet."),
    unit: str | None = typer.Option(
        None, "--unit", help="Column of the unit. Without --time, other columns are periods."
    ),
    time: str | None = typer.Option(
        None, "--time", help="Column of the period. Without --unit, other columns are units."
    ),
    value: list[str] | None = typer.Option(
        None, "--value", help="Column of figures; several are several outcomes."
    ),
    outcome: str | None = typer.Option(
        None, "--outcome", help="Column that names the outcome, in a long table of several."
    ),
    treated: list[str] = typer.Option(
        ..., "--treated", help="Treated unit; of several the mean is judged."
    ),
    start: str = typer.Option(..., "--from", help="The first treated period."),
    method: str = typer.Option("synthetic-control", "--method", help="How the others foretell."),
    exclude: list[str] | None = typer.Option(None, "--exclude", help="Units left out wholly."),
    treated_as_donor: bool = typer.Option(
        False, "--treated-as-donor", help="Placebos may be fitted from the treated unit."
    ),
    predictors: list[str] | None = typer.Option(
        None, "--predictors", help="COLUMN, COLUMN@PERIOD or COLUMN@FIRST..LAST."
    ),
    covariates: list[str] | None = typer.Option(
        None, "--covariates", help="Columns that the method regresses on."
    ),
    factors: int | None = typer.Option(None, "--factors", help="Number of factors."),
    bootstraps: int | None = typer.Option(
        None, "--bootstraps", help="Draws for the error of interactive fixed effects; 1,000."
    ),
    search: str | None = typer.Option(
        None, "--search", help="published: stops where the authors' program does; or exact."
    ),
    slope: bool = typer.Option(False, "--slope", help="its: the trend may change too."),
    season: str | None = typer.Option(
        None, "--season", help="its: harmonics, periods (of the year) or none."
    ),
    family: str | None = typer.Option(
        None, "--family", help="its: gaussian, poisson or negative-binomial."
    ),
    controlled: bool = typer.Option(False, "--controlled", help="its: less the donors' mean."),
    direction: list[str] | None = typer.Option(
        None,
        "--direction",
        help="Which way is better: up, down or neutral; or OUTCOME=up, OUTCOME=down for each.",
    ),
    together: bool = typer.Option(
        False, "--together", help="Test the outcomes together as well; by level-change."
    ),
    window: int | None = typer.Option(
        None, "--window", help="Periods in a window of the signed test; all of them unless given."
    ),
    effect_due: str | None = typer.Option(
        None, "--effect-due", help="First judged period of the signed test."
    ),
    since: str | None = typer.Option(None, "--since", help="Leave out periods before this one."),
    until: str | None = typer.Option(None, "--until", help="Leave out periods after this one."),
    complete: bool = typer.Option(False, "--complete", help="Only units with every figure."),
    leave_out_unnamed: bool = typer.Option(
        False, "--leave-out-unnamed", help="Leave out rows that name no unit, such as totals."
    ),
    index: bool = typer.Option(
        False, "--index", help="Each unit's own mean before the start is 100."
    ),
    alpha: float = typer.Option(0.05, "--alpha", help="Level of the tests."),
    checks: bool | None = typer.Option(
        None, "--checks/--no-checks", help="A false start, and leaving donors out."
    ),
    as_json: bool = AsJson,
) -> None:
    """Fit every unit from the others, and hold the treated one against them all.

    With predictors or covariates, their columns are read beside the outcome's. Status 2: the input
    is at fault.
    """
    from capitula.outcomes.inference.estimating import estimate
    from capitula.outcomes.panel.reading import read_panel

    values = list(value or [])
    further = _further(predictors or [], covariates or [], values)
    read = read_panel(
        panel,
        unit=unit,
        time=time,
        values=[*values, *further],
        outcome=outcome,
        since=since,
        until=until,
        unnamed=leave_out_unnamed,
        complete=complete,
        kept=treated,
    )
    judged = _judged(read.panel, values if further else [])
    ways = read_directions(direction or [], judged.outcomes, method, together=together)
    at = judged.time_index(start)
    options = _options(read.panel, predictors, covariates, factors)
    if bootstraps is None and method == "interactive-fixed-effects":
        bootstraps = 1_000
    # Published figures come from programs that stop before the optimum; asked by name, a method
    # answers as they do, and says so.
    published = method == "sdid" or (method == "interactive-fixed-effects" and covariates)
    search = search or ("published" if published else None)
    own = {"bootstraps": bootstraps, "search": search, "season": season, "family": family}
    options |= {name: given for name, given in own.items() if given is not None}
    options |= {name: True for name, on in (("slope", slope), ("controlled", controlled)) if on}
    fits, found = estimate(
        judged.indexed(at) if index else judged,
        method=method,
        start=at,
        treated=treated,
        treated_as_donor=treated_as_donor,
        excluded=exclude or [],
        direction=ways,
        window=window,
        effect_due=effect_due,
        alpha=alpha,
        checks=checks,
        unit="index, own mean before the start = 100" if index else "",
        adds_up=not index,
        **options,
    )
    asked = None
    if together:
        from capitula.outcomes.together.asking import answer

        due = None if effect_due is None else judged.time_index(effect_due)
        asked = answer(fits, ways, effect_due=due, window=window, alpha=alpha)
    if as_json:
        from capitula.outcomes.inference.document import document

        whole = document(found, file=read.file, sha256=read.sha256)
        if asked:
            from capitula.outcomes.together.document import answer_document

            whole["together"] = answer_document(
                asked,
                method,
                judged.times,
                can_be_judged=all(each.can_be_judged for each in found),
            )
        print_json(whole | {"reading": list(read.notes())})
        return
    for each in found:
        _print_estimate(each, read)
    if asked:
        print_together(asked, found)
    for note in read.notes():
        typer.echo(note)


def _further(predictors: list[str], covariates: list[str], values: list[str]) -> list[str]:
    """Return the columns to read beside the outcomes'."""
    from capitula.outcomes.counterfactual.predictors import Predictor

    named = [Predictor.parse(each).column for each in predictors] + covariates
    return [each for each in dict.fromkeys(named) if each not in values]


def _judged(panel: Panel, outcomes: list[str]) -> Panel:
    """Return the panel of the outcomes, without columns that only foretell them."""
    from capitula.outcomes.panel.panel import Panel

    if not outcomes:
        return panel
    at = [panel.outcome_index(each) for each in outcomes]
    return Panel(tuple(outcomes), panel.units, panel.times, panel.values[at])


def _options(
    panel: Panel, predictors: list[str] | None, covariates: list[str] | None, factors: int | None
) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if predictors:
        options |= {"predictors": predictors, "covariates": panel}
    if covariates:
        options |= {"covariates": _judged(panel, covariates)}
    if factors is not None:
        options |= {"factors": factors}
    return options


def _print_estimate(e: Estimate, read: ReadPanel) -> None:
    from capitula.outcomes.inference.reading_details import detail_sentences
    from capitula.outcomes.inference.reading_out import fit_sentences, sentences

    who = e.treated[0] if len(e.treated) == 1 else f"{len(e.treated)} treated units (their mean)"
    typer.echo(f"{e.outcome}: {who} from {e.start}, {e.method}; {read.file}")
    for sentence in (*sentences(e), *fit_sentences(e), *detail_sentences(e)):
        typer.echo(f"- {sentence}")
    rows = [
        [p.time, f"{p.actual:,.6g}", f"{p.counterfactual:,.6g}", f"{p.gap:+,.6g}"] for p in e.after
    ]
    headers = ["Period", "Actual", "Otherwise", "Difference"]
    print_table(f"From the start, {e.unit}", headers, rows, numeric=(1, 2, 3))
    if e.weights:
        shown = list(e.weights.items())[:_SHOWN_WEIGHTS]
        title = f"Donors: {len(shown)} of {len(e.weights)}"
        table = [[name, f"{weight:.6f}"] for name, weight in shown]
        print_table(title, ["Unit", "Weight"], table, numeric=(1,))
    if e.details.get("predictor_weights"):
        table = [[name, f"{weight:.6f}"] for name, weight in e.details["predictor_weights"].items()]
        print_table("Weights of the predictors", ["Predictor", "Weight"], table, numeric=(1,))
        starts = e.details["starts"]
        typer.echo(
            f"- Squared error before the start from {starts['starts']} starts: best "
            f"{starts['best']:.6g}, middle {starts['median']:.6g}, worst {starts['worst']:.6g}; "
            f"{starts['within_a_thousandth']} came within a thousandth of the best."
        )
    if e.warnings:
        typer.echo("Warnings")
        for warning in e.warnings:
            typer.echo(f"- {warning}")
    typer.echo("")
