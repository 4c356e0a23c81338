"""The questions that people ask of a contract, each answered as known on one day."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.agreement import open_matters
from capitula.agreement.kinds import PositionTaken, SignUpMeasured
from capitula.appraisal.kinds import OptionAppraised, OptionStanding
from capitula.case.states import state_of
from capitula.exit.transfer_kinds import Move, ServiceTransferred
from capitula.record.claim import Claim
from capitula.record.view import View

NOTHING = "nothing known"


@dataclass(frozen=True, slots=True)
class DayAnswers:
    """What was known on a day of start, award, state, value, form, consent, moves and open matters.

    Attributes:
        start: the plan of its start, or what came of it; other claims behind a bar.
        award: the same of its award.
        state: the state of the contract, with other words used behind a bar.
        value: the amount stated last, with its basis; every other amount that clashes behind a bar.
        form: the legal forms chosen or favoured, as the last report has them.
        signed: parties for it and parties not, by their own words or by others, and every measure.
        moved: services said to have moved, or not.
        open: concerns, requests and questions that no reply settles, counted by rule.
    """

    start: str
    award: str
    state: str
    value: str
    form: str
    signed: str
    moved: str
    open: str


def answers_on(view: View) -> DayAnswers:
    """Return the answers in a view."""
    return DayAnswers(
        start=_milestone(view, "service start"),
        award=_milestone(view, "award"),
        state=_state(view),
        value=_item(view, "contract", "value"),
        form=_form(view),
        signed=_signed(view),
        moved=_moved(view),
        open=_open(view),
    )


def _milestone(view: View, name: str) -> str:
    result = _item(view, name, "result")
    return result if result != NOTHING else _item(view, name, "planned date")


def _item(view: View, about: str, property_name: str) -> str:
    item = view.item(about, property_name)
    if item is None:
        return NOTHING
    others = sorted({claim.value.text for claim in item.clashes})
    return " | ".join((item.current.value.text, *others))


def _state(view: View) -> str:
    found = state_of(view, "contract")
    return " | ".join((found.text, *found.others)) if found else NOTHING


def _form(view: View) -> str:
    leading = [
        claim
        for claim in view.of_kind(OptionAppraised.kind)
        if isinstance(claim.body, OptionAppraised)
        and claim.envelope.about == "legal form of the holder"
        and claim.envelope.property_name == OptionAppraised.stated_property
        and claim.body.standing in (OptionStanding.FAVOURED, OptionStanding.CHOSEN)
    ]
    last = max((claim.envelope.known.last for claim in leading), default=None)
    return "; ".join(_option(c) for c in leading if c.envelope.known.last == last) or NOTHING


def _option(claim: Claim) -> str:
    body = claim.body
    return f"{body.option} ({body.standing})" if isinstance(body, OptionAppraised) else ""


def _signed(view: View) -> str:
    words: list[str] = []
    for item in view.items:
        match item.current.body:
            case PositionTaken() as body:
                by = " (spoken for by another)" if body.spoken_by_another else ""
                words.append(f"{item.subject}: {body.stance.words}{by}")
            case SignUpMeasured() if "signatories" not in item.subject:
                words.append(f"{item.subject}: {item.current.value.text}")
            case _:
                continue
    return "; ".join(words) or NOTHING


def _moved(view: View) -> str:
    words = [
        f"{item.subject}: {body.move.words}" + (f" ({body.extent})" if body.extent else "")
        for item in view.items
        if isinstance(body := item.current.body, ServiceTransferred)
        and body.move is not Move.PLANNED
    ]
    return "; ".join(words) or NOTHING


def _open(view: View) -> str:
    counted: dict[str, int] = {}
    for finding in open_matters.findings(view):
        counted[finding.rule] = counted.get(finding.rule, 0) + 1
    return "; ".join(f"{rule}: {count}" for rule, count in sorted(counted.items())) or NOTHING
