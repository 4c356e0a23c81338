"""A price that was bid, against what was sought soon after: how long a holder can carry the gap.

Where the basis of the sum sought is not stated, every reading is shown and none is chosen. What a
holder's members would have put in, where nobody gave a guarantee, is a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from capitula.contract.numbers import Percent, Pounds
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds, pounds_text
from capitula.ground.rounding import floor_share


class Stated(BaseModel):
    """A value with its evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mark: EvidenceMark
    source: str = ""
    note: str = ""


class StatedPounds(Stated):
    """Pounds; None where they are said to exist only."""

    pounds: Pounds | None = None


class StatedPercent(Stated):
    """A per cent."""

    percent: Percent


class StatedYears(Stated):
    """Whole years."""

    years: Annotated[int, Field(ge=1, le=60)]


class StatedMonth(Stated):
    """A month of the contract; 1 is the first."""

    month: Annotated[int, Field(ge=1, le=720)]


class PriceCheckTerms(BaseModel):
    """What is known of a price.

    Attributes:
        bid: for the whole term.
        term: its years.
        under_ceiling: by how many per cent the bid lay under the commissioner's ceiling.
        sought: what was asked for on top.
        reserves: what the holder could lose.
        guarantee: what others had promised.
        ended: the month in which it ended.
        known_by: the day on which all this was public.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    bid: StatedPounds
    term: StatedYears
    under_ceiling: StatedPercent | None = None
    sought: StatedPounds
    reserves: StatedPounds
    guarantee: StatedPounds
    ended: StatedMonth | None = None


@dataclass(frozen=True, slots=True)
class GapReading:
    """One reading of the sum sought.

    Attributes:
        title: what it is read as.
        month_pence: the gap in a month.
        percent: of the price of the same time, to a hundredth.
        carried_months: full months that reserves and guarantee carry; None where not stated.
        by_end_pence: the gap by the month in which it ended; None where that is not known.
    """

    title: str
    month_pence: Pence
    percent: Decimal
    carried_months: int | None
    by_end_pence: Pence | None


@dataclass(frozen=True, slots=True)
class PriceCheck:
    """A price against its cost, as far as it is known.

    Attributes:
        terms: what was stated.
        year_pence: the bid, a year.
        month_pence: a month.
        ceiling_pence: the ceiling that the bid lay under; None where not stated.
        over_ceiling_pence: bid and sum sought less the ceiling, read for the whole term.
        readings: of the sum sought.
        questions: what is not stated.
        mark: the weakest mark.
    """

    terms: PriceCheckTerms
    year_pence: Pence
    month_pence: Pence
    ceiling_pence: Pence | None
    over_ceiling_pence: Pence | None
    readings: tuple[GapReading, ...]
    questions: tuple[str, ...]
    mark: EvidenceMark

    def sentences(self) -> list[str]:
        """Return what is known of the price, in sentences."""
        terms = self.terms
        said = [
            f"Bid: {pounds_text(from_pounds(terms.bid.pounds or 0))} for {terms.term.years} years "
            f"[{terms.bid.source}], {pounds_text(self.year_pence)} a year, "
            f"{pounds_text(self.month_pence)} a month (derived)."
        ]
        if self.ceiling_pence is not None and terms.under_ceiling is not None:
            said.append(
                f"It lay {terms.under_ceiling.percent} per cent under the ceiling "
                f"[{terms.under_ceiling.source}], which makes the ceiling "
                f"{pounds_text(self.ceiling_pence)} (derived)."
            )
        said.append(
            f"Sought on top: {pounds_text(from_pounds(terms.sought.pounds or 0))} "
            f"[{terms.sought.source}]. {terms.sought.note}"
        )
        if self.over_ceiling_pence is not None:
            where = "above" if self.over_ceiling_pence > 0 else "below"
            said.append(
                f"If for the whole term, bid and sum sought lie "
                f"{pounds_text(abs(self.over_ceiling_pence))} {where} the ceiling."
            )
        for what, stated in (("Reserves", terms.reserves), ("Guarantee", terms.guarantee)):
            sum_ = "no sum stated"
            if stated.pounds is not None:
                sum_ = pounds_text(from_pounds(stated.pounds)) if stated.pounds else "none"
            said.append(f"{what}: {sum_}. {stated.note} [{stated.source}]")
        return said

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "stated": self.terms.model_dump(mode="json"),
            "year_pence": self.year_pence,
            "month_pence": self.month_pence,
            "ceiling_pence": self.ceiling_pence,
            "over_ceiling_pence": self.over_ceiling_pence,
            "readings": [
                {
                    "title": each.title,
                    "month_pence": each.month_pence,
                    "percent": each.percent,
                    "carried_months": each.carried_months,
                    "by_end_pence": each.by_end_pence,
                }
                for each in self.readings
            ],
            "questions": list(self.questions),
            "mark": str(self.mark),
        }


def price_check(terms: PriceCheckTerms) -> PriceCheck:
    """Return what the stated figures of a price come to."""
    bid, sought = from_pounds(terms.bid.pounds or 0), from_pounds(terms.sought.pounds or 0)
    months = 12 * terms.term.years
    ceiling = None
    if terms.under_ceiling is not None:
        top, bottom = (100 - terms.under_ceiling.percent).as_integer_ratio()
        ceiling = bid * 100 * bottom // top
    have = _have(terms)
    end = terms.ended.month if terms.ended else None
    readings = (
        _reading(f"for the whole term of {terms.term.years} years", sought, bid, months, have, end),
        _reading("for the first year", sought, bid // terms.term.years, 12, have, end),
    )
    marks = [terms.bid.mark, terms.term.mark, terms.sought.mark, terms.reserves.mark]
    marks += [terms.guarantee.mark, EvidenceMark.DERIVED]
    marks += [terms.under_ceiling.mark] if terms.under_ceiling else []
    return PriceCheck(
        terms=terms,
        year_pence=floor_share(bid, 1, terms.term.years),
        month_pence=floor_share(bid, 1, months),
        ceiling_pence=ceiling,
        over_ceiling_pence=None if ceiling is None else bid + sought - ceiling,
        readings=readings,
        questions=tuple(_questions(terms)),
        mark=weakest(marks),
    )


def _have(terms: PriceCheckTerms) -> Pence | None:
    if terms.reserves.pounds is None or terms.guarantee.pounds is None:
        return None
    return from_pounds(terms.reserves.pounds) + from_pounds(terms.guarantee.pounds)


def _reading(  # noqa: PLR0917
    title: str, gap: Pence, price: Pence, months: int, have: Pence | None, end: int | None
) -> GapReading:
    month = floor_share(gap, 1, months)
    return GapReading(
        title=title,
        month_pence=month,
        percent=Decimal(gap * 10_000 // price) / 100,
        carried_months=None if have is None or not month else have // month,
        by_end_pence=None if end is None else floor_share(gap * end, 1, months),
    )


def _questions(terms: PriceCheckTerms) -> list[str]:
    asked = ["Was the sum sought for a year or for the whole term? Both readings are shown."]
    if terms.reserves.pounds is None:
        asked.append("What reserves had the holder?")
    if not terms.guarantee.pounds:
        asked.append(
            "Who was to bear a loss: commissioner, members of the holder, or other trusts?"
        )
    return asked
