"""`capitula money settle`: a contract's terms and a period's figures to a statement."""

from __future__ import annotations

from pathlib import Path

import typer

from capitula.cli.output import AsJson, print_json

_CONTRACT = typer.Argument(help="A case, a contract that ships, or a contract file.")
_FIGURES = typer.Argument(help="The figures of the period, a YAML file.")


def settle(
    contract: str = _CONTRACT,
    figures: Path = _FIGURES,
    workbook: Path | None = typer.Option(None, "--workbook", help="Also write it as .xlsx."),
    known: str | None = typer.Option(None, "--known", help="As known on this day; today if none."),
    as_json: bool = AsJson,
) -> None:
    """Settle a contract for a period: shares, unshared money, every step, every entry.

    The figures file says `schema: capitula.settlement-figures/1`, the stage (interim, final or
    restated), the period, and the figures by name, such as `expected` and `actual` in pounds;
    optionally how the acute provider is paid, late data to complete, and values of measures.

    The improvement scheme of a case is paid on the attainments that stand in its record for the
    period (entries `attainment_stated`); a shadow year is scored and not paid, and late or
    suspended measures are dealt with as the contract's scheme says.

    Exit status: 0 settled; 1 a figure is missing and the statement says which; 2 the contract or
    the figures are at fault and nothing was written.
    """
    from capitula.case.settling import settled
    from capitula.cli.dates import read_day
    from capitula.money.settlement.english import statement_text

    statement = settled(contract, figures, read_day(known, "--known"))
    if workbook is not None:
        from capitula.money.settlement.workbook import write_statement

        write_statement(statement, workbook)
    if as_json:
        print_json(statement.document())
    else:
        typer.echo(statement_text(statement))
    if statement.reason and not as_json:
        typer.echo(f"\nThe file may state, under `figures`: {_known_figures()}.")
    raise typer.Exit(1 if statement.reason else 0)


def _known_figures() -> str:
    from capitula.money.mechanisms.figures import AMOUNTS, COUNTS, FLAGS, RATES

    kinds = ((AMOUNTS, ", in pounds"), (COUNTS, ""), (RATES, ", in per cent"), (FLAGS, "; true"))
    return "; ".join(
        f"{name} ({words}{unit})" for names, unit in kinds for name, words in names.items()
    )
