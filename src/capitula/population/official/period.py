"""For which period an official file is, who says so, and whether all that say it agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.population.official.layout import OfficialLayout, PeriodKind, parse_year

_FINANCIAL = re.compile(r"(?<!\d)(\d{4})[-_ ](\d{4}|\d{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_CALENDAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_STATED = {
    PeriodKind.FINANCIAL_YEAR: re.compile(r"\d{4}/\d{2}"),
    PeriodKind.CALENDAR_YEAR: re.compile(r"\d{4}"),
    PeriodKind.DAY: re.compile(r"\d{4}(-\d{2}){0,2}"),
}


@dataclass(frozen=True, slots=True)
class FilePeriod:
    """The period of a file.

    Attributes:
        label: such as 2018/19, 2020, 2020-09-01 or 2014 to 2021; empty where nothing says it.
        said_by: who says so.
    """

    label: str
    said_by: str


def stated_year(text: str, kind: PeriodKind) -> str:
    """Read the year that a person states.

    Raises:
        InputFaults: not a period of the kind.
    """
    expected = {
        PeriodKind.FINANCIAL_YEAR: "a financial year such as 2018/19",
        PeriodKind.CALENDAR_YEAR: "a year such as 2018",
        PeriodKind.DAY: "a day or its year, such as 2022-01-01 or 2022",
    }[kind]
    try:
        year = parse_year(text, kind)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--year"))]) from fault
    if not _STATED[kind].fullmatch(year):
        remedy = "write the period for which this kind of file is published"
        raise InputFaults([Fault(Place("--year"), repr(text), expected, remedy)])
    return year


def year_in_name(name: str, kind: PeriodKind) -> str:
    """Return the period that a file's name states, or an empty string.

    >>> year_in_name("payments_2018-19.csv.gz", PeriodKind.FINANCIAL_YEAR)
    '2018/19'
    """
    if kind is PeriodKind.DAY:
        found = _DAY.search(name)
        return found[1] if found else ""
    if kind is PeriodKind.FINANCIAL_YEAR:
        for match in _FINANCIAL.finditer(name):
            try:
                return str(FinancialYear.parse(f"{match[1]}/{match[2]}"))
            except ValueFault:
                continue
        return ""
    years = set(_CALENDAR.findall(name))
    return years.pop() if len(years) == 1 else ""


def file_period(
    layout: OfficialLayout,
    edition: str,
    place: Place,
    stated: str,
    columns: Mapping[str, tuple[Any, ...]],
) -> tuple[FilePeriod, list[Fault]]:
    """Return a file's period and the faults where those that state it do not agree."""
    named = year_in_name(place.file, layout.period)
    inside = _inside(layout, columns)
    by_header = layout.editions[edition].years
    claims = [
        ("stated", stated),
        ("the file's name", named),
        (_column_words(layout), inside[0] if len(inside) == 1 else ""),
    ]
    told = [(who, year) for who, year in claims if year]
    label, said_by = _without_claim(layout, inside, by_header, _latest(layout, columns))
    if told:
        said_by, label = told[0]
    faults = [
        Fault(
            place,
            f"{other}, as {who} says",
            f"{label} ({said_by})",
            "use the file of the year you want, or correct the year",
        )
        for who, other in told[1:]
        if not _agree(label, other)
    ]
    if stated and len(inside) > 1 and not any(_agree(stated, each) for each in inside):
        remedy = "state a year that the file holds, or none"
        faults.append(Fault(place, f"{stated} (stated)", f"one of {', '.join(inside)}", remedy))
    if told and not inside:
        faults += _edition_faults(layout, edition, place, label, said_by)
    faults += _late_days(layout, place, label, columns)
    return FilePeriod(label, said_by), faults


def _column_words(layout: OfficialLayout) -> str:
    column = layout.all_columns.get(layout.period_column)
    return f"its column {column.names[0]}" if column else ""


def _without_claim(
    layout: OfficialLayout, inside: list[str], by_header: tuple[str, ...], latest: str
) -> tuple[str, str]:
    if inside:
        return f"{inside[0]} to {inside[-1]}", _column_words(layout)
    if len(by_header) == 1:
        return by_header[0], "its columns, which only that year has"
    if latest:
        return f"openings to {latest}", "the latest opening or joining that stands in it"
    return "", "nothing in the file says it; state it with --year"


def _inside(layout: OfficialLayout, columns: Mapping[str, tuple[Any, ...]]) -> list[str]:
    values = columns.get(layout.period_column, ())
    return sorted({_year_text(value, layout.period) for value in values if value is not None})


def _year_text(value: Any, kind: PeriodKind) -> str:
    if kind is PeriodKind.FINANCIAL_YEAR and isinstance(value, str):
        try:
            return str(FinancialYear.parse(value))
        except ValueFault:
            return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _edition_faults(
    layout: OfficialLayout, edition: str, place: Place, label: str, said_by: str
) -> Iterator[Fault]:
    """A header of another year than stated: the file is of that other year."""
    known = layout.edition_of(label)
    years = layout.editions[edition].years
    if known is None or known == edition or not years:
        return
    other, here = layout.columns_in(known), layout.columns_in(edition)
    strange = [here[key].names_in(edition)[0] for key in here if key not in other]
    lacking = [other[key].names_in(known)[0] for key in other if key not in here]
    why = "; ".join(
        part
        for part in (
            f"it has {_some(strange)}, which {label} has not" if strange else "",
            f"it lacks {_some(lacking)}" if lacking else "",
        )
        if part
    )
    yield Fault(
        place,
        f"columns of {' or '.join(years)}: {why or 'names differ'}",
        f"columns of {label} ({said_by})",
        "use the file of the year you want, or correct the year",
    )


def _latest(layout: OfficialLayout, columns: Mapping[str, tuple[Any, ...]]) -> str:
    days = [day for key in layout.latest_day_in for day in columns.get(key, ()) if day]
    return max(days).isoformat() if days else ""


def _late_days(
    layout: OfficialLayout, place: Place, label: str, columns: Mapping[str, tuple[Any, ...]]
) -> Iterator[Fault]:
    latest = _latest(layout, columns)
    if latest and layout.period is PeriodKind.DAY and label[:4].isdigit() and label < latest[:10]:
        if latest.startswith(label):
            return
        found = f"{latest}, the latest opening or joining that stands in it"
        remedy = "the file is of a later day: correct the day, or take the older file"
        yield Fault(place, found, f"none after {label}", remedy)
    if layout.period is not PeriodKind.FINANCIAL_YEAR or "/" not in label or " " in label:
        return
    last = FinancialYear.parse(label).last_day
    for key in layout.dates_within:
        late = [day for day in columns.get(key, ()) if day is not None and day > last]
        if late:
            found = f"{len(late):,} days after {last}, the latest {max(late)}"
            remedy = "the file is of a later year: correct the year"
            field = layout.all_columns[key].names[0]
            yield Fault(Place(place.file, None, None, field), found, f"none after {last}", remedy)


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - 3} more" if len(listed) > 3 else ""
    return ", ".join(map(repr, listed[:3])) + more
