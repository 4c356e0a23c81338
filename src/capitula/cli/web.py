"""`capitula web`: the site."""

from __future__ import annotations

from pathlib import Path

import typer

app = typer.Typer(
    name="web",
    help="The site: load cases into it, and serve it.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("load")
def load(
    folder: list[Path] = typer.Argument(
        None, help="Case folders of your own; those that ship unless any is given."
    ),
) -> None:
    """Load cases into the site: those that ship with the product, or your own by folder.

    Load a folder again after you changed it or took entries in. Exit status: 0 loaded; 2 a folder
    is at fault, and it was not loaded.
    """
    from capitula.web.loading import load_own, load_shipped

    loaded = [load_own(each) for each in folder] if folder else load_shipped().items()
    for name, count in loaded:
        entries = "entry" if count == 1 else "entries"
        typer.echo(f"{name}: {count} {entries} loaded; its chain holds.")


@app.command("serve")
def serve(
    port: int = typer.Option(8000, "--port", help="Local port."),
) -> None:
    """Serve the site on this machine until Ctrl-C."""
    from capitula.web.loading import holds_a_case
    from capitula.web.server import serve as serve_site

    def ready(address: str) -> None:
        typer.echo(f"Serving {address} (Ctrl-C to end)")
        if not holds_a_case():
            typer.echo("The site holds no case yet: `capitula web load` loads those that ship.")

    serve_site(port, on_ready=ready)
