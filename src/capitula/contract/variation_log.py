"""The log of variations that a contract, as it now stands, already holds."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from capitula.ground.partial_date import PartialDate


class LoggedVariation(BaseModel):
    """One variation that was worked in.

    Attributes:
        number: its number.
        effective: from when it holds.
        reason: why it was made.
        route: by which rule it was permitted.
        entry: the entry of the record that made it; None where the file alone tells of it.
        edits: what it changed, each as a path.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    effective: PartialDate | None = None
    reason: str = ""
    route: str = ""
    entry: str | None = None
    edits: tuple[str, ...] = ()
