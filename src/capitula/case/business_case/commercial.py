"""The commercial case: form and chain, amounts put on the contract, VAT, gain and loss."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from capitula.case.appraisal import Appraisal
from capitula.case.business_case.model import Cell, Found, Grid, Words
from capitula.ground.date_words import date_text
from capitula.ground.pence import from_pounds, pounds_text, to_pounds


def commercial(appraisal: Appraisal) -> Mapping[str, Found]:
    """Return each item of the commercial case."""
    return {
        "form": _form(appraisal),
        "price": _price(appraisal),
        "vat": _vat(appraisal),
        "sharing": _sharing(appraisal),
    }


def _form(appraisal: Appraisal) -> Found:
    rows: list[tuple[Cell, ...]] = [
        (
            date_text(event.known),
            event.option,
            event.form or None,
            event.standing,
            event.reason or None,
            event.source or event.speaker,
        )
        for event in appraisal.forms().events
    ]
    chain = tuple(
        f"{row.form.title}, {number}: {step.step} ({step.authority}){step.mark.caution}"
        for row in appraisal.options().rows
        if row.standings and not row.removed
        for number, step in enumerate(row.chain, 1)
    )
    if not rows:
        return Found((), ("In which form is the contract to be held, and who chose it?",))
    heads = ("Known by", "Option", "Form", "Standing", "Why", "Source")
    blocks = (Grid("Forms as they became known", heads, tuple(rows)),)
    return Found((*blocks, Words(chain)) if chain else blocks)


def _price(appraisal: Appraisal) -> Found:
    contract = appraisal.contract
    rows: list[tuple[Cell, ...]] = [
        (
            None if value.amount is None else to_pounds(value.amount_pence or 0),
            value.basis.words,
            value.price_year,
            value.source,
        )
        for value in (contract.values if contract else ())
    ]
    if not rows:
        return Found((), ("What is the contract worth, a year or for its term, in which prices?",))
    gaps = tuple(
        f"{_named(row[0])}, {row[1]}: its {what} is not stated"
        for row in rows
        for what, at in (("basis", 1), ("price year", 2))
        if (at == 1 and "not stated" in str(row[1])) or (at == 2 and row[2] is None)
    )
    heads = ("Amount", "Basis", "Price year", "Source")
    return Found((Grid("Amounts put on the contract", heads, tuple(rows)),), gaps)


def _named(amount: Cell) -> str:
    return pounds_text(from_pounds(amount)) if isinstance(amount, Decimal) else "An amount"


def _vat(appraisal: Appraisal) -> Found:
    table = appraisal.vat()
    if not table.lines:
        return Found((), ("Which services are in scope, and who runs them?",))
    rows: list[tuple[Cell, ...]] = []
    for form in table.forms:
        total = table.extra_pence(form.id)
        cells = [each.rule.recoverable if each.rule else "as now" for each in table.of(form.id)]
        rows.append((form.title, *map(str, cells), None if total is None else to_pounds(total)))
    heads = ("Form", *(line.title for line in table.lines), "Lost a year, more than now")
    gaps = tuple(
        f"{form.title}: not costed" for form in table.forms if table.extra_pence(form.id) is None
    )
    words = ("Does VAT come back: yes, no, or ask a person. No tax advice.",)
    return Found((Words(words), Grid("VAT by form and line", heads, tuple(rows))), gaps)


def _sharing(appraisal: Appraisal) -> Found:
    share = appraisal.contract.gain_loss if appraisal.contract else None
    if share is None:
        return Found((), ("How are gain and loss shared, within which band and caps?",))
    rows: list[tuple[Cell, ...]] = [
        (side, each.party, f"{each.percent} %")
        for side, shares in (("gain", share.gain_shares), ("loss", share.loss_shares))
        for each in shares
    ]
    words = (f"Expected: {share.expected}; actual: {share.actual}.",)
    grid = Grid("Shares of gain and loss", ("Side", "Party", "Share"), tuple(rows))
    return Found((Words(words), grid))
