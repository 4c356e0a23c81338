"""A case folder: where its files stand, and which cases ship with the product."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from capitula.ground.faults import CapitulaError, Fault, Place, near_miss

SHIPPED = Path(__file__).parent.parent / "cases"
MADE = SHIPPED.parent / "made"
"""Cases that are made up, every name and figure: what no public case shows, to be tried."""


REFERENCE = SHIPPED / "reference"
"""Thin cases of other contracts, from a few public pages each; they are told apart everywhere."""


_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NoSuchCase(CapitulaError):
    """Neither a case that ships nor a folder with a contract file."""


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """The paths of one case."""

    root: Path

    @property
    def name(self) -> str:
        """The case's name: that of its folder."""
        return self.root.name

    @property
    def contract(self) -> Path:
        """The contract file."""
        return self.root / "contract.yaml"

    @property
    def sources(self) -> Path:
        """The sources."""
        return self.root / "sources.yaml"

    @property
    def outcomes(self) -> Path:
        """The measures set for the contract."""
        return self.root / "outcomes.yaml"

    @property
    def chain(self) -> Path:
        """The record as it was taken in: the chain of entries."""
        return self.root / "record" / "chain.jsonl"

    @property
    def authored(self) -> tuple[Path, ...]:
        """The files of entries that people wrote, by name."""
        found = (self.root / "record").glob("*")
        return tuple(sorted(path for path in found if path.suffix in (".yaml", ".csv")))

    @property
    def plans(self) -> tuple[Path, ...]:
        """The plan files, by name."""
        return tuple(sorted((self.root / "plans").glob("*.yaml")))

    @property
    def figures(self) -> tuple[Path, ...]:
        """The figure tables, by name."""
        return tuple(sorted((self.root / "figures").glob("*.csv")))


def shipped_cases() -> tuple[str, ...]:
    """Return the names of the cases that ship with the product."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/contract.yaml")))


def made_cases() -> tuple[str, ...]:
    """Return the names of the made cases; they are no evidence of anything."""
    return tuple(sorted(path.parent.name for path in MADE.glob("*/contract.yaml")))


def reference_cases() -> tuple[str, ...]:
    """Return the names of the thin reference cases, which are no demonstration cases."""
    return tuple(sorted(path.parent.name for path in REFERENCE.glob("*/contract.yaml")))


def names_that_ship() -> tuple[str, ...]:
    """Return every case that ships: the whole ones, thin reference cases, made ones."""
    return (*shipped_cases(), *reference_cases(), *made_cases())


def check_name(name: str, place: Place) -> list[Fault]:
    """Return the fault of a name that cannot be a case's: it stands in files and addresses."""
    if _NAME.fullmatch(name):
        return []
    expected = "small letters and digits, parted by hyphens, such as my-case"
    return [Fault(place, f"the name {name!r}", expected, "name the folder so")]


def find_case(name_or_path: str | Path) -> CaseFolder:
    """Return the folder of a shipped, reference or made case by name, or of any case by path.

    Raises:
        NoSuchCase: there is none; near misses are suggested.
    """
    path = Path(name_or_path)
    for root in (path, *(folder / str(name_or_path) for folder in (SHIPPED, REFERENCE, MADE))):
        if (root / "contract.yaml").is_file():
            return CaseFolder(root.resolve())
    names = names_that_ship()
    suggestion = near_miss(str(name_or_path), names) or "give one of these, or a folder's path"
    raise NoSuchCase(
        f"found no case {str(name_or_path)!r}; expected one of {', '.join(names)} or a folder with "
        f"a contract.yaml; {suggestion}"
    )
