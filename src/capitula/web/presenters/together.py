"""Measures judged together as a page: headline figures, the measures, and the terms."""

from __future__ import annotations

from capitula.ground.letters import capital, within_sentence
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import method_name, probability, span
from capitula.outcomes.judging.printed import NOT_AN_EFFECT
from capitula.outcomes.judging.together_explaining import (
    FORMULA,
    rules_applied,
    rules_of_estimate,
    tables_used,
)
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_words import each_change, printed, way
from capitula.outcomes.together.numbers import percent, range_ends, signed_sum
from capitula.outcomes.together.testing import JointTest
from capitula.web.parts import Cell, Column, Figure, Link, Stat, Table, Term
from capitula.web.presenters.figures import table_source
from capitula.web.presenters.outcome_words import TONES, decision_words, tag, verdict_tag
from capitula.web.presenters.outcomes_contract import Address
from capitula.web.presenters.outcomes_grounds import rule_terms
from capitula.web.presenters.outcomes_measure import computed_figure
from capitula.web.presenters.outcomes_together import smallest_change
from capitula.web.wording import date_text


def headline(judged: TogetherJudgement) -> list[Stat]:
    """Return how rare the sum is, what could have been seen and what is left open, each opened.

    Where something bars a judgement there is no headline: a number in large type would be read.
    """
    test = judged.test
    if test is None or judged.obstacles:
        return []
    p, word = (test.p_better, "better") if test.sum > 0 else (test.p_worse, "worse")
    of = f"; of {judged.estimate_of}, not of the contract" if judged.estimate_of else ""
    matters = smallest_change(judged)
    return [
        Stat(
            f"p, for the {word}",
            probability(p),
            f"held against {test.alpha:g}; the least it can be is {probability(test.floor)}{of}",
            _figure(judged, "p", FORMULA, _of_p(judged, test)),
        ),
        Stat(
            "Found four times in five",
            percent(test.detectable),
            f"a change in each; the smallest that matters is {matters or 'not stated'}",
            _figure(judged, "Power", _POWER, _of_power(judged, test)),
        ),
        Stat(
            "Changes left open",
            range_ends(test),
            "in each measure, as a share of its level",
            _figure(
                judged,
                "Changes left open",
                "every change common to all measures which, taken out of the sum, leaves nothing "
                "that the test would call",
                [("Held against", f"{test.alpha:g}, for better and for worse each")],
            ),
        ),
    ]


def measures(judged: TogetherJudgement, found: ContractJudgement, address: Address) -> Table | None:
    """Return each measure: its change, what it adds to the sum, and its own verdict."""
    test = judged.test
    if test is None:
        return None
    barred = f"; {NOT_AN_EFFECT}" if judged.obstacles else ""
    rows: list[tuple[Cell, ...]] = [
        (
            Link(each.name, address(each.id)),
            change,
            way(each, test.changes[each.id]),
            part,
            _own_verdict(found.of(each.id)),
        )
        for each, change, part in each_change(judged)
    ]
    return Table(
        f"What each measure adds to the sum{barred}",
        [
            Column("Measure"),
            Column("Change", numeric=True),
            Column("Better or worse"),
            Column("Adds to the sum", numeric=True),
            Column("Its own verdict"),
        ],
        rows,
        total=("Sum", "", "", signed_sum(test.sum), ""),
        note="Each change is a share of the measure’s level, beside what was foretold. In the sum "
        f"each stands over its own scale, and more is better. {_own_months(judged, found)}",
    )


def rests_on(judged: TogetherJudgement) -> list[Term]:
    """Return everything that the verdict rests on, but the warnings that stand above."""
    return [Term(name, capital(value)) for name, value in printed(judged) if name != "Warning"]


def rules(judged: TogetherJudgement) -> tuple[list[Term], list[Term]]:
    """Return the rules on the contract, and those on what is estimated where that is another."""
    return rule_terms(rules_applied(judged)), rule_terms(rules_of_estimate(judged))


def terms(judged: TogetherJudgement, entry: Address) -> list[Term]:
    """Return what was asked and fixed: who stands for it, what decides, and the digest."""
    stated, frozen = judged.terms, judged.frozen
    before = stated.detectable_share
    return [
        Term(
            "Registered",
            " ".join(frozen.sentences()),
            mark=stated.mark,
            action=Link("Entry", entry(frozen.entry)) if frozen.entry else None,
        ),
        Term("Why these together", stated.why, mark=stated.mark),
        Term("How a change is read", capital(method_name(stated.method))),
        Term(
            "Smallest change that matters", smallest_change(judged), note=stated.smallest_effect_why
        ),
        Term(
            "Found four times in five, as computed before signing",
            None if before is None else f"{percent(float(before))} in each",
        ),
        Term("False claims borne", f"{stated.alpha}", note="for better and for worse each"),
        Term(
            "Windows",
            f"{stated.windows.periods} months each",
            note=f"called sustained where {float(stated.windows.sustain_share):.0%} of them are "
            "outside their bands, the last among them",
        ),
        Term(
            "Last figures used", date_text(stated.until) if stated.until else "all that there are"
        ),
        Term("Data public", date_text(stated.data_known)),
        Term("Note", stated.note),
        Term("Digest of the terms", frozen.terms_digest, note="SHA-256"),
    ]


_POWER = (
    "the change in each that four in five of the other areas would have needed to be called, had "
    "they been as restless as the place"
)


def _of_p(judged: TogetherJudgement, test: JointTest) -> list[tuple[str, str]]:
    parts = [(each.name, part) for each, _, part in each_change(judged)]
    return [
        *parts,
        ("Sum", signed_sum(test.sum)),
        ("Areas, the place among them", str(test.areas)),
        ("p, for the better", probability(test.p_better)),
        ("p, for the worse", probability(test.p_worse)),
    ]


def _of_power(judged: TogetherJudgement, test: JointTest) -> list[tuple[str, str]]:
    share, lasting = test.found_elsewhere, judged.evidence.lasting if judged.evidence else None
    alone = [
        (f"In {within_sentence(each.name)} alone", percent(test.alone[each.id]))
        for each in judged.measures
    ]
    return [
        ("Other areas", str(len(test.needed))),
        *alone,
        ("With every area as restless as it is", percent(test.any_area)),
        (
            "Found in areas not used to compute it",
            "not checked" if share is None else f"{share:.0%}",
        ),
        ("Lasting change called sustained four times in five", percent(lasting)),
    ]


def _figure(
    judged: TogetherJudgement, what: str, formula: str, inputs: list[tuple[str, str]]
) -> Figure:
    sources = [table_source(table) for table in tables_used(judged)]
    label = f"{what}, {judged.terms.name}"
    return computed_figure(label, formula, inputs, sources, "computed here")


def _own_verdict(own: Judgement) -> Cell:
    main = own.main
    if own.began or not own.estimate_of or main is None:
        return verdict_tag(own)
    estimated = tag(decision_words(main.decision), TONES[main.decision.verdict])
    return verdict_tag(own) + " of the estimate: " + estimated


def _own_months(judged: TogetherJudgement, found: ContractJudgement) -> str:
    """Say over which months each has its own verdict: they may be others than are judged here."""
    said = [
        f"{each.name}, {span(main.estimate.judged)}"
        for each in judged.measures
        if (main := found.of(each.id).main) is not None and main.estimate is not None
    ]
    return f"Its own verdict is over its own months: {'; '.join(said)}." if said else ""
