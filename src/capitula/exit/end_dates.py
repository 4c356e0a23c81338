"""The end in force beside every end proposed, and an end that an offer implies."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.exit.offer_kinds import OfferMade
from capitula.ground.financial_year import month_index
from capitula.ground.months import MonthSpan, months_between
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.difference import Difference, Sort
from capitula.record.item import Item
from capitula.record.view import View

END = "contract end"
RULE = "end in force against each proposal"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer of an end.

    Attributes:
        claim: the entry.
        offer: its body.
        months_from_end: how far it lies from the end in force; None where either is not stated.
        implied_end: the end that it would lengthen, derived; None where it gives no length.
    """

    claim: Claim
    offer: OfferMade
    months_from_end: MonthSpan | None
    implied_end: PartialDate | None


@dataclass(frozen=True, slots=True)
class EndDates:
    """The end in force and every end proposed; an offer is never a plan."""

    in_force: Item | None
    proposals: tuple[Proposal, ...]


def end_dates(view: View) -> EndDates:
    """Return the end in force, and the offers that stand beside it."""
    item = view.item(END, "planned date")
    end = item.current.value.date if item else None
    return EndDates(
        item,
        tuple(
            Proposal(claim, claim.body, _apart(end, claim.body), implied_end(claim.body))
            for claim in view.standing
            if isinstance(claim.body, OfferMade) and claim.envelope.about == END
        ),
    )


def differences(view: View) -> tuple[Difference, ...]:
    """Return the end in force against each proposal that cannot be true with it."""
    found = end_dates(view)
    if found.in_force is None or found.in_force.current.value.date is None:
        return ()
    end = found.in_force.current
    pairs = tuple(
        (end, proposal.claim)
        for proposal in found.proposals
        if proposal.offer.proposed_end and not end.value.agrees_with(proposal.claim.value)
    )
    return (Difference(Sort.CLASH, END, "end in force and offers", RULE, pairs),) if pairs else ()


def _apart(end: PartialDate | None, offer: OfferMade) -> MonthSpan | None:
    return months_between(end, offer.proposed_end) if end and offer.proposed_end else None


def implied_end(offer: OfferMade) -> PartialDate | None:
    """Return the end offered less the length offered; a month, since lengths are in months."""
    proposed = offer.proposed_end
    if proposed is None or offer.months is None or proposed.earliest is None:
        return None
    year, month = divmod(month_index(proposed.earliest) - offer.months, 12)
    return PartialDate.parse(f"{year:04d}-{month + 1:02d}")
