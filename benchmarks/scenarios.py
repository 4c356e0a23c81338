"""How long ten thousand draws of the worked example take, exact and with every party's result.

The peer is the same model in binary floating point, drawn and multiplied with NumPy in the same
run: it is not exact, its pence do not add up, and its draws hang on how many there are.
"""

import statistics
import time

import numpy as np

from capitula.case.contract_file import find_contract
from capitula.ground.financial_year import FinancialYear
from capitula.money.budget.building import BudgetRequest, whole_population_budget
from capitula.money.scenarios.assumptions import find_scenario, read_scenario
from capitula.money.scenarios.sweep import SweepPlan, sweep

SIZES = (1_000, 10_000, 100_000)
RUNS = 5


def plan():
    """The scenario that ships, with the budget of its contract."""
    scenario = read_scenario(find_scenario("budget-example"))
    found = find_contract(scenario.contract)
    year = FinancialYear.parse(scenario.year)
    request = BudgetRequest(found.contract, "example", year, found.known_on, found.sources)
    return SweepPlan(scenario, whole_population_budget(request), found.contract)


def floats(asked, count):
    """The peer: five years, six lines, three parties, in double precision."""
    random = np.random.default_rng(asked.scenario.seed)
    lines = np.array([float(line.exact) for line in asked.budget.lines])
    later = asked.scenario.later_years
    need = random.uniform(-0.005, 0.005, count)
    results = []
    for year in range(1 + later.years):
        prices = random.triangular(-0.01, 0.002, 0.025, count)
        growth = random.normal(0, 0.005, count)
        spend = random.triangular(-0.03, 0, 0.04, count)
        rate = (1.025 + prices) * (1.01 + growth) * 0.99 * (1.005 + need) if year else 1 + prices
        lines = (lines * rate[:, None]) if lines.ndim == 2 else np.outer(rate, lines)
        total = lines.sum(axis=1)
        pool = -total * spend
        size = np.clip(np.abs(pool) - 0.01 * total, 0, 0.03 * total)
        part = np.sign(pool) * size
        results.append((total, pool, part * 0.5, part * 0.2, pool - part * 0.7))
    return results


def seconds(work, *arguments):
    """The median of several runs."""
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work(*arguments)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main():
    """Print medians and ratios, and how the time grows."""
    asked = plan()
    for count in SIZES:
        exact, binary = seconds(sweep, asked, count), seconds(floats, asked, count)
        print(
            f"scenarios: {count:,} draws of 5 years, 6 lines, 3 parties: {exact:.3f} s exact "
            f"({exact / count * 1e6:.1f} µs a draw), {binary:.3f} s in binary floats, "
            f"ratio {exact / binary:.0f} (median of {RUNS})"
        )


if __name__ == "__main__":
    main()
