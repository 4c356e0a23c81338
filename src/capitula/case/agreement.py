"""Who is for it, and were they answered, asked of one case: `case.agreement.positions()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from capitula.agreement import concern_sheets, follow_ups, interests, patience, practices, public
from capitula.agreement import requests as requests_
from capitula.agreement import sign_off as sign_off_
from capitula.agreement import sign_up as sign_up_
from capitula.agreement.benefit_review import BenefitReview, benefit_review
from capitula.agreement.concerns import concerns
from capitula.agreement.letters import letters
from capitula.agreement.matters import coded
from capitula.agreement.positions import position_sheets, positions
from capitula.agreement.sheet import Row, Sheet, Sheets
from capitula.agreement.signing_kinds import CaseStage
from capitula.agreement.silences import questions_asked, silence_sheet
from capitula.agreement.standings import claimed, named_json, named_standings, standing_sheets
from capitula.case.agreement_beside import beside, decisions, listed, replans, review_findings
from capitula.case.agreement_findings import agreement_findings
from capitula.case.money import CaseMoney
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.ground.operational_days import OperationalCalendar
from capitula.ground.today import today
from capitula.programme.kinds import MilestonePlanned
from capitula.programme.plan_history import plan_histories
from capitula.record.findings import Finding
from capitula.record.view import Record, View

SIGNING_ROLES = (
    Role.COMMISSIONER,
    Role.HOLDER,
    Role.PREFERRED_PROVIDER,
    Role.DONOR,
    Role.COUNCIL,
    Role.PRACTICES,
)
"""The parts whose bearers a stage of the case would be put to for signature. Mark: local."""


@dataclass(frozen=True, slots=True)
class CaseAgreement:
    """The room asked of one case. Every answer is as known on a day: today unless given.

    Attributes:
        name: the case's name.
        record: all entries.
        contract_at: gives the contract at a view's dates.
        money: the case's money, for published figures by line.
    """

    name: str
    record: Record
    contract_at: Callable[[View], Contract]
    money: CaseMoney

    def positions(self, known: date | None = None) -> Sheets:
        """Return where each party stands, its own words apart from what others said for it."""
        view = self._view(known)
        found = positions(view, self._parties(view))
        data = {"parties": [each.as_json() for each in found]}
        return self._sheets("positions", view, position_sheets(found), data)

    def sign_off(self, known: date | None = None) -> Sheets:
        """Return who signed which stage of the business case; there is no flag "approved"."""
        view = self._view(known)
        contract = self.contract_at(view)
        due = {
            stage.words: item.current
            for stage in CaseStage
            if (item := view.item(stage.words, MilestonePlanned.stated_property))
        }
        asked = [p.name for p in contract.parties if set(p.roles) & set(SIGNING_ROLES)]
        found = sign_off_.sign_off(view, self._parties(view), asked, due)
        data = {"stages": [stage.as_json() for stage in found]}
        return self._sheets("sign-off", view, sign_off_.sign_off_sheets(found), data)

    def sign_up(self, known: date | None = None) -> Sheets:
        """Return GP sign-up by practices, GPs and patients, and each practice's level."""
        view = self._view(known)
        measures = sign_up_.sign_up(view)
        at = practices.practices(view, self.contract_at(view).gp_participation)
        of = listed(self.money, view.known_on)
        sheets = (*sign_up_.sign_up_sheets(measures), *practices.practice_sheets(at, of))
        data = {
            "measures": [measure.as_json() for measure in measures],
            "levels": [level.as_json() for level in practices.levels(at)] if at else [],
            "practices": [practice.as_json() for practice in at],
            "practices_listed": {"number": of.practices, "list": of.what} if of else None,
        }
        return self._sheets("sign-up", view, sheets, data)

    def patience(self, known: date | None = None) -> Sheets:
        """Return how long people have waited since they agreed, and how often the plan moved."""
        view = self._view(known)
        found = patience.patience(view, tuple(replans(plan_histories(view))))
        signs = coded(view)
        data = {"waiting": [waiting.as_json() for waiting in found]}
        return self._sheets("patience", view, patience.patience_sheets(found, signs), data)

    def concerns(self, known: date | None = None, within: int | None = None) -> Sheets:
        """Return letters part by part, every concern, replies, satisfaction and escalation.

        Args:
            known: the day as known on.
            within: the period for a reply to a letter, in operational days; that of the rule
                unless given.
        """
        view = self._view(known)
        found, post = concerns(view), letters(view, self._calendar(view), within)
        sheets = (
            *concern_sheets.letter_sheets(post),
            concern_sheets.concern_sheet(found, coded(view)),
        )
        data = {
            "letters": [letter.as_json() for letter in post],
            "concerns": [concern.as_json() for concern in found],
        }
        return self._sheets("concerns", view, sheets, data)

    def requests(self, known: date | None = None) -> Sheets:
        """Return requests with their terms, and the log of those declined and what followed."""
        view = self._view(known)
        found = requests_.requests(view, decisions(view, events=True))
        data = {"requests": [request.as_json() for request in found]}
        return self._sheets("requests", view, requests_.request_sheets(found), data)

    def questions(self, known: date | None = None) -> Sheets:
        """Return the questions that were put, answered or not."""
        view = self._view(known)
        found = questions_asked(view)
        data = {"asked": [asked.as_json() for asked in found]}
        return self._sheets("questions", view, (silence_sheet(found),), data)

    def standing(self, known: date | None = None) -> Sheets:
        """Return who counts as what, and who wrote the clinical model, as each side sees it."""
        view = self._view(known)
        found, named = claimed(view), named_standings(view)
        data = {"claims": [c.as_json() for c in found], "named": named_json(named)}
        return self._sheets("standing", view, standing_sheets(found, named), data)

    def follow_up(self, known: date | None = None) -> Sheets:
        """Return undertakings, findings and recommendations with what came of each; early signs."""
        view = self._view(known)
        signs = coded(view)
        found = follow_ups.matters(view, review_findings(view), signs)
        sheets = (
            *follow_ups.matter_sheets(found),
            follow_ups.sign_sheet(signs, found, concerns(view)),
        )
        early = [c for c in signs if c.is_early_sign]
        data = {
            "matters": [matter.as_json() for matter in found],
            "early_signs": [
                {"entry": c.claim.entry, "text": c.claim.value.text, "codes": list(c.codes)}
                for c in early
            ],
        }
        return self._sheets("follow-up", view, sheets, data)

    def public(self, known: date | None = None) -> Sheets:
        """Return consultations and equality impact, beside the changes that ask for them."""
        view = self._view(known)
        held, assessed = public.consultations(view), public.assessments(view)
        changes = public.major_changes(decisions(view))
        sheets = public.public_sheets(held, assessed, changes)
        return self._sheets("public", view, sheets, public.public_json(held, assessed, changes))

    def interests(self, known: date | None = None) -> Sheets:
        """Return agenda items with conflicts, recusals, and the quorum counted again."""
        view = self._view(known)
        found = interests.items(view)
        data = {"items": [item.as_json() for item in found]}
        return self._sheets("interests", view, interests.interest_sheets(view, found), data)

    def review(self, known: date | None = None) -> BenefitReview:
        """Return the risk-and-benefit review by service line, with what is not known."""
        view = self._view(known)
        return benefit_review(view, self.contract_at(view), beside(view, self.money))

    def findings(self, known: date | None = None) -> tuple[Finding, ...]:
        """Return everything that stands open in this room."""
        return agreement_findings(self._view(known))

    def open_now(self, known: date | None = None) -> Sheets:
        """Return the findings as a sheet."""
        view = self._view(known)
        found = agreement_findings(view)
        data = {"findings": [_finding(each) for each in found]}
        return self._sheets("open", view, (findings_sheet(found),), data)

    def _view(self, known: date | None) -> View:
        return self.record.as_known(known or today())

    def _parties(self, view: View) -> Mapping[str, str]:
        return {party.id: party.name for party in self.contract_at(view).parties}

    def _calendar(self, view: View) -> OperationalCalendar | None:
        calendar = self.contract_at(view).calendar
        return calendar.operational() if calendar else None

    def _sheets(
        self, what: str, view: View, sheets: tuple[Sheet, ...], data: Mapping[str, object]
    ) -> Sheets:
        schema = f"capitula.agreement.{what}/1"
        return Sheets(schema, self.name, view.known_on.isoformat(), sheets, data)


def findings_sheet(found: tuple[Finding, ...]) -> Sheet:
    """Return findings for reading: what blocks first."""
    order = ("blocks", "warns", "notes")
    ranked = sorted(found, key=lambda f: order.index(f.severity))
    return Sheet(
        "What stands open",
        ("Rule", "Weight", "About", "What was found", "What would settle it"),
        tuple(
            Row((f.rule, f.severity, f.about, f.text, f.remedy), (*f.evidence, "")[0])
            for f in ranked
        ),
        (),
        (),
        "Nothing was known to stand open on that day.",
    )


def _finding(each: Finding) -> dict[str, object]:
    return {
        "rule": each.rule,
        "severity": each.severity,
        "about": each.about,
        "text": each.text,
        "evidence": list(each.evidence),
        "remedy": each.remedy,
    }
