"""The statement in plain English."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.ground.date_words import date_text
from capitula.ground.letters import capital
from capitula.ground.partial_date import PartialDate
from capitula.money.settlement.statement import Statement


def statement_text(statement: Statement) -> str:
    """Return the statement for reading: result, how it came about, what moves, what to know."""
    return "\n".join(_lines(statement))


def headline(statement: Statement) -> str:
    """Return the result in one sentence."""
    name = statement.names.get(statement.holder, statement.holder)
    if statement.reason or statement.pool_pence is None:
        return f"This settlement cannot be computed: {statement.reason}."
    text = statement.currency.text
    share = statement.parts_pence[statement.holder]
    pool = statement.pool_pence
    what = "underspend" if pool > 0 else "overspend"
    if pool == 0:
        return "Actual spend equals what it is held against: nothing is shared."
    if share == 0:
        return f"{name} neither gains nor owes of an {what} of {text(abs(pool))}."
    verb = "receives" if share > 0 else "owes"
    return f"{name} {verb} {text(abs(share))} of an {what} of {text(abs(pool))}."


def period_text(statement: Statement) -> str:
    """Return the period for reading."""
    first, last = (date_text(PartialDate.parse(day.isoformat())) for day in statement.period)
    return f"{first} to {last}"


def _lines(statement: Statement) -> Iterator[str]:
    text = statement.currency.text
    yield f"{statement.title}"
    yield f"{statement.stage.capitalize()} settlement, {period_text(statement)}"
    yield ""
    yield headline(statement)
    yield ""
    if statement.base_pence is not None:
        yield f"{capital(statement.base_words)}: {text(statement.base_pence)}"
    if statement.late is not None:
        yield f"Late data: {statement.late.sentence()}."
    if statement.acute is not None:
        yield f"Acute payment: {statement.acute.sentence(statement.currency)}."
    if statement.actual_pence is not None:
        yield f"Actual spend, in cash: {text(statement.actual_pence)}"
    if statement.pool_pence is not None:
        yield f"Difference: {text(statement.pool_pence)}"
    yield ""
    yield "How it came about, step by step:"
    for number, step in enumerate(statement.steps, start=1):
        yield f"  {number}. {step.text()}"
    if statement.shared_pence is not None and statement.unshared_pence is not None:
        yield ""
        yield "Who gets what:"
        for party, amount in statement.parts_pence.items():
            rest = ", which takes the rest" if party == statement.residual else ""
            yield f"  {statement.names.get(party, party)}{rest}: {text(amount)}"
        residual = statement.names.get(statement.residual, statement.residual)
        yield f"  Shared in all: {text(statement.shared_pence)}"
        yield f"  Unshared, stays with {residual}: {text(statement.unshared_pence)}"
    yield from _beside(statement)
    yield from _entries(statement)
    if statement.warnings:
        yield ""
        yield "To know before signing:"
        yield from (f"  - {warning}." for warning in statement.warnings)
    yield ""
    yield f"Evidence: {statement.mark}."


def _beside(statement: Statement) -> Iterator[str]:
    for line in statement.withheld:
        yield ""
        yield f"Withheld ({line.label or line.id}): {line.sentence}."
    improvement = statement.improvement
    if improvement is not None:
        text = statement.currency.text
        yield ""
        if improvement.earned_pence is None:
            yield f"Improvement: not computable yet; {improvement.reason}."
        else:
            earned, pool = text(improvement.earned_pence), text(improvement.pool_pence)
            still = text(improvement.open_pence)
            later = (
                f"; up to {still} more once late figures are out" if improvement.open_pence else ""
            )
            yield f"Improvement: {earned} earned of {pool}{later}."
        yield from (f"  - {measure.sentence()}" for measure in improvement.measures)


def _entries(statement: Statement) -> Iterator[str]:
    due = "Due in all" if statement.restated else "What moves"
    for title, entries in (
        (f"{due} (entries of all parties sum to nought):", statement.entries),
        ("Still to move, the settlement restated:", statement.restated),
    ):
        if entries:
            yield ""
            yield title
            for entry in entries:
                name = statement.names.get(entry.party, entry.party)
                amount = statement.currency.text(entry.amount_pence)
                clause = f" [{entry.clause}]" if entry.clause else ""
                note = f" ({entry.note})" if entry.note else ""
                yield f"  {amount:>18}  {name}: {entry.kind.words}, {entry.subject}{clause}{note}"
