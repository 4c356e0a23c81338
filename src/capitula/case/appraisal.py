"""The appraisal of a case or contract file: `case.appraisal.options()`, and the rest.

Everything is asked at two dates. What a user's appraisal file does not state is a question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from capitula.appraisal import donor_findings
from capitula.appraisal.donor.impact import DonorImpact, donor_impact
from capitula.appraisal.donor.leaving import LeavingDonor, leaving_donors
from capitula.appraisal.donor.sensitivity import donor_tornado
from capitula.appraisal.donor.share_range import DonorShareRange, donor_share_range
from capitula.appraisal.file import AppraisalFile, NoSuchAppraisal, read_appraisal
from capitula.appraisal.forms import OrganisationalForm, catalogue
from capitula.appraisal.lines import AppraisedLine, appraised_lines
from capitula.appraisal.option_findings import findings as option_findings
from capitula.appraisal.parties.holder import HolderPosition
from capitula.appraisal.parties.positions import Positions
from capitula.appraisal.parties.practices import PracticePosition, WayBack, way_back
from capitula.appraisal.parties.price_check import PriceCheck, price_check
from capitula.appraisal.sequence import FormSequence, form_sequence
from capitula.appraisal.sheet import OptionSheet, option_sheet
from capitula.appraisal.value.present import PresentValue, present_value
from capitula.appraisal.value.stranded import with_stranded
from capitula.appraisal.value.to_date import ToDate, to_date
from capitula.appraisal.vat.table import VatTable, vat_table
from capitula.case.appraised_parties import holder_of, practices_of, scenario_positions
from capitula.case.money import CaseMoney
from capitula.contract.model import Contract
from capitula.ground.figure_table import FigureTable
from capitula.ground.today import today
from capitula.money.budget.budget import Budgeted
from capitula.money.budget.found import Found
from capitula.money.scenarios.assumptions import Scenario, find_scenario, read_scenario
from capitula.money.scenarios.tornado_bars import Tornado
from capitula.record.findings import Finding
from capitula.record.view import Record, View

if TYPE_CHECKING:
    from capitula.money.scenarios.sweep import Sweep


@dataclass(frozen=True, slots=True)
class Appraisal:
    """One contract's appraisal at two dates.

    Attributes:
        name: how it was asked for.
        title: the contract's title, or the file's.
        view: the record at two dates; an empty one for a contract file.
        contract: as it stood; None where an appraisal file rests on none.
        budget: the rows that everything reads; None where no figure is held.
        file: what the user states; None where nobody stated anything.
        figures: figure tables of the case.
    """

    name: str
    title: str
    view: View
    contract: Contract | None
    budget: Budgeted | Found | None
    file: AppraisalFile | None
    figures: Mapping[str, FigureTable]

    @property
    def known_on(self) -> date:
        """Nothing that became known later stands in it."""
        return self.view.known_on

    @property
    def made(self) -> bool:
        """Whether the figures are made up."""
        return self.file is not None and self.file.made

    @property
    def lines(self) -> tuple[AppraisedLine, ...]:
        """The lines in scope with the amounts of their budget rows."""
        return appraised_lines(self.contract, self.budget) if self.contract else ()

    def forms(self) -> FormSequence:
        """Return the forms one after the other, with a notice of each undecided change."""
        return form_sequence(self.name, self.view)

    def options(self) -> OptionSheet:
        """Return all forms on one sheet."""
        return option_sheet(self.name, self.view, self.file.scoring if self.file else None)

    def vat(self, form: str = "") -> VatTable:
        """Return recovery by form and line.

        Args:
            form: one form by identifier; all that were on offer unless given.

        Raises:
            NoSuchAppraisal: no such form.
        """
        forms = catalogue().on(self.known_on)
        if form:
            forms = (self._form(form),)
        return vat_table(forms, self.lines, self.file.vat if self.file else None)

    def leaving(self) -> tuple[LeavingDonor, ...]:
        """Return which lines leave which trust, and whether that was appraised."""
        return leaving_donors(self.contract, self.lines, self.view) if self.contract else ()

    def donors(self) -> tuple[DonorImpact, ...]:
        """Return what each donor loses whose cost behaviour the file states.

        Raises:
            InputFaults: a donor, line or payer there is not.
        """
        if self.file is None or self.contract is None:
            return ()
        parties = self.contract.parties
        return tuple(donor_impact(each, self.lines, parties) for each in self.file.donors)

    def donor_tornado(self, impact: DonorImpact) -> Tornado | None:
        """Return what moves a donor's net loss most."""
        parties = self.contract.parties if self.contract else ()
        return donor_tornado(impact, self.lines, parties)

    def share(self) -> DonorShareRange | None:
        """Return a stated share of a donor with its readings; None where the file has none."""
        terms = self.file.donor_share if self.file else None
        if terms is None or self.contract is None or not isinstance(self.budget, Found):
            return None
        if terms.donor not in [party.id for party in self.contract.parties]:
            return None
        return donor_share_range(terms, self.contract, self.budget, self.view)

    def parties(self) -> Positions:
        """Return every party's position under the file's one scenario.

        Raises:
            NoSuchAppraisal: the file states no scenario for the parties.
            InputFaults: a scenario that does not fit the contract.
        """
        contract, terms = self.contract, self.file.parties if self.file else None
        if contract is None or terms is None or not isinstance(self.budget, Budgeted):
            raise NoSuchAppraisal(self._without("parties", "scenario for the parties"))
        cells = self.vat(self._form(terms.form).id).cells
        return scenario_positions(
            terms, contract, self.budget, self.lines, impacts=self.donors(), vat=cells
        )

    def holder(self) -> HolderPosition:
        """Return what the holder can carry under that scenario.

        Raises:
            NoSuchAppraisal: the file states no scenario for the parties.
        """
        found = self.parties()
        contract, budget = self.contract, self.budget
        if contract is None or not isinstance(budget, Budgeted):
            raise NoSuchAppraisal(self._without("parties", "priced contract"))
        return holder_of(found, contract, budget, self.lines, self.sweep())

    def practices(self) -> tuple[PracticePosition, ...]:
        """Return each practice for which payments are held."""
        return practices_of(self.budget, self.figures)

    def way_back(self, start: date | None = None) -> WayBack | None:
        """Return the last safe dates of a practice that suspends its contract on a day.

        Args:
            start: the day; that of the file's scenario, or the contract's start, unless given.
        """
        terms = self.file.parties if self.file else None
        length = self.contract.length if self.contract else None
        planned = length.starts.earliest if length and length.starts else None
        day = start or (terms.start if terms else None) or planned
        return way_back(day) if day else None

    def value(self) -> PresentValue:
        """Return the net present value of the file's streams, and of what donors are left with.

        Raises:
            NoSuchAppraisal: the file states none.
            InputFaults: stranded cost of a donor there is not, or beyond the horizon.
        """
        if self.file is None or self.file.value is None:
            raise NoSuchAppraisal(self._without("value", "streams of cost and benefit"))
        return present_value(with_stranded(self.file.value, self.donors()))

    def to_date(self) -> ToDate:
        """Return cost so far against benefit so far."""
        return to_date(self.file.to_date if self.file else None, self.view)

    def price(self) -> PriceCheck:
        """Return a price that was bid against what was sought after.

        Raises:
            NoSuchAppraisal: the file states none, or none that was known by the day.
        """
        if self.file is None or self.file.price is None:
            raise NoSuchAppraisal(self._without("price", "price that was bid"))
        public = self.file.known_by
        if public and date.fromisoformat(public) > self.known_on:
            raise NoSuchAppraisal(
                f"found figures that were public by {public}; expected a day from then on; "
                "leave --known out, or give a later day"
            )
        return price_check(self.file.price)

    def sweep(self) -> Sweep | None:
        """Return the draws of the scenario that the file names; None where it names none.

        Raises:
            NoSuchScenario: there is none of that name.
            InputFaults: a scenario that does not fit the contract.
        """
        if self.file is None or not self.file.scenario or not isinstance(self.budget, Budgeted):
            return None
        from capitula.money.scenarios.sweep import SweepPlan, sweep

        return sweep(SweepPlan(_scenario(self.file.scenario), self.budget, self.contract))

    def findings(self) -> tuple[Finding, ...]:
        """Return what stands open in the appraisal."""
        return findings(self.contract, self.view) if self.contract else ()

    def _form(self, key: str) -> OrganisationalForm:
        known = [form.id for form in catalogue().on(self.known_on)]
        if key not in known:
            raise NoSuchAppraisal(
                f"found the form {key!r}; expected one of {', '.join(known)}; give one of these"
            )
        return catalogue().form(key)

    def _without(self, part: str, what: str) -> str:
        return (
            f"found no {what} for {self.name}; expected `{part}` in an appraisal file; give one "
            "with --file, such as a copy of the example that ships"
        )


