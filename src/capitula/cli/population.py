"""`capitula population`: who is covered."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="population",
    help="Who is covered: official files, need weights, a synthetic place, registers.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("files")
def files() -> None:
    """List the official files that can be read, and the years of each."""
    from capitula.population.layout import known_layouts

    for layout in known_layouts():
        typer.echo(f"{layout.title}: {layout}")
