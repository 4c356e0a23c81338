"""A case as one object: what the faces and the reports read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from capitula.appraisal import form_history
from capitula.assurance.frameworks.files import frameworks_in, shipped_frameworks
from capitula.assurance.frameworks.model import Framework
from capitula.case.agreement import CaseAgreement
from capitula.case.agreement_findings import agreement_findings
from capitula.case.appraisal import CaseAppraisal
from capitula.case.appraisal import findings as appraisal_findings
from capitula.case.assurance import CaseAssurance
from capitula.case.assurance_findings import assurance_findings
from capitula.case.delivery import CaseDelivery
from capitula.case.exit import CaseExit
from capitula.case.folder import CaseFolder
from capitula.case.money import CaseMoney
from capitula.case.outcomes import CaseOutcomes
from capitula.case.programme import CaseProgramme
from capitula.contract import for_readiness, questions
from capitula.contract.as_known import as_known
from capitula.contract.model import Contract
from capitula.contract.variations import current_contract
from capitula.exit import findings as exit_findings
from capitula.ground.figure_table import FigureTable
from capitula.ground.today import today
from capitula.outcomes import findings as outcome_findings
from capitula.outcomes.measures import OutcomesFile
from capitula.programme.plan_history import PlanHistory, plan_histories
from capitula.record.clashes import Clashes, clashes
from capitula.record.compare import Comparison, compare
from capitula.record.findings import Finding
from capitula.record.history import History, history
from capitula.record.sources import Source
from capitula.record.timeline import Axis, Timeline, timeline
from capitula.record.view import Record, View


@dataclass(frozen=True)
class Case:
    """One place's contract with everything that was said of it.

    Attributes:
        folder: where its files stand.
        contract: the whole contract file; `contract_at` gives it as known on a day.
        sources: what was published, by identifier.
        record: all entries.
        outcomes: the measures, and aims that have none; `outcomes.judge()` judges them.
        figures: the figure tables, by name.
        programme: stated dates, the plan as a network, the forecast.
    """

    folder: CaseFolder
    contract: Contract
    sources: Mapping[str, Source]
    record: Record
    outcomes: CaseOutcomes
    figures: Mapping[str, FigureTable]
    programme: CaseProgramme

    @property
    def name(self) -> str:
        """The case's short name."""
        return self.folder.name

    @cached_property
    def recorded_on(self) -> date:
        """The day on which its record was last added to; today while it is empty."""
        days = [entry.envelope.recorded.date() for entry in self.record.entries]
        return max(days, default=today())

    @cached_property
    def money(self) -> CaseMoney:
        """What is owed: `case.money.budget(year="2018/19")`."""
        return CaseMoney(
            self.name, self.folder.root, self.record, self.figures, self.sources, self.contract_at
        )

    @cached_property
    def delivery(self) -> CaseDelivery:
        """Whether it is kept: `case.delivery.returns()`."""
        return CaseDelivery(self.name, self.record, self.sources, self.contract_at)

    @cached_property
    def agreement(self) -> CaseAgreement:
        """Who is for it, who is against, were they answered: `case.agreement.positions()`."""
        return CaseAgreement(self.name, self.record, self.contract_at, self.money)

    @cached_property
    def exit(self) -> CaseExit:
        """How it ends: `case.exit.dates(known=date(2023, 2, 28))`."""
        return CaseExit(self.name, self.folder.root, self.record, self.contract_at)

    @cached_property
    def appraisal(self) -> CaseAppraisal:
        """Is it worth doing, in which form, who pays: `case.appraisal.options()`."""
        return CaseAppraisal(
            self.name,
            self.contract.title,
            self.folder.root,
            self.record,
            self.figures,
            self.contract_at,
            self.money,
        )

    @cached_property
    def assurance(self) -> CaseAssurance:
        """May it go ahead? `case.assurance.readiness("start")`."""
        return CaseAssurance(
            self.name,
            self.record,
            self._frameworks,
            self.sources,
            self.recorded_on,
            self.contract_at,
            self.findings,
        )

    @cached_property
    def _frameworks(self) -> Mapping[str, Framework]:
        """The frameworks that ship, and those of the case's own folder, which come first."""
        return {**shipped_frameworks(), **frameworks_in(self.folder.root / "frameworks")}

    def as_known(self, known_on: date | None = None, in_force_on: date | None = None) -> View:
        """Return the record at two dates; with none given, everything up to today."""
        return self.record.as_known(known_on or today(), in_force_on)

    def history(self, about: str, known_on: date | None = None) -> History:
        """Return everything that was said of a matter by a day, and what has become of it."""
        return history(self.as_known(known_on), about)

    def compare(self, known_on: date, and_on: date) -> Comparison:
        """Return what changed in the record between two days."""
        return compare(self.as_known(known_on), self.as_known(and_on))

    def timeline(self, known_on: date | None = None, by: Axis = Axis.ABOUT) -> Timeline:
        """Return what was said by a day, by when it was about or by when it was known."""
        return timeline(self.as_known(known_on), by)

    def clashes(self, known_on: date | None = None) -> Clashes:
        """Return the statements as known on a day that cannot both be true."""
        return clashes(self.as_known(known_on))

    def contract_at(self, view: View) -> Contract:
        """Return the contract as it stood at the view's two dates.

        The file is the base; variations known and in force are worked in; what rests on a source
        that was not known by then is left out.
        """
        folded = current_contract(self.contract, view).contract
        return as_known(folded, view.known_on, self.sources, self.recorded_on)

    def _outcomes_at(self, view: View) -> OutcomesFile:
        return self.outcomes.as_said(view.known_on, self.sources, self.recorded_on)

    def plan(self, view: View) -> tuple[PlanHistory, ...]:
        """Return the plan of every milestone in the view, all versions kept."""
        return plan_histories(view)

    def findings(self, view: View) -> tuple[Finding, ...]:
        """Return what stands open: from the record first, then the contract's open fields."""
        contract = self.contract_at(view)
        return (
            *agreement_findings(view),
            *assurance_findings(view, self._frameworks),
            *form_history.findings(view),
            *appraisal_findings(self.contract_at(view), view),
            *self.programme.findings(view),
            *self.delivery.findings(view),
            *exit_findings.findings(view, contract),
            *outcome_findings.findings(self._outcomes_at(view), view),
            *questions.findings(contract),
            *for_readiness.findings(contract, view.in_force_on),
        )
