"""One sheet on which all forms stand beside each other: what removes one, what warns, what it adds.

A form that an exclusion removes has no rank, whatever it scores. A form that nobody scored stays
blank, and what is missing is a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from capitula.appraisal.criteria import Scoring
from capitula.appraisal.exclusion_kinds import AdvantageClaimed, FormWarned
from capitula.appraisal.exclusions import Exclusion, exclusions
from capitula.appraisal.form_history import form_history
from capitula.appraisal.forms import ChainStep, OrganisationalForm, catalogue
from capitula.appraisal.kinds import OptionAppraised
from capitula.ground.date_words import date_text
from capitula.ground.marks import EvidenceMark, weakest
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form on the sheet.

    Attributes:
        form: of the catalogue.
        standings: what the record says of it, each with its day and source, the latest last.
        exclusions: all that are known, those lifted too.
        warnings: in sentences, each with its source.
        experience: what it met with elsewhere, each with its source.
        advantages: claims, each with its evidence or the want of it.
        chain: what it depends on, as far as it was known.
        score: the weighted score; None where any criterion is blank.
        rank: among the forms that no exclusion removes; None without a score or when removed.
        mark: the weakest mark of the scores.
    """

    form: OrganisationalForm
    standings: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    warnings: tuple[str, ...]
    experience: tuple[str, ...]
    advantages: tuple[str, ...]
    chain: tuple[ChainStep, ...]
    score: Decimal | None
    rank: int | None
    mark: EvidenceMark | None

    @property
    def removed(self) -> bool:
        """Whether a hard exclusion that stands removes it."""
        return any(each.stands for each in self.exclusions)

    def row(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "form": self.form.id,
            "title": self.form.title,
            "removed": self.removed,
            "exclusions": [
                {
                    "option": each.option,
                    "ground": str(each.ground),
                    "owner": each.owner or None,
                    "reason": each.reason,
                    "stands": each.stands,
                    "lifted": each.lifted or None,
                    "known": each.known.isoformat(),
                    "source": each.source,
                    "entry": each.entry,
                }
                for each in self.exclusions
            ],
            "standings": list(self.standings),
            "warnings": list(self.warnings),
            "experience": list(self.experience),
            "advantages": list(self.advantages),
            "bodies_added": self.form.bodies_added,
            "boards_added": self.form.boards_added,
            "counted": str(self.form.mark),
            "chain": [
                {"step": step.step, "authority": step.authority, "mark": str(step.mark)}
                for step in self.chain
            ],
            "score": self.score,
            "rank": self.rank,
            "mark": str(self.mark) if self.mark else None,
        }


@dataclass(frozen=True, slots=True)
class OptionSheet:
    """All forms as known on a day.

    Attributes:
        case: whose.
        known_on: the day.
        rows: in the order of the catalogue.
        scoring: the user's criteria and scores; None where nobody scored.
        general: warnings about all forms, such as a single bidder.
        other: exclusions and standings whose words name no form of the catalogue.
        questions: what is blank.
    """

    case: str
    known_on: date
    rows: tuple[FormRow, ...]
    scoring: Scoring | None
    general: tuple[str, ...]
    other: tuple[str, ...]
    questions: tuple[str, ...]

    def row(self, form: str) -> FormRow:
        """Return the row of a form.

        Raises:
            KeyError: it is not on the sheet.
        """
        for row in self.rows:
            if row.form.id == form:
                return row
        raise KeyError(form)

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "case": self.case,
            "known_on": self.known_on.isoformat(),
            "scored": self.scoring is not None,
            "criteria": [
                {"id": c.id, "title": c.title, "weight": c.weight}
                for c in (self.scoring.criteria if self.scoring else ())
            ],
            "forms": [row.row() for row in self.rows],
            "warnings": list(self.general),
            "other": list(self.other),
            "questions": list(self.questions),
        }


def option_sheet(case: str, view: View, scoring: Scoring | None = None) -> OptionSheet:
    """Return the sheet of a case as known on a day.

    Args:
        case: its name.
        view: the record at two dates.
        scoring: criteria and scores of the user; None leaves them blank.
    """
    found = exclusions(view)
    rows = [_row(form, view, found, scoring) for form in catalogue().on(view.known_on)]
    ranked = _ranked(rows)
    return OptionSheet(
        case=case,
        known_on=view.known_on,
        rows=ranked,
        scoring=scoring,
        general=_warnings(view, None),
        other=_other(view, found),
        questions=tuple(_questions(ranked, scoring)),
    )


