"""The terms of a settlement run: a small YAML file, or plain defaults.

first: 2018-04-01
last: 2023-03-31
member_months: first-of-month
age_bands: [0, 5, 15, 45, 65, 75, 85]
lines:
  - {line: emergency, services: [emergency_inpatient, emergency_department]}
  - {line: emergency elsewhere, services: [emergency_inpatient], providers: [RXX]}
not_in_contract: [dental]
truncation_percent: 99
rates: [{line: emergency, year: 2018/19, pence_per_member_month: 5120, source: schedule 4}]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from capitula.ground.faults import Fault, InputFaults, ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import Located, read_yaml
from capitula.population.member_months.rules import MemberMonthRule
from capitula.population.member_months.terms import (
    GMS_AGE_BANDS,
    AgeBand,
    MemberMonthTerms,
    Period,
    age_bands,
)
from capitula.population.member_months.weights_file import NeedWeights
from capitula.tables.dialect import Literal

LARGEST_RATE_PENCE = 10**8
"""A guard: no line is paid a million pounds for one person and month."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Part):
    """A contract line: services, of all providers or of those named, which take precedence."""

    line: str
    services: tuple[str, ...] = Field(min_length=1)
    providers: tuple[str, ...] = ()


class Rate(_Part):
    """What a line is paid for a member month of a financial year, with where that is stated.

    Attributes:
        weighted: whether it is paid for a month weighed by need; the run then needs need weights.
    """

    line: str
    year: str
    pence_per_member_month: int = Field(ge=0, le=LARGEST_RATE_PENCE)
    source: str
    weighted: bool = False

    @field_validator("year")
    @classmethod
    def _year(cls, year: str) -> str:
        return str(FinancialYear.parse(year))


class CubeTerms(_Part):
    """What a settlement run counts and adds up.

    Attributes:
        first, last: the days covered, both in; whole months, so that costs and months match.
        member_months: the rule by which the contract counts a month.
        age_bands: the first age of each band.
        lines: which services are which contract line.
        not_in_contract: services that the folder holds and the contract leaves out.
        truncation_percent: costs of a person above this percentile of the year are set apart; None
            if the contract does not truncate.
        rates: what is paid by line and year, where a capitated payment is to be compared.
    """

    first: date
    last: date
    member_months: MemberMonthRule
    age_bands: tuple[int, ...] = tuple(band.from_age for band in GMS_AGE_BANDS)
    lines: tuple[Line, ...] = Field(min_length=1)
    not_in_contract: tuple[str, ...] = ()
    truncation_percent: int | None = Field(default=None, ge=1, le=99)
    rates: tuple[Rate, ...] = ()

    @property
    def period(self) -> Period:
        """The days covered."""
        return Period(self.first, self.last)

    @property
    def bands(self) -> tuple[AgeBand, ...]:
        """The age bands."""
        return age_bands(self.age_bands)

    def counting(self, weights: NeedWeights | None = None) -> MemberMonthTerms:
        """Return the part that says how member months are counted, and by which need weights."""
        terms = MemberMonthTerms(self.period, self.member_months, self.bands)
        return replace(terms, weights=weights.by_cell) if weights else terms

    @property
    def services(self) -> frozenset[str]:
        """Every service that has a line for all its providers; others are unknown to a run."""
        return frozenset(s for line in self.lines if not line.providers for s in line.services)

    def values(
        self, weights: NeedWeights | None = None, *, every_practice: bool
    ) -> dict[str, Literal]:
        """Return the values that the stages name."""
        values = self.counting(weights).values(every_practice=every_practice)
        if self.truncation_percent is not None:
            values["truncation_percent"] = self.truncation_percent
        return values

    def given(self, weights: NeedWeights | None = None) -> dict[str, Any]:
        """Return bands, weights and the lines of services as Arrow tables.

        A provider's own line takes precedence over the line of its service.
        """
        pa: Any = import_module("pyarrow")
        numbers = {line: n for n, line in enumerate(sorted({each.line for each in self.lines}), 1)}
        own = {s: e.line for e in self.lines if not e.providers for s in e.services}
        named = {(s, p): e.line for e in self.lines for p in e.providers for s in e.services}
        text, number = pa.string(), pa.int32()
        service_lines = pa.table(
            {
                "service": pa.array(sorted(own), text),
                "line": pa.array([own[s] for s in sorted(own)], text),
                "line_number": pa.array([numbers[own[s]] for s in sorted(own)], number),
            }
        )
        keys = sorted(named)
        provider_lines = pa.table(
            {
                "service": pa.array([service for service, _ in keys], text),
                "provider": pa.array([provider for _, provider in keys], text),
                "line": pa.array([named[key] for key in keys], text),
                "line_number": pa.array([numbers[named[key]] for key in keys], number),
            }
        )
        lines = {"service_lines": service_lines, "provider_lines": provider_lines}
        return self.counting(weights).given() | lines


def read_cube_terms(path: Path) -> CubeTerms:
    """Read the terms of a run.

    Raises:
        InputFaults: everything that is wrong with them.
    """
    located = read_yaml(path)
    terms = read_model(CubeTerms, located.data, located)
    if terms is not None:
        located.faults.extend(_faults(terms, located))
    if terms is None or located.faults:
        raise InputFaults(located.faults)
    return terms


def _faults(terms: CubeTerms, located: Located) -> Iterator[Fault]:
    yield from _period_faults(terms, located)
    seen: set[tuple[str, str]] = set()
    plain = {s for line in terms.lines if not line.providers for s in line.services}
    for index, line in enumerate(terms.lines):
        for service in line.services:
            place = located.place(("lines", index, "services"))
            for key in [(service, p) for p in line.providers] or [(service, "")]:
                if key in seen:
                    what = " of ".join(part for part in key if part)
                    yield Fault(place, f"{what} again", "one line for each", "take one of them out")
                seen.add(key)
            if service not in plain and service not in terms.not_in_contract:
                yield Fault(
                    place,
                    f"{service} of some providers only",
                    "a line for the other providers too",
                    f"add a line without providers that holds {service}",
                )
            if service in terms.not_in_contract:
                remedy = "take it out of one of the two"
                yield Fault(place, f"{service} both in and out", "in a line or left out", remedy)
    yield from _rate_faults(terms, located)


def _period_faults(terms: CubeTerms, located: Located) -> Iterator[Fault]:
    try:
        period = terms.period
    except ValueFault as fault:
        yield fault.at(located.place(("last",)))
        return
    if period.first.day != 1 or period.end.day != 1:
        yield Fault(
            located.place(("first",)),
            str(period),
            "whole months",
            "begin on the first day of a month and end on the last of one",
        )
    try:
        _ = terms.bands
    except ValueFault as fault:
        yield fault.at(located.place(("age_bands",)))


def _rate_faults(terms: CubeTerms, located: Located) -> Iterator[Fault]:
    lines = {line.line for line in terms.lines}
    seen: set[tuple[str, str]] = set()
    for index, rate in enumerate(terms.rates):
        place = located.place(("rates", index))
        if rate.line not in lines:
            yield Fault(place, f"a rate for {rate.line!r}", "a line of this file", "correct it")
        if (rate.line, rate.year) in seen:
            found = f"a second rate for {rate.line!r} in {rate.year}"
            yield Fault(place, found, "one rate for a line and year", "take one out")
        seen.add((rate.line, rate.year))
