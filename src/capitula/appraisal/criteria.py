"""Criteria with weights, and scores that named people gave; the product scores nothing."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.appraisal.forms import catalogue
from capitula.contract.numbers import Weight, plain
from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.marks import EvidenceMark


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Criterion(_Data):
    """One criterion; the weights of all of them sum to exactly 1."""

    id: str
    title: str
    weight: Weight


class Score(_Data):
    """What one form was given on one criterion, by whom and why.

    Attributes:
        form: a form of the catalogue, by identifier.
        criterion: by identifier.
        score: from 0 to the highest of the scale.
        by: who gave it.
        why: the reason.
        mark: how it is known.
    """

    form: str
    criterion: str
    score: Annotated[Decimal, Field(ge=0)]
    by: str = Field(min_length=1)
    why: str = Field(min_length=1)
    mark: EvidenceMark


class Scoring(_Data):
    """Criteria and scores; a form or criterion without a score stays blank.

    Attributes:
        highest: the top of the scale, which begins at 0.
        criteria: with weights that sum to 1.
        scores: at most one for each form and criterion.
    """

    highest: Annotated[Decimal, Field(gt=0)]
    criteria: tuple[Criterion, ...]
    scores: tuple[Score, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Scoring:
        weights = sum((c.weight for c in self.criteria), Decimal(0))
        if weights != 1:
            raise ValueFault(f"weights that sum to {plain(weights)}", "1 exactly", "weigh again")
        names = [c.id for c in self.criteria]
        _once(names, "the criterion")
        _once([f"{s.form} on {s.criterion}" for s in self.scores], "the score of")
        forms = [form.id for form in catalogue().forms]
        for score in self.scores:
            _known(score.criterion, names, "the criterion")
            _known(score.form, forms, "the form")
            if score.score > self.highest:
                found = f"{plain(score.score)} for {score.form} on {score.criterion}"
                raise ValueFault(found, f"at most {plain(self.highest)}", "correct the score")
        return self

    def of(self, form: str, criterion: str) -> Score | None:
        """Return the score of a form on a criterion; None where nobody gave one."""
        for score in self.scores:
            if (score.form, score.criterion) == (form, criterion):
                return score
        return None

    def weighted(self, form: str) -> Decimal | None:
        """Return the weighted score of a form; None where any criterion is not scored."""
        total = Decimal(0)
        for criterion in self.criteria:
            score = self.of(form, criterion.id)
            if score is None:
                return None
            total += criterion.weight * score.score
        return total


def _once(names: list[str], what: str) -> None:
    twice = next((name for name, count in Counter(names).items() if count > 1), None)
    if twice is not None:
        raise ValueFault(f"{what} {twice} twice", "each once", "remove one of them")


def _known(name: str, known: list[str], what: str) -> None:
    if name not in known:
        remedy = near_miss(name, known) or "use one of these"
        raise ValueFault(f"{what} {name!r}", f"one of {', '.join(known)}", remedy)
