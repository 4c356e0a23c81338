"""The start of services, asked of a contract file."""

from __future__ import annotations

from datetime import date

from capitula.contract.model import Contract
from capitula.contract.rules.answer import Answer
from capitula.contract.rules.start import ConditionPrecedent, service_start
from capitula.ground.partial_date import Precision


def start_of(contract: Contract, on: date | None = None) -> Answer:
    """Return when the services of a contract begin, and what is missing for an answer.

    A contract that lists no condition precedent leaves open whether there are any. An expected
    start that is not a whole day is missing, not guessed.

    Args:
        contract: the contract.
        on: the day of the question.
    """
    listed = tuple(
        ConditionPrecedent(each.id, each.satisfied_on, each.longstop)
        for each in contract.conditions_precedent
    )
    stated = contract.start_rule.expected if contract.start_rule else None
    whole = stated is not None and stated.precision is Precision.DAY
    return service_start(stated.earliest if stated and whole else None, listed or None, on)
