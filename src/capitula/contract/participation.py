"""GP participation: by practice and date, in which form."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import field_validator

from capitula.contract.cited import Cited
from capitula.contract.numbers import People
from capitula.ground.faults import ValueFault

_PRACTICE = re.compile(r"[A-Z]\d{5}", re.ASCII)


class Mode(StrEnum):
    """The form in which a practice takes part."""

    NONE = "none"
    VIRTUAL = "virtual"
    PARTIAL = "partial"
    FULL = "full"

    @property
    def words(self) -> str:
        """The form for reading."""
        return {
            "none": "not taking part",
            "virtual": "taking part virtually: its contract unchanged, an alliance above it",
            "partial": "taking part in part: its contract kept, an integration agreement beside it",
            "full": "taking part in full: its contract suspended, its list with the holder",
        }[self]


class GpParticipation(Cited):
    """One practice for one time; from when and to when stand in `in_force_from` and `_to`.

    Attributes:
        practice: its ODS code.
        name: its name.
        mode: the form.
        list_size: registered people on the day it joined.
    """

    practice: str
    name: str = ""
    mode: Mode
    list_size: People | None = None

    @field_validator("practice")
    @classmethod
    def _code(cls, practice: str) -> str:
        if not _PRACTICE.fullmatch(practice):
            raise ValueFault(
                repr(practice),
                "a practice's ODS code: a letter and five digits, such as M87003",
                "look the code up in the organisation files",
            )
        return practice
