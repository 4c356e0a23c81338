"""The management case: who has signed, milestones, changes that nobody decided, what blocks."""

from __future__ import annotations

from collections.abc import Mapping

from capitula.case.appraisal import Appraisal
from capitula.case.business_case.model import Cell, Found, Grid, Words
from capitula.case.case import Case
from capitula.ground.date_words import date_text
from capitula.ground.letters import capital
from capitula.record.findings import Finding


def management(appraisal: Appraisal, case: Case | None) -> Mapping[str, Found]:
    """Return each item of the management case."""
    findings = case.findings(appraisal.view) if case else appraisal.findings()
    return {
        "sign_off": _sign_off(appraisal),
        "plan": _plan(appraisal),
        "decisions": _decisions(appraisal),
        "blocks": _blocks(findings, case.assurance.titles if case else {}),
    }


def _sign_off(appraisal: Appraisal) -> Found:
    kinds = ("position_taken", "sign_off_stated")
    claims = [claim for kind in kinds for claim in appraisal.view.of_kind(kind)]
    rows: list[tuple[Cell, ...]] = [
        (
            claim.envelope.about,
            claim.value.words,
            date_text(claim.envelope.known.last),
            claim.envelope.source or claim.envelope.speaker,
        )
        for claim in claims
    ]
    told = {claim.envelope.about for claim in claims}
    parties = appraisal.contract.parties if appraisal.contract else ()
    gaps = tuple(
        f"{party.name}: has it signed? No entry says so."
        for party in parties
        if party.name not in told and str(party.roles[0]) not in ("representative", "regulator")
    )
    if not rows:
        return Found((), gaps)
    heads = ("Party", "Position", "Known by", "Source")
    return Found((Grid("Positions as stated", heads, tuple(rows)),), gaps)


def _plan(appraisal: Appraisal) -> Found:
    view = appraisal.view
    subjects = dict.fromkeys(
        (claim.envelope.about, claim.envelope.property_name)
        for kind in ("milestone_planned", "milestone_reached")
        for claim in view.of_kind(kind)
    )
    rows: list[tuple[Cell, ...]] = []
    for about, name in subjects:
        item = view.item(about, name)
        if item is not None:
            envelope = item.current.envelope
            known = date_text(envelope.known.last)
            rows.append((about, name, item.current.value.words, known, envelope.source))
    if not rows:
        return Found((), ("When is the award, the start, and each transfer?",))
    heads = ("Milestone", "What", "As it stands", "Known by", "Source")
    return Found((Grid("Milestones", heads, tuple(rows)),))


def _decisions(appraisal: Appraisal) -> Found:
    notices = appraisal.forms().notices
    if not notices:
        return Found((Words(("No change of form without a decision is known.",)),))
    return Found(
        (Words(tuple(capital(notice.text) for notice in notices)),),
        tuple(f"{capital(notice.about)}: {notice.remedy}" for notice in notices),
    )


def _blocks(findings: tuple[Finding, ...], called: Mapping[str, str]) -> Found:
    blocking = [
        (called.get(each.about, each.about), each) for each in findings if each.severity == "blocks"
    ]
    if not blocking:
        return Found((Words(("No finding of this product blocks.",)),))
    rows: list[tuple[Cell, ...]] = [
        (each.rule, about, each.text, each.remedy) for about, each in blocking
    ]
    heads = ("Rule", "About", "What was found", "What would settle it")
    gaps = tuple(f"{about}: {each.remedy}" for about, each in blocking)
    return Found((Grid("What blocks", heads, tuple(rows)),), gaps)
