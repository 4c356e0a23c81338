"""A rule as data: what it says, its source, how it is known, from when to when it holds.

The rules stand in `contract/rulesets/*.yaml`; code reads them and holds no legal number itself.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence, from_pounds
from capitula.ground.whole_day import WholeDay, read_whole_day


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Parameter(_Data):
    """One value of a rule, with its unit and its own mark.

    Attributes:
        value: as text, or a list of texts; None where no source gives it.
        unit: what it is measured in.
        mark: how it is known; an answer it enters is at most as well known.
        source: key of the source in `sources.yaml`.
        note: what a reader should know about it.
    """

    value: str | tuple[str, ...] | None = None
    unit: str
    mark: EvidenceMark
    source: str | None = None
    note: str = ""

    @property
    def text(self) -> str:
        """The value as one text.

        Raises:
            ValueFault: none is given, or it is a list.
        """
        if not isinstance(self.value, str):
            raise ValueFault(f"{self.value!r}", "one value", "state it in the ruleset")
        return self.value

    @property
    def words(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        if self.value is None:
            return ()
        return (self.value,) if isinstance(self.value, str) else self.value

    @property
    def day(self) -> date:
        """The value as a day."""
        return read_whole_day(self.text)

    @property
    def whole(self) -> int:
        """The value as a whole number."""
        return int(self.text)

    @property
    def pence(self) -> Pence:
        """The value, given in pounds, as pence."""
        return from_pounds(self.text)


class Rule(_Data):
    """One rule.

    Attributes:
        id: its identifier, ruleset first: `modification_2024.documents`.
        title: its name for reading.
        says: what it says, in our words.
        source: keys of its sources in `sources.yaml`.
        mark: how the rule itself is known.
        valid_from: first day on which it holds; None where nothing bounds it.
        valid_to: last such day.
        parameters: its values by name.
    """

    id: str
    title: str
    says: str
    source: tuple[str, ...] = ()
    mark: EvidenceMark
    valid_from: WholeDay | None = None
    valid_to: WholeDay | None = None
    parameters: dict[str, Parameter] = {}

    @model_validator(mode="after")
    def _evidence(self) -> Rule:
        for what in (self, *self.parameters.values()):
            if what.mark is EvidenceMark.SOURCED and not (what.source or self.source):
                raise ValueFault(
                    f"{self.id} marked 'sourced' without a source", "a source", "add `source:`"
                )
        return self

    def __getitem__(self, name: str) -> Parameter:
        return self.parameters[name]

    def holds_on(self, day: date) -> bool:
        """Say whether the rule is in force on the day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def as_json(self) -> dict[str, object]:
        """Return the rule for machines, without its parameters."""
        return {
            "id": self.id,
            "title": self.title,
            "says": self.says,
            "source": list(self.source),
            "mark": str(self.mark),
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
        }
