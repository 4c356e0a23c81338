"""`capitula population roster`, `at`, `continuous`, `member-months` and `registers check`."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.progress import progress_bar
from capitula.cli.run_options import Buckets, Memory, Restart, Threads, WorkFolder

if TYPE_CHECKING:
    from capitula.population.member_months.counting import MemberMonths
    from capitula.population.registers.at import ListsAt, UnregisteredEstimate

registers = typer.Typer(
    name="registers",
    help="Registers of people: spells, overlaps, one person on one list.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

_FOLDER = typer.Argument(help="Folder of tables; `capitula tables schema` lists their columns.")
_NOBODY = "not known"


def join(app: typer.Typer) -> None:
    """Add the commands to the group `population`."""
    app.add_typer(registers)
    app.command("roster")(roster)
    app.command("at")(at)
    app.command("continuous")(continuous)
    app.command("member-months")(member_months)


@registers.command("check")
def check(
    folder: Path = _FOLDER,
    threads: int = Threads,
    memory: int = Memory,
    as_json: bool = AsJson,
) -> None:
    """Check registers before anything is joined: overlaps, unknown people and codes, dates.

    Exit status: 0 no fault; 2 there are some, each told with the first rows it stands in.
    """
    from capitula.ground.faults import InputFaults
    from capitula.population.registers.checks import REGISTER_TABLES, register_checks
    from capitula.tables.checking import run_checks
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings

    opened = open_folder(folder, REGISTER_TABLES)
    checks = register_checks()
    with progress_bar("Checking") as progress:
        faults = run_checks(
            opened,
            checks,
            buckets=opened.buckets,
            settings=EngineSettings(threads, memory),
            progress=progress,
        )
    if faults:
        raise InputFaults(faults)
    asked = [each for each in checks if opened.has(each.table)]
    if as_json:
        schema = {"schema": "capitula.population.registers.check/1"}
        print_json(schema | {"tables": sorted(opened.files), "checks": len(asked), "faults": []})
        return
    tables = ", ".join(sorted(opened.files))
    typer.echo(f"No fault: {len(asked)} checks of {tables}.")


def roster(
    case: str = typer.Argument(help="Name of the case, such as dudley."),
    on: str = typer.Option(..., "--on", help="The day, such as 2018-10-01."),
    as_json: bool = AsJson,
) -> None:
    """Print the practices of a case on a day: people by publication, and what the contract says."""
    from capitula.case import open_case
    from capitula.cli.run_options import whole_day
    from capitula.population.registers.roster import roster as find

    opened = open_case(case)
    day = whole_day("--on", on)
    contract = opened.contract
    found = find(opened.figures, contract.gp_participation if contract else (), day)
    tables = list(found.tables)
    if as_json:
        rows = [
            {
                "practice": row.practice,
                "name": row.name,
                "people": {each.table: each.people for each in row.listings},
                "participation": row.participation and row.participation.mode,
                "clause": row.participation and row.participation.clause,
            }
            for row in found.rows
        ]
        head = {"schema": "capitula.population.roster/1", "case": case, "on": day.isoformat()}
        more = {"year": str(found.year), "tables": found.tables, "notes": found.notes}
        print_json(head | more | {"practices": rows})
        return
    cells = [
        [
            row.practice,
            row.name,
            *(_people(row.people(table)) for table in tables),
            row.participation.mode.words if row.participation else "",
        ]
        for row in found.rows
    ]
    cells.append(["", "All", *(f"{found.total(table):,.1f}" for table in tables), ""])
    title = f"Practices of {case} on {day}, as listed for {found.year}: {len(found.rows)}"
    letters = dict(zip(tables, "abcdefgh", strict=False))
    headers = ["Code", "Practice", *(f"People, {letters[t]}" for t in tables), "Contract"]
    typer.echo(title)
    print_table("", headers, cells, numeric=range(2, 2 + len(tables)))
    for table, words in found.tables.items():
        typer.echo(f"{letters[table]}: {words} ({table})")
    for note in found.notes:
        typer.echo(f"- {note}")


def at(
    folder: Path = _FOLDER,
    day: str = typer.Option(..., "--date", help="The day, such as 2018-10-01."),
    place_areas: Path | None = typer.Option(
        None, "--place", help="Text file of the place's LSOA codes, one a line."
    ),
    residents: int | None = typer.Option(
        None, "--residents", help="Residents by another count, to estimate the unregistered."
    ),
    residents_source: str = typer.Option("", "--source", help="Where that count is published."),
    threads: int = Threads,
    memory: int = Memory,
    as_json: bool = AsJson,
) -> None:
    """Print the lists on a day: one person on one list, after mergers, beside where people live."""
    from capitula.cli.run_options import whole_day
    from capitula.ground.faults import Fault, InputFaults, Place
    from capitula.population.registers.at import lists_at
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings

    if residents is not None and not (place_areas and residents_source):
        expected = "--place FILE and --source TEXT beside it"
        remedy = "an estimate needs the place and the source of the count"
        raise InputFaults([Fault(Place("--residents"), "a count alone", expected, remedy)])
    opened = open_folder(folder, ("registrations", "residences", "successions"))
    areas = None
    if place_areas is not None:
        from capitula.ground.yaml_source import read_text

        areas = read_text(place_areas, str(place_areas)).split()
    on = whole_day("--date", day)
    with progress_bar("Counting") as progress:
        found = lists_at(
            opened, on, areas, settings=EngineSettings(threads, memory), progress=progress
        )
    estimate = None if residents is None else found.unregistered(residents, residents_source)
    if as_json:
        print_json(_lists_document(found, estimate))
    else:
        _print_lists(found, estimate)


def _lists_document(found: ListsAt, estimate: UnregisteredEstimate | None) -> dict[str, Any]:
    rows = [
        {
            "practice": row.practice,
            "holder": row.holder,
            "lives": row.lives,
            "people": row.people,
            "on_more_lists": row.on_more_lists,
        }
        for row in found.rows
    ]
    document: dict[str, Any] = {
        "schema": "capitula.population.at/1",
        "on": found.on.isoformat(),
        "registered": found.count(listed=True),
        "chosen_among_lists": found.chosen,
        "lists": rows,
        "digest": found.digest,
    }
    if estimate is not None:
        document["unregistered_estimate"] = {
            "people": estimate.people,
            "residents": estimate.residents,
            "registered_residents": estimate.registered_residents,
            "source": estimate.source,
            "mark": estimate.mark,
        }
    return document


def _print_lists(found: ListsAt, estimate: UnregisteredEstimate | None) -> None:
    rows = [[holder, f"{people:,}"] for holder, people in found.by_holder().items()]
    rows.append(["All lists", f"{found.count(listed=True):,}"])
    typer.echo(f"People on each list on {found.on}")
    print_table("", ["Practice", "People"], rows, numeric=(1,))
    passed = sorted({(r.practice, r.holder) for r in found.rows if r.practice != r.holder})
    for practice, holder in passed:
        typer.echo(f"- The list of {practice} is counted with {holder}, which had it by that day.")
    if found.chosen:
        typer.echo(
            f"- {found.chosen:,} people stood on several lists; each is counted on the one that "
            "began last, then on the one that lasts longest, then on the lowest spell number."
        )
    if found.with_place:
        here = found.count(listed=True, lives="here")
        elsewhere = found.count(listed=True, lives="elsewhere")
        unknown = found.count(listed=True, lives="not_known")
        typer.echo(
            f"Registered and live here {here:,}; registered and live elsewhere {elsewhere:,}; "
            f"registered, home not known {unknown:,}; live here by the register and on no list "
            f"{found.count(listed=False):,}."
        )
    if estimate is not None:
        typer.echo(f"Unregistered, estimate [{estimate.mark}]: {estimate.people:,}")
        typer.echo(f"  {estimate.words}")


def continuous(
    folder: Path = _FOLDER,
    since: str = typer.Option(..., "--from", help="First day of the period."),
    through: str = typer.Option(..., "--to", help="Last day of the period."),
    gap_days: int = typer.Option(0, "--gap-days", min=0, help="Days without a list that are none."),
    same_practice: bool = typer.Option(
        False, "--same-practice", help="A move ends it; only a merger does not."
    ),
    as_json: bool = AsJson,
) -> None:
    """Count people registered through a whole period; a merger of practices breaks nothing."""
    from capitula.cli.run_options import whole_day
    from capitula.population.registers.continuous import continuously_registered
    from capitula.tables.folder import open_folder

    first, last = whole_day("--from", since), whole_day("--to", through)
    opened = open_folder(folder, ("registrations", "successions"))
    with progress_bar("Counting") as progress:
        found = continuously_registered(
            opened,
            first,
            last,
            gap_days=gap_days,
            across_practices=not same_practice,
            progress=progress,
        )
    if as_json:
        rows = [{"practice": f.holder, "people": f.people, "moved": f.moved} for f in found]
        head = {"schema": "capitula.population.continuous/1", "from": first.isoformat()}
        print_json(head | {"to": last.isoformat(), "gap_days": gap_days, "practices": rows})
        return
    rows = [[f.holder, f"{f.people:,}", f"{f.moved:,}"] for f in found]
    people, moved = sum(f.people for f in found), sum(f.moved for f in found)
    rows.append(["All", f"{people:,}", f"{moved:,}"])
    headers = ["Practice at the end", "People", "Of them, moved"]
    typer.echo(f"Registered on every day from {first} to {last}")
    print_table("", headers, rows, numeric=(1, 2))


def member_months(
    folder: Path = _FOLDER,
    rule: str = typer.Option(..., "--rule", help="any-day, first-of-month or day-weighted."),
    since: str = typer.Option(..., "--from", help="First day of the period."),
    through: str = typer.Option(..., "--to", help="Last day of the period."),
    ages: str = typer.Option("0,5,15,45,65,75,85", "--ages", help="First age of each band."),
    buckets: int = Buckets,
    threads: int = Threads,
    memory: int = Memory,
    work: Path | None = WorkFolder,
    restart: bool = Restart,
    as_json: bool = AsJson,
) -> None:
    """Count member months by practice, age band and sex, by the rule that the contract names."""
    from capitula.cli.run_options import whole_day, work_folder
    from capitula.ground.faults import InputFaults, Place, ValueFault
    from capitula.population.member_months.counting import SOURCES, count_member_months
    from capitula.population.member_months.terms import MemberMonthTerms, Period
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings

    first, last = whole_day("--from", since), whole_day("--to", through)
    try:
        terms = MemberMonthTerms(Period(first, last), _rule(rule), _bands(ages))
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--to"))]) from fault
    opened = open_folder(folder, SOURCES)
    with work_folder(work) as place, progress_bar("Counting") as progress:
        found = count_member_months(
            opened,
            terms,
            place,
            buckets=buckets or None,
            settings=EngineSettings(threads, memory),
            progress=progress,
            restart=restart,
        )
    if as_json:
        print_json(_months_document(found))
    else:
        _print_months(found)


def _rule(text: str) -> Any:
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss
    from capitula.population.member_months.rules import MemberMonthRule

    words = [str(rule) for rule in MemberMonthRule]
    if text not in words:
        remedy = near_miss(text, words) or "take the rule that the contract names"
        expected = f"one of {', '.join(words)}"
        raise InputFaults([Fault(Place("--rule"), repr(text), expected, remedy)])
    return MemberMonthRule(text)


def _bands(text: str) -> Any:
    from capitula.ground.faults import InputFaults, Place, ValueFault
    from capitula.population.member_months.terms import age_bands

    parts = [part.strip() for part in text.split(",")]
    try:
        return age_bands([int(part) if part.isdecimal() else -1 for part in parts])
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--ages"))]) from fault


def _months_document(found: MemberMonths) -> dict[str, Any]:
    from capitula.population.member_months.counting import month_label

    cells = [
        {
            "month": month_label(cell.month),
            "practice": cell.practice,
            "age_band": cell.age_band,
            "sex": cell.sex,
            "counted": cell.counted,
        }
        for cell in found.cells
    ]
    return {
        "schema": "capitula.population.member-months/1",
        "rule": found.terms.rule,
        "unit": "person-days" if found.terms.rule.counts_days else "member months",
        "period": str(found.terms.period),
        "total": str(found.total),
        "digest": found.digest,
        "cells": cells,
    }


def _print_months(found: MemberMonths) -> None:
    rule = found.terms.rule
    by_practice = found.total_by(lambda cell: cell.practice)
    rows = [[practice, exact(total)] for practice, total in sorted(by_practice.items())]
    rows.append(["All", exact(found.total)])
    title = f"Member months, {found.terms.period}: {rule.words}"
    typer.echo(title)
    print_table("", ["Practice", "Member months"], rows, numeric=(1,))
    bands = found.total_by(lambda cell: cell.age_band)
    names = [band.name for band in found.terms.bands if band.name in bands]
    cells = [[name, exact(bands[name])] for name in names]
    if None in bands:
        cells.append([_NOBODY, exact(bands[None])])
    typer.echo("By age; a birthday moves a person on")
    print_table("", ["Age", "Member months"], cells, numeric=(1,))


def exact(number: Fraction) -> str:
    """Return a fraction for reading: whole months, and the rest to four places."""
    whole = number.denominator == 1
    return f"{int(number):,}" if whole else f"{float(number):,.4f}"


def _people(number: Any) -> str:
    return "–" if number is None else f"{number:,.1f}"