def _row(
    form: OrganisationalForm, view: View, found: tuple[Exclusion, ...], scoring: Scoring | None
) -> FormRow:
    day = view.known_on
    mark = None
    score = scoring.weighted(form.id) if scoring else None
    if scoring and score is not None:
        mark = weakest(s.mark for s in scoring.scores if s.form == form.id)
    return FormRow(
        form=form,
        standings=_standings(view, form),
        exclusions=tuple(each for each in found if each.form == form),
        warnings=_warnings(view, form),
        experience=tuple(
            f"{each.text} [{each.source}]" for each in form.experience if each.known_on(day)
        ),
        advantages=_advantages(view, form),
        chain=tuple(step for step in form.chain if step.known_on(day)),
        score=score,
        rank=None,
        mark=mark,
    )


def _ranked(rows: list[FormRow]) -> tuple[FormRow, ...]:
    """Rank what has a score and is not removed; equal scores share a rank."""
    from dataclasses import replace

    scores = [row.score for row in rows if row.score is not None and not row.removed]
    return tuple(
        replace(row, rank=1 + sum(score > row.score for score in scores))
        if row.score is not None and not row.removed
        else row
        for row in rows
    )


def form_of(body: OptionAppraised) -> OrganisationalForm | None:
    """Return the form that an option means: that of the option it is part of comes first."""
    whole = catalogue().named(body.part_of) if body.part_of else None
    return whole or catalogue().named(body.option)


def _standings(view: View, form: OrganisationalForm) -> tuple[str, ...]:
    said: list[str] = []
    for claim in form_history(view):
        body = claim.body
        if isinstance(body, OptionAppraised) and form_of(body) == form:
            day = date_text(claim.envelope.known.last)
            words = "" if body.option.casefold() == form.title.casefold() else f" as {body.option}"
            said.append(
                f"{body.standing}{words}, known by {day} "
                f"[{claim.envelope.source or claim.envelope.speaker}]"
            )
    return tuple(said)


def _warnings(view: View, form: OrganisationalForm | None) -> tuple[str, ...]:
    said: list[str] = []
    for claim in view.of_kind(FormWarned.kind):
        body = claim.body
        if isinstance(body, FormWarned):
            about = catalogue().named(body.form) if body.form else None
            if about == form and bool(body.form) == (form is not None):
                source = claim.envelope.source or claim.envelope.speaker
                said.append(f"{body.warning.words}: {body.text} [{source}]")
    return tuple(said)


def _advantages(view: View, form: OrganisationalForm) -> tuple[str, ...]:
    said: list[str] = []
    for claim in view.of_kind(AdvantageClaimed.kind):
        body = claim.body
        if isinstance(body, AdvantageClaimed) and catalogue().named(body.form) == form:
            source = claim.envelope.source or claim.envelope.speaker
            shown = body.evidence or "no evidence was given"
            said.append(f"{body.advantage}: {shown} [{source}]")
    return tuple(said)


def _other(view: View, found: tuple[Exclusion, ...]) -> tuple[str, ...]:
    said = [each.words() for each in found if each.form is None]
    for claim in form_history(view):
        body = claim.body
        if isinstance(body, OptionAppraised) and form_of(body) is None:
            source = claim.envelope.source or claim.envelope.speaker
            said.append(f"{body.option}: {body.standing} [{source}]")
    return tuple(said)


def _questions(rows: tuple[FormRow, ...], scoring: Scoring | None) -> list[str]:
    asked: list[str] = []
    if scoring is None:
        asked.append("Which criteria and weights are to decide? No scores of the forms are held.")
    else:
        for row in rows:
            blank = [c.title for c in scoring.criteria if scoring.of(row.form.id, c.id) is None]
            if len(blank) == len(scoring.criteria):
                asked.append(f"{row.form.title}: nobody scored it.")
            elif blank:
                asked.append(f"{row.form.title}: what does it score on {', '.join(blank)}?")
    for row in rows:
        asked += [
            f"{row.form.title}: who can lift the exclusion by {each.ground.words}?"
            for each in row.exclusions
            if each.stands and not each.owner
        ]
        asked += [
            f"{row.form.title}: what shows the advantage claimed ({each.split(':')[0]})?"
            for each in row.advantages
            if "no evidence was given" in each
        ]
    named = {row.form.id for row in rows if row.standings or row.exclusions}
    asked += [
        f"{row.form.title}: was it considered? No entry says so."
        for row in rows
        if row.form.id in ("no_change", "virtual_alliance") and row.form.id not in named
    ]
    return asked
