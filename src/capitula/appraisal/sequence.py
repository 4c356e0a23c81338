"""The forms of a case one after the other, with a notice of each change that nobody decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.appraisal import form_history
from capitula.appraisal.exclusion_kinds import ExclusionLifted, ExclusionStated
from capitula.appraisal.forms import catalogue
from capitula.appraisal.kinds import OptionAppraised, OptionStanding
from capitula.appraisal.sheet import form_of
from capitula.record.findings import Finding
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class FormEvent:
    """What was said of one option on one day.

    Attributes:
        known: the last day on which it can have become known.
        about: what the option is for.
        option: in the record's words.
        part_of: the option it is part of; empty for none.
        form: the title of the catalogue's form; empty where the words name none.
        standing: considered, favoured, chosen, excluded, or open again.
        reason: as stated; empty where none was.
        speaker: who said it.
        source: where.
        entry: the entry.
    """

    known: date
    about: str
    option: str
    part_of: str
    form: str
    standing: str
    reason: str
    speaker: str
    source: str
    entry: str

    def row(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "known": self.known.isoformat(),
            "about": self.about,
            "option": self.option,
            "part_of": self.part_of or None,
            "form": self.form or None,
            "standing": self.standing,
            "reason": self.reason or None,
            "speaker": self.speaker,
            "source": self.source or None,
            "entry": self.entry,
        }


@dataclass(frozen=True, slots=True)
class FormSequence:
    """The forms of a case as known on a day.

    Attributes:
        case: whose.
        known_on: the day.
        events: in order of becoming known.
        notices: the changes that nobody decided.
    """

    case: str
    known_on: date
    events: tuple[FormEvent, ...]
    notices: tuple[Finding, ...]

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "case": self.case,
            "known_on": self.known_on.isoformat(),
            "events": [event.row() for event in self.events],
            "notices": [
                {"rule": n.rule, "about": n.about, "text": n.text, "remedy": n.remedy,
                 "evidence": list(n.evidence)}
                for n in self.notices
            ],
        }  # fmt: skip


def form_sequence(case: str, view: View) -> FormSequence:
    """Return the forms of a case as known on a day."""
    events = sorted(_events(view), key=lambda event: event.known)
    return FormSequence(case, view.known_on, tuple(events), form_history.findings(view))


def _events(view: View) -> Iterator[FormEvent]:
    """An exclusion that has an entry of its own, with its ground and owner, is not told twice."""
    told = {
        (claim.envelope.about, claim.body.form)
        for claim in view.of_kind(ExclusionStated.kind)
        if isinstance(claim.body, ExclusionStated)
    }
    for claim in form_history.form_history(view):
        body, envelope = claim.body, claim.envelope
        if isinstance(body, OptionAppraised):
            excluded = body.standing is OptionStanding.EXCLUDED
            if excluded and (envelope.about, body.option) in told:
                continue
            form = form_of(body)
            yield FormEvent(
                known=envelope.known.last,
                about=envelope.about,
                option=body.option,
                part_of=body.part_of,
                form=form.title if form else "",
                standing=str(body.standing),
                reason=body.reason,
                speaker=envelope.speaker,
                source=envelope.source or "",
                entry=claim.entry,
            )
    for claim in (*view.of_kind(ExclusionStated.kind), *view.of_kind(ExclusionLifted.kind)):
        body, envelope = claim.body, claim.envelope
        if isinstance(body, ExclusionStated | ExclusionLifted):
            owner = body.owner or "nobody named" if isinstance(body, ExclusionStated) else body.by
            yield FormEvent(
                known=envelope.known.last,
                about=envelope.about,
                option=body.form,
                part_of="",
                form=named.title if (named := catalogue().named(body.form)) else "",
                standing=f"{claim.state} by {body.ground.words}; owner: {owner}",
                reason=body.reason,
                speaker=envelope.speaker,
                source=envelope.source or "",
                entry=claim.entry,
            )
