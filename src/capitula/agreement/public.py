"""Consultation of the public and equality impact: what is recorded, and which change has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capitula.agreement.public_kinds import ConsultationHeld, EqualityImpactAssessed
from capitula.agreement.rules import cited, rule
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.telling import begins, told
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View

CONTRACT = "contract"


def major_changes(decisions: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the decisions that make a major change of the contract, by the rule's states."""
    states = rule("consultation")["states"].words
    return tuple(
        claim
        for claim in decisions
        if claim.envelope.about == CONTRACT and claim.body is not None and claim.state in states
    )


def consultations(view: View) -> tuple[Claim, ...]:
    """Return the consultations that stand in a view."""
    return tuple(c for c in view.standing if isinstance(c.body, ConsultationHeld))


def assessments(view: View) -> tuple[Claim, ...]:
    """Return the assessments of equality impact that stand in a view."""
    return tuple(c for c in view.standing if isinstance(c.body, EqualityImpactAssessed))


def public_findings(view: View, decisions: Sequence[Claim]) -> Iterator[Finding]:
    """Return the first major change for which no consultation, or no assessment, is recorded.

    One finding each: what is missing is missing for all that follow.

    Args:
        view: the record at two dates.
        decisions: the decisions known on the day, of the room that holds them.
    """
    changes = sorted(major_changes(decisions), key=begins)
    held = [c for c in consultations(view) if _was_held(c)]
    yield from _without(
        "no consultation", "consultation", "consultation of the public", changes, held
    )
    made = assessments(view)
    what = "assessment of equality impact"
    yield from _without("no equality impact", "equality", what, changes, made)


def _was_held(claim: Claim) -> bool:
    return isinstance(claim.body, ConsultationHeld) and not claim.body.planned


def _without(
    name: str, rule_name: str, what: str, changes: Sequence[Claim], recorded: Sequence[Claim]
) -> Iterator[Finding]:
    """A record counts from the day on which it may have begun: what came later was not before."""
    for change in changes:
        before = [c for c in recorded if _opened_by(c, change)]
        if before:
            continue
        found = rule(rule_name)
        late = " One was recorded of a later day." if recorded else ""
        yield Finding(
            name,
            "agreement",
            found["severity"].text,
            change.envelope.about,
            f"The contract is {change.state} by decision {change.entry}, and no {what} from "
            f"before it is recorded; none held and none recorded cannot be told apart.{late} Rule "
            f"{found.id}, {found.mark}.",
            (change.entry, *(c.entry for c in recorded)),
            f"the {what}, dated; or a reasoned note that none was due",
        )
        return


def _opened_by(claim: Claim, change: Claim) -> bool:
    body = claim.body
    stated = None
    if isinstance(body, ConsultationHeld):
        stated = body.opens
    elif isinstance(body, EqualityImpactAssessed):
        stated = body.on
    opened = (stated.earliest or stated.latest) if stated else None
    return (opened or begins(claim)) <= begins(change)


def public_sheets(
    held: Sequence[Claim], assessed: Sequence[Claim], changes: Sequence[Claim]
) -> tuple[Sheet, ...]:
    """Return consultations, assessments, and the major changes that ask for them."""
    return (
        Sheet(
            "Consultations",
            ("On", "Held by", "Opens", "Closes", "Answers", "Outcome", "State"),
            tuple(_consultation(claim, claim.body) for claim in held),
            (cited("consultation"),),
            _missing("consultation of the public", held, changes),
            "No consultation was on record by that day.",
        ),
        Sheet(
            "Equality impact",
            ("Change", "By", "When", "Groups", "Result", "State"),
            tuple(_assessment(claim, claim.body) for claim in assessed),
            (cited("equality"),),
            _missing("assessment of equality impact", assessed, changes),
            "No assessment was on record by that day.",
        ),
        Sheet(
            "Major changes that ask for both",
            ("From", "The contract is", "Said by", "Known by"),
            tuple(
                Row(
                    (
                        str(c.envelope.in_force.start or "not stated"),
                        c.state,
                        c.envelope.speaker,
                        c.envelope.known.last.isoformat(),
                    ),
                    c.entry,
                )
                for c in sorted(changes, key=begins)
            ),
            (),
            (),
            "No decision that makes a major change was known by that day.",
        ),
    )


def _missing(what: str, recorded: Sequence[Claim], changes: Sequence[Claim]) -> tuple[str, ...]:
    if recorded or not changes:
        return ()
    return (f"Was there {'an' if what[0] in 'aeiou' else 'a'} {what}, when, and what came of it?",)


def _consultation(claim: Claim, body: object) -> Row:
    if not isinstance(body, ConsultationHeld):
        raise TypeError(f"{claim.entry} is no consultation")
    return Row(
        (
            f"{claim.envelope.about}: {body.on_what}",
            body.held_by,
            str(body.opens or "not stated"),
            str(body.closes or "not stated"),
            "not stated" if body.responses is None else f"{body.responses:,}",
            body.outcome or "not stated",
            claim.state,
        ),
        claim.entry,
    )


def _assessment(claim: Claim, body: object) -> Row:
    if not isinstance(body, EqualityImpactAssessed):
        raise TypeError(f"{claim.entry} is no assessment")
    return Row(
        (
            claim.envelope.about,
            body.by,
            str(body.on or "not stated"),
            ", ".join(body.groups) or "not stated",
            body.result or "not stated",
            claim.state,
        ),
        claim.entry,
    )


def public_json(
    held: Sequence[Claim], assessed: Sequence[Claim], changes: Sequence[Claim]
) -> dict[str, object]:
    """Return the same for machines."""

    def bodies(claims: Sequence[Claim]) -> list[dict[str, object]]:
        return [
            {
                "about": c.envelope.about,
                "state": c.state,
                **(c.body.model_dump(mode="json", exclude={"mark", "facts"}) if c.body else {}),
                **told(c),
            }
            for c in claims
        ]

    return {
        "consultations": bodies(held),
        "equality_impact": bodies(assessed),
        "major_changes": [{"state": c.state, **told(c)} for c in changes],
    }
