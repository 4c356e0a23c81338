"""Withholding, release and retention, as requests to money's ledger. Posting them is money's.

What is withheld is a share of a month's value, floored to the penny, and never above what the
ruleset allows for the month, all remedies taken together (mark: local). What is released and what
is retained sum to what was withheld. A decision that would break either is refused whole, with the
reason; nothing is cut down in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from capitula.contract.party import Role
from capitula.contract.rules.rule import Parameter
from capitula.contract.rules.ruleset import load_ruleset
from capitula.delivery.ladder import REMEDIES, Ladder, ladders
from capitula.delivery.remedy_kinds import MonthlyValue, WithholdingDecided, WithholdingSettled
from capitula.delivery.under_contract import UnderContract
from capitula.ground.date_words import date_text
from capitula.ground.financial_year import month_end, month_index
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds, pounds_text
from capitula.money.ledger.entry import LedgerEntry
from capitula.money.ledger.making import About, withheld
from capitula.record.claim import Claim

CLAUSE = "withholding"
"""How a request is headed where no entry states the clause."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a ruleset lets a commissioner withhold of a month's value.

    Attributes:
        percent: of the monthly value; None where the ruleset states none.
        rule: the rule's identifier.
        mark: how well it is known.
        words: the limit for reading.
    """

    percent: Decimal | None
    rule: str
    mark: EvidenceMark
    words: str

    def of(self, value_pence: Pence) -> Pence | None:
        """Return the limit of a month's value, floored to the penny; None where none is stated."""
        return None if self.percent is None else share_of(value_pence, self.percent)


@dataclass(frozen=True, slots=True)
class Withheld:
    """One month's withholding on one ladder.

    Attributes:
        claim: the decision.
        ladder: the ladder on which it rests.
        value_pence: the monthly value.
        value_from: where that comes from, in words.
        limit_pence: the most that may be withheld of the month on this ladder.
        limit: by which rule.
        held_pence: what is withheld.
        released_pence: what was released; None until it is decided.
        settled: that decision.
        requests: entries for money's ledger, in pairs that sum to nought.
        mark: the weakest mark of what entered.
    """

    claim: Claim
    decision: WithholdingDecided
    ladder: str
    value_pence: Pence
    value_from: str
    limit_pence: Pence
    limit: Limit
    held_pence: Pence
    released_pence: Pence | None
    settled: Claim | None
    requests: tuple[LedgerEntry, ...]
    mark: EvidenceMark

    @property
    def retained_pence(self) -> Pence | None:
        """What is kept for good; None until it is decided."""
        return None if self.released_pence is None else self.held_pence - self.released_pence


