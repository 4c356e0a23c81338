"""GP sign-up: each measure with its exact question and denominator; practices, GPs and patients.

No measure is added to another, and there is no score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from capitula.agreement.kinds import SignUpMeasured
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.telling import since, told
from capitula.record.claim import Claim
from capitula.record.values import Bound
from capitula.record.view import View

_NUMBER = re.compile(r"[0-9][0-9,]*")
_TENTH = Decimal("0.1")


class Counted(StrEnum):
    """What a measure of sign-up counts."""

    PRACTICES = "practices"
    GPS = "GPs"
    PATIENTS = "patients"
    OTHERS = "others"


_WORDS = (
    (Counted.PATIENTS, ("patient", "registered people", "registered person")),
    (Counted.PRACTICES, ("practices", "practice")),
    (Counted.GPS, ("gps", "general practitioner", "gp")),
)


def counted_in(of_whom: str) -> Counted:
    """Return what is counted, from the words for it; others where they name none of the three."""
    words = of_whom.casefold()
    return next((c for c, names in _WORDS if any(name in words for name in names)), Counted.OTHERS)


@dataclass(frozen=True, slots=True)
class SignUp:
    """One measure.

    Attributes:
        claim: the entry.
        body: question, who, number, denominator.
        counted: practices, GPs, patients, or others.
        number: the number; None where nobody counted.
        denominator: of how many; None where nobody says.
        percent: the share; as stated, or number by denominator; None where neither is known.
        percent_is_stated: whether the share was stated, so that its denominator is open.
    """

    claim: Claim
    body: SignUpMeasured
    counted: Counted
    number: int | None
    denominator: int | None
    percent: Decimal | None
    percent_is_stated: bool

    def as_json(self) -> dict[str, object]:
        """Return the measure for machines; the percentage unrounded."""
        return {
            "counted": str(self.counted),
            "asked": self.body.asked,
            "of_whom": self.body.of_whom,
            "number": self.body.number,
            "bound": str(self.body.bound),
            "of_how_many": self.body.of_how_many or None,
            "percent": None if self.percent is None else str(self.percent),
            "percent_is_stated": self.percent_is_stated,
            "from": since(self.claim),
            "about": self.claim.envelope.about,
            **told(self.claim),
        }


def sign_up(view: View) -> tuple[SignUp, ...]:
    """Return every measure of sign-up that stands in a view, in order of becoming known.

    Who put a name to a letter is counted with the letter, not here.
    """
    claims = [c for c in view.standing if isinstance(c.body, SignUpMeasured)]
    claims.sort(key=lambda c: (c.envelope.known.last, c.envelope.sequence))
    return tuple(_measure(c, c.body) for c in claims if _is_sign_up(c.body))


def _is_sign_up(body: object) -> bool:
    return isinstance(body, SignUpMeasured) and counted_in(body.of_whom) is not Counted.OTHERS


def _measure(claim: Claim, body: object) -> SignUp:
    if not isinstance(body, SignUpMeasured):
        raise TypeError(f"{claim.entry} is no measure of sign-up")
    stated = "per cent" in body.of_whom
    number = _whole(body.number)
    of = None if stated else _whole(body.of_how_many)
    percent: Decimal | None = None
    if stated and number is not None:
        percent = Decimal(number)
    elif number is not None and of:
        percent = Decimal(100 * number) / Decimal(of)
    return SignUp(
        claim, body, counted_in(body.of_whom), number, of, percent, stated and percent is not None
    )


def _whole(words: str) -> int | None:
    found = _NUMBER.match(words.strip())
    return int(found.group().replace(",", "")) if found else None


def sign_up_sheets(found: tuple[SignUp, ...]) -> tuple[Sheet, ...]:
    """Return a sheet for each of practices, GPs and patients; one of which nothing is known too."""
    return tuple(
        _sheet(counted, tuple(m for m in found if m.counted is counted))
        for counted in (Counted.PRACTICES, Counted.GPS, Counted.PATIENTS)
    )


def _sheet(counted: Counted, found: tuple[SignUp, ...]) -> Sheet:
    return Sheet(
        f"Sign-up by {counted}",
        ("Question asked", "Number", "Of how many", "Share", "When", "Said by", "Known by"),
        tuple(
            Row(
                (
                    m.body.asked,
                    _number(m),
                    m.body.of_how_many or "not stated",
                    _share(m),
                    since(m.claim),
                    m.claim.envelope.speaker,
                    m.claim.envelope.known.last.isoformat(),
                ),
                m.claim.entry,
            )
            for m in found
        ),
        ("Each line answers its own question. Lines are never added or averaged.",)
        if len(found) > 1
        else (),
        tuple(_questions(counted, found)),
        f"No count by {counted} was known by that day.",
    )


def _number(m: SignUp) -> str:
    bound = "" if m.body.bound is Bound.EXACT else f"{m.body.bound} "
    return f"{bound}{m.body.number}" + ("%" if m.percent_is_stated else "")


def _share(m: SignUp) -> str:
    if m.percent is None:
        return "not computable"
    if m.percent_is_stated:
        return f"{m.percent}%, as stated"
    return f"{m.percent.quantize(_TENTH, ROUND_HALF_UP)}%"


def _questions(counted: Counted, found: tuple[SignUp, ...]) -> Iterator[str]:
    if not found:
        yield f"How many {counted} agreed, to what, of how many, and on which day?"
    for m in found:
        if m.number is None:
            yield f"{m.claim.envelope.about}: how many, of how many?"
        elif not m.body.of_how_many:
            yield f"{_number(m)} of {m.counted}, {m.body.asked}: of how many, and on which day?"
