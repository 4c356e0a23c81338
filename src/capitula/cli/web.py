"""`capitula web`: the site."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="web",
    help="The site: load cases into it, and serve it.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("load")
def load() -> None:
    """Load the cases that ship with the product into the site's database."""
    from capitula.web.loading import load_shipped

    for name, count in load_shipped().items():
        typer.echo(f"{name}: {count} entries loaded; its chain holds.")


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
