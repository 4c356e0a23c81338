"""A change to a contract and the changes before it: the facts of the modification gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from capitula.ground.faults import ValueFault
from capitula.ground.pence import Pence


class Route(StrEnum):
    """How a provider was, or is to be, selected."""

    DIRECT_AWARD_A = "direct_award_a"
    DIRECT_AWARD_B = "direct_award_b"
    DIRECT_AWARD_C = "direct_award_c"
    MOST_SUITABLE_PROVIDER = "most_suitable_provider"
    COMPETITIVE = "competitive"
    OTHER = "other"
    """Another route, such as a procurement before 2024."""


class ExternalCause(StrEnum):
    """A factor beyond the control of authority and provider."""

    VOLUME = "volume"
    PRICES = "prices"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change already made: its day and by how much it changed the lifetime value, with sign.

    `amount_pence` is None where nobody stated it; then no sum can be computed.
    """

    on: date
    amount_pence: Pence | None
    what: str = ""


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """The change that is asked about. None means not given.

    Attributes:
        on: the day on which it is to take effect.
        amount_pence: by how much it changes the lifetime value, with sign.
        what: in words.
        materially_different: whether it makes the contract materially different in character.
        provided_for: whether the documents clearly and unambiguously provide for it.
        succession_only: whether it is solely a change of the provider's identity by succession.
        criteria_met: whether that provider meets the basic selection criteria.
        external_cause: the factor beyond control to which it responds, or that there is none.
        formula_in_documents: for prices, whether the documents already hold the formula.
        authority_decision: whether it is attributable to a decision of the authority.
    """

    on: date | None = None
    amount_pence: Pence | None = None
    what: str = ""
    materially_different: bool | None = None
    provided_for: bool | None = None
    succession_only: bool | None = None
    criteria_met: bool | None = None
    external_cause: ExternalCause | None = None
    formula_in_documents: bool | None = None
    authority_decision: bool | None = None


@dataclass(frozen=True, slots=True)
class ParagraphThree:
    """What a named person found on reading regulation 13(3): whether it prevents the change."""

    read_by: str
    read_on: date
    prevents: bool


@dataclass(frozen=True, slots=True)
class ModificationFacts:
    """A contract, its changes so far, and the change that is asked about.

    Attributes:
        relevant_health_care: whether these are relevant health care services.
        signed_on: when the contract was entered into.
        award_route: how it was awarded.
        original_value_pence: its lifetime value when it was entered into.
        changes_so_far: every change since then; an empty tuple says none, None says not known.
        change: the change asked about.
        paragraph_3: a person's reading of regulation 13(3), if there is one.
    """

    change: ProposedChange
    relevant_health_care: bool | None = None
    signed_on: date | None = None
    award_route: Route | None = None
    original_value_pence: Pence | None = None
    changes_so_far: tuple[PastChange, ...] | None = None
    paragraph_3: ParagraphThree | None = None

    def __post_init__(self) -> None:
        """Refuse facts that contradict each other.

        Raises:
            ValueFault: a past change before the signature or after the change asked about, or an
                original value that is not above nought.
        """
        if self.original_value_pence is not None and self.original_value_pence <= 0:
            raise ValueFault(
                f"{self.original_value_pence} pence", "an original value above nought", "correct it"
            )
        for past in self.changes_so_far or ():
            if self.signed_on and past.on < self.signed_on:
                raise ValueFault(
                    f"a change on {past.on}", f"one since {self.signed_on}", "correct the day"
                )
            if self.change.on and past.on > self.change.on:
                raise ValueFault(
                    f"a change on {past.on}",
                    f"one made by {self.change.on}, the day of the change asked about",
                    "leave later changes out",
                )
