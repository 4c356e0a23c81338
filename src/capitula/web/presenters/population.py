"""Who is covered, as a page: practices and their lists, need line by line, never blended."""

from __future__ import annotations

from decimal import Decimal

from capitula.ground.marks import EvidenceMark
from capitula.population.derivation import Derivation
from capitula.population.need_weights.line_indices import PlaceNeed
from capitula.population.registers.roster import Roster
from capitula.web.parts import Column, Figure, Input, Link, Source, Stat, Table

_INDEX = Decimal("0.00001")
_LETTERS = "abcdefgh"


def roster_table(roster: Roster) -> Table:
    """Return the practices with the people that each publication gives."""
    tables = list(roster.tables)
    named = any(row.participation for row in roster.rows)
    part = [Column("In the contract")] if named else []
    columns = [Column("Practice"), Column("Name")]
    columns += [Column(f"People, {_LETTERS[at]}", numeric=True) for at in range(len(tables))]
    rows = [
        (
            row.practice,
            row.name,
            *(_people(row.people(table)) for table in tables),
            *([row.participation.mode.words if row.participation else None] if named else []),
        )
        for row in roster.rows
    ]
    sums = (_people(roster.total(table)) for table in tables)
    keys = "; ".join(f"{_LETTERS[at]}: {title}" for at, title in enumerate(roster.tables.values()))
    return Table(
        f"Practices and their lists, {roster.year}: {len(roster.rows)} practices",
        [*columns, *part],
        rows,
        total=("Total", "", *sums, *([""] if named else [])),
        missing="not listed",
        note=f"People as published. {keys}.",
        compact=True,
    )


def roster_stats(roster: Roster) -> list[Stat]:
    """Return how many people each publication counts."""
    return [
        Stat(
            "People on practice lists",
            _people(roster.total(table)),
            f"{roster.year}: {title}",
            _counted(roster, table, title),
        )
        for table, title in roster.tables.items()
    ]


def _counted(roster: Roster, table: str, title: str) -> Figure:
    listed = [row for row in roster.rows if row.people(table) is not None]
    publisher = next(each.publisher for each in listed[0].listings if each.table == table)
    return Figure(
        label=f"People on practice lists, {title}",
        mark=EvidenceMark.DERIVED,
        formula=f"the sum of the lists of {len(listed)} practices, as the table below has them",
        inputs=[
            Input("Practices listed", str(len(listed)), EvidenceMark.SOURCED, title),
            Input("Sum of their lists", _people(roster.total(table)), EvidenceMark.DERIVED, title),
        ],
        sources=[Source(publisher, title, str(roster.year))],
        in_force=str(roster.year),
    )


def need_table(need: PlaceNeed) -> Table:
    """Return the need indices line by line, each leading to how it came about."""
    return Table(
        f"Need of {need.area.name}, {need.in_force}, line by line",
        [
            Column("Line"),
            Column("Weighted people", numeric=True),
            Column("Index, England 1", numeric=True),
            Column(f"Share of {need.above_name}", numeric=True),
        ],
        [
            (
                Link(each.title, f"#need-{each.key}"),
                _people(each.weighted_people),
                None if each.index is None else str(each.index.quantize(_INDEX)),
                None if each.share is None else f"{each.share:.3%}",
            )
            for each in need.components
        ],
        note="Each line of a budget follows its own index. One blended index would hide the "
        "difference between lines.",
    )


def need_figures(need: PlaceNeed) -> list[tuple[str, list[Figure]]]:
    """Return how each line's index and share came about."""
    found: list[tuple[str, list[Figure]]] = []
    for each in need.components:
        index, _, share = need.open(each.key)
        figures = [_opened(index, f"need-{each.key}"), _opened(share, "")]
        found.append((each.title, figures))
    return found


def _opened(derivation: Derivation, anchor: str) -> Figure:
    note = f". {derivation.note}" if derivation.note else ""
    return Figure(
        label=derivation.subject,
        mark=derivation.mark,
        formula=f"{derivation.formula}. {derivation.worked}{note}",
        inputs=[Input(i.name, f"{i.value:,f}", i.mark) for i in derivation.inputs],
        sources=[Source(words, "") for words in dict.fromkeys(i.source for i in derivation.inputs)],
        in_force=derivation.in_force,
        anchor=anchor,
    )


def _people(people: Decimal | None) -> str | None:
    return None if people is None else f"{people:,.1f}"
