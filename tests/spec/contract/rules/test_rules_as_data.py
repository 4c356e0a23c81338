"""Rules are data: every one has an identifier, a mark, a source where it claims one, and a term."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import (
    NoSuchRuleset,
    all_rulesets,
    load_ruleset,
    rule_sources,
    ruleset_on,
)
from capitula.ground.marks import EvidenceMark

RULES = [rule for ruleset in all_rulesets().values() for rule in ruleset.rules]


def test_every_ruleset_is_named_after_its_file():
    assert all(name == ruleset.id for name, ruleset in all_rulesets().items())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_says_something_and_cites_what_it_claims(rule):
    assert rule.says.endswith(".")
    cited = {*rule.source, *(p.source for p in rule.parameters.values() if p.source)}
    assert cited <= set(rule_sources())
    if rule.mark is EvidenceMark.SOURCED:
        assert rule.source


def test_every_source_is_used_and_has_an_address():
    used = {key for rule in RULES for key in rule.source}
    used |= {p.source for rule in RULES for p in rule.parameters.values()}
    assert set(rule_sources()) == used - {None}
    assert all(source.address for source in rule_sources().values())


@pytest.mark.parametrize("family", sorted({r.family for r in all_rulesets().values()}))
def test_at_most_one_ruleset_of_a_family_is_in_force_on_a_day(family):
    day = date(1999, 1, 1)
    while day < date(2030, 1, 1):
        held = [r for r in all_rulesets().values() if r.family == family and r.holds_on(day)]
        assert len(held) <= 1
        day += timedelta(days=1 if day.month in (1, 3, 4, 12) else 20)


def test_the_modification_gate_changes_with_2024():
    assert ruleset_on("modification", date(2023, 12, 31)).id == "modification_before_2024"
    assert ruleset_on("modification", date(2024, 1, 1)).id == "modification_2024"


def test_a_rule_that_claims_a_source_must_name_one():
    with pytest.raises(ValidationError, match="without a source"):
        Rule(id="a.b", title="A", says="B.", mark="sourced")


def test_an_unknown_ruleset_is_refused_with_a_suggestion():
    with pytest.raises(NoSuchRuleset, match="did you mean 'selection'"):
        load_ruleset("selektion")
