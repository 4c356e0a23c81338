"""Reading `outcomes.yaml`, every fault at once with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, near_miss
from capitula.ground.financial_year import month_index
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import Located, read_yaml
from capitula.outcomes.donors.programmes import programmes
from capitula.outcomes.measures import OutcomesFile, Role
from capitula.outcomes.together_checks import check_together
from capitula.outcomes.words import month_name

_Check = Callable[[OutcomesFile, Located, Path], Iterable[Fault]]


def read_outcomes(path: Path) -> OutcomesFile:
    """Read and check the outcomes file of a case.

    The figure tables are looked for in the folder `figures` beside it, and what aims cite in the
    `sources.yaml` beside it, where there is one.

    Raises:
        InputFaults: everything that is wrong with it.
    """
    located = read_yaml(path)
    outcomes = read_model(OutcomesFile, located.data, located)
    if outcomes is not None:
        for check in _CHECKS:
            located.faults.extend(check(outcomes, located, path))
    if outcomes is None or located.faults:
        raise InputFaults(located.faults)
    return outcomes


def _unique(outcomes: OutcomesFile, located: Located, _: Path) -> Iterator[Fault]:
    for part in ("aims", "measures", "questions"):
        seen: set[str] = set()
        for index, one in enumerate(getattr(outcomes, part)):
            if one.id in seen:
                place = located.place((part, index, "id"))
                yield Fault(place, f"the id {one.id!r} again", "each id once", "rename one of them")
            seen.add(one.id)


def _known_measures(outcomes: OutcomesFile, located: Located, _: Path) -> Iterator[Fault]:
    known = [measure.id for measure in outcomes.measures]
    for index, aim in enumerate(outcomes.aims):
        for at, name in enumerate(aim.measures):
            if name not in known:
                place = located.place(("aims", index, "measures", at))
                expected = "the id of a measure in this file"
                remedy = near_miss(name, known) or "add the measure or take the name out"
                yield Fault(place, repr(name), expected, remedy)
        if not aim.measures and not aim.why_unmeasured:
            yield Fault(
                located.place(("aims", index)),
                "no measure and no reason",
                "`measures`, or `why_unmeasured`",
                "say why nothing measures this aim",
            )


def _one_primary(outcomes: OutcomesFile, located: Located, _: Path) -> Iterator[Fault]:
    primary = [i for i, m in enumerate(outcomes.measures) if m.role is Role.PRIMARY]
    for index in primary[1:]:
        first = outcomes.measures[primary[0]].id
        yield Fault(
            located.place(("measures", index, "role")),
            "a second primary measure",
            f"one for a contract; {first!r} is primary already",
            "make this one secondary",
        )


def _start_stated(outcomes: OutcomesFile, located: Located, _: Path) -> Iterator[Fault]:
    for index, measure in enumerate(outcomes.measures):
        if measure.start is None and not measure.start_note:
            yield Fault(
                located.place(("measures", index)),
                "no `start` and no `start_note`",
                "when the contract began, or a note that it did not",
                "add one of the two",
            )


def _series_there(outcomes: OutcomesFile, located: Located, path: Path) -> Iterator[Fault]:
    tables = sorted(table.stem for table in (path.parent / "figures").glob("*.csv"))
    for index, measure in enumerate(outcomes.measures):
        if measure.series not in tables:
            yield Fault(
                located.place(("measures", index, "series")),
                repr(measure.series),
                "the name of a table in `figures`, without .csv",
                near_miss(measure.series, tables) or f"there are: {', '.join(tables) or 'none'}",
            )


def _source_there(outcomes: OutcomesFile, located: Located, path: Path) -> Iterator[Fault]:
    beside = path.parent / "sources.yaml"
    if not beside.is_file():
        return
    listed = read_yaml(beside)
    known = [str(path[0]) for path in listed.places if len(path) == 1]
    for index, aim in enumerate(outcomes.aims):
        if aim.source not in known:
            yield Fault(
                located.place(("aims", index, "source")),
                repr(aim.source),
                "the identifier of a source in sources.yaml",
                near_miss(aim.source, known) or "list the source there first",
            )


def _tables_there(outcomes: OutcomesFile, located: Located, path: Path) -> Iterator[Fault]:
    tables = sorted(table.stem for table in (path.parent / "figures").glob("*.csv"))
    for index, measure in enumerate(outcomes.measures):
        terms = measure.judged
        if terms is None:
            continue
        at = ("measures", index, "judged")
        named = [
            ((*at, "donors", "figures"), terms.donors.figures),
            *(((*at, "breaks", "mirrors", n), t) for n, t in enumerate(terms.breaks.mirrors)),
            *(((*at, "breaks", "witnesses", n), t) for n, t in enumerate(terms.breaks.witnesses)),
        ]
        for where, name in named:
            if name not in tables:
                yield Fault(
                    located.place(where),
                    repr(name),
                    "the name of a table in `figures`, without .csv",
                    near_miss(name, tables) or f"there are: {', '.join(tables) or 'none'}",
                )


def _programmes_there(outcomes: OutcomesFile, located: Located, _: Path) -> Iterator[Fault]:
    for index, measure in enumerate(outcomes.measures):
        donors = measure.judged.donors.without if measure.judged else ()
        for at, exclusion in enumerate(donors):
            name, known = exclusion.programme, list(programmes().programmes)
            if name is not None and name not in known:
                path = ("measures", index, "judged", "donors", "without", at, "programme")
                remedy = near_miss(name, known) or "name the areas one by one"
                expected = f"one of {', '.join(known)}"
                yield Fault(located.place(path), repr(name), expected, remedy)


def _baseline_before(outcomes: OutcomesFile, located: Located, _: Path) -> Iterator[Fault]:
    for index, measure in enumerate(outcomes.measures):
        terms = measure.judged
        estimated = terms.estimate.start if terms and terms.estimate else measure.start
        day = estimated.earliest if estimated else None
        if terms is None or day is None:
            continue
        last = measure.baseline_months.last
        if last != month_index(day) - 1:
            yield Fault(
                located.place(("measures", index, "baseline")),
                f"a baseline that ends in {month_name(last)}",
                f"one that ends with the month before the start, {month_name(month_index(day))}",
                "correct the baseline or the start",
            )


_CHECKS: tuple[_Check, ...] = (
    _unique,
    _known_measures,
    _one_primary,
    _start_stated,
    _series_there,
    _tables_there,
    _programmes_there,
    _baseline_before,
    _source_there,
    check_together,
)
