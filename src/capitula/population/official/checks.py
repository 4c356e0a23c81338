"""What an official file must obey: rows that add up, totals that are printed, ranks without gaps.

Both sides of a check are different cells of the file, so that nothing is held against itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from capitula.population.exact import exact_arithmetic
from capitula.population.official.header import Bound
from capitula.population.official.layout import (
    OfficialLayout,
    PrintedTotal,
    Ranking,
    RowRatio,
    RowSum,
)
from capitula.population.official.official_file import SumCheck

_EXAMPLES = 5
_DIGITS = 6
"""A rate is held to a millionth at the closest: money is rounded too. Mark: local."""
Columns = Mapping[str, Sequence[Any]]


def all_checks(layout: OfficialLayout, bound: Bound, columns: Columns) -> Iterator[SumCheck]:
    """Check everything that the layout states of this edition."""
    for rule in layout.row_sums:
        if (not rule.editions or bound.edition in rule.editions) and rule.total in bound.at:
            yield _row_sum(rule, layout, bound, columns)
    for ratio in layout.row_ratios:
        if {ratio.rate, *ratio.over} <= bound.at.keys():
            yield _row_ratio(ratio, layout, columns)
    for printed in layout.printed_totals:
        there = (key for key in printed.sums if key in bound.at)
        yield from (_printed_total(printed, key, layout, columns) for key in there)
    for ranking in (each for each in layout.rankings if each.rank in bound.at):
        yield _ranks(ranking, columns)
        if ranking.tenth in bound.at:
            yield _tenths(ranking, columns)


def _row_sum(rule: RowSum, layout: OfficialLayout, bound: Bound, columns: Columns) -> SumCheck:
    parts, strange = _parts(rule, layout, bound)
    tolerance = rule.tolerance_in.get(bound.edition, rule.tolerance)
    compared = failed = 0
    worst = Decimal(0)
    examples: list[str] = []
    with exact_arithmetic():
        added = zip(*(columns[key] for key in parts), strict=True)
        for number, (values, total) in enumerate(zip(added, columns[rule.total], strict=True)):
            if total is None or None in values:
                continue
            compared += 1
            difference = Decimal(sum(values) - total)
            worst = max(worst, abs(difference))
            if abs(difference) > tolerance:
                failed += 1
                examples.append(f"{_name(layout, columns, number)}: {difference:+f}")
    unknown = f"columns not known stand among the parts: {', '.join(strange)}" if strange else ""
    return SumCheck(
        rule.statement,
        compared,
        failed,
        worst,
        tolerance,
        layout.all_columns[rule.total].type.unit,
        tuple(examples[:_EXAMPLES]),
        unknown if failed else "",
    )


def _parts(rule: RowSum, layout: OfficialLayout, bound: Bound) -> tuple[list[str], list[str]]:
    """Return the columns added, and the unknown columns that stand between them.

    Of a run of columns, those of the total's own type are added.
    """
    columns = layout.all_columns
    unit = columns[rule.total].type
    left_out = {rule.total, *rule.except_in.get(bound.edition, ())}
    parts: list[str] = []
    strange: list[str] = []
    for part in rule.parts:
        first, dots, last = part.partition("..")
        if not dots:
            parts += [part] if part in bound.at else []
            continue
        start = bound.at[first]
        end = bound.at[last] + 1 if last else bound.at[rule.total]
        within = (key for key, at in bound.at.items() if start <= at < end)
        parts += [key for key in within if columns[key].type is unit]
        strange += bound.unknown_between(start, end)
    return [key for key in parts if key not in left_out], strange


def _row_ratio(rule: RowRatio, layout: OfficialLayout, columns: Columns) -> SumCheck:
    """Compare within half a unit of the last digit printed, or two where rounded differently."""
    compared = 0
    worst = Decimal(0)
    wrong: list[str] = []
    above, below = rule.over
    rows = zip(columns[rule.rate], columns[above], columns[below], strict=True)
    for number, (rate, over, under) in enumerate(rows):
        if rate is None or over is None or not under:
            continue
        compared += 1
        digits = int(rate.as_tuple().exponent)
        difference = abs(Decimal(over) / Decimal(under) - rate)
        worst = max(worst, difference)
        if difference > Decimal(1).scaleb(max(digits, -_DIGITS)):
            wrong.append(f"{_name(layout, columns, number)}: {difference:.2e}")
    return SumCheck(
        rule.statement,
        compared,
        len(wrong),
        worst,
        Decimal(0),
        "fraction, less than one unit of the last digit printed",
        tuple(wrong[:_EXAMPLES]),
    )


def _printed_total(
    rule: PrintedTotal, key: str, layout: OfficialLayout, columns: Columns
) -> SumCheck:
    sums: dict[tuple[Any, ...], Decimal] = {}
    printed: dict[tuple[Any, ...], Any] = {}
    groups = zip(*(columns[by] for by in rule.by), strict=True)
    lacking: set[tuple[Any, ...]] = set()
    for group, value, where, who in zip(
        groups, columns[key], columns[rule.only_where], columns[rule.column], strict=True
    ):
        if who == rule.value:
            printed[group] = value
        elif where is not None:
            if value is None:
                lacking.add(group)
            else:
                sums[group] = sums.get(group, Decimal(0)) + Decimal(value)
    compared = [g for g, v in printed.items() if v is not None and g not in lacking and g in sums]
    off = {g: sums[g] - Decimal(printed[g]) for g in compared}
    failed = [g for g in compared if off[g]]
    column = layout.all_columns[key].names[0]
    return SumCheck(
        f"{rule.statement}: {column}",
        len(compared),
        len(failed),
        max((abs(each) for each in off.values()), default=Decimal(0)),
        Decimal(0),
        layout.all_columns[key].type.unit,
        tuple(f"{', '.join(map(str, g))}: {off[g]:+f}" for g in failed[:_EXAMPLES]),
        f"{len(lacking)} not compared, a figure being missing" if lacking else "",
    )


def _ranks(rule: Ranking, columns: Columns) -> SumCheck:
    ranks = [rank for rank in columns[rule.rank] if rank is not None]
    counted = Counter(ranks)
    due = 1
    wrong: list[int] = []
    for rank in sorted(counted):
        if rank != due:
            wrong.append(rank)
        due += counted[rank]
    return SumCheck(
        rule.statement,
        len(ranks),
        len(wrong),
        Decimal(len(wrong)),
        Decimal(0),
        "ranks",
        tuple(f"rank {rank}" for rank in wrong[:_EXAMPLES]),
    )


def _tenths(rule: Ranking, columns: Columns) -> SumCheck:
    pairs = [
        (rank, tenth)
        for rank, tenth in zip(columns[rule.rank], columns[rule.tenth], strict=True)
        if rank is not None and tenth is not None
    ]
    rows = len(pairs)
    wrong = [(rank, tenth) for rank, tenth in pairs if (10 * rank + rows - 1) // rows != tenth]
    return SumCheck(
        f"{rule.tenth} is the tenth in which {rule.rank} lies",
        rows,
        len(wrong),
        Decimal(len(wrong)),
        Decimal(0),
        "rows",
        tuple(f"rank {rank} in tenth {tenth}" for rank, tenth in wrong[:_EXAMPLES]),
    )


def _name(layout: OfficialLayout, columns: Columns, number: int) -> str:
    return ", ".join(str(columns[key][number]) for key in layout.key if key in columns)
