"""Opening a figure of a target allocation: the formula with its numbers and sources."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from capitula.ground.derivation import POUNDS_THOUSAND, Derivation, Input
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence
from capitula.money.allocated import Allocated
from capitula.population.weighted_population import Practice

ROUNDING = (
    "the whole is floored to the penny and apportioned by largest remainder over every practice "
    "and line, ties to the lowest key; the parts equal the whole"
)


def explain_allocation(allocation: Allocated, key: str, practice: str | None = None) -> Derivation:
    """Open a line, a stream or the total, of all practices or of one.

    Raises:
        KeyError: no such line or stream.
        InputFaults: no such practice.
    """
    lines = allocation.line_keys(key)
    one = allocation.practice(practice) if practice else None
    practices = allocation.practices if one is None else (one,)
    if key in allocation.formula.lines:
        formula, worked, inputs = _line(allocation, key, practices)
    else:
        formula, worked, inputs = _sum(allocation, key, lines, practice)
    return Derivation(
        subject=_subject(allocation, key, one),
        formula=formula,
        worked=worked,
        inputs=inputs,
        result=allocation.exact_pounds_thousand(key, practice),
        unit=POUNDS_THOUSAND,
        amount_pence=_pence(allocation, lines, practices),
        rounding=ROUNDING,
        sources=(allocation.populations.origin, *allocation.formula.sources),
        in_force=f"financial year {allocation.year}",
    )


def _line(
    allocation: Allocated, key: str, practices: Sequence[Practice]
) -> tuple[str, str, tuple[Input, ...]]:
    formula, populations = allocation.formula, allocation.populations
    line = formula.lines[key]
    measures = populations.layout.measures
    parameters = [formula.parameters[name] for name in line.parameters]
    inputs = [
        Input(p.title, p.value, p.unit, p.mark, f"{p.source}; {formula.year}") for p in parameters
    ]
    terms = [f"{p.symbol} {p.value:f}" for p in parameters]
    total = populations.total(line.measure, practices) or Decimal(0)
    weighted = measures[line.measure]
    where = f"{populations.file}, published as {weighted.column}"
    title = f"{weighted.title}, weighted population"
    inputs.append(Input(title, total, weighted.unit, populations.mark, where))
    terms.append(f"{weighted.column} {total:f}")
    symbols = [*(p.symbol for p in parameters), weighted.column]
    varies = False
    for factor in formula.streams[line.stream].cost_factors:
        values = {practice.values[factor] for practice in practices} - {None}
        measure = measures[factor]
        symbols.append(measure.column)
        varies |= len(values) > 1
        for value in sorted(v for v in values if v is not None):
            where = f"{populations.file}, published as {measure.column}"
            inputs.append(Input(measure.title, value, "index", populations.mark, where))
            terms.append(f"{measure.column} {value:f}")
    result = allocation.exact_pounds_thousand(
        key, practices[0].code if len(practices) == 1 else None
    )
    product = " × ".join(symbols)
    if len(practices) > 1:
        product = f"sum over {len(practices)} practices of {product}"
    worked = "a cost factor differs by practice: open one practice" if varies else " × ".join(terms)
    return f"£ thousand = {product}", f"{worked} = {result:.4f}", tuple(inputs)


def _sum(
    allocation: Allocated, key: str, lines: Sequence[str], practice: str | None
) -> tuple[str, str, tuple[Input, ...]]:
    formula = allocation.formula
    titles = [formula.lines[line].title for line in lines]
    amounts = [allocation.exact_pounds_thousand(line, practice) for line in lines]
    result = allocation.exact_pounds_thousand(key, practice)
    where = f"line of the formula of {formula.year}"
    inputs = tuple(
        Input(
            formula.lines[line].title, amount, POUNDS_THOUSAND, _line_mark(allocation, line), where
        )
        for line, amount in zip(lines, amounts, strict=True)
    )
    worked = " + ".join(f"{amount:.4f}" for amount in amounts)
    by_line = f"£ thousand = {' + '.join(titles)}"
    stated = by_line if key in formula.streams else f"{formula.statement}; by line: {by_line}"
    return stated, f"{worked} = {result:.4f}", inputs


def _line_mark(allocation: Allocated, line: str) -> EvidenceMark:
    formula = allocation.formula
    parameters = formula.lines[line].parameters
    return weakest(
        [allocation.populations.mark, *(formula.parameters[key].mark for key in parameters)]
    )


def _subject(allocation: Allocated, key: str, practice: Practice | None) -> str:
    formula = allocation.formula
    if key in formula.lines:
        title = formula.lines[key].title
    elif key in formula.streams:
        title = formula.streams[key].title
    else:
        title = "Target allocation"
    whose = allocation.commissioner if practice is None else practice
    return f"{title}, {whose.name} ({whose.code}), {allocation.year}"


def _pence(allocation: Allocated, lines: Sequence[str], practices: Sequence[Practice]) -> Pence:
    return sum(allocation.pence[each.code, line] for line in lines for each in practices)
