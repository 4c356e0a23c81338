"""The kinds of entry of an appraisal: options and their standing, exclusions, donors."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.appraisal.donor_kind import KINDS as DONOR
from capitula.appraisal.exclusion_kinds import KINDS as EXCLUSIONS
from capitula.record.kind import Body
from capitula.record.values import Value


class OptionStanding(StrEnum):
    """How an option stands."""

    CONSIDERED = "considered"
    FAVOURED = "favoured"
    CHOSEN = "chosen"
    EXCLUDED = "excluded"


class OptionAppraised(Body):
    """An option and how it stands; `about` is what it is an option for.

    Several options can be under study at once, so one does not deny another. That the favoured or
    chosen one changes without a decision is found by a rule over them all.

    Attributes:
        option: the option, always in the same words.
        standing: considered, favoured, chosen or excluded.
        reason: why, above all why it is excluded.
        part_of: the option of which it is a part or a consequence; empty where it is none.
    """

    kind: ClassVar[str] = "option_appraised"
    stated_property: ClassVar[str] = "option"
    exclusive: ClassVar[bool] = False

    option: str
    standing: OptionStanding
    reason: str = ""
    part_of: str = ""

    def value(self) -> Value:
        """The option, its standing and the reason."""
        reason = f" ({self.reason})" if self.reason else ""
        return Value(f"{self.option}: {self.standing}{reason}", gist=self.option)

    def state(self) -> str:
        """How it stands."""
        return self.standing.value


KINDS: tuple[type[Body], ...] = (OptionAppraised, *EXCLUSIONS, *DONOR)
