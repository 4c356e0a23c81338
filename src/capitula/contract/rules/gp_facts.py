"""States of a practice's contract, and the facts by which it moves from one to the next.

Facts about patients are counts: no person is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from capitula.ground.faults import ValueFault


class GpState(StrEnum):
    """Where the practice's own contract stands."""

    ACTIVE = "active"
    NOTICE_GIVEN = "notice_given"
    PATIENTS_NOTIFIED = "patients_notified"
    SUSPENDED = "suspended"
    REACTIVATION_NOTICE = "reactivation_notice"
    REACTIVATED = "reactivated"
    TERMINATED = "terminated"


class GpContract(StrEnum):
    """Under what the practice works."""

    GMS = "gms"
    PMS = "pms"
    APMS = "apms"


@dataclass(frozen=True, slots=True)
class GpFacts:
    """What is known of a practice. None means not given; a day given counts from that day.

    Attributes:
        contract: GMS, PMS or APMS.
        notice_on: when written notice reached the Board.
        start_told: the intended first day of work, as told to the Board.
        registered: people on the practice's list.
        written_to: of these, how many the Board has written to, about the change and the move.
        letters_done_on: when the last letter had gone.
        agreed_on: when the Board recorded its agreement.
        suspended_on: when suspension took effect.
        return_notice_on: when notice of reactivation was given.
        return_notified: the last day of work stated in that notice.
        return_approved: a later last day approved by the Board.
        work_stops_on: the last day of work under the provider's contract.
        eligible: whether regulations 5 and 6 are met on the day.
        conduct_clear: whether the Board is satisfied that no ground to terminate arose.
        anniversary_letters: whether the letters for the second anniversary have gone.
        reactivated_before: how often the contract was reactivated before.
        partners_agree: whether all partners agree to return.
        notice_months: the months of notice to leave that the contract itself states.
        ended_on: when the practice's contract ended by law or agreement.
    """

    contract: GpContract | None = None
    notice_on: date | None = None
    start_told: date | None = None
    registered: int | None = None
    written_to: int | None = None
    letters_done_on: date | None = None
    agreed_on: date | None = None
    suspended_on: date | None = None
    return_notice_on: date | None = None
    return_notified: date | None = None
    return_approved: date | None = None
    work_stops_on: date | None = None
    eligible: bool | None = None
    conduct_clear: bool | None = None
    anniversary_letters: bool | None = None
    reactivated_before: int | None = None
    partners_agree: bool | None = None
    notice_months: int | None = None
    ended_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse counts that cannot be.

        Raises:
            ValueFault: more letters than patients, or a count below nought.
        """
        counts = (self.registered, self.written_to, self.reactivated_before, self.notice_months)
        if any(count is not None and count < 0 for count in counts):
            raise ValueFault("a count below nought", "nought or more", "correct it")
        if self.registered is not None and (self.written_to or 0) > self.registered:
            raise ValueFault(
                f"{self.written_to} people written to, of {self.registered} registered",
                "at most as many as are registered",
                "count each registered patient once",
            )
