"""Sources: what was published, by whom, when, and within which days it can have become known."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.ground.faults import Fault, InputFaults, ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.ground.reading import read_model
from capitula.ground.whole_day import WholeDay
from capitula.ground.yaml_source import read_yaml


class Source(BaseModel):
    """One published source.

    Attributes:
        publisher: who published it.
        title: its title or a description in our words.
        published: the date of publication as far as it is known.
        not_before: the first day on which it can have been known; None where nothing bounds it.
        not_after: the last such day; None for an undated page, which is then never used before
            the day on which it was recorded.
        dated_how: on what the dates rest.
        address: where it can be read.
        licence: terms of use. Facts are cited; no text is reproduced.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    publisher: str
    title: str
    published: PartialDate
    not_before: WholeDay | None = None
    not_after: WholeDay | None = None
    dated_how: str = ""
    address: str = ""
    licence: str = "All rights with the publisher; facts cited, no text reproduced"

    @model_validator(mode="after")
    def _in_order(self) -> Source:
        if self.not_before and self.not_after and self.not_before > self.not_after:
            raise ValueFault(
                f"not_before {self.not_before} later than not_after {self.not_after}",
                "the earlier day first",
                "swap or correct the two dates",
            )
        return self


_NOT_BY_IDENTIFIER = (
    "no identifiers",
    "each source under its identifier",
    "write `R1:` and set the lines of the source in below it",
)


def read_sources(path: Path, name: str | None = None) -> dict[str, Source]:
    """Read a case's `sources.yaml`: a mapping of identifiers to sources.

    Raises:
        InputFaults: every fault in the file.
    """
    located = read_yaml(path, name=name)
    sources: dict[str, Source] = {}
    data: object = {} if located.data is None else located.data
    if not isinstance(data, dict):
        raise InputFaults([*located.faults, Fault(located.place(()), *_NOT_BY_IDENTIFIER)])
    listed = cast("dict[str, Any]", data)
    for identifier, data in listed.items():
        source = read_model(Source, data, located, (identifier,))
        if source:
            sources[identifier] = source
    if located.faults:
        raise InputFaults(located.faults)
    return sources
