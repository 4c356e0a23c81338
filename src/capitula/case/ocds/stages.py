"""How far the process has come by a day, as the sections of OCDS: tender, award, contract.

The status is that of the record's own view: where words clash, of the ones that claim least. A
decision says it, or a milestone reached; nothing is inferred from a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from capitula.assurance.kinds import DecisionMade, Outcome
from capitula.assurance.stage import CONTRACT, stage
from capitula.case.ocds.fields import Json, write_date
from capitula.case.ocds.identifiers import ocid
from capitula.case.ocds.parties import references, suppliers
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.ground.partial_date import PartialDate
from capitula.programme.kinds import MilestoneReached
from capitula.record.view import View

_TENDERED = {Outcome.PROCURE, Outcome.PREFER, Outcome.AWARD}
_GIVEN_UP = {Outcome.STOP, Outcome.ABANDON}
_RUNNING = {Outcome.START, Outcome.EXTEND, Outcome.TERMINATE, Outcome.WIND_DOWN, Outcome.END}


@dataclass(frozen=True)
class Stage:
    """What is known of the process on one day."""

    view: View
    outcomes: frozenset[Outcome]
    current: Outcome | None
    words: str | None

    @property
    def tendered(self) -> bool:
        """Whether it was put out to tender."""
        return bool(self.outcomes & _TENDERED)

    @property
    def awarded(self) -> bool:
        """Whether it was awarded."""
        return Outcome.AWARD in self.outcomes or self.reached("award") is not None

    @property
    def started(self) -> bool:
        """Whether services began under it."""
        return bool(self.outcomes & _RUNNING) or self.reached("service start") is not None

    def reached(self, milestone: str) -> MilestoneReached | None:
        """Return the milestone's result if it was reached, and not in a lesser form."""
        item = self.view.item(milestone, MilestoneReached.stated_property)
        body = item.current.body if item else None
        if not isinstance(body, MilestoneReached) or not body.happened or body.lesser_form:
            return None
        return body

    def decided(self, outcome: Outcome) -> PartialDate | None:
        """Return when the latest known decision of this outcome was taken."""
        bodies = [claim.body for claim in self.view.of_kind(DecisionMade.kind) if _on(claim)]
        found = [b for b in bodies if isinstance(b, DecisionMade) and b.outcome is outcome]
        return found[-1].decided if found else None


def stage_of(view: View) -> Stage:
    """Return what the view says of the process."""
    bodies = [claim.body for claim in view.of_kind(DecisionMade.kind) if _on(claim)]
    item = stage(view)
    body = item.current.body if item else None
    return Stage(
        view,
        frozenset(body.outcome for body in bodies if isinstance(body, DecisionMade)),
        body.outcome if isinstance(body, DecisionMade) else None,
        item.state if item else None,
    )


def sections(found: Stage, contract: Contract, ids: Mapping[str, str]) -> dict[str, Json]:
    """Return the tender, the award and the contract as far as they are known."""
    made: dict[str, Json] = {}
    has_contract = found.awarded or found.started
    if found.tendered:
        made["tender"] = _tender(found, contract, ids)
    if has_contract or Outcome.PREFER in found.outcomes:
        made["award"] = _award(found, contract, ids)
    if has_contract:
        made["contract"] = _contract(found, contract)
    if found.words and made:
        made["contract" if has_contract else "tender"]["capitulaStatus"] = found.words
    return made


def _on(claim: object) -> bool:
    return getattr(claim, "envelope").about == CONTRACT  # noqa: B009


def _tender(found: Stage, contract: Contract, ids: Mapping[str, str]) -> Json:
    stopped = found.current in _GIVEN_UP
    status = "complete" if found.awarded else "cancelled" if stopped else "active"
    made: Json = {"id": f"{ocid(contract.case)}-tender", "title": contract.title, "status": status}
    buyers = references(contract.with_role(Role.COMMISSIONER), ids)
    if buyers:
        made["procuringEntity"] = buyers[0]
    return made


def _award(found: Stage, contract: Contract, ids: Mapping[str, str]) -> Json:
    made: Json = {"id": f"{ocid(contract.case)}-award-1", "title": contract.title}
    if found.awarded:
        made["status"] = "active"
        result = found.reached("award")
        decided = found.decided(Outcome.AWARD) or (result.date if result else None)
        if decided:
            made |= write_date("date", str(decided))
    elif Outcome.PREFER in found.outcomes:
        made["status"] = "cancelled" if found.current in _GIVEN_UP else "pending"
    listed = references(suppliers(contract, awarded=found.awarded or found.started), ids)
    if listed:
        made["suppliers"] = listed
    return made


def _contract(found: Stage, contract: Contract) -> Json:
    process = ocid(contract.case)
    made: Json = {
        "id": f"{process}-contract-1",
        "awardID": f"{process}-award-1",
        "title": contract.title,
        "status": _contract_status(found),
    }
    length = contract.length
    starts, ends = found.reached("service start"), found.reached("contract end")
    period: Json = {}
    if start := (starts.date if starts else None) or (length.starts if length else None):
        period |= write_date("startDate", str(start))
    if end := (ends.date if ends else None) or (length.ends if length else None):
        period |= write_date("endDate", str(end))
    if period:
        made["period"] = period
    signed = found.reached("signature")
    if signed and signed.date:
        made |= write_date("dateSigned", str(signed.date))
    return made


def _contract_status(found: Stage) -> str:
    if found.current in _GIVEN_UP:
        return "terminated" if found.started else "cancelled"
    if found.current is Outcome.END:
        return "terminated"
    return "active" if found.started else "pending"
