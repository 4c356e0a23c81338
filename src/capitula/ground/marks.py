"""One set of evidence marks: how a value is known, weakest last."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class EvidenceMark(StrEnum):
    """How a value is known.

    sourced: a public source is cited. derived: computed here from sourced figures.
    local: a choice of this contract or of this product. assumed: a stated assumption.
    unverified: general knowledge or memory. A result carries the weakest mark of its inputs.
    """

    SOURCED = "sourced"
    DERIVED = "derived"
    LOCAL = "local"
    ASSUMED = "assumed"
    UNVERIFIED = "unverified"

    @property
    def caution(self) -> str:
        """What stands behind a figure that nothing shows: " (assumed)" or " (unverified)"."""
        return f" ({self})" if self in (EvidenceMark.ASSUMED, EvidenceMark.UNVERIFIED) else ""


_STRENGTH = {mark: rank for rank, mark in enumerate(EvidenceMark)}


def weakest(marks: Iterable[EvidenceMark]) -> EvidenceMark:
    """Return the weakest of the marks; with none at all the result is merely derived.

    >>> weakest([EvidenceMark.SOURCED, EvidenceMark.ASSUMED]).value
    'assumed'
    """
    return max([EvidenceMark.DERIVED, *marks], key=_STRENGTH.__getitem__)
