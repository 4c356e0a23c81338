"""How verdicts and answers are shown: the tone of each, and the tag that carries its words."""

from __future__ import annotations

from markupsafe import Markup

from capitula.ground.letters import MINUS
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import probability, range_text
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.registering import Frozen
from capitula.outcomes.registration import Registration
from capitula.outcomes.robins.questions import Answered
from capitula.outcomes.verdict.order import Decision
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.web.parts import Tone

TONES: dict[Verdict, Tone] = {
    Verdict.NEVER_BEGAN: "neutral",
    Verdict.CANNOT_BE_JUDGED: "attention",
    Verdict.WORSE: "stop",
    Verdict.SUSTAINED: "good",
    Verdict.NOT_SUSTAINED: "info",
    Verdict.TOO_LITTLE_POWER: "attention",
    Verdict.NO_EFFECT_SHOWN: "info",
}
"""Colour is never the only sign: the words stand in it."""

TO_A_PERSON = "put to a person"


def tag(words: str, tone: Tone) -> Markup:
    """Return words as a tag for a cell."""
    return Markup('<strong class="cap-state cap-state--{}">{}</strong>').format(tone, words)


def verdict_words(judgement: Judgement | TogetherJudgement) -> str:
    """Return the verdict with its reason."""
    return decision_words(judgement.decision)


def decision_words(decision: Decision) -> str:
    """Return what was decided with its reason."""
    return f"{decision.verdict}" + (f": {decision.reason.words}" if decision.reason else "")


def verdict_tag(judgement: Judgement) -> Markup:
    """Return the verdict as a tag."""
    return tag(verdict_words(judgement), TONES[judgement.decision.verdict])


def registration_tag(state: Frozen) -> Markup:
    """Return whether terms were fixed before their data were seen, as a tag."""
    tones: dict[Registration, Tone] = {
        Registration.BEFORE: "good",
        Registration.AFTER: "attention",
        Registration.UNCLEAR: "neutral",
    }
    shown = tag(str(state.registration), tones[state.registration])
    return shown + tag("changed without a variation", "stop") if state.altered else shown


def answer_words(answered: Answered) -> str:
    """Return the answer to a signalling question, or that it waits for a person."""
    return TO_A_PERSON if answered.answer is None else answered.answer.words


def signed(value: float) -> str:
    """Return a difference with its sign.

    >>> signed(-2.5), signed(3) == "+3.00"
    ('−2.50', True)
    """
    return f"{value:+,.2f}".replace("-", MINUS)


def p_words(value: float | None) -> str:
    """Return a p value, or that nothing was tested."""
    return "not tested" if value is None else probability(value)


def range_words(ends: tuple[float | None, float | None] | None) -> str:
    """Return the effects left open, with a true minus sign.

    >>> range_words((-15.6, 9.92)) == MINUS + "15.6 to 9.92"
    True
    """
    return range_text(ends).replace("-", MINUS)
