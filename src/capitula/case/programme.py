"""The programme of a case: `case.programme.forecast(known)`, `case.programme.network(known)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from capitula.ground.date_words import date_text
from capitula.ground.faults import CapitulaError, Fault, InputFaults, Place, near_miss
from capitula.ground.today import today
from capitula.programme import gaps
from capitula.programme.forecast.combined import Combined, combined
from capitula.programme.forecast.forecast import Asked, Forecast, forecast
from capitula.programme.forecast.stated_start import KIND_OF_FORM, start_stated
from capitula.programme.network.critical_path import Network, network
from capitula.programme.network.findings import findings
from capitula.programme.network.model import Plan
from capitula.programme.network.reading import read_plan
from capitula.programme.network.simulate import DRAWS, SEED, CannotSimulate, simulate
from capitula.programme.network.stated import Between, StatedDate, between, stated_dates
from capitula.programme.plan_history import PlanHistory, Version, plan_histories
from capitula.programme.reference_class.loading import SHIPPED
from capitula.record.findings import Finding
from capitula.record.sources import Source
from capitula.record.view import Record, View


class NoPlan(CapitulaError):
    """A case without a plan file that was known on the day."""


@dataclass(frozen=True)
class LaidOut:
    """A plan worked out, beside the dates that were stated for its milestones by a day.

    Attributes:
        network: tasks in order, their times and float.
        dates: the latest stated date of each milestone.
        between: the time that these dates leave.
        findings: what the plan leaves open.
    """

    network: Network
    dates: tuple[StatedDate, ...]
    between: tuple[Between, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class StartForecast:
    """A forecast of a case's start, or why there is none.

    Attributes:
        known_on: the day.
        statement: the date stated last; None where nobody has stated one.
        made: the forecast; None where there is nothing to forecast.
        both: the same combined with the plan's network; None where that cannot be drawn.
        network: the plan it was, or could not be, combined with.
        why: why there is no forecast, or why it is not combined; else what else was said.
    """

    known_on: date
    statement: Version | None
    made: Forecast | None
    both: Combined | None
    network: Network | None
    why: str


@dataclass(frozen=True)
class CaseProgramme:
    """When: plans with their slip, the network of the work, the forecast.

    Attributes:
        name: of the case.
        form: the form of its contract, by which comparable contracts are chosen.
        record: all entries.
        plans: the plan files, the earliest known first.
    """

    name: str
    form: str
    record: Record
    plans: tuple[Plan, ...]

    def histories(self, known: date | None = None) -> tuple[PlanHistory, ...]:
        """Return every version of every stated date, with its slip."""
        return plan_histories(self._view(known))

    def plan(self, known: date | None = None) -> Plan | None:
        """Return the plan known last by a day; None where none was."""
        day = known or today()
        return next((plan for plan in reversed(self.plans) if plan.known_on <= day), None)

    def network(self, known: date | None = None) -> LaidOut:
        """Return the plan known by a day, worked out.

        Raises:
            NoPlan: none was known.
        """
        plan = self.plan(known)
        if plan is None:
            raise NoPlan(self._no_plan(known))
        return lay_out(plan, self.histories(known))

    def forecast(
        self,
        known: date | None = None,
        *,
        plan: Network | None = None,
        without: str | None = None,
        seed: int = SEED,
        draws: int = DRAWS,
    ) -> StartForecast:
        """Forecast the start from the date stated last and from comparable contracts.

        Args:
            known: the day; nothing that became known later enters.
            plan: a network to combine it with; the case's own unless given.
            without: the code of a comparable contract to leave out, with its close peers; a case
                that ships leaves itself out.
            seed: of the network's draws.
            draws: of the network.
        """
        day = known or today()
        statement, why = start_stated(self.histories(day), self._view(day))
        if statement is None or statement.plan.date is None:
            return StartForecast(day, statement, None, None, None, why)
        asked = Asked(
            statement.plan.date,
            statement.claim.envelope.known.last,
            day,
            KIND_OF_FORM.get(self.form, "single_contract"),
            without or (self.name if self.name in SHIPPED else None),
        )
        own = self.plan(day)
        found = plan or (network(own) if own else None)
        both, not_combined = None, "No plan file was known, so no network is combined with it."
        made = forecast(asked)
        if found is not None:
            try:
                both, not_combined = (
                    combined(made, found, simulate(found, seed=seed, draws=draws)),
                    "",
                )
            except CannotSimulate as error:
                not_combined = f"Not combined with the plan's network: {error}."
        return StartForecast(day, statement, made, both, found, not_combined or why)

    def findings(self, view: View) -> tuple[Finding, ...]:
        """Return what does not fit in stated dates and in the plan known on the view's day."""
        plan = self.plan(view.known_on)
        own = findings(network(plan), plan_histories(view)) if plan else ()
        return (*gaps.findings(view), *own)

    def _view(self, known: date | None) -> View:
        return self.record.as_known(known or today())

    def _no_plan(self, known: date | None) -> str:
        if not self.plans:
            return (
                f"found no plan file in the case {self.name!r}; expected one in its folder plans; "
                "write one, or give a plan file or `assumed-durations` instead of the case"
            )
        first = self.plans[0].known_on
        return (
            f"found no plan of {self.name!r} known on {date_text(known or today())}; expected a "
            f"day from {date_text(first)} on; give a later day"
        )


def lay_out(plan: Plan, histories: Sequence[PlanHistory] = ()) -> LaidOut:
    """Work a plan out beside stated dates."""
    found = network(plan)
    dates = stated_dates(found, histories)
    return LaidOut(found, dates, between(found, dates), findings(found, histories))


def read_plans(
    files: Sequence[Path], root: Path, record: Record, sources: Mapping[str, Source]
) -> tuple[Plan, ...]:
    """Read the plan files of a case, checked against its record and sources.

    Raises:
        InputFaults: every fault of every file.
    """
    faults: list[Fault] = []
    found: list[Plan] = []
    for path in files:
        name = str(path.relative_to(root))
        try:
            plan = read_plan(path, name=name)
        except InputFaults as error:
            faults += error.faults
            continue
        faults += _unknown(plan, name, record, sources)
        found.append(plan)
    if faults:
        raise InputFaults(faults)
    return tuple(sorted(found, key=lambda plan: plan.known_on))


def _unknown(plan: Plan, name: str, record: Record, sources: Mapping[str, Source]) -> list[Fault]:
    """A plan rests on nothing that the case does not have, or that became known after it."""
    faults: list[Fault] = []
    known = {each.envelope.entry: each.envelope.known.last for each in record.entries}
    for task in plan.tasks:
        place = Place(name, field=f"task {task.id}")
        for entry in dict.fromkeys(task.cited):
            if entry not in known:
                remedy = near_miss(entry, list(known)) or "name an entry of the record"
                found = f"the entry {entry!r}"
                faults.append(Fault(place, found, "an entry of this case's record", remedy))
            elif known[entry] > plan.known_on:
                faults.append(
                    Fault(
                        place,
                        f"the entry {entry!r}, known by {known[entry]}",
                        f"nothing known later than the plan, {plan.known_on}",
                        "set `known` of the plan later, or leave the entry out",
                    )
                )
    if plan.source and plan.source not in sources:
        remedy = near_miss(plan.source, list(sources)) or "add it to sources.yaml"
        place = Place(name, field="source")
        faults.append(Fault(place, f"the source {plan.source!r}", "a source of the case", remedy))
    return faults
