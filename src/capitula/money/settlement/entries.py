"""The ledger entries of a settlement, and what an earlier stage leaves to be moved."""

from __future__ import annotations

from collections.abc import Mapping

from capitula.contract.model import Contract
from capitula.contract.payment.mechanism import Step
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.pence import Pence, from_pounds
from capitula.money.ledger.entry import EntryKind, LedgerEntry
from capitula.money.ledger.making import About, payment, withheld
from capitula.money.mechanisms.program import Program
from capitula.money.settlement.beside import Extras
from capitula.money.settlement.figures_model import SettlementFigures


def settlement_entries(
    contract: Contract,
    given: SettlementFigures,
    program: Program,
    parts: Mapping[str, Pence],
    extras: Extras,
) -> tuple[LedgerEntry, ...]:
    """Return what moves between the parties; the residual party pays and receives the rest."""
    first, last = given.days
    around = program.around

    def about(subject: str, where: str) -> About:
        return About(first, last, where, subject, stage=str(given.stage))

    entries: list[LedgerEntry] = []
    settled = about("settlement", clause(program.steps[0]))
    for party, amount in sorted(parts.items()):
        if party != around.residual and amount:
            entries += payment(EntryKind.GAIN_OR_LOSS, amount, around.residual, party, settled)
    for line in extras.withheld:
        of = about(line.id, line.clause)
        entries += withheld(
            line.held_pence, line.released_pence, around.residual, around.holder, of
        )
    improvement = extras.improvement
    if improvement is not None and improvement.earned_pence:
        scheme = contract.improvement
        where = (scheme.clause or scheme.source or "") if scheme else ""
        of = about("improvement scheme", where)
        earned = improvement.earned_pence
        entries += payment(EntryKind.IMPROVEMENT, earned, around.residual, around.holder, of)
    return tuple(entries)


def restated_entries(
    given: SettlementFigures, program: Program, parts: Mapping[str, Pence]
) -> tuple[LedgerEntry, ...]:
    """Return what has to move beyond what an earlier stage gave; nothing where they agree.

    Raises:
        InputFaults: the earlier stage gave money to a party that this settlement does not know.
    """
    earlier = given.earlier
    if earlier is None or not parts:
        return ()
    faults = [
        Fault(
            Place("figures", None, None, f"earlier.parts.{party}"),
            f"the party {party!r}",
            f"one of {', '.join(parts)}",
            near_miss(party, list(parts)) or "correct the identifier",
        )
        for party in earlier.parts
        if party not in parts
    ]
    if faults:
        raise InputFaults(faults)
    first, last = given.days
    where = clause(program.steps[0])
    about = About(first, last, where, "settlement restated", stage=str(given.stage))
    note = f"{given.stage} less {earlier.stage}"
    residual = program.around.residual
    entries: list[LedgerEntry] = []
    for party, amount in sorted(parts.items()):
        before = from_pounds(earlier.parts[party]) if party in earlier.parts else 0
        if party != residual and amount != before:
            moved = amount - before
            entries += payment(EntryKind.ADJUSTMENT, moved, residual, party, about, note=note)
    return tuple(entries)


def clause(step: Step) -> str:
    """Return where a step stands: its clause, else its source, else its identifier."""
    return step.clause or step.source or step.id
