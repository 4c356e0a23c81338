"""A sweep: the budget, the spend and each party's result under the same draws, in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.contract.model import Contract
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import INT64_MAX, PenceOverflow
from capitula.money.budget.budget import Budgeted
from capitula.money.scenarios.assumptions import Drawn, Moves, Scenario
from capitula.money.scenarios.draws import draw_millionths
from capitula.money.scenarios.rolling import MILLION, MOVED, Exact, first_year, later_year, place
from capitula.money.scenarios.sharing import party_parts, sharing_program

BLOCK = 4_096
"""Draws in memory at once; a multiple of four."""

Integers: TypeAlias = NDArray[np.int64]
Draw: TypeAlias = Callable[[str, str], Exact]
"""Gives the draws of an assumption, by id and year, in millionths."""

BUDGET, SPEND, POOL = "budget", "spend", "pool"


@dataclass(frozen=True, slots=True)
class Sweep:
    """Results of all draws.

    Attributes:
        scenario: what was asked.
        count: how many draws.
        years: the financial years.
        amounts: measure to year to whole pence by draw; measures are budget, spend, pool (budget
            less spend), and each party's part of the pool by its identifier.
        names: measure to its name for reading.
        central: measure to year to pence with every draw at nought: the contract's own terms.
    """

    scenario: Scenario
    count: int
    years: tuple[str, ...]
    amounts: Mapping[str, Mapping[str, Integers]]
    names: Mapping[str, str]
    central: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class SweepPlan:
    """What a sweep needs: the scenario, the budget it moves, the contract that shares.

    Attributes:
        scenario: what is uncertain.
        budget: of the scenario's first year.
        contract: whose steps share budget less spend; None to leave the parties out.
    """

    scenario: Scenario
    budget: Budgeted
    contract: Contract | None = None


def check_plan(plan: SweepPlan) -> None:
    """Refuse a scenario that does not fit its contract.

    Raises:
        InputFaults: a line there is not, an assumption that moves nothing: all of them.
    """
    faults: list[Fault] = []
    place_ = Place(plan.scenario.title)
    keys = [line.key for line in plan.budget.lines]
    for each in plan.scenario.assumptions:
        for line in each.lines:
            if line not in keys:
                remedy = near_miss(line, keys) or "give one of these"
                faults.append(Fault(place_, f"the line {line!r}", ", ".join(keys), remedy))
        kinds = [kind for kind, (moves, _) in MOVED.items() if moves is each.moves]
        touched = any(
            step.kind in kinds
            for line in plan.budget.lines
            if not each.lines or line.key in each.lines
            for step in line.steps
        )
        if each.moves is not Moves.SPEND and not touched and plan.scenario.later_years is None:
            found = f"the assumption {each.id!r} on {each.moves.replace('_', ' ')}"
            remedy = "remove it, or state the step in the contract"
            faults.append(Fault(place_, found, "a step of the budget that it moves", remedy))
    if faults:
        raise InputFaults(faults)


def sweep(plan: SweepPlan, count: int | None = None, seed: int | None = None) -> Sweep:
    """Run a scenario.

    Args:
        plan: what to run.
        count: draws; those of the scenario unless given.
        seed: that of the scenario unless given.

    Raises:
        InputFaults: what `check_plan` raises.
        PenceOverflow: a result does not fit in 64 bits.
    """
    check_plan(plan)
    draws = plan.scenario.draws if count is None else count
    key = plan.scenario.seed if seed is None else seed
    blocks = [
        evaluate(plan, size, _drawer(plan.scenario, key, first, size))
        for first, size in _blocks(draws)
    ]
    central = evaluate(plan, 1, lambda _, __: np.zeros(1, dtype=object))
    return Sweep(
        scenario=plan.scenario.model_copy(update={"seed": key, "draws": draws}),
        count=draws,
        years=tuple(central[BUDGET]),
        amounts={
            measure: {
                year: np.concatenate([_int64(block[measure][year]) for block in blocks])
                for year in years
            }
            for measure, years in central.items()
        },
        names=_names(plan, central),
        central={
            measure: {year: int(amounts[0]) for year, amounts in years.items()}
            for measure, years in central.items()
        },
    )


def evaluate(plan: SweepPlan, count: int, draw: Draw) -> dict[str, dict[str, Exact]]:
    """Return measure to year to exact pence, for draws that come from anywhere."""
    found: dict[str, dict[str, Exact]] = {BUDGET: {}, SPEND: {}, POOL: {}}
    lines: dict[str, Exact] = {}
    for number, year in enumerate(_years(plan)):
        drawn = _summed(plan.scenario, draw, year, count)
        if number == 0 or plan.scenario.later_years is None:
            rolled = first_year(plan.budget.lines, drawn, count)
        else:
            rolled = later_year(lines, plan.scenario.later_years, drawn)
        lines, total = place(rolled)
        spend = total * (MILLION + drawn(Moves.SPEND, "")) // MILLION
        found[BUDGET][year], found[SPEND][year], found[POOL][year] = total, spend, total - spend
        program = (
            sharing_program(plan.contract, FinancialYear.parse(year)) if plan.contract else None
        )
        if program is not None:
            for party, part in party_parts(program, _int64(total), _int64(spend)).items():
                found.setdefault(party, {})[year] = part
    return found


def _years(plan: SweepPlan) -> list[str]:
    later = plan.scenario.later_years.years if plan.scenario.later_years else 0
    first = plan.budget.year.start
    return [str(FinancialYear(first + number)) for number in range(later + 1)]


def _summed(scenario: Scenario, draw: Draw, year: str, count: int) -> Callable[[Moves, str], Exact]:
    """Return what gives the sum of all draws that move a kind of step of a line in a year."""
    drawn = {
        each.id: draw(each.id, "all years" if each.drawn is Drawn.ONCE else year)
        for each in scenario.assumptions
    }

    def total(moves: Moves, line: str) -> Exact:
        found: Any = np.zeros(count, dtype=object)
        for each in scenario.assumptions:
            if each.moves is moves and (not each.lines or line in each.lines):
                found = found + drawn[each.id]
        return found

    return total


def _drawer(scenario: Scenario, seed: int, first: int, count: int) -> Draw:
    by_id = {each.id: each for each in scenario.assumptions}

    def draw(identifier: str, year: str) -> Exact:
        distribution = by_id[identifier].distribution
        stream = f"{identifier} {year}"
        return draw_millionths(distribution, seed, stream, first, count).astype(object)

    return draw


def _blocks(draws: int) -> Iterator[tuple[int, int]]:
    for first in range(0, draws, BLOCK):
        yield first, min(BLOCK, draws - first)


def _int64(amounts: Exact) -> Integers:
    if max(abs(int(amounts.max())), abs(int(amounts.min()))) > INT64_MAX:
        raise PenceOverflow(
            f"found a draw of more than {INT64_MAX} pence; expected amounts that fit; narrow the "
            "distribution, or check the unit: percentage points"
        )
    return amounts.astype(np.int64)


def _names(plan: SweepPlan, measures: Iterable[str]) -> dict[str, str]:
    own = {BUDGET: "Budget", SPEND: "Spend", POOL: "Budget less spend"}
    parties = {party.id: party.name for party in plan.contract.parties} if plan.contract else {}
    others = [measure for measure in measures if measure not in own]
    return own | {key: f"{parties.get(key, key)}, its part" for key in others}
