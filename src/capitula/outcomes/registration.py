"""Whether terms were fixed before the figures could be seen: worked out from two dates."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from capitula.ground.partial_date import PartialDate


class Registration(StrEnum):
    """Whether terms were registered before the data they are judged by could be seen."""

    BEFORE = "registered before its data could be seen"
    AFTER = "registered after its data were seen"
    UNCLEAR = "not known whether it was registered before its data could be seen"


def registration_of(registered_on: date, data_known: PartialDate) -> Registration:
    """Say whether terms of one day were fixed before or after their data were public.

    Only a date wholly before or after settles it; where the data's date is partial and the
    registration falls inside it, it is not known.
    """
    if data_known.latest is not None and data_known.latest <= registered_on:
        return Registration.AFTER
    if data_known.earliest is not None and registered_on < data_known.earliest:
        return Registration.BEFORE
    return Registration.UNCLEAR
