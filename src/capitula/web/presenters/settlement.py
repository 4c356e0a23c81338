"""A settlement as a page: result, every step, who gets what, what moves, what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import Pence
from capitula.money.ledger.entry import EntryKind, LedgerEntry
from capitula.money.settlement.english import period_text
from capitula.money.settlement.figures_model import Method, SettlementFigures
from capitula.money.settlement.statement import Statement
from capitula.web.parts import Cell, Column, Figure, Input, Link, Stat, Table
from capitula.web.presenters.settlement_figures import INVENTED, given_pounds, given_text
from capitula.web.presenters.settlement_parts import (
    DIFFERENCE,
    cited,
    holder_figure,
    money,
    party_name,
)
from capitula.web.wording import pounds_short

_IMPROVEMENT = "line-of-improvement"
"""The anchor of what the improvement scheme earned."""

_COMPLETED = {
    Method.CHAIN_LADDER: "Each period’s latest cost × how far earlier periods still grew from its "
    "age",
    Method.BORNHUETTER_FERGUSON: "Each period’s latest cost + what it was expected to come to × "
    "the share still to come",
}


def headline(statement: Statement, given: SettlementFigures) -> list[Stat]:
    """Return base, spend, difference and the holder's part, each opened."""
    return [
        _base(statement),
        _spend(statement, given),
        _difference(statement),
        _part(statement),
    ]


def _base(statement: Statement) -> Stat:
    figure = Figure(
        label=capital(statement.base_words),
        mark=EvidenceMark.ASSUMED,
        formula=f"As given in the figures of the period, {INVENTED}",
        in_force=period_text(statement),
    )
    label = capital(statement.base_words)
    return _stat(statement, label, statement.base_pence, "for the period", figure)


def _spend(statement: Statement, given: SettlementFigures) -> Stat:
    inputs: list[Input] = []
    said = [f"As given in the figures of the period, {INVENTED}"]
    if statement.late is not None:
        said = [_COMPLETED[statement.late.method], statement.late.sentence()]
        late = given.late_data
        inputs += [
            Input(
                origin.name,
                given_pounds(origin.cumulative[-1]),
                EvidenceMark.ASSUMED,
                f"{INVENTED}; every age is below",
            )
            for origin in (late.origins if late else ())
        ]
    acute, paid = given.acute, statement.acute
    if acute is not None and paid is not None:
        said = ["spend outside acute care + planned activity at its price + what is paid off plan"]
        said.append(paid.sentence(statement.currency))
        inputs += [
            Input(
                "Spend outside acute care",
                given_text(given, "actual"),
                EvidenceMark.ASSUMED,
                INVENTED,
            ),
            Input(
                "Planned at prices",
                given_pounds(acute.planned_priced),
                EvidenceMark.ASSUMED,
                INVENTED,
            ),
            Input(
                "Given at prices", given_pounds(acute.actual_priced), EvidenceMark.ASSUMED, INVENTED
            ),
            Input(
                "Paid off plan", money(statement, paid.cash_pence), EvidenceMark.ASSUMED, "computed"
            ),
        ]
    figure = Figure(
        label="Actual spend",
        mark=EvidenceMark.ASSUMED,
        formula=". ".join(said),
        inputs=inputs,
        in_force=period_text(statement),
    )
    basis = "completed by estimate" if statement.late else "in cash, for the period"
    return _stat(statement, "Actual spend", statement.actual_pence, basis, figure)


def _difference(statement: Statement) -> Stat:
    pool = statement.pool_pence
    basis = "" if pool is None else "an underspend" if pool > 0 else "an overspend"
    figure = Figure(
        label="Difference",
        mark=statement.mark,
        formula=f"{statement.base_words} − actual spend",
        inputs=[
            Input(
                capital(statement.base_words),
                money(statement, statement.base_pence),
                statement.mark,
                "figures of the period",
            ),
            Input(
                "Actual spend",
                money(statement, statement.actual_pence),
                statement.mark,
                "as opened beside",
            ),
        ],
        in_force=period_text(statement),
        anchor=DIFFERENCE,
    )
    return _stat(statement, "Difference", pool, basis or "not computed", figure)


def _part(statement: Statement) -> Stat:
    amount = statement.parts_pence.get(statement.holder)
    basis = "not computed" if amount is None else "to receive" if amount >= 0 else "to pay"
    return _stat(
        statement,
        party_name(statement, statement.holder),
        amount,
        basis,
        holder_figure(statement),
    )


