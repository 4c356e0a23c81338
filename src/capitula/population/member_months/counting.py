"""Counting member months of a population folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.financial_year import month_start
from capitula.population.member_months.rules import MemberMonthRule
from capitula.population.member_months.terms import MemberMonthTerms
from capitula.population.registers.checks import register_checks
from capitula.tables.check import Check
from capitula.tables.checking import run_checks
from capitula.tables.folder import PopulationFolder
from capitula.tables.plan import Plan
from capitula.tables.running import Work, run
from capitula.tables.schemas import SEXES
from capitula.tables.session import EngineSettings, Session
from capitula.tables.stage import Stage, stages_of

PACKAGE = "capitula.population.member_months"
SOURCES = ("people", "registrations", "participation")
GIVEN = ("age_bands", "need_weights")
COUNTED = 10_000
"""Ten-thousandths in one weighted person."""


def counting_stages(rule: MemberMonthRule) -> tuple[Stage, ...]:
    """Return the stages of a person bucket that count by a rule."""
    return stages_of(PACKAGE, ("slices", rule.stage))


def member_month_plan(rule: MemberMonthRule) -> Plan:
    """Return the stages that count by a rule."""
    return Plan(
        name=f"member-months-{rule}",
        purpose=f"Member months by practice, age band and sex: {rule.words}.",
        sources=SOURCES,
        given=GIVEN,
        stages=(*counting_stages(rule), *stages_of(PACKAGE, ("member_months",))),
    )


@dataclass(frozen=True, slots=True)
class Count:
    """Who counts in one month: a cell of practice, age band and sex.

    Attributes:
        month: 12 × year + month − 1.
        practice: ODS code.
        age_band, sex: None where not known.
        counted: member months, or person-days under the day-weighted rule.
        counted_weighted: the same by need weight, in ten-thousandths; None without weights.
    """

    month: int
    practice: str
    age_band: str | None
    sex: str | None
    counted: int
    counted_weighted: int | None


@dataclass(frozen=True, slots=True)
class MemberMonths:
    """The cells counted, the terms they were counted by, and the digest of the cells."""

    terms: MemberMonthTerms
    cells: tuple[Count, ...]
    digest: str

    def months(self, cell: Count) -> Fraction:
        """Return a cell's member months; days are divided by the days of the month here, once."""
        return Fraction(cell.counted, days_of(cell.month) if self.terms.rule.counts_days else 1)

    def weighted(self, cell: Count) -> Fraction | None:
        """Return a cell's weighted member months, or None without weights."""
        if cell.counted_weighted is None:
            return None
        days = days_of(cell.month) if self.terms.rule.counts_days else 1
        return Fraction(cell.counted_weighted, days * COUNTED)

    def total_by(self, key: Callable[[Count], Any]) -> dict[Any, Fraction]:
        """Return member months added up by a key of the cell."""
        totals: dict[Any, Fraction] = {}
        for cell in self.cells:
            totals[key(cell)] = totals.get(key(cell), Fraction(0)) + self.months(cell)
        return totals

    def weighted_by(self, key: Callable[[Count], Any]) -> dict[Any, Fraction]:
        """Return weighted member months added up by a key of the cell; empty without weights."""
        totals: dict[Any, Fraction] = {}
        for cell in self.cells:
            if (months := self.weighted(cell)) is not None:
                totals[key(cell)] = totals.get(key(cell), Fraction(0)) + months
        return totals

    @property
    def total(self) -> Fraction:
        """All member months."""
        return sum((self.months(cell) for cell in self.cells), Fraction(0))

    @property
    def weighted_total(self) -> Fraction:
        """All weighted member months; nought without weights."""
        return sum(self.weighted_by(lambda _: None).values(), Fraction(0))


def days_of(month: int) -> int:
    """Return the days of the month with this index."""
    return (month_start(month + 1) - month_start(month)).days


