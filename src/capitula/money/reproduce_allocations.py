"""Reproducing NHS England's allocations from its weighted populations by GP practice.

A year with published pounds: the target of every practice is computed from its components and
compared, 2e-9 of it being allowed because the published indices carry nine decimals. A year
without: the totals that the file allows are compared, and the need indices of every integrated
care board and every place within one are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.financial_year import FinancialYear
from capitula.money.formula import AllocationFormula, load_formula
from capitula.money.reproduce import Comparison, Progress, Reproduction
from capitula.money.target_allocation import check_year
from capitula.population.exact import exact_arithmetic, exact_sum, ratio
from capitula.population.identities import IdentityCheck, total_identities
from capitula.population.place_indices import area_indices
from capitula.population.weighted_population import (
    Practice,
    WeightedPopulations,
    read_weighted_populations,
)

REQUIRED = Decimal(1)


def reproduce_allocations(
    paths: Sequence[Path], year: FinancialYear | None, progress: Progress | None
) -> Reproduction:
    """Compare published allocations, or the totals of a year without them.

    Raises:
        InputFaults: everything wrong with the file; more than one file; a year with published
            pounds for which there is no formula.
    """
    if len(paths) != 1:
        place = Place("money reproduce allocations", None, None, "FILE")
        found, remedy = f"{len(paths)} files", "run it once for each year"
        raise InputFaults([Fault(place, found, "one file, of one year", remedy)])
    populations = read_weighted_populations(paths[0], year, progress)
    formula = load_formula()
    if formula.published_target in populations.layout.measures:
        return _targets(populations, formula)
    return _indices(populations)


def compare_practice(
    practice: Practice, populations: WeightedPopulations, formula: AllocationFormula
) -> Comparison:
    """Hold one practice's published target, in £ thousand, against the formula."""
    measures = populations.layout.measures
    inputs = {measures[key].column: practice.values[key] for key in formula.measures}
    expected = practice.values[formula.published_target]
    computed = exact_sum(formula.amount(line, practice.values) for line in formula.lines)
    lacking = [column for column, value in inputs.items() if value is None]
    difference = deviation = None
    reason = "; ".join(f"no figure for {column}" for column in lacking)
    if expected is None:
        reason = "no published target"
    elif computed is not None:
        with exact_arithmetic():
            difference = computed - expected
            off = abs(difference) > formula.target_tolerance_relative * abs(expected)
        deviation = ratio(abs(difference), abs(expected)) if expected or off else Decimal(0)
        reason = _reason(difference, deviation, formula) if off else ""
    return Comparison(
        practice.code,
        inputs,
        compared=expected is not None,
        expected=expected,
        computed=computed,
        difference=difference,
        deviation=deviation,
        matched=not reason,
        reason=reason,
    )


def _reason(difference: Decimal, deviation: Decimal | None, formula: AllocationFormula) -> str:
    shown = "nought was published" if deviation is None else f"{deviation:.3e} of it"
    allowed = f"at most {formula.target_tolerance_relative:g} allowed"
    return f"differs by {difference:.6f} (£ thousand), {shown}; {allowed}"


def _targets(populations: WeightedPopulations, formula: AllocationFormula) -> Reproduction:
    check_year(populations, formula)
    people = populations.total("population")
    target = populations.total(formula.published_target)
    checks = [*total_identities(populations), *_composite_need(populations, formula)]
    return Reproduction(
        name="allocations",
        files=(populations.file,),
        sha256=(populations.sha256,),
        rows=len(populations.practices),
        comparisons=tuple(compare_practice(p, populations, formula) for p in populations.practices),
        required=REQUIRED,
        tolerance=formula.target_tolerance_relative,
        tolerance_unit="relative",
        more={
            **_about(populations),
            "unit": "£ thousand",
            "formula": formula.statement,
            "coefficients": {key: p.value for key, p in formula.parameters.items()},
            "england": {"population": people, formula.published_target: target},
            "identities": [_check(check) for check in checks],
        },
    )


def _composite_need(
    populations: WeightedPopulations, formula: AllocationFormula
) -> Iterator[IdentityCheck]:
    """The published need of each practice is the weighted sum of its components; give the worst."""
    need = formula.composite_need
    worst, missing = Decimal(0), 0
    with exact_arithmetic():
        for practice in populations.practices:
            parts = [
                (practice.values[measure], formula.parameters[weight].value)
                for measure, weight in need.weights.items()
            ]
            given = practice.values[need.measure]
            if given is None or any(value is None for value, _ in parts):
                missing += 1
                continue
            total = sum(
                (value * weight for value, weight in parts if value is not None), Decimal(0)
            )
            worst = max(worst, abs(total - given))
    column = populations.layout.measures[need.measure].column
    reason = f"{missing} practices lack a figure" if missing else ""
    if worst > need.tolerance_people:
        reason = f"a practice differs by {worst:f} people"
    yield IdentityCheck(
        f"practice:{need.measure}",
        f"{column} of every practice is the weighted sum of its components; the largest difference",
        Decimal(0),
        worst,
        worst,
        need.tolerance_people,
        "people",
        reason,
    )


def _indices(populations: WeightedPopulations) -> Reproduction:
    measures = populations.layout.measures
    checks = total_identities(populations)
    people = measures["population"].column
    return Reproduction(
        name="allocations",
        files=(populations.file,),
        sha256=(populations.sha256,),
        rows=len(populations.practices),
        comparisons=tuple(
            Comparison(
                check.key,
                {
                    f"total of {people}": check.expected,
                    "total of the weighted column": check.computed,
                },
                compared=True,
                expected=check.expected,
                computed=check.computed,
                difference=check.difference,
                deviation=None if check.difference is None else abs(check.difference),
                matched=check.holds,
                reason=check.reason,
            )
            for check in checks
        ),
        required=REQUIRED,
        tolerance=populations.layout.total_tolerance_people,
        tolerance_unit="people",
        more={
            **_about(populations),
            "england": {"population": populations.total("population")},
            "identities": [_check(check) for check in checks],
            "indices": [
                *(each.document() for each in area_indices(populations, "icb")),
                *(each.document() for each in area_indices(populations, "place", above="icb")),
            ],
        },
    )


def _about(populations: WeightedPopulations) -> dict[str, Any]:
    return {
        "year": None if populations.year is None else str(populations.year),
        "year_from": populations.year_from,
        "unknown_columns": list(populations.unknown_columns),
        "missing": [
            {"practice": cell.practice, "column": cell.column, "line": cell.line}
            for cell in populations.missing
        ],
    }


def _check(check: IdentityCheck) -> dict[str, Any]:
    return {
        "key": check.key,
        "statement": check.statement,
        "expected": check.expected,
        "computed": check.computed,
        "difference": check.difference,
        "tolerance": check.tolerance,
        "unit": check.unit,
        "holds": check.holds,
        "reason": check.reason,
    }
