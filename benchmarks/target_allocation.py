"""How long the target allocation of England's 7,325 practices takes, exact and to the penny.

The practices are made up, so that the figures can be had anywhere; the peer is the same formula in
binary floating point, a plain loop over the same practices in the same run, which is neither exact
nor apportioned.
"""

import statistics
import time
from decimal import Decimal
from random import Random

from capitula.money.formula import load_formula
from capitula.money.target_allocation import allocate
from capitula.population.exact import exact_sum
from capitula.population.layout import layout_of_year
from capitula.population.weighted_population import Area, Practice, WeightedPopulations

PRACTICES = 7_325
RUNS = 5


def practices(formula):
    """Made-up practices whose figures have as many digits as the published ones."""
    random = Random(2018)  # noqa: S311 - made-up figures, not secrets
    area = {"commissioner": Area("09X", "Made-up England")}
    for number in range(PRACTICES):
        values = {m: Decimal(random.randrange(10**12, 10**13)) / 10**9 for m in formula.measures}
        for stream in formula.streams.values():
            for factor in stream.cost_factors:
                values[factor] = Decimal(random.randrange(9 * 10**8, 12 * 10**8)) / 10**9
        yield Practice(f"A{number:05}", "Made-up Surgery", area, values)


def exact(formula, rows):
    return [exact_sum(formula.amount(line, row.values) for line in formula.lines) for row in rows]


def floats(formula, rows):
    """The peer: numbers made binary beforehand, so that only the arithmetic is timed."""
    terms = [
        (float(formula.coefficient(key)), line.measure, formula.streams[line.stream].cost_factors)
        for key, line in formula.lines.items()
    ]
    results = []
    for row in rows:
        total = 0.0
        for coefficient, measure, factors in terms:
            amount = coefficient * row[measure]
            for factor in factors:
                amount *= row[factor]
            total += amount
        results.append(total)
    return results


def seconds(work, *arguments):
    """The median of several runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work(*arguments)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main():
    formula = load_formula()
    rows = tuple(practices(formula))
    populations = WeightedPopulations(
        file="made up",
        sha256="",
        origin="made up",
        layout=layout_of_year(formula.year),
        year=formula.year,
        year_from="stated",
        practices=rows,
    )
    binary = [{key: float(value) for key, value in row.values.items()} for row in rows]
    timed = {
        "exact £ thousand, seven lines": seconds(exact, formula, rows),
        "exact, apportioned to the penny": seconds(allocate, populations, rows, formula),
        "peer: binary floats, not exact": seconds(floats, formula, binary),
    }
    print(f"Target allocation, {PRACTICES:,} practices, median of {RUNS} runs")
    for name, taken in timed.items():
        print(f"  {name:<34}{taken:8.3f} s{taken / PRACTICES * 1e6:10.1f} s per million rows")


if __name__ == "__main__":
    main()
