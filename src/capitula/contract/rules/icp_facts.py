"""The facts that the test of an integrated care provider contract asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from capitula.contract.scope import ServiceKind
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate


class BodyKind(StrEnum):
    """Kinds of commissioner, as the test lists them, and any other."""

    NHS_ENGLAND = "nhs_england"
    CCG = "ccg"
    ICB = "icb"
    LOCAL_AUTHORITY = "local_authority"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Commissioner:
    """A body on the commissioner side.

    Attributes:
        name: its name.
        kind: its kind; None where nobody stated it.
        mark: how the kind is known.
    """

    name: str
    kind: BodyKind | None
    mark: EvidenceMark = EvidenceMark.SOURCED


@dataclass(frozen=True, slots=True)
class IcpFacts:
    """What is known of a contract. None means not given, which is never read as no.

    Attributes:
        signed_on: when it was entered into; may be partial.
        commissioners: the commissioner side.
        provider_services: kinds of service that the other side provides.
        services: kinds of service that the contract covers.
        section_75_services: kinds covered through section 75 arrangements; they count.
        unsettled_services: kinds of which it is not said whether they are covered.
        apms: whether it is a primary medical contract under the APMS directions.
    """

    signed_on: PartialDate | None = None
    commissioners: tuple[Commissioner, ...] | None = None
    provider_services: frozenset[ServiceKind] | None = None
    services: frozenset[ServiceKind] | None = None
    section_75_services: frozenset[ServiceKind] = frozenset()
    unsettled_services: frozenset[ServiceKind] = frozenset()
    apms: bool | None = None