def _stat(statement: Statement, label: str, amount: int | None, basis: str, figure: Figure) -> Stat:
    exact = money(statement, amount)
    if exact is None or amount is None:
        return Stat(label, None, basis, figure)
    short = pounds_short(amount) if statement.currency.code == "GBP" else exact
    return Stat(label, short, f"{exact}, {basis}", figure)


def steps(statement: Statement) -> Table:
    """Return every step with its sentence, in the order of the contract."""
    return Table(
        "Step by step",
        [
            Column("Step"),
            Column("What it does, with its numbers"),
            Column("After it", numeric=True),
        ],
        [
            (
                f"{number}. {capital(step.label or step.id.replace('-', ' '))}",
                f"{step.sentence} [{cited(step.clause, step.source)}; {step.mark}]",
                _after(statement, step.after_pence),
            )
            for number, step in enumerate(statement.steps, start=1)
        ],
        missing="",
    )


def _after(statement: Statement, amount: Pence | None) -> Cell:
    """Return what is left after a step; it leads to the steps opened, where there is a result."""
    text = money(statement, amount)
    if text is None or statement.holder not in statement.parts_pence:
        return text
    return Link(text, f"#part-{statement.holder}")


def entries(statement: Statement, which: Sequence[LedgerEntry], caption: str) -> Table | None:
    """Return what moves between the parties; nothing where nothing does."""
    if not which:
        return None
    labels = {line.id: line.label.casefold() or line.id for line in statement.withheld}
    return Table(
        caption,
        [
            Column("Party"),
            Column("Amount", numeric=True),
            Column("For"),
        ],
        [
            (
                party_name(statement, entry.party),
                Link(
                    str(money(statement, entry.amount_pence)), _opened_at(statement, which, entry)
                ),
                _about(entry, labels),
            )
            for entry in which
        ],
        total=("All parties", money(statement, sum(e.amount_pence for e in which)), ""),
        note="Below nought: the party pays. The entries of all parties sum to nought.",
    )


def _opened_at(statement: Statement, which: Sequence[LedgerEntry], entry: LedgerEntry) -> str:
    """Return where the amount of an entry is opened; both sides of a payment lead to one figure."""
    if entry.kind is EntryKind.IMPROVEMENT:
        return f"#{_IMPROVEMENT}"
    if entry.kind not in (EntryKind.GAIN_OR_LOSS, EntryKind.ADJUSTMENT):
        return f"#{_line(entry.subject)}"
    moved = (entry.amount_pence, -entry.amount_pence)
    others = (
        each.party
        for each in which
        if each.kind is entry.kind
        and each.party != statement.residual
        and each.amount_pence in moved
    )
    party = next(others) if entry.party == statement.residual else entry.party
    return f"#part-{party}"


def _line(subject: str) -> str:
    return f"line-{subject}"


def _about(entry: LedgerEntry, labels: Mapping[str, str]) -> str:
    note = f", {entry.note}" if entry.note else ""
    where = f" [{entry.clause}]" if entry.clause else ""
    return f"{capital(entry.kind.words)}: {labels.get(entry.subject, entry.subject)}{note}{where}"


def rules(statement: Statement) -> list[str]:
    """Return what late data and the acute payment rule did to the spend, a sentence each."""
    said: list[str] = []
    if statement.late is not None:
        said.append(f"Late data: {statement.late.sentence()}.")
    if statement.acute is not None:
        said.append(f"Acute payment: {statement.acute.sentence(statement.currency)}.")
    return said


def beside(statement: Statement) -> list[tuple[str, str]]:
    """Return what is settled beside the difference: an anchor, often empty, and a sentence each."""
    said = [
        (_line(line.id), f"{line.label or line.id}: {line.sentence}.")
        for line in statement.withheld
    ]
    improvement = statement.improvement
    if improvement is not None:
        pool = money(statement, improvement.pool_pence)
        if improvement.earned_pence is None:
            said.append((_IMPROVEMENT, f"Improvement pool of {pool}: not computable yet."))
        else:
            earned = money(statement, improvement.earned_pence)
            said.append((_IMPROVEMENT, f"Improvement: {earned} earned of {pool}."))
        said += [("", f"{measure.sentence()}.") for measure in improvement.measures]
    return said
