"""What the commands of `capitula record` share: their options, and how a case is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from capitula.case.case import Case
    from capitula.case.folder import CaseFolder
    from capitula.record.stores.protocol import Store

CASE = typer.Argument(help="A case that ships with the product, or a folder.")
KNOWN = typer.Option(None, "--known", help="As known on this day; today unless given.")
STORE = typer.Option(
    None,
    "--store",
    help="Where the record lies: a file *.jsonl, sqlite:FILE or postgresql://…; the chain in the "
    "case's folder unless given.",
)
BY = typer.Option(..., "--by", help="Who orders it.")
REASON = typer.Option(..., "--reason", help="Why, in words that give nothing of the body away.")


def find_with(case: str, store: str | None) -> tuple[CaseFolder, Store]:
    """Return the folder of a case, and the home of its record."""
    from capitula.case.folder import find_case
    from capitula.record.stores.choosing import choose_store

    folder = find_case(case)
    return folder, choose_store(store, folder.chain, folder.name)


def open_with(case: str, store: str | None) -> Case:
    """Open a case with its record from the home that was named."""
    from capitula.case import open_case

    folder, home = find_with(case, store)
    return open_case(folder.root, home)