def count_member_months(
    folder: PopulationFolder,
    terms: MemberMonthTerms,
    place: Path,
    *,
    buckets: int | None = None,
    settings: EngineSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
    restart: bool = False,
) -> MemberMonths:
    """Check the registers and count.

    Args:
        folder: with people and registrations; `participation` limits the practices.
        terms: period, rule, bands and weights.
        place: the work folder, which keeps what is finished.
        buckets: person buckets; those of the folder if it was parted.
        settings: threads and memory.
        progress: called with the pieces done and all of them.
        restart: begin anew in a work folder that holds another run.

    Raises:
        InputFaults: every fault of the registers; nothing was computed.
    """
    settings = settings or EngineSettings()
    buckets = buckets or folder.buckets
    checks = (*register_checks(SOURCES), *weight_checks(terms))
    faults = run_checks(folder, checks, buckets=buckets, settings=settings)
    faults.extend(out_of_period(folder, terms, settings))
    if faults:
        raise InputFaults(faults)
    work = Work(
        plan=member_month_plan(terms.rule),
        folder=folder,
        values=terms.values(every_practice=not folder.has("participation")),
        given=terms.given(),
        place=place,
        buckets=buckets,
        settings=settings,
    )
    run(work, progress, restart=restart)
    return read_member_months(work, terms)


def read_member_months(work: Work, terms: MemberMonthTerms) -> MemberMonths:
    """Read what a finished run counted."""
    stage = work.plan.stage("member_months")
    with Session(work.settings) as session:
        kept = session.dialect.source([str(work.file(stage, None))], stage.column_names)
        session.view(stage.name, kept)
        order = "order by month, practice, age_band nulls first, sex nulls first"
        rows = session.rows(f"select * from {stage.name} {order}")  # noqa: S608 - our own stage
        return MemberMonths(terms, tuple(Count(*row) for row in rows), session.digest(stage.name))


def weight_checks(terms: MemberMonthTerms) -> tuple[Check, ...]:
    """Return what the need weights ask of people: a weight for everyone, or none for anyone."""
    if not terms.weights:
        return ()
    bands = {band for band, _ in terms.weights}
    sexes = {sex for _, sex in terms.weights}
    found: list[Check] = []
    if None not in bands:
        found.append(_weightless("birth_date", "birth_date is null", "a day of birth"))
    words = [word for word in SEXES if word not in sexes]
    conditions = [f"sex = '{word}'" for word in words]
    if None not in sexes:
        conditions.append("sex is null")
    if conditions:
        found.append(_weightless("sex", " or ".join(conditions), "a sex that has a need weight"))
    return tuple(found)


def _weightless(column: str, condition: str, expected: str) -> Check:
    return Check(
        "people",
        column,
        "a person for whom there is no need weight",
        expected,
        "complete people, or state a weight for those of whom it is not known",
        condition=condition,
    )


def out_of_period(
    folder: PopulationFolder, terms: MemberMonthTerms, settings: EngineSettings
) -> list[Fault]:
    """Return the fault of registers, or of practices under the contract, of another period."""
    faults: list[Fault] = []
    with Session(settings) as session:
        for name in ("registrations", "participation"):
            if not folder.has(name):
                continue
            columns = ("start_date", "end_date")
            session.view(
                name, session.dialect.source([str(f) for f in folder.files[name]], columns)
            )
            first, last, still = session.rows(
                "select min(start_date), max(end_date), count(*) - count(end_date) "  # noqa: S608
                f"from {name}"
            )[0]
            before = not still and (last is None or last <= terms.period.first)
            if first is None or first > terms.period.last or before:
                span = "no rows" if first is None else f"{first} to {last or 'no end'}"
                faults.append(
                    Fault(
                        Place(folder.shown(folder.files[name][0])),
                        span,
                        f"spells that reach into {terms.period}",
                        "give the table of the right period, or correct the period",
                    )
                )
    return faults


def month_label(month: int) -> str:
    """Return a month for reading, such as 2018-04."""
    day = month_start(month)
    return f"{day:%Y-%m}"
