"""What commands print: one JSON object for machines, or tables and words for people."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import typer

LONGEST_WORD = 18
PIPED_WIDTH = 100

AsJson = typer.Option(False, "--json", help="Print one JSON object for machines.")


def print_json(document: Any) -> None:
    """Print one JSON object on standard output; amounts are whole pence or text.

    Other exact numbers are printed as JSON numbers, to the 17 digits that a reader can hold.
    """
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2, default=_plain))


def print_prose(text: str, *, indent: int = 0, after: int = 0) -> None:
    """Print words broken at the width of a piped page.

    Args:
        text: one paragraph.
        indent: spaces before each line.
        after: line ends behind the last line, beyond its own.
    """
    space = " " * indent
    typer.echo(
        textwrap.fill(
            text, PIPED_WIDTH, initial_indent=space, subsequent_indent=space, break_on_hyphens=False
        )
    )
    typer.echo("\n" * (after - 1) if after else "", nl=bool(after))


def print_table(
    title: str, headers: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = ()
) -> None:
    """Print a table with Rich, as wide as the terminal; no word is broken but for want of room.

    Piped, it is plain text, a hundred signs wide.

    Args:
        title: what the table shows.
        headers: one per column.
        rows: cells as text.
        numeric: indices of the columns set to the right.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    body = [tuple(row) for row in rows]
    for index, header in enumerate(headers):
        words = " ".join([header, *(row[index] for row in body)]).split()
        table.add_column(
            header,
            justify="right" if index in numeric else "left",
            overflow="fold",
            min_width=min(LONGEST_WORD, max(map(len, words), default=1)),
        )
    for row in body:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    Console(width=width, highlight=False, markup=False).print(table)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value) if value != value.to_integral_value() else int(value)
    return str(value)
