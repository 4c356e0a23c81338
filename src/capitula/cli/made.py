"""What is printed where the figures of an appraisal are made up."""

from __future__ import annotations

import typer


def made_words(*, made: bool) -> None:
    """Say, where it is so, that the figures are made up."""
    if made:
        typer.echo("The figures are made up, to be replaced: nothing here is known of any place.")
