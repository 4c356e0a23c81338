"""`capitula money`: what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli import money_budget, money_ledger, money_scenarios, money_settle
from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.progress import progress_bar

if TYPE_CHECKING:
    from capitula.money.reproduce import Reproduction
    from capitula.money.target_allocation import TargetAllocation

app = typer.Typer(
    name="money",
    help="What is owed: budgets, payments, target allocations, published figures reproduced.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

app.command("budget")(money_budget.budget)
app.command("waterfall")(money_budget.waterfall)
app.command("payments")(money_budget.payments)
app.command("scenarios")(money_scenarios.scenarios)
app.command("settle")(money_settle.settle)
app.command("ledger")(money_ledger.ledger)

_SHOWN = 20
_BOARD_COLUMNS = ("general_acute", "mental_health", "core_final")


@app.command("allocation")
def allocation(
    case: str = typer.Argument(help="Name of the case, such as dudley."),
    practice: str = typer.Option("", "--practice", help="Open one practice, such as M87007."),
    as_json: bool = AsJson,
) -> None:
    """Print a case's target allocation by line and stream, and what it does not cover."""
    from capitula.case import open_case
    from capitula.money.allocation_view import allocation_document
    from capitula.money.target_allocation import case_target_allocation

    result = case_target_allocation(open_case(case).figures)
    if practice:
        _print_practice(result, practice, as_json)
    elif as_json:
        print_json(
            {"schema": "capitula.money.allocation/1", "case": case} | allocation_document(result)
        )
    else:
        _print_allocation(result)


@app.command("reproduce")
def reproduce(
    name: str = typer.Argument(
        help="What to reproduce: allocations, mssp, reach, global-sum, gp-payments, chain-ladder "
        "or pot."
    ),
    files: list[Path] = typer.Argument(help="The official files."),
    out: Path | None = typer.Option(None, "--out", help="Write every comparison to this CSV file."),
    year: str = typer.Option(
        "", "--year", help="Year, such as 2018/19 or 2022, if the file's name lacks it."
    ),
    as_json: bool = AsJson,
) -> None:
    """Reproduce published figures from official files.

    allocations: NHS England's weighted populations. mssp and reach: settlements of US accountable
    care, by the contract files that ship. global-sum: two years of GMS practices. gp-payments:
    components to totals. chain-ladder: known answers, and a triangle if it is not the RAA one.
    pot: facilities with counts, a line of weights, and payments.

    Exit status: 0 the floor holds (every published figure for allocations, gp-payments,
    chain-ladder and pot; 99 in 100 for mssp and reach; 60 in 100 within a pound for global-sum);
    1 it does not; 2 a file is at fault and nothing was written.
    """
    from capitula.ground.faults import InputFaults, Place, ValueFault
    from capitula.ground.financial_year import FinancialYear
    from capitula.ground.writing import write_whole
    from capitula.money.reproduce import reproduce as run

    try:
        calendar = len(year) == 4 and year.isdecimal()
        stated = FinancialYear(int(year)) if calendar else None
        stated = FinancialYear.parse(year) if year and not calendar else stated
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--year"))]) from fault
    with progress_bar("Reading") as progress:
        result = run(name, files, stated, progress)
    if out is not None:
        write_whole(out, result.rows_csv())
    if as_json:
        print_json(result.document())
    else:
        _print_reproduction(result)
    raise typer.Exit(0 if result.ok else 1)


def _print_allocation(result: TargetAllocation) -> None:
    from capitula.ground.pence import pounds_text

    rows: list[list[str]] = []
    for row in result.table():
        title = f"  {row['title']}" if row["level"] == "line" else row["title"]
        index = "" if row["index"] is None else f"{row['index']:.5f}"
        rows.append([title, pounds_text(row["amount_pence"]), f"{row['share']:.1%}", index])
    overall = next((i for i in result.indices if i.key == "overall"), None)
    need = "" if overall is None or overall.index is None else f", need index {overall.index:.5f}"
    title = (
        f"Target allocation {result.year}, {result.commissioner.name} "
        f"({result.commissioner.code}): {len(result.practices)} practices, "
        f"{result.population:,.1f} people{need}"
    )
    print_table(title, ["Line", "Amount", "Share", "Index"], rows, numeric=(1, 2, 3))
    for caveat in result.caveats:
        typer.echo(f"- {caveat}")
    typer.echo(f"Evidence: {result.mark}. Open a practice with --practice CODE.")


