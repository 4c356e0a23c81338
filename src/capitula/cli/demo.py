"""`capitula demo`: load the cases, compute, say what to look at, and serve the site."""

from __future__ import annotations

import os
from itertools import chain

import typer

DEMONSTRATION_HOME = ".capitula"


def demo(
    port: int = typer.Option(8000, "--port", help="Local port of the site."),
    serve: bool = typer.Option(True, "--serve/--no-serve", help="Serve the site, or only compute."),
) -> None:
    """Load the three cases into a site of their own, compute, and serve it on this machine."""
    os.environ.setdefault("CAPITULA_HOME", DEMONSTRATION_HOME)
    from capitula.cli.demo_steps import compile_ahead, compute, load, to_look_at

    for line in chain(load(), [""], compile_ahead(), [""], compute(), [""]):
        typer.echo(line)
    if not serve:
        return
    from capitula.web.server import serve as serve_site

    def ready(address: str) -> None:
        for line in to_look_at(address):
            typer.echo(line)

    serve_site(port, on_ready=ready)
