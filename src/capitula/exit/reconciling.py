"""Service lines reconciled: each line of the contract in one place, every service accounted for.

Lines are counted, never money: planned, moved, not moved, to return and returned sum to the lines
of the contract. A service that stands on no line, or that is named only with others, is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.contract.model import Contract
from capitula.contract.scope import ScopeLine, Standing
from capitula.exit.handover_kinds import ServicePlaced
from capitula.exit.services import ServiceExit, service_exits
from capitula.exit.transfer_kinds import Move
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class LineStanding:
    """A line of the contract and where it stands.

    Attributes:
        line: the line.
        move: planned, moved, not moved, to return or returned.
        in_part: whether only a part of the line is meant, as far as is said.
        services: the services on it that the record tells of; none for a line of which nothing is
            said, which counts as planned.
    """

    line: ScopeLine
    move: Move
    in_part: bool
    services: tuple[ServiceExit, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every line and every service, each once.

    Attributes:
        lines: the lines in scope, each in one place.
        outside: services that are stated to stand on no line of the contract.
        unplaced: services of which nobody says on which line they stand.
        carved_up: collective names whose services are named since; the parts stand elsewhere.
    """

    lines: tuple[LineStanding, ...]
    outside: tuple[ServiceExit, ...]
    unplaced: tuple[ServiceExit, ...]
    carved_up: tuple[ServiceExit, ...]

    def count(self, move: Move) -> int:
        """Return how many lines stand so; over all moves they sum to the lines."""
        return sum(1 for line in self.lines if line.move is move)

    @property
    def reconciled(self) -> bool:
        """Whether every service has its line, or is known to have none."""
        return not self.unplaced


def reconciliation(view: View, contract: Contract) -> Reconciliation:
    """Put every service of the view on its line of the contract."""
    exits = service_exits(view)
    scope = _lines(contract)
    placed = {service.service: _line_of(view, service, scope) for service in exits}
    collective = {exit_.carved_from for exit_ in exits if exit_.carved_from}
    carved = tuple(e for e in exits if e.service in collective)
    rest = [e for e in exits if e.service not in collective]
    on_line = {line.id: [e for e in rest if placed[e.service] == line.id] for line in scope}
    lines = tuple(_standing(line, on_line[line.id]) for line in scope)
    outside = tuple(e for e in rest if placed[e.service] == "")
    unplaced = tuple(e for e in rest if placed[e.service] is None)
    return Reconciliation(lines, outside, unplaced, carved)


def _lines(contract: Contract) -> tuple[ScopeLine, ...]:
    """Return the lines in scope once each: a line that stands again has other dates."""
    found: dict[str, ScopeLine] = {}
    for line in contract.scope:
        if line.standing in (Standing.IN, Standing.PART):
            found.setdefault(line.id, line)
    return tuple(found.values())


def _line_of(view: View, service: ServiceExit, scope: Sequence[ScopeLine]) -> str | None:
    """Return the line's identifier; empty where it is stated to stand on none; None if unknown."""
    item = view.item(service.service, ServicePlaced.stated_property)
    body = item.current.body if item else None
    if isinstance(body, ServicePlaced):
        known = {line.id for line in scope}
        return body.line if body.line in known or not body.line else None
    return next((line.id for line in scope if _is_line(service, line)), None)


def _is_line(service: ServiceExit, line: ScopeLine) -> bool:
    return service.service.casefold() in (line.name.casefold(), line.id.casefold())


def _standing(line: ScopeLine, services: list[ServiceExit]) -> LineStanding:
    if not services:
        return LineStanding(line, Move.PLANNED, in_part=False, services=())
    whole = [e for e in services if _is_line(e, line)]
    of = whole or services
    moves = {e.move for e in of}
    move = next(m for m in _FURTHEST if m in moves or m is Move.PLANNED)
    part = not whole or any(e.extent for e in whole) or len(moves) > 1
    return LineStanding(line, move, part and move is not Move.PLANNED, tuple(services))


_FURTHEST = (Move.TO_RETURN, Move.MOVED, Move.RETURNED, Move.NOT_MOVED, Move.PLANNED)
"""Of parts of a line that stand differently, the one with the holder gives the line its place."""
