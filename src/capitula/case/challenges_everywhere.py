"""One challenge, many contracts: which of the cases that ship rest on the form it attacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capitula.case.folder import shipped_cases
from capitula.case.opening import open_case
from capitula.exit.challenges import Challenge, RestsOn, challenges, rests_on


@dataclass(frozen=True, slots=True)
class Resting:
    """A contract and a challenge.

    Attributes:
        challenge: the challenge.
        told_in: the case whose record tells of it.
        case: the contract's case.
        forms: by which words it rests on the form; empty where it does not.
    """

    challenge: Challenge
    told_in: str
    case: str
    forms: tuple[RestsOn, ...]


def challenges_everywhere(known_on: date) -> tuple[Resting, ...]:
    """Return every challenge known on the day against every case that ships."""
    cases = [open_case(name) for name in shipped_cases()]
    views = [(case, case.as_known(known_on)) for case in cases]
    return tuple(
        Resting(
            challenge, teller.name, case.name, rests_on(view, case.contract_at(view), challenge)
        )
        for teller, told in views
        for challenge in challenges(told)
        for case, view in views
    )
