"""Each party's part of a settlement, and how it came about."""

from __future__ import annotations

from capitula.contract.model import Contract
from capitula.contract.numbers import plain
from capitula.contract.payment.shares import PartyShare
from capitula.ground.letters import MINUS
from capitula.ground.pence import Pence
from capitula.money.settlement.english import period_text
from capitula.money.settlement.statement import Statement
from capitula.web.parts import Cell, Column, Figure, Input, Link, Table

_UNSHARED = "unshared"
DIFFERENCE = "figure-difference"
"""The anchor of the difference at the head of the page."""


def parties(statement: Statement) -> Table:
    """Return each party's part; with what nobody shares they make up the difference."""
    rows: list[tuple[Cell, ...]] = [
        (
            party_name(statement, party),
            Link(str(money(statement, amount)), f"#part-{party}"),
            "takes the rest" if party == statement.residual else "",
        )
        for party, amount in statement.parts_pence.items()
    ]
    if statement.unshared_pence is not None:
        stays = f"stays with {party_name(statement, statement.residual)}"
        amount = str(money(statement, statement.unshared_pence))
        rows.append(("Unshared", Link(amount, f"#part-{_UNSHARED}"), stays))
    columns = [Column("Party"), Column("Amount", numeric=True), Column("Note")]
    whole = money(statement, statement.pool_pence)
    total: tuple[Cell, ...] = (
        "Difference",
        None if whole is None else Link(whole, f"#{DIFFERENCE}"),
        "",
    )
    return Table("Who gets what", columns, rows, total=total)


def part_figures(statement: Statement, contract: Contract) -> list[tuple[str, Figure]]:
    """Return each party's name and how its part came about, then what nobody shares."""
    found = [
        (party_name(statement, party), _opened(statement, contract, party))
        for party in statement.parts_pence
    ]
    return found if statement.unshared_pence is None else [*found, _unshared(statement)]


def _unshared(statement: Statement) -> tuple[str, Figure]:
    figure = Figure(
        label="Unshared",
        mark=statement.mark,
        formula="the difference − what is shared in all; it stays with the party that takes the "
        "rest, as a line of its own",
        inputs=[
            _amount(statement, "Difference", statement.pool_pence),
            _amount(statement, "Shared in all", statement.shared_pence),
        ],
        in_force=period_text(statement),
        anchor=f"part-{_UNSHARED}",
    )
    return "Unshared", figure


def _opened(statement: Statement, contract: Contract, party: str) -> Figure:
    if party == statement.holder:
        return holder_figure(statement, f"part-{party}")
    if party == statement.residual:
        return _rest(statement, party)
    return _share(statement, contract, party)


def holder_figure(statement: Statement, anchor: str = "") -> Figure:
    """Return how the holder's part came about: step by step."""
    what = "its part" if anchor else "the result"
    return Figure(
        label=f"{party_name(statement, statement.holder)}, {what}",
        mark=statement.mark,
        formula="the steps of the contract in their order",
        inputs=[
            Input(
                step.sentence,
                money(statement, step.after_pence),
                step.mark,
                cited(step.clause, step.source),
            )
            for step in statement.steps
        ],
        in_force=period_text(statement),
        rounding="whole pence at each step, toward minus infinity",
        anchor=anchor,
    )


def _rest(statement: Statement, party: str) -> Figure:
    """Return how the part of the party that takes the rest came about."""
    others = {key: part for key, part in statement.parts_pence.items() if key != party}
    return Figure(
        label=f"{party_name(statement, party)}, its part",
        mark=statement.mark,
        formula="shared in all − the parts of the others; what nobody shares stays with it besides",
        inputs=[
            _amount(statement, "Shared in all", statement.shared_pence),
            *(_amount(statement, party_name(statement, key), part) for key, part in others.items()),
        ],
        in_force=period_text(statement),
        rounding="it takes what rounding leaves, so that the parts equal the whole",
        anchor=f"part-{party}",
    )


def _share(statement: Statement, contract: Contract, party: str) -> Figure:
    """Return how the part of a party other than these came about."""
    gain = (statement.pool_pence or 0) >= 0
    terms = contract.gain_loss
    shares: tuple[PartyShare, ...] = ()
    if terms is not None:
        shares = terms.gain_shares if gain else terms.loss_shares
    percent = next((each.percent for each in shares if each.party == party), None)
    inputs = [_amount(statement, "Shared in all", statement.shared_pence)]
    if terms is not None and percent is not None:
        what = "Its share of a gain" if gain else "Its share of a loss"
        where = cited(terms.clause, terms.source)
        inputs.append(Input(what, f"{plain(percent)}%", terms.mark, where))
    return Figure(
        label=f"{party_name(statement, party)}, its part",
        mark=statement.mark,
        formula="shared in all × its share"
        if percent is not None
        else "what the steps of the contract give it",
        inputs=inputs,
        in_force=period_text(statement),
        rounding="whole pence, toward minus infinity",
        anchor=f"part-{party}",
    )


def _amount(statement: Statement, name: str, amount: Pence | None) -> Input:
    return Input(name, money(statement, amount), statement.mark, "this statement")


def party_name(statement: Statement, party: str) -> str:
    """Return a party's name."""
    return statement.names.get(party, party)


def money(statement: Statement, amount: Pence | None) -> str | None:
    """Return an exact amount for reading; None stays missing."""
    return None if amount is None else statement.currency.text(amount).replace("-", MINUS)


def cited(clause: str | None, source: str | None) -> str:
    """Return where a term stands in words."""
    return clause or source or "no clause or source"
