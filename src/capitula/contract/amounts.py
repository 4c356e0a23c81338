"""Amounts side by side: bases kept apart, sums refused, conversions only from a recorded term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from capitula.contract.kinds import ValueStated
from capitula.contract.share_kind import ShareStated
from capitula.contract.stated_kinds import LengthStated
from capitula.contract.value import Basis, BasisUnstated
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence, from_pounds, short_text
from capitula.record.claim import Claim
from capitula.record.difference import Difference, distinct_measures
from capitula.record.values import Bound, Value
from capitula.record.view import View

DERIVED = EvidenceMark.DERIVED


def differences(view: View) -> Iterable[Difference]:
    """Return amounts of different bases and shares of different wholes that stand together."""
    yield from distinct_measures(view, ValueStated.kind, "amounts", "amounts by basis", _basis)
    yield from distinct_measures(view, ShareStated.kind, "shares", "shares by denominator", _basis)


def total(claims: Sequence[Claim]) -> Pence:
    """Add amounts of one stated basis and price year.

    Raises:
        BasisUnstated: a basis or an amount is missing, or two differ.
    """
    bodies = [_amount(claim) for claim in claims]
    if len({(body.basis, body.price_year) for body in bodies}) != 1:
        raise _refusal(claims, "one basis and one price year")
    return sum(pence for _, pence in (_known(claim) for claim in claims))


def whole_term(claim: Claim, length: Claim) -> Value:
    """Return a year's money as money of the whole term, derived from a recorded length.

    Raises:
        BasisUnstated: the amount is not said to be a year's, or the length is not exact.
    """
    body, pence = _known(claim)
    years = length.body
    if body.basis is not Basis.ANNUAL or not isinstance(years, LengthStated):
        raise _refusal([claim, length], "a year's amount and a length of the contract")
    if years.bound is not Bound.EXACT or years.years != years.years.to_integral_value():
        raise _refusal([claim, length], "a length in whole years, exactly stated")
    whole = pence * int(years.years)
    basis = f"for the whole term, {DERIVED}: {claim.entry} over {length.entry}"
    return Value(f"{short_text(whole)}, {basis}", amount_pence=whole, unit="GBP", basis=basis)


def total_share(claims: Sequence[Claim]) -> Decimal:
    """Add shares of one whole, measured in one way.

    Raises:
        BasisUnstated: the wholes or the measures differ, or a share has no figure.
    """
    shares = [claim.body for claim in claims if isinstance(claim.body, ShareStated)]
    wholes = {(share.whole, share.whole_name, share.measure) for share in shares}
    percents = [share.percent for share in shares if share.percent is not None]
    if len(shares) != len(claims) or len(wholes) != 1 or "" in {w[2] for w in wholes}:
        raise _refusal(claims, "shares of one whole, measured in one stated way")
    if len(percents) != len(shares):
        raise _refusal(claims, "a figure for each share")
    return sum(percents, Decimal(0))


def _basis(claim: Claim) -> str:
    return claim.value.basis or ""


def _amount(claim: Claim) -> ValueStated:
    if isinstance(claim.body, ValueStated):
        return claim.body
    raise _refusal([claim], "an amount")


def _known(claim: Claim) -> tuple[ValueStated, Pence]:
    """Return an amount whose basis is stated, in pence."""
    body = _amount(claim)
    if body.basis is Basis.NOT_STATED or body.amount is None:
        raise _refusal([claim], "an amount with a stated basis")
    return body, from_pounds(body.amount)


def _refusal(claims: Sequence[Claim], expected: str) -> BasisUnstated:
    listed = "; ".join(f"{claim.entry}: {claim.value.text}" for claim in claims)
    return BasisUnstated(
        f"found {listed}; expected {expected}; record what is missing with its own source first"
    )
