"""The clock for a reply: from the day a letter came in, counted in operational days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from capitula.agreement.concern_kinds import LetterReceived
from capitula.agreement.rules import rule
from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.operational_days import OperationalCalendar
from capitula.ground.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Clock:
    """By when a letter is to be answered, and where that stands on a day.

    Attributes:
        starts: the day from which it runs; None where the letter's date is partial or missing.
        due: the last day for a reply; None where it cannot be worked out.
        days: the period in operational days; None where the letter itself names a day.
        mark: how the due day is known: no better than the period.
        answered: the first day that a reply which answers may be of; None while none is known.
        late_days: operational days beyond the due day, to the reply or to the day as known on;
            None where that cannot be counted, 0 where it is in time.
        why_not: why there is no due day; empty where there is one.
    """

    starts: date | None
    due: date | None
    days: int | None
    mark: EvidenceMark
    answered: date | None
    late_days: int | None
    why_not: str = ""

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.due is None:
            return f"no due day: {self.why_not}"
        late = f"{self.late_days} operational days late" if self.late_days else "in time"
        if self.answered is not None:
            return f"answered {date_text(self.answered)}, {late}"
        return f"no answer, due {date_text(self.due)}" + (
            f", {late}" if self.late_days else ", not yet late"
        )

    def as_json(self) -> dict[str, object]:
        """Return the clock for machines."""
        return {
            "starts": self.starts.isoformat() if self.starts else None,
            "due": self.due.isoformat() if self.due else None,
            "operational_days": self.days,
            "mark": str(self.mark),
            "answered": self.answered.isoformat() if self.answered else None,
            "late_operational_days": self.late_days,
            "why_no_due_day": self.why_not or None,
        }


def reply_clock(  # noqa: PLR0917  # a clock is made of as many days
    letter: LetterReceived,
    begun: PartialDate | None,
    calendar: OperationalCalendar | None,
    on: date,
    answered: date | None,
    within: int | None = None,
) -> Clock:
    """Return the clock of a letter on a day.

    Args:
        letter: the letter.
        begun: when it came in, or was written; None where neither is known.
        calendar: the contract's operational days; None where it froze none.
        on: the day as known on.
        answered: when a reply that answers was given; None while none was.
        within: the period in operational days; that of the rule unless given.
    """
    started = _whole(begun)
    asked = letter.reply_asked_by.latest if letter.reply_asked_by else None
    if calendar is None:
        why = "the contract has no calendar of operational days"
        return Clock(started, None, None, EvidenceMark.UNVERIFIED, answered, None, why)
    if asked is not None:
        return _running(calendar, on, answered, Clock(started, asked, None, _SOURCED, None, None))
    found = rule("reply_clock")["days"]
    days = found.whole if within is None else within
    mark = weakest((rule("reply_clock").mark, found.mark)) if within is None else _LOCAL
    if started is None:
        why = "neither the day it came in nor the day it was written is known to the day"
        return Clock(None, None, days, mark, answered, None, why)
    try:
        due = calendar.after(started, days)
    except ValueFault as fault:
        return Clock(started, None, days, mark, answered, None, str(fault))
    return _running(calendar, on, answered, Clock(started, due, days, mark, None, None))


_SOURCED, _LOCAL = EvidenceMark.SOURCED, EvidenceMark.LOCAL


def _running(calendar: OperationalCalendar, on: date, answered: date | None, clock: Clock) -> Clock:
    due = clock.due
    late: int | None = None
    if due is not None:
        try:
            late = max(0, calendar.count(due + timedelta(days=1), answered or on))
        except ValueFault:
            late = None
    return Clock(clock.starts, due, clock.days, clock.mark, answered, late)


def _whole(stated: PartialDate | None) -> date | None:
    if stated is None or stated.earliest is None or stated.earliest != stated.latest:
        return None
    return stated.earliest
