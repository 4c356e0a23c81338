"""The kinds of entry about organisations: what a body is called, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class OrganisationNamed(Body):
    """A body's name and code, from and to the days on which the entry is in force.

    `about` is what the case calls the body for good. Two names of one body do not deny each other:
    they are aliases.

    Attributes:
        name: its name in full.
        ods_code: the NHS's code of it; None if not stated.
        printed: the names under which it is printed elsewhere, as printed.
    """

    kind: ClassVar[str] = "organisation_named"
    stated_property: ClassVar[str] = "name"
    exclusive: ClassVar[bool] = False

    name: str
    ods_code: str | None = None
    printed: tuple[str, ...] = ()

    def value(self) -> Value:
        """The name in full, with the code."""
        return Value(f"{self.name} ({self.ods_code})" if self.ods_code else self.name)

    def state(self) -> str:
        """Named."""
        return "named"


class Succession(StrEnum):
    """What became of a body."""

    MERGER = "merger"
    RENAME = "rename"
    DISSOLUTION = "dissolution"
    REPLACEMENT = "replacement"


class OrganisationSucceeded(Body):
    """A body merged into another, renamed, dissolved, or replaced by law; `about` is the body.

    Attributes:
        how: merger, rename, dissolution, or replacement (as boards took the place of groups).
        into: the body that follows, as the case calls it; empty where none does.
        on: the day from which that holds.
    """

    kind: ClassVar[str] = "organisation_succeeded"
    stated_property: ClassVar[str] = "succession"

    how: Succession
    into: str = ""
    on: PartialDate

    def value(self) -> Value:
        """What became of it."""
        return Value(
            f"{self.how} into {self.into}, {date_text(self.on)}" if self.into else f"{self.how}"
        )

    def state(self) -> str:
        """Succeeded, or dissolved."""
        return "succeeded" if self.into else "dissolved"


KINDS: tuple[type[Body], ...] = (OrganisationNamed, OrganisationSucceeded)
