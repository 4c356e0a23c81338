"""Who is covered, as a page: practices and their lists, need line by line, never blended."""

from __future__ import annotations

from decimal import Decimal

from capitula.ground.derivation import Derivation
from capitula.ground.marks import EvidenceMark
from capitula.population.need_weights.line_indices import PlaceNeed
from capitula.population.registers.practice_register import PracticeRegister
from capitula.population.registers.roster import Roster, RosterRow
from capitula.web.asked_day import AskedDay
from capitula.web.known_on import KnownOn
from capitula.web.parts import Cell, Column, Figure, Input, Link, Source, Stat, Table
from capitula.web.wording import date_text

_INDEX = Decimal("0.00001")
_LETTERS = "abcdefgh"


def roster_table(roster: Roster) -> Table:
    """Return the practices of the day with the people that each publication gives."""
    tables = list(roster.tables)
    named = any(row.participation for row in roster.rows)
    part = [Column("In the contract")] if named else []
    columns = [Column("Practice"), Column("Name")]
    columns += [Column(f"People, {_LETTERS[at]}", numeric=True) for at in range(len(tables))]
    since = [Column("With its commissioner since")] if roster.register else []
    rows = [
        (
            row.practice,
            row.name,
            *(_listed(roster, row, table) for table in tables),
            *([_since(row)] if since else []),
            *([row.participation.mode.words if row.participation else None] if named else []),
        )
        for row in roster.rows
    ]
    sums = (_sum(roster, table) for table in tables)
    blank = [""] * (len(since) + len(part))
    keys = "; ".join(f"{_LETTERS[at]}: {title}" for at, title in enumerate(roster.tables.values()))
    day = date_text(roster.on)
    return Table(
        f"Practices on {day}: {len(roster.rows)} practices, lists of {roster.year}",
        [*columns, *since, *part],
        rows,
        total=("Total", "", *sums, *blank),
        missing="not listed",
        note=f"People as published. {keys}." if keys else "",
        compact=True,
    )


def _listed(roster: Roster, row: RosterRow, table: str) -> Cell:
    people = _people(row.people(table))
    return None if people is None else Link(people, f"#list-{list(roster.tables).index(table)}")


def _sum(roster: Roster, table: str) -> Cell:
    people = _people(roster.total(table)) or ""
    return Link(people, f"#list-{list(roster.tables).index(table)}")


def _since(row: RosterRow) -> str | None:
    spell = row.spell
    return None if spell is None else f"{spell.commissioner}, {date_text(spell.first)}"


def gone_table(roster: Roster) -> Table:
    """Return practices that the year's publications list and that were not open on the day."""
    tables = list(roster.tables)
    last = (
        {spell.practice: spell.last for spell in roster.register.spells} if roster.register else {}
    )
    return Table(
        f"Listed for {roster.year}, not open on {date_text(roster.on)}",
        [
            Column("Practice"),
            Column("Name"),
            *(Column(f"People, {_LETTERS[at]}", numeric=True) for at in range(len(tables))),
            Column("Last day"),
        ],
        [
            (
                row.practice,
                row.name,
                *(_listed(roster, row, table) for table in tables),
                None if row.practice not in last else date_text(last[row.practice]),
            )
            for row in roster.not_on_day
        ],
        missing="not listed",
        compact=True,
    )


def changes_table(roster: Roster, asked: AskedDay | None, known: KnownOn) -> Table | None:
    """Return the year's openings, closures and moves; each day leads to its roster."""
    if asked is None or not roster.changes:
        return None
    return Table(
        f"What changed in {roster.year}",
        [Column("First day"), Column("Change")],
        [
            (
                Link(date_text(day), known.carry(f"{asked.path}?{asked.name}={day.isoformat()}")),
                f"{words[0].upper()}{words[1:]}.",
            )
            for day, words in roster.change_words()
        ],
    )


def register_figure(roster: Roster) -> Figure | None:
    """Return where the days come from."""
    edition = roster.register
    if edition is None:
        return None
    return Figure(
        label=f"Practices open on {date_text(roster.on)}",
        mark=EvidenceMark.SOURCED,
        formula="first day: the later of opened and joined its commissioner; last day: the earlier "
        "of closed and left. A practice stands in the table if the day lies between them",
        inputs=[
            Input("Practices in the register", str(_practices(edition)), EvidenceMark.SOURCED),
            Input("Open on the day", str(len(edition.on(roster.on))), EvidenceMark.DERIVED),
        ],
        sources=[
            Source(edition.publisher, date_text(edition.title), f"to {date_text(edition.until)}")
        ],
        in_force=date_text(roster.on),
        anchor="register",
    )


def _practices(edition: PracticeRegister) -> int:
    return len({spell.practice for spell in edition.spells})


def roster_stats(roster: Roster) -> list[Stat]:
    """Return how many people each publication counts."""
    return [
        Stat(
            "People on practice lists",
            _people(roster.total(table)),
            f"{roster.year}: {title}",
            _counted(roster, table, title, at),
        )
        for at, (table, title) in enumerate(roster.tables.items())
    ]


def _counted(roster: Roster, table: str, title: str, at: int) -> Figure:
    listed = [row for row in roster.rows if row.people(table) is not None]
    every = [each for row in (*roster.rows, *roster.not_on_day) for each in row.listings]
    publisher = next((each.publisher for each in every if each.table == table), "")
    return Figure(
        label=f"People on practice lists, {title}",
        mark=EvidenceMark.DERIVED,
        formula=f"the sum of the lists of {len(listed)} practices open on the day; each list as "
        "published, for the year",
        inputs=[
            Input("Practices listed", str(len(listed)), EvidenceMark.SOURCED, title),
            Input("Sum of their lists", _people(roster.total(table)), EvidenceMark.DERIVED, title),
        ],
        sources=[Source(publisher, title, str(roster.year))],
        in_force=f"{date_text(roster.on)}, lists of {roster.year}",
        anchor=f"list-{at}",
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
