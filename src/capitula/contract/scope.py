"""Scope: service lines, each in, part, out or not mentioned, which is not the same as out."""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.cited import Cited


class Standing(StrEnum):
    """Whether a service line belongs to the contract."""

    IN = "in"
    PART = "part"
    OUT = "out"
    NOT_MENTIONED = "not_mentioned"


class ServiceKind(StrEnum):
    """Kinds of service, as the statutory test of an ICP contract lists them, and the rest apart."""

    PRIMARY_MEDICAL = "primary_medical"
    SECONDARY_CARE = "secondary_care"
    COMMUNITY = "community"
    MENTAL_HEALTH = "mental_health"
    PUBLIC_HEALTH = "public_health"
    ADULT_SOCIAL_CARE = "adult_social_care"
    PRESCRIBING = "prescribing"
    COMMISSIONING = "commissioning"
    OTHER = "other"


class Denominator(StrEnum):
    """Whom a line is for: NHS lines count registered people, council lines residents."""

    REGISTERED = "registered"
    RESIDENT = "resident"


class ScopeLine(Cited):
    """A service line.

    Attributes:
        id: its identifier, used by budget lines and by the record.
        name: what people call it.
        service: the kind of service.
        standing: in, part, out or not mentioned.
        denominator: registered or resident.
        provided_by: the party that runs it before the contract, by identifier; None if not stated.
    """

    id: str
    name: str
    service: ServiceKind
    standing: Standing
    denominator: Denominator = Denominator.REGISTERED
    provided_by: str | None = None
