"""A share that was stated of a donor, beside what published figures would make it.

"About 40 per cent of what the trust runs" names no measure. Read as income, it needs a top (what
leaves) and a bottom (what the trust earns); each reading shows both, with its assumption. Measures
for which no figure is held become questions. Per cents of different wholes are never multiplied or
added: a share of the contract enters only as the pounds that it comes to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from capitula.appraisal.share import percent_of, stated_shares
from capitula.contract.model import Contract
from capitula.contract.value import Basis
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds, pounds_text
from capitula.ground.rounding import floor_share
from capitula.money.budget.found import Found
from capitula.record.view import View

UNHELD = (
    ("services", "Which of the trust’s services would leave, of how many?"),
    ("activity", "Which activity would leave, in which unit, of how much?"),
    ("staff", "How many of the trust’s people would leave, of how many?"),
)
"""Measures other than income, each with the question that it becomes."""


class DonorShareTerms(BaseModel):
    """How a stated share of a donor is to be read as income.

    Attributes:
        donor: the donor, by identifier.
        whole: rows of the budget, those beside the contract too, that stand for what it earns.
        contract_share: the contract's term that states the donor's share of the contract.
        mark: how the reading is known.
        why: what is assumed by it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    donor: str
    whole: tuple[str, ...] = Field(min_length=1)
    contract_share: str = ""
    mark: EvidenceMark
    why: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the share as income.

    Attributes:
        title: what leaves, by this reading.
        top_pence: what leaves in a year.
        bottom_pence: what the donor earns in a year.
        assumption: what has to be true for it.
        mark: the weakest mark.
    """

    title: str
    top_pence: Pence
    bottom_pence: Pence
    assumption: str
    mark: EvidenceMark

    @property
    def percent(self) -> Decimal:
        """The share in per cent, rounded half up to a tenth."""
        return percent_of(self.top_pence, self.bottom_pence)


@dataclass(frozen=True, slots=True)
class DonorShareRange:
    """A stated share and what figures would make it.

    Attributes:
        donor: the donor's name.
        stated: what was said, each with its source.
        percent: the stated per cent; None where only words were.
        whole_pence: the bottom of every reading.
        whole_words: what it is made of.
        readings: by size.
        would_leave_pence: what the stated per cent of the bottom comes to.
        questions: measures and figures that are not held.
    """

    donor: str
    stated: tuple[str, ...]
    percent: Decimal | None
    whole_pence: Pence
    whole_words: str
    readings: tuple[Reading, ...]
    would_leave_pence: Pence | None
    questions: tuple[str, ...]

    def sentences(self) -> list[str]:
        """Return the range and what it rests on."""
        said = [f"Stated: {each}" for each in self.stated]
        if self.readings:
            low, high = self.readings[0], self.readings[-1]
            said.append(
                f"Read as income, published figures make it {low.percent} to {high.percent} per "
                f"cent; what the trust earns is put at {pounds_text(self.whole_pence)} a year "
                f"({self.whole_words}). None of that is the trust’s own account."
            )
        if self.percent is not None and self.would_leave_pence is not None:
            said.append(
                f"To be {self.percent} per cent of that, {pounds_text(self.would_leave_pence)} a "
                "year would have to leave."
            )
        return said

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "donor": self.donor,
            "stated": list(self.stated),
            "stated_percent": self.percent,
            "whole_pence": self.whole_pence,
            "whole": self.whole_words,
            "readings": [
                {
                    "title": each.title,
                    "top_pence": each.top_pence,
                    "bottom_pence": each.bottom_pence,
                    "percent": each.percent,
                    "assumption": each.assumption,
                    "mark": str(each.mark),
                }
                for each in self.readings
            ],
            "would_leave_pence": self.would_leave_pence,
            "questions": list(self.questions),
        }


def donor_share_range(
    terms: DonorShareTerms, contract: Contract, found: Found, view: View
) -> DonorShareRange:
    """Return the stated share of a donor with its readings.

    Raises:
        InputFaults: a party there is not.
    """
    _check(terms, contract)
    name = next(party.name for party in contract.parties if party.id == terms.donor)
    shares = [
        each
        for each in stated_shares(view)
        if name in (each.body.whole_name, each.claim.envelope.about) or name in each.body.whole_name
    ]
    percents = [each.body.percent for each in shares if each.body.percent is not None]
    percent = percents[-1] if percents else None
    rows = {line.key: line for line in (*found.lines, *found.beside)}
    held = [rows[key] for key in terms.whole if key in rows and rows[key].amount_pence is not None]
    whole = sum(line.amount_pence or 0 for line in held)
    words = ", ".join(f"{line.title} {pounds_text(line.amount_pence or 0)}" for line in held)
    readings = _readings(terms, contract, found, whole) if whole else []
    top, bottom = (percent or Decimal(0)).as_integer_ratio()
    return DonorShareRange(
        donor=name,
        stated=tuple(
            f"{each.claim.value.text} [{each.claim.envelope.source or each.claim.envelope.speaker}]"
            for each in shares
        ),
        percent=percent,
        whole_pence=whole,
        whole_words=words,
        readings=tuple(sorted(readings, key=lambda each: (each.percent, each.title))),
        would_leave_pence=floor_share(whole, top, bottom * 100) if percent and whole else None,
        questions=(
            f"Income: what does {name} earn in a year, from whom and for what? No figure is held.",
            *(f"{measure.capitalize()}: {question}" for measure, question in UNHELD),
            *(f"The row {key!r} is not in the budget of that day." for key in _gone(terms, found)),
        ),
    )


def _readings(
    terms: DonorShareTerms, contract: Contract, found: Found, whole: Pence
) -> list[Reading]:
    lines = {line.key: line for line in found.lines}
    run = [line for line in contract.scope if line.provided_by == terms.donor and line.id in lines]
    open_ = [line for line in contract.scope if not line.provided_by and line.id in lines]
    made: list[Reading] = []
    named = [(line, lines[line.id]) for line in run if lines[line.id].amount_pence is not None]
    top = sum(row.amount_pence or 0 for _, row in named)
    if named:
        title = ", ".join(line.name for line, _ in named)
        marks = [mark for line, row in named for mark in (line.mark, row.mark)]
        made.append(Reading(title, top, whole, terms.why, weakest([terms.mark, *marks])))
    more = [(line, lines[line.id]) for line in open_ if lines[line.id].amount_pence is not None]
    if named and more:
        extra = sum(row.amount_pence or 0 for _, row in more)
        title = ", ".join(line.name for line, _ in (*named, *more))
        why = f"{terms.why} Lines whose provider is not stated are the donor’s too, at most."
        made.append(Reading(title, top + extra, whole + extra, why, EvidenceMark.ASSUMED))
    made += _by_contract_share(terms, contract, whole)
    return made


def _by_contract_share(terms: DonorShareTerms, contract: Contract, whole: Pence) -> list[Reading]:
    share = next((term for term in contract.terms if term.id == terms.contract_share), None)
    annual: Sequence[Decimal] = [
        value.amount
        for value in contract.values
        if value.basis is Basis.ANNUAL and value.amount is not None
    ]
    if share is None or share.value is None or not annual:
        return []
    top, bottom = Decimal(share.value).as_integer_ratio()
    pounds = annual[0]
    return [
        Reading(
            f"{share.value} per cent of the contract’s £{pounds:,} a year [{share.source}]",
            floor_share(from_pounds(pounds), top, bottom * 100),
            whole,
            f"{terms.why} The {share.value} per cent is of the contract’s money; its measure is "
            "not stated, nor is the price year of the contract’s amount.",
            EvidenceMark.ASSUMED,
        )
    ]


def _check(terms: DonorShareTerms, contract: Contract) -> None:
    parties = [party.id for party in contract.parties]
    if terms.donor not in parties:
        remedy = near_miss(terms.donor, parties) or "use one of these"
        place = Place("donor_share", field=terms.donor)
        found = f"the party {terms.donor!r}"
        raise InputFaults([Fault(place, found, ", ".join(parties), remedy)])


def _gone(terms: DonorShareTerms, found: Found) -> list[str]:
    """Return rows that the budget of the day has not: not known yet, or misspelt."""
    rows = [line.key for line in (*found.lines, *found.beside)]
    return [key for key in terms.whole if key not in rows]
