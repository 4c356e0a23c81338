"""Questions set on several measures, as the outcomes page of a case shows them."""

from __future__ import annotations

from capitula.ground.letters import within_sentence
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_words import three_sentences
from capitula.outcomes.together.numbers import percent
from capitula.outcomes.words import listed
from capitula.web.parts import Column, Link, Table
from capitula.web.presenters.outcome_words import TONES, registration_tag, verdict_words
from capitula.web.presenters.outcomes_contract import Address, Why
from capitula.web.wording import date_text


def questions_set(found: ContractJudgement, address: Address) -> Table | None:
    """Return what was asked of several measures at once, when and by whom; None where nothing."""
    if not found.together:
        return None
    return Table(
        "Questions set on several measures, and whether beforehand",
        [
            Column("Question"),
            Column("Measures"),
            Column("Smallest change that matters"),
            Column("Set on, and by whom"),
            Column("Beforehand?"),
        ],
        [
            (
                Link(each.terms.name, address(each.terms.id)),
                measure_names(each),
                smallest_change(each),
                f"{date_text(each.frozen.registered_on)}, {each.frozen.registered_by}",
                registration_tag(each.frozen),
            )
            for each in found.together
        ],
        missing="none set",
    )


def whys(found: ContractJudgement, address: Address) -> list[Why]:
    """Return the sentences of each verdict on several measures."""
    return [
        Why(
            f"{each.terms.name}, {each.place}",
            verdict_words(each),
            TONES[each.decision.verdict],
            three_sentences(each),
            Link("Measures, comparison and test", address(each.terms.id)),
        )
        for each in found.together
    ]


def measure_names(judged: TogetherJudgement) -> str:
    """Return the names of the measures, as a sentence joins them."""
    return listed(within_sentence(each.name) for each in judged.measures)


def smallest_change(judged: TogetherJudgement) -> str | None:
    """Return the smallest change in each that matters; None where not stated."""
    share = judged.terms.smallest_effect_share
    return None if share is None else f"{percent(float(share))} in each"