@dataclass(frozen=True, slots=True)
class CaseAppraisal:
    """What a case says of worth, form and who pays.

    Attributes:
        name: the case's name.
        title: its contract's title.
        folder: where its files stand.
        record: all entries.
        figures: its figure tables.
        contract_at: gives the contract at a view's dates.
        money: what is owed, for the budget rows.
    """

    name: str
    title: str
    folder: Path
    record: Record
    figures: Mapping[str, FigureTable]
    contract_at: Callable[[View], Contract]
    money: CaseMoney

    def at(self, known_on: date | None = None, file: str | Path | None = None) -> Appraisal:
        """Return everything as known on a day.

        Args:
            known_on: today unless given.
            file: an appraisal file; that of the case's folder unless given.

        Raises:
            InputFaults: everything wrong with the file.
        """
        own = self.folder / "appraisal.yaml"
        path = Path(file) if file else (own if own.is_file() else None)
        stated = read_appraisal(path) if path else None
        view = self.record.as_known(known_on or today())
        ours = stated if stated and stated.contract in ("", self.name) else None
        year = (ours.year if ours else None) or self.money.last_figures_year()
        return Appraisal(
            name=self.name,
            title=self.title,
            view=view,
            contract=self.contract_at(view),
            budget=self.money.budget(year, view.known_on) if year else None,
            file=stated,
            figures=self.figures,
        )

    def forms(self, known_on: date | None = None) -> FormSequence:
        """Return the forms one after the other, as known on a day."""
        return self.at(known_on).forms()

    def options(self, known_on: date | None = None, file: str | Path | None = None) -> OptionSheet:
        """Return all forms on one sheet, as known on a day."""
        return self.at(known_on, file).options()

    def vat(
        self, form: str = "", known_on: date | None = None, file: str | Path | None = None
    ) -> VatTable:
        """Return recovery of VAT by form and line, as known on a day."""
        return self.at(known_on, file).vat(form)

    def leaving(self, known_on: date | None = None) -> tuple[LeavingDonor, ...]:
        """Return which lines leave which trust, as known on a day."""
        return self.at(known_on).leaving()

    def donors(
        self, known_on: date | None = None, file: str | Path | None = None
    ) -> tuple[DonorImpact, ...]:
        """Return what each donor loses, by the cost behaviour that a file states."""
        return self.at(known_on, file).donors()

    def share(self, known_on: date | None = None) -> DonorShareRange | None:
        """Return a stated share of a donor with its readings, as known on a day."""
        return self.at(known_on).share()

    def practices(self, known_on: date | None = None) -> tuple[PracticePosition, ...]:
        """Return each practice for which payments are held, as known on a day."""
        return self.at(known_on).practices()

    def to_date(self, known_on: date | None = None) -> ToDate:
        """Return cost so far against benefit so far, as known on a day."""
        return self.at(known_on).to_date()


def findings(contract: Contract, view: View) -> tuple[Finding, ...]:
    """Return the findings of the room, without the history of forms, which has its own."""
    return (*option_findings(view), *donor_findings.findings(contract, view))


def _scenario(name: str) -> Scenario:
    return read_scenario(find_scenario(name))
