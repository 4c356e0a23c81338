"""What a contract says on notice: periods, break points, options, triggers; and notices given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from capitula.contract.model import Contract
from capitula.contract.rules.notices import Notice, PeriodUnit, deemed, period_ends
from capitula.exit.offer_kinds import NoticeGiven
from capitula.ground.date_words import date_text
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class NoticeTerm:
    """A term of the contract on how it may end or go on.

    Attributes:
        what: which term.
        says: what it says; None where it is not stated, which is a question.
        where: clause or source.
        mark: how it is known.
    """

    what: str
    says: str | None
    where: str
    mark: EvidenceMark


@dataclass(frozen=True, slots=True)
class GivenNotice:
    """A notice on the record, and the days that follow from it.

    Attributes:
        claim: the entry.
        body: what it says.
        deemed_on: the day on which it is deemed received; None where that cannot be said.
        deemed_why: how that follows, or why it cannot be said.
        period_ends: the last day of its period, the deemed day not counted; None if not known.
        fits: whether the day it is to take effect lies after the period; None if not known.
        mark: the weakest mark of what entered.
    """

    claim: Claim
    body: NoticeGiven
    deemed_on: date | None
    deemed_why: str
    period_ends: date | None
    fits: bool | None
    mark: EvidenceMark


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """The terms on notice, and the notices given, as known on the view's day."""

    terms: tuple[NoticeTerm, ...]
    given: tuple[GivenNotice, ...]


def notice_terms(view: View, contract: Contract) -> NoticeTerms:
    """Return what the contract says on notice, and every notice that the record holds."""
    given = tuple(
        _given(claim, claim.body, contract)
        for claim in view.standing
        if isinstance(claim.body, NoticeGiven)
    )
    return NoticeTerms(tuple(_terms(contract)), given)


def _terms(contract: Contract) -> Iterator[NoticeTerm]:
    schedule, length = contract.exit, contract.length
    months = schedule.notice_months if schedule else None
    says = None if months is None else f"{months} months"
    where, mark = _evidence(schedule)
    yield NoticeTerm("period of notice", says, where if says else "", mark)
    for trigger in schedule.triggers if schedule else ():
        yield NoticeTerm("may be ended early", trigger, where, mark)
    points = length.break_points if length else ()
    for point in points:
        parts = [f"on {date_text(point.day)}" if point.day else "", _after(point.after_years)]
        parts += [f"{point.notice_months} months' notice" if point.notice_months else ""]
        parts += [f"for {', '.join(point.for_whom)}" if point.for_whom else ""]
        says = "; ".join(filter(None, parts)) or None
        yield NoticeTerm(f"break point {point.id}", says, *_evidence(point))
    options = length.extensions if length else ()
    for option in options:
        parts = [f"at most {option.most_years} years" if option.most_years else ""]
        parts += [f"{option.times} time" + ("s" if option.times != 1 else "")]
        parts += [f"{option.notice_months} months' notice" if option.notice_months else ""]
        parts += [f"notice by {date_text(option.notice_by)}" if option.notice_by else ""]
        parts += [
            f"used on {date_text(option.exercised_on)}" if option.exercised_on else "not used"
        ]
        says = "; ".join(filter(None, parts))
        yield NoticeTerm(f"option to extend {option.id}", says, *_evidence(option))
    if not points:
        yield NoticeTerm("break points", None, "", EvidenceMark.DERIVED)
    if not options:
        yield NoticeTerm("options to extend", None, "", EvidenceMark.DERIVED)


def _after(years: int | None) -> str:
    return f"{years} years after the start" if years else ""


def _evidence(part: object) -> tuple[str, EvidenceMark]:
    clause, source = getattr(part, "clause", None), getattr(part, "source", None)
    return clause or source or "", getattr(part, "mark", EvidenceMark.DERIVED)


def _given(claim: Claim, body: NoticeGiven, contract: Contract) -> GivenNotice:
    day, why, mark = _deemed(body, contract)
    months = body.months
    if months is None and contract.exit:
        months = contract.exit.notice_months
    ends = None
    if day and months and contract.calendar:
        calendar = contract.calendar.operational()
        ends = period_ends(day, months, PeriodUnit.MONTHS, calendar)
    fits = (
        None if ends is None or body.takes_effect is None else _after_day(body.takes_effect, ends)
    )
    return GivenNotice(claim, body, day, why, ends, fits, mark)


def _after_day(when: PartialDate, day: date) -> bool | None:
    if when.earliest and when.earliest >= day:
        return True
    return False if when.latest and when.latest < day else None


def _deemed(body: NoticeGiven, contract: Contract) -> tuple[date | None, str, EvidenceMark]:
    served = body.served
    if served is None or body.method is None or served.earliest != served.latest:
        day = body.given.earliest if body.given.earliest == body.given.latest else None
        return day, "as stated; how and when it was served is not stated", body.mark
    if served.earliest is None or contract.calendar is None:
        return None, "no calendar of operational days in the contract file", body.mark
    notice = Notice(body.sort, body.by, body.to, body.method, served.earliest)
    try:
        answer = deemed(notice, contract.calendar.operational())
    except ValueFault as fault:
        return None, f"{fault.found}; expected {fault.expected}", body.mark
    found = answer.figures["deemed_on"]
    return found if isinstance(found, date) else None, answer.words, answer.mark
