"""Binding a header to a layout: which edition it is, which column is which, what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.population.official.layout import OfficialLayout
from capitula.population.published_csv import plain_name


@dataclass(frozen=True, slots=True)
class Bound:
    """A header bound to a layout.

    Attributes:
        edition: the edition whose columns it has.
        at: position of each column, by key.
        names: the name in the file of each column, by key.
        unknown_at: columns of the file that the layout does not know, with their position.
        absent: optional columns that the file lacks.
    """

    edition: str
    at: dict[str, int]
    names: dict[str, str]
    unknown_at: tuple[tuple[int, str], ...]
    absent: tuple[str, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The columns that the layout does not know, by name."""
        return tuple(name for _, name in self.unknown_at)

    def unknown_between(self, first: int, end: int) -> list[str]:
        """Return the unknown columns from one position up to another."""
        return [name for at, name in self.unknown_at if first <= at < end]


def bind(header: Sequence[str], layout: OfficialLayout, place: Place, year: str | None) -> Bound:
    """Bind a header to the edition it fits best.

    Args:
        header: names as published.
        layout: of the kind the file is said to be.
        place: the file, for messages.
        year: the year stated or in the file's name, or None; decides between editions that fit
            alike.

    Raises:
        InputFaults: a column is missing, or one stands twice: all of them.
    """
    found = [_bound(header, layout, edition) for edition in layout.editions]
    preferred = layout.edition_of(year) if year else None
    best = min(
        found, key=lambda b: (len(_lacking(b, layout)), len(b.unknown), b.edition != preferred)
    )
    lacking = _lacking(best, layout)
    if lacking:
        raise InputFaults(_missing_faults(best, lacking, header, layout, place))
    twice = _twice(header)
    if twice:
        raise InputFaults(
            Fault(place, f"the column {name!r} twice", "each column once", "delete one of them")
            for name in twice
        )
    return best


def _bound(header: Sequence[str], layout: OfficialLayout, edition: str) -> Bound:
    positions = {plain_name(name): at for at, name in reversed(list(enumerate(header)))}
    at: dict[str, int] = {}
    absent: list[str] = []
    for key, column in layout.columns_in(edition).items():
        hits = [positions[n] for n in map(plain_name, column.names_in(edition)) if n in positions]
        if hits:
            at[key] = hits[0]
        elif column.optional:
            absent.append(key)
    known = {plain_name(name) for name in layout.not_used}
    taken = set(at.values())
    unknown = tuple(
        (number, name)
        for number, name in enumerate(header)
        if number not in taken and name.strip() and plain_name(name) not in known
    )
    names = {key: header[number] for key, number in at.items()}
    return Bound(edition, at, names, unknown, tuple(absent))


def _lacking(bound: Bound, layout: OfficialLayout) -> list[str]:
    columns = layout.columns_in(bound.edition)
    return [key for key, c in columns.items() if key not in bound.at and not c.optional]


def _missing_faults(
    best: Bound, lacking: list[str], header: Sequence[str], layout: OfficialLayout, place: Place
) -> list[Fault]:
    columns = layout.columns_in(best.edition)
    required = [key for key, column in columns.items() if not column.optional]
    if 2 * len(lacking) > len(required):
        shown = ", ".join(header[:8]) + (", …" if len(header) > 8 else "")
        wanted = ", ".join(columns[key].names_in(best.edition)[0] for key in required[:12])
        expected = f"a file of {layout.title}, with columns such as {wanted}"
        remedy = "name the kind that the file is: `capitula population files` lists them"
        return [Fault(place, f"the columns {shown}", expected, remedy)]
    edition = "" if best.edition == "every" else f" of {best.edition}"
    return [
        Fault(
            place,
            f"no column {columns[key].names_in(best.edition)[0]!r}",
            f"the columns of {layout.title}{edition}",
            near_miss(columns[key].names_in(best.edition)[0], best.unknown)
            or "give the file as it was published, with all its columns",
        )
        for key in lacking
    ]


def _twice(header: Sequence[str]) -> list[str]:
    plain = [plain_name(name) for name in header]
    return [
        name
        for number, name in enumerate(header)
        if plain[number] and plain[number] in plain[:number]
    ]