@dataclass(frozen=True, slots=True)
class Refused:
    """A decision that makes no request, and why."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class Withholdings:
    """What is withheld under a contract as of the day.

    Attributes:
        held: one each for a month and a ladder, in order.
        refused: decisions that make no request.
    """

    held: tuple[Withheld, ...]
    refused: tuple[Refused, ...]

    @property
    def requests(self) -> tuple[LedgerEntry, ...]:
        """Every request, ready for `Ledger.post`."""
        return tuple(entry for each in self.held for entry in each.requests)


def share_of(value_pence: Pence, percent: Decimal) -> Pence:
    """Return a share of a value, floored to the penny.

    >>> share_of(362_500_001, Decimal("10"))
    36250000
    """
    share = Fraction(percent) * value_pence / 100
    return share.numerator // share.denominator


def limit_of(ladder: Ladder) -> Limit:
    """Return the most that the ladder's ruleset lets withhold of a month.

    A ruleset that gives steps and no most allows one step a month: whether steps add up is not
    known, and is not assumed.
    """
    ruleset = ladder.ruleset
    if ruleset is None:
        return Limit(None, "", EvidenceMark.UNVERIFIED, "no ruleset")
    rule = ruleset["withholding"]
    found: Parameter | None = rule.parameters.get("most") or rule.parameters.get("step")
    mark = weakest([ruleset.mark, rule.mark, *([found.mark] if found else [])])
    if found is None or found.value is None:
        return Limit(None, rule.id, mark, "no limit stated")
    words = f"{found.text} {found.unit}"
    return Limit(Decimal(found.text), rule.id, mark, words)


def withholdings(under: UnderContract) -> Withholdings:
    """Return what is withheld, released and retained, each with its requests to the ledger."""
    by_entry = {ladder.entry: ladder for ladder in ladders(under, REMEDIES)}
    held: dict[tuple[str, str], Withheld] = {}
    refused: list[Refused] = []
    for claim in under.view.standing:
        if isinstance(claim.body, WithholdingDecided):
            found = _held(under, claim, claim.body, by_entry, held)
            if isinstance(found, Refused):
                refused.append(found)
            else:
                held[found.ladder, str(found.decision.month)] = found
    for claim in under.view.standing:
        if isinstance(claim.body, WithholdingSettled):
            key = (claim.body.ladder, str(claim.body.month))
            found = _settled(claim, claim.body, held.get(key))
            if isinstance(found, Refused):
                refused.append(found)
            else:
                held[key] = found
    ordered = sorted(held.values(), key=lambda w: (str(w.decision.month), w.claim.entry))
    return Withholdings(tuple(_with_requests(under, each) for each in ordered), tuple(refused))


def _held(
    under: UnderContract,
    claim: Claim,
    body: WithholdingDecided,
    by_entry: dict[str, Ladder],
    held: dict[tuple[str, str], Withheld],
) -> Withheld | Refused:
    ladder = by_entry.get(body.ladder)
    if ladder is None:
        return Refused(claim, f"no query notice {body.ladder!r} is known")
    why_not = _not_open(ladder, body)
    if not why_not and (body.ladder, str(body.month)) in held:
        why_not = f"{date_text(body.month)} is withheld from already on this ladder"
    value, value_from = _value(under, body)
    limit = limit_of(ladder)
    most = None if value is None else limit.of(value)
    if why_not or value is None or most is None:
        missing = value_from if value is None else f"{limit.rule}: {limit.words}"
        return Refused(claim, why_not or f"what it is a share of is not known ({missing})")
    amount = share_of(value, body.percent)
    beside = sum(w.held_pence for w in held.values() if w.decision.month == body.month)
    if amount + beside > most:
        with_others = f" with the {pounds_text(beside)} held already" if beside else ""
        return Refused(
            claim,
            f"{body.percent} per cent of {pounds_text(value)} is {pounds_text(amount)},"
            f"{with_others} above the most that {limit.rule} allows of the month, "
            f"{pounds_text(most)}",
        )
    mark = weakest([limit.mark, claim.mark, ladder.notice.mark])
    return Withheld(
        claim, body, body.ladder, value, value_from, most, limit, amount, None, None, (), mark
    )


def _not_open(ladder: Ladder, body: WithholdingDecided) -> str:
    """Return why the ladder does not open withholding of this month; empty where it does."""
    step = ladder.opens_withholding
    if step is None or step.taken is None:
        return "no step of this ladder failed because the provider was unreasonable"
    if body.decided < step.taken.on:
        decided, failed = date_text(body.decided), date_text(step.taken.on)
        return f"it was decided on {decided}, before the step failed on {failed}"
    first = body.month.earliest
    if first is None or month_index(first) <= month_index(step.taken.on):
        rule = load_ruleset("delivery")["withholding_from"].id
        return (
            f"{date_text(body.month)} does not lie after the month in which a step failed ({rule})"
        )
    if ladder.closed and month_index(first) > month_index(ladder.closed.on):
        closed = date_text(ladder.closed.on)
        return f"{date_text(body.month)} lies after the remedy was closed on {closed}"
    return ""


def _value(under: UnderContract, body: WithholdingDecided) -> tuple[Pence | None, str]:
    if body.monthly_value is not None:
        return from_pounds(body.monthly_value), f"{body.of} value as the decision states it"
    if body.of is MonthlyValue.EXPECTED and body.month.earliest:
        budget = under.head_value("", body.month.earliest)
        if budget is not None:
            return budget, "expected value, from the month's budget"
        return None, "the contract prices no budget for it"
    return None, "the decision gives none"


def _settled(claim: Claim, body: WithholdingSettled, held: Withheld | None) -> Withheld | Refused:
    if held is None:
        return Refused(
            claim, f"nothing stands withheld of {date_text(body.month)} on {body.ladder!r}"
        )
    if held.settled is not None:
        return Refused(
            claim, f"{date_text(body.month)} was settled already, by {held.settled.entry}"
        )
    released = from_pounds(body.released)
    if released > held.held_pence:
        return Refused(
            claim,
            f"{pounds_text(released)} is more than was withheld, {pounds_text(held.held_pence)}",
        )
    mark = weakest([held.mark, claim.mark])
    return replace(held, released_pence=released, settled=claim, mark=mark)


def _with_requests(under: UnderContract, held: Withheld) -> Withheld:
    payer = under.first_with(Role.COMMISSIONER) or "commissioner"
    payee = under.first_with(Role.HOLDER) or "holder"
    first = held.decision.month.earliest
    assert first is not None  # noqa: S101 - the kind takes whole months only
    about = About(
        first=first,
        last=month_end(month_index(first)),
        clause=held.decision.clause or CLAUSE,
        subject=f"withholding on {held.ladder}",
    )
    requests = withheld(held.held_pence, held.released_pence, payer, payee, about)
    return replace(held, requests=requests)
