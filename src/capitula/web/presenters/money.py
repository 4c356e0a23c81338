"""A target allocation as a page: what it is not, its lines, its practices, every figure opened."""

from __future__ import annotations

from decimal import Decimal

from capitula.ground.derivation import Derivation
from capitula.ground.pence import Pence
from capitula.money.allocated import TOTAL
from capitula.money.target_allocation import TargetAllocation
from capitula.web.parts import Cell, Column, Figure, Input, Link, Source, Stat, Table
from capitula.web.wording import pounds, pounds_and_pence, pounds_short

_FIVE = Decimal("0.00001")
_TENTH = Decimal("0.1")


def headline(allocation: TargetAllocation) -> list[Stat]:
    """Return the total and its streams, each opened."""
    stats = [_stat(allocation, "Target allocation", TOTAL)]
    stats += [_stat(allocation, s.title, key) for key, s in allocation.formula.streams.items()]
    return stats


def _stat(allocation: TargetAllocation, title: str, key: str) -> Stat:
    amount = allocation.amount_pence(key)
    basis = f"{pounds_and_pence(amount)} for {allocation.year}"
    return Stat(title, pounds_short(amount), basis, opened(allocation.explain(key), key))


def opened(explanation: Derivation, anchor: str = "") -> Figure:
    """Return the details of one figure."""
    return Figure(
        label=explanation.subject,
        mark=explanation.mark,
        formula=f"{explanation.formula}. {explanation.worked}",
        inputs=[
            Input(i.name, f"{_number(i.value)} {i.unit}".strip(), i.mark, i.source)
            for i in explanation.inputs
        ],
        sources=[Source(words, "") for words in explanation.sources],
        in_force=explanation.in_force,
        rounding=explanation.rounding,
        anchor=f"figure-{anchor}" if anchor else "",
    )


def lines(allocation: TargetAllocation) -> Table:
    """Return the lines by stream; each amount leads to its details."""
    rows = [_line(row) for row in allocation.table() if row["level"] != "total"]
    return Table(
        f"{allocation.commissioner.name}, {allocation.year}, by line and stream",
        [
            Column("Line"),
            Column("Amount", numeric=True),
            Column("Share of the whole", numeric=True),
            Column("Weighted people", numeric=True),
            Column("Need index, England 1", numeric=True),
        ],
        rows,
        total=("Target allocation", pounds_and_pence(allocation.total_pence), "100.0%", "", ""),
        note="An index above 1 means more need than England's average for that line.",
        missing="",
    )


def _line(row: dict[str, object]) -> tuple[Cell, ...]:
    title, amount, share = row["title"], row["amount_pence"], row["share"]
    people, index = row["weighted_people"], row["index"]
    name = f"{title}, all lines" if row["level"] == "stream" else str(title)
    return (
        name,
        Link(pounds_and_pence(_pence(amount)), f"#figure-{row['key']}"),
        f"{share:.1%}" if isinstance(share, Decimal) else None,
        f"{people:,.1f}" if isinstance(people, Decimal) else None,
        str(index.quantize(_FIVE)) if isinstance(index, Decimal) else None,
    )


def _pence(amount: object) -> Pence | None:
    return amount if isinstance(amount, int) else None


def line_figures(
    allocation: TargetAllocation, practice: str | None = None
) -> list[tuple[str, Figure]]:
    """Return each line's title and details, for all practices or for one."""
    return [
        (line.title, opened(allocation.explain(key, practice), key))
        for key, line in allocation.formula.lines.items()
    ]


def practice_total(allocation: TargetAllocation, code: str) -> list[Stat]:
    """Return one practice's target and what was published for it."""
    amount = allocation.amount_pence(practice=code)
    exact = allocation.exact_pounds_thousand(practice=code)
    published = allocation.published_pounds_thousand(code)
    total = opened(allocation.explain(practice=code), "total")
    basis = f"{pounds_and_pence(amount)} for {allocation.year}"
    stats = [Stat("Target allocation", pounds_short(amount), basis, total)]
    if published is not None:
        difference = abs(exact / published - 1)
        stats.append(
            Stat(
                "Published by NHS England",
                f"£{published:f}k",
                f"computed £{exact:.6f}k; relative difference {difference:.1e}",
            )
        )
    return stats


def practice_lines(allocation: TargetAllocation, code: str) -> Table:
    """Return one practice's lines; each amount leads to its details."""
    return Table(
        "By line",
        [Column("Line"), Column("Amount", numeric=True)],
        [
            (
                line.title,
                Link(pounds_and_pence(allocation.amount_pence(key, code)), f"#figure-{key}"),
            )
            for key, line in allocation.formula.lines.items()
        ],
        total=("Target allocation", pounds_and_pence(allocation.amount_pence(practice=code))),
    )


def indices(allocation: TargetAllocation) -> Table:
    """Return the need indices of the place, line by line; they must not be blended."""
    return Table(
        "Need indices of the place against England",
        [Column("Measure"), Column("Index", numeric=True), Column("Weighted people", numeric=True)],
        [
            (
                each.title,
                str(each.index.quantize(_FIVE)) if each.index is not None else None,
                f"{each.weighted_people:,.1f}" if each.weighted_people is not None else None,
            )
            for each in allocation.indices
        ],
        note="Index = weighted people ÷ registered people. One blended index would hide the "
        "difference between lines.",
        compact=True,
    )


def practices(allocation: TargetAllocation, address: str) -> Table:
    """Return every practice with its target; each leads to its own page."""
    return Table(
        f"By practice: {len(allocation.practices)} practices",
        [
            Column("Practice"),
            Column("Name"),
            Column("People", numeric=True),
            Column("Target", numeric=True),
            Column("Per person", numeric=True),
        ],
        [
            (
                Link(practice.code, address.replace("CODE", practice.code)),
                practice.name,
                _people(practice.values["population"]),
                pounds_and_pence(allocation.amount_pence(practice=practice.code)),
                _per_person(
                    allocation.amount_pence(practice=practice.code), practice.values["population"]
                ),
            )
            for practice in allocation.practices
        ],
        total=(
            "Total",
            "",
            _people(allocation.population),
            pounds_and_pence(allocation.total_pence),
            _per_person(allocation.total_pence, allocation.population),
        ),
        compact=True,
    )


def _people(people: Decimal | None) -> str | None:
    return None if people is None else f"{people.quantize(_TENTH):,}"


def _per_person(amount: Pence, people: Decimal | None) -> str | None:
    return None if not people else pounds(int(Decimal(amount) / people))


def _number(value: Decimal) -> str:
    return f"{value:,f}" if abs(value) >= 1000 else f"{value:f}"
