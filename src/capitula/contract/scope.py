"""Scope: service lines, each in, part, out or not mentioned, which is not the same as out."""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.cited import Cited
from capitula.contract.numbers import People, Percent, Pounds, PriceYear


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


class RingFence(StrEnum):
    """Money that may be spent on its own purpose only; nothing is netted across two of these."""

    PUBLIC_HEALTH_GRANT = "public_health_grant"
    BETTER_CARE_FUND = "better_care_fund"
    DISABLED_FACILITIES_GRANT = "disabled_facilities_grant"
    CARE_CHARGES = "care_charges"
    SECTION_75_POOL = "section_75_pool"
    OTHER = "other"


class Price(StrEnum):
    """How firm a line's value is. No service starts with an open one unless a person overrides."""

    AGREED = "agreed"
    PROVISIONAL = "provisional"
    OPEN = "open"


class ScopeLine(Cited):
    """A service line. The same line may stand again with other dates that do not overlap.

    Attributes:
        id: its identifier, used by budget lines and by the record.
        name: what people call it.
        service: the kind of service.
        standing: in, part, out or not mentioned.
        denominator: registered or resident: which of the two counts pays for the line.
        registered_people: the registered people behind it; kept whichever count pays.
        resident_people: the residents behind it; kept whichever count pays.
        provided_by: the party that runs it before the contract, by identifier; None if not stated.
        payer: the party that pays for it, by identifier.
        annual_value: a year's money for the line, in pounds.
        price_year: the year in whose prices it stands, such as 2026/27.
        price: how firm the value is.
        ring_fence: the purpose its money is tied to; None if it is free.
        share_percent: the share of the annual value that is in the contract; a line that is partly
            in has no budget without it.
    """

    id: str
    name: str
    service: ServiceKind
    standing: Standing
    denominator: Denominator = Denominator.REGISTERED
    registered_people: People | None = None
    resident_people: People | None = None
    provided_by: str | None = None
    payer: str | None = None
    annual_value: Pounds | None = None
    price_year: PriceYear | None = None
    price: Price | None = None
    ring_fence: RingFence | None = None
    share_percent: Percent | None = None
