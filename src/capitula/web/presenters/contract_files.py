"""The list of contract files, in the groups in which people look for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from capitula.web.contract_files import ContractFile
from capitula.web.known_on import KnownOn
from capitula.web.parts import Link

EXAMPLES = "A worked example, and a template"
PUBLISHED = "Contracts as they were published"
ABROAD = "Payment rules of Medicare in the United States"


@dataclass(frozen=True, slots=True)
class Listed:
    """One contract file in the list.

    Attributes:
        link: its title, which leads to its terms.
        summary: one or two sentences.
        beside: what else there is of it, such as its budget.
    """

    link: Link
    summary: str
    beside: str


@dataclass(frozen=True, slots=True)
class Group:
    """Files that belong together."""

    title: str
    files: tuple[Listed, ...]


def groups(files: Sequence[ContractFile], known: KnownOn) -> list[Group]:
    """Return the files by group; no group is empty."""
    found = [
        Group(title, tuple(_listed(file, known) for file in files if _group(file) == title))
        for title in (EXAMPLES, PUBLISHED, ABROAD)
    ]
    return [group for group in found if group.files]


def _group(file: ContractFile) -> str:
    if file.is_priced or file.settles:
        return EXAMPLES
    return ABROAD if file.contract.currency == "USD" else PUBLISHED


def _listed(file: ContractFile, known: KnownOn) -> Listed:
    href = known.carry(reverse("contract_file", kwargs={"name": file.name}))
    parts = (
        ("budget and payments", file.is_priced),
        ("settlement", bool(file.settles)),
        ("scenarios", bool(file.scenario)),
    )
    beside = ", ".join(["terms", *(words for words, has in parts if has)])
    return Listed(Link(file.contract.title, href), file.contract.summary, beside)
