"""Parties and others with a part in a contract."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import field_validator

from capitula.contract.cited import Cited
from capitula.ground.faults import ValueFault

_ODS = re.compile(r"[A-Z0-9]{3,6}")


class Role(StrEnum):
    """The part a body has. A donor is a provider that loses services to the contract."""

    COMMISSIONER = "commissioner"
    HOLDER = "holder"
    PREFERRED_PROVIDER = "preferred_provider"
    DONOR = "donor"
    COUNCIL = "council"
    PRACTICES = "practices"
    SUBCONTRACTOR = "subcontractor"
    REGULATOR = "regulator"
    REPRESENTATIVE = "representative"


class Party(Cited):
    """A body with a part in the contract.

    Attributes:
        id: its permanent identifier in this case, used by the record's `speaks_for`.
        name: its name in the period.
        code: its ODS code, None where none is known.
        roles: the parts it has; a body may have several.
        printed_names: other forms of its name found in sources.
    """

    id: str
    name: str
    code: str | None = None
    roles: tuple[Role, ...]
    printed_names: tuple[str, ...] = ()

    @field_validator("code")
    @classmethod
    def _ods_code(cls, code: str | None) -> str | None:
        if code is not None and not _ODS.fullmatch(code):
            raise ValueFault(
                repr(code),
                "an ODS organisation code: 3 to 6 capital letters and digits, such as RYK or 05C",
                "look the code up in the organisation files",
            )
        return code