def _print_practice(result: TargetAllocation, code: str, as_json: bool) -> None:
    keys = [*result.formula.lines, "total"]
    opened = {key: result.explain(key, code) for key in keys}
    published = result.published_pounds_thousand(code)
    if as_json:
        document: dict[str, Any] = {key: each.document() for key, each in opened.items()}
        practice = {"practice": code, "published_pounds_thousand": published}
        schema = {"schema": "capitula.money.allocation.practice/1"}
        print_json(schema | practice | {"opened": document, "caveats": list(result.caveats)})
        return
    from capitula.ground.pence import pounds_text

    for key in result.formula.lines:
        each = opened[key]
        amount = pounds_text(result.amount_pence(key, code))
        typer.echo(f"{result.formula.lines[key].title}: {amount}\n    {each.formula}")
        typer.echo(f"    {each.worked}")
    typer.echo("")
    typer.echo(opened["total"].text())
    if published is not None:
        typer.echo(f"  published £{published}k")
    for caveat in result.caveats:
        typer.echo(f"- {caveat}")


def _print_reproduction(result: Reproduction) -> None:
    unit = result.tolerance_unit
    worst = "none" if result.worst is None else f"{result.worst:.3g} ({unit})"
    year = f" {result.more['year']}" if result.more.get("year") else ""
    typer.echo(f"{result.name}{year}: {', '.join(result.files)}, {result.rows:,} rows")
    typer.echo(
        f"{result.matched:,} of {result.compared:,} published figures met within "
        f"{result.tolerance:g} ({unit}); worst {worst}"
    )
    checks = result.more.get("identities", [])
    rows = [
        [c["statement"], _difference(c["difference"]), "holds" if c["holds"] else c["reason"]]
        for c in checks
    ]
    if rows:
        print_table("Identities of the file", ["Identity", "Off by", ""], rows, numeric=(1,))
    _print_parts(result.more)
    if result.unmatched:
        shown = [
            [c.key, _number(c.expected), _number(c.computed), c.reason]
            for c in result.unmatched[:_SHOWN]
        ]
        title = f"Not met: {len(shown)} of {len(result.unmatched):,} shown"
        print_table(title, ["Key", "Expected", "Computed", "Why"], shown, numeric=(1, 2))
    missing = result.more.get("missing", [])
    if missing:
        typer.echo(f"{len(missing):,} cells are empty and stay missing; --json lists them.")
    unknown = result.more.get("unknown_columns", [])
    if unknown:
        typer.echo(f"Columns not known and not read: {', '.join(unknown)}.")
    if "indices" in result.more:
        _print_indices(result.more["indices"])


def _print_parts(more: Mapping[str, Any]) -> None:
    """Counts of each figure, each group and each file, where a reproducer gives them."""
    figures = [
        [name, f"{each['matched']:,} of {each['compared']:,}", "holds" if each["ok"] else "MISSED"]
        for name, each in more.get("figures", {}).items()
    ]
    if figures:
        print_table("Each figure", ["Figure", "Met", "Floor"], figures, numeric=(1,))
    groups = [g for g in more.get("groups", []) if not g["group"].startswith("area ")]
    if groups:
        headers = ["Group", *(key.replace("_", " ") for key in groups[0] if key != "group")]
        rows = [[g["group"], *(f"{g[key]:,}" for key in g if key != "group")] for g in groups]
        print_table("By group", headers, rows, numeric=range(1, len(headers)))
    for each in more.get("years", []):
        typer.echo(f"{each['file']}: {each['practices']:,} practices, £{each['total']:,}")
        typer.echo(f"  {each['explained']}")
    if more.get("columns_not_confirmed"):
        names = ", ".join(more["columns_not_confirmed"])
        typer.echo(f"Names not confirmed for that year, bound from memory: {names}.")
    if more.get("tolerance_note"):
        typer.echo(f"Tolerance: {more['tolerance_note']}.")


def _print_indices(indices: list[dict[str, Any]]) -> None:
    boards = [each for each in indices if each["level"] == "icb"]
    known = boards[0]["components"] if boards else {}
    keys = [key for key in _BOARD_COLUMNS if key in known]
    rows = [
        [each["code"], each["name"], *(_index(each["components"][key]["index"]) for key in keys)]
        for each in boards
    ]
    title = (
        f"Need index of {len(boards)} integrated care boards; --json has all components, and "
        f"{len(indices) - len(boards)} places"
    )
    headers = ["ICB", "Name", *(known[key]["title"] for key in keys)]
    print_table(title, headers, rows, numeric=range(2, len(headers)))


def _difference(number: Decimal | None) -> str:
    return "–" if number is None else f"{number:.3g} people"


def _number(number: Decimal | None) -> str:
    return "–" if number is None else f"{number:,.6f}"


def _index(number: Decimal | None) -> str:
    return "–" if number is None else f"{number:.4f}"
