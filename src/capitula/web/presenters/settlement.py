"""A settlement as a page: result, every step, who gets what, what moves, what is open."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.money.ledger.entry import LedgerEntry
from capitula.money.mechanisms.figures import AMOUNTS, COUNTS, FLAGS, RATES
from capitula.money.settlement.english import period_text
from capitula.money.settlement.figures_model import SettlementFigures
from capitula.money.settlement.statement import Statement
from capitula.web.parts import Cell, Column, Figure, Input, Link, Stat, Table
from capitula.web.wording import MINUS

INVENTED = "invented for the example"


def headline(statement: Statement, given: SettlementFigures) -> list[Stat]:
    """Return base, spend, difference and the holder's part, each opened."""
    return [
        _base(statement),
        _spend(statement, given),
        _difference(statement),
        _part(statement, statement.holder),
    ]


def _base(statement: Statement) -> Stat:
    figure = Figure(
        label=_capital(statement.base_words),
        mark=statement.mark,
        formula=f"As given in the figures of the period, {INVENTED}",
        in_force=period_text(statement),
    )
    label = _capital(statement.base_words)
    return Stat(label, _money(statement, statement.base_pence), "for the period", figure)


def _spend(statement: Statement, given: SettlementFigures) -> Stat:
    inputs: list[Input] = []
    said = [f"As given in the figures of the period, {INVENTED}"]
    if statement.late is not None:
        said = [f"{statement.late.sentence()}"]
        late = given.late_data
        inputs += [
            Input(
                origin.name, f"£{origin.cumulative[-1]:,}", statement.mark, f"as known, {INVENTED}"
            )
            for origin in (late.origins if late else ())
        ]
    acute, paid = given.acute, statement.acute
    if acute is not None and paid is not None:
        said = ["spend outside acute care + planned activity at its price + what is paid off plan"]
        said.append(paid.sentence(statement.currency))
        inputs += [
            Input("Spend outside acute care", _given(given, "actual"), statement.mark, INVENTED),
            Input("Planned at prices", f"£{acute.planned_priced:,}", statement.mark, INVENTED),
            Input("Given at prices", f"£{acute.actual_priced:,}", statement.mark, INVENTED),
            Input("Paid off plan", _money(statement, paid.cash_pence), statement.mark, "computed"),
        ]
    figure = Figure(
        label="Actual spend",
        mark=statement.mark,
        formula=". ".join(said),
        inputs=inputs,
        in_force=period_text(statement),
    )
    basis = "completed by estimate" if statement.late else "in cash, for the period"
    return Stat("Actual spend", _money(statement, statement.actual_pence), basis, figure)


def _difference(statement: Statement) -> Stat:
    pool = statement.pool_pence
    basis = "" if pool is None else "an underspend" if pool > 0 else "an overspend"
    figure = Figure(
        label="Difference",
        mark=statement.mark,
        formula=f"{statement.base_words} − actual spend",
        inputs=[
            Input(
                _capital(statement.base_words),
                _money(statement, statement.base_pence),
                statement.mark,
                "figures of the period",
            ),
            Input(
                "Actual spend",
                _money(statement, statement.actual_pence),
                statement.mark,
                "figures of the period, in cash",
            ),
        ],
        in_force=period_text(statement),
    )
    return Stat("Difference", _money(statement, pool), basis or "not computed", figure)


def _part(statement: Statement, party: str) -> Stat:
    figure = Figure(
        label=f"{_name(statement, party)}, its part",
        mark=statement.mark,
        formula="the steps of the contract in their order",
        inputs=[
            Input(
                step.sentence,
                _money(statement, step.after_pence),
                step.mark,
                _where(step.clause, step.source),
            )
            for step in statement.steps
        ],
        in_force=period_text(statement),
        rounding="whole pence at each step, toward minus infinity; "
        f"{_name(statement, statement.residual)} takes the rest",
        anchor="figure-part",
    )
    amount = statement.parts_pence.get(party)
    basis = "not computed" if amount is None else "to receive" if amount >= 0 else "to pay"
    return Stat(_name(statement, party), _money(statement, amount), basis, figure)


def steps(statement: Statement) -> Table:
    """Return every step with its sentence, in the order of the contract."""
    return Table(
        "Step by step",
        [
            Column("Step"),
            Column("What it does, with its numbers"),
            Column("After it", numeric=True),
            Column("Clause or source"),
            Column("Evidence"),
        ],
        [
            (
                f"{number}. {step.label or step.id.replace('-', ' ')}",
                step.sentence,
                _money(statement, step.after_pence),
                step.clause or step.source,
                str(step.mark),
            )
            for number, step in enumerate(statement.steps, start=1)
        ],
    )


def parties(statement: Statement) -> Table:
    """Return each party's part; with what nobody shares they make up the difference."""
    rows: list[tuple[Cell, ...]] = [
        (
            _name(statement, party),
            Link(str(_money(statement, amount)), "#figure-part"),
            "takes the rest" if party == statement.residual else "",
        )
        for party, amount in statement.parts_pence.items()
    ]
    if statement.unshared_pence is not None:
        stays = f"stays with {_name(statement, statement.residual)}"
        rows.append(("Unshared", _money(statement, statement.unshared_pence), stays))
    columns = [Column("Party"), Column("Amount", numeric=True), Column("Note")]
    total = ("Difference", _money(statement, statement.pool_pence), "")
    return Table("Who gets what", columns, rows, total=total)


def entries(statement: Statement, which: Sequence[LedgerEntry], caption: str) -> Table | None:
    """Return what moves between the parties; nothing where nothing does."""
    if not which:
        return None
    return Table(
        caption,
        [
            Column("Party"),
            Column("Amount", numeric=True),
            Column("Kind"),
            Column("For"),
            Column("Clause, source or step"),
        ],
        [
            (
                _name(statement, entry.party),
                _money(statement, entry.amount_pence),
                entry.kind.words,
                f"{entry.subject}: {entry.note}" if entry.note else entry.subject,
                entry.clause or None,
            )
            for entry in which
        ],
        total=("All parties", _money(statement, sum(e.amount_pence for e in which)), "", "", ""),
        note="Below nought: the party pays. The entries of all parties sum to nought.",
    )


def figures(given: SettlementFigures) -> Table:
    """Return the figures of the period as they were given."""
    return Table(
        "Figures of the period",
        [Column("Figure"), Column("Value", numeric=True), Column("From")],
        [(_capital(_words(name)), _given(given, name), INVENTED) for name in given.figures],
    )


def beside(statement: Statement) -> list[str]:
    """Return what is settled beside the difference, a sentence each."""
    said = [f"{line.label or line.id}: {line.sentence}." for line in statement.withheld]
    improvement = statement.improvement
    if improvement is not None:
        pool = _money(statement, improvement.pool_pence)
        if improvement.earned_pence is None:
            said.append(f"Improvement pool of {pool}: not computable yet.")
        else:
            earned = _money(statement, improvement.earned_pence)
            said.append(f"Improvement: {earned} earned of {pool}.")
        said += [f"{measure.sentence()}." for measure in improvement.measures]
    return said


def _words(name: str) -> str:
    return {**AMOUNTS, **COUNTS, **RATES, **FLAGS}.get(name, name.replace("_", " "))


def _given(given: SettlementFigures, name: str) -> str | None:
    value = given.figures.get(name)
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in AMOUNTS:
        return f"£{value:,.2f}"
    return f"{value:,}%" if name in RATES else f"{value:,}"


def _name(statement: Statement, party: str) -> str:
    return statement.names.get(party, party)


def _money(statement: Statement, amount: int | None) -> str | None:
    return None if amount is None else statement.currency.text(amount).replace("-", MINUS)


def _where(clause: str | None, source: str | None) -> str:
    return clause or source or "no clause or source"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
