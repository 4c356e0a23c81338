"""Readiness: may a named act be done?

There is no readiness as such, only readiness for an act: a launch, an award, a signature, a start,
a transfer, an exit. It is decided over what every room finds, by rules that stand in a file.

    a finding that evidence shows, that blocks the act, not overridden      -> not ready
    else a question that must be answered, without answer or override       -> cannot be judged
    else                                                                    -> ready

What nobody said is a question. It is never a pass.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.assurance.readiness.answers import Told
from capitula.assurance.readiness.deciding import Result, decide
from capitula.assurance.readiness.kinds import CheckAnswer
from capitula.assurance.readiness.rules import Act, NoSuchAct, Weight, read_act, readiness_rules
from capitula.case import open_case
from capitula.case.assurance import NoSuchService
from capitula.case.kinds import ALL_KINDS
from capitula.record.findings import Finding
from harness.places import PACKAGE
from harness.records import draft, record

RULES = readiness_rules()
ALL = [rule.rule for rule in RULES.rules]
MUST = [r.rule for r in RULES.of_act(Act.START) if r.asks and r.at[Act.START] is Weight.BLOCKS]
LATE = date(2024, 1, 1)


def check(rule, answer="holds", known="2018-01-01", entry=None, **given_):
    body = {"answer": answer, "text": f"{rule}: {answer}", "by": "the regional team"}
    entry = entry or f"check {rule} {answer} {known}"
    return draft(entry, "readiness_checked", rule, body, known=known, **given_)


def override(*findings, known="2018-02-01", entry="O1", act="start", **given_):
    body = {"findings": list(findings), "by": "the chief executive", "reasons": "stated"}
    return draft(entry, "override_made", act, body, known=known, **given_)


def told(*drafts, day=LATE, facts=None):
    return Told(view=record(*drafts).as_known(day), facts=facts or {}, parties={})


def finding(rule="open price", about="contract", evidence=("E1",), **given_):
    severity = given_.pop("severity", "blocks")
    return Finding(rule, "contract", severity, about, "text", evidence, "remedy", **given_)


def start(findings=(), *drafts, act=Act.START, **given_):
    return decide(act, findings, told(*drafts), RULES, **given_)


ALL_CHECKED = [check(rule) for rule in ALL]


def test_an_empty_record_cannot_be_judged():
    """Nothing stands in the way, and nothing is known: that is no readiness."""
    found = start()
    assert found.result is Result.CANNOT_BE_JUDGED
    assert [question.rule.rule for question in found.unanswered] == MUST


def test_ready_only_when_every_question_has_an_answer():
    assert start((), *ALL_CHECKED).result is Result.READY
    for missing in MUST:
        rest = [check(rule) for rule in ALL if rule != missing]
        found = start((), *rest)
        assert found.result is Result.CANNOT_BE_JUDGED
        assert [question.key for question in found.unanswered] == [missing]


def test_one_finding_that_evidence_shows_is_enough():
    """The price of UnitingCare was open when its services began."""
    found = start([finding()], *ALL_CHECKED)
    assert found.result is Result.NOT_READY
    (blocking,) = found.blocking
    assert (blocking.key, blocking.rule.lesson) == ("open price: contract", 1)


def test_a_finding_without_evidence_is_a_question():
    """A room that says "no exit plan" because nobody spoke of one has found silence."""
    silent = finding("no exit plan", "exit", evidence=())
    found = start([silent])
    assert found.result is Result.CANNOT_BE_JUDGED
    (question,) = [each for each in found.unanswered if each.key == "no exit plan"]
    assert question.texts == ("text",)
    assert start([silent], *ALL_CHECKED).result is Result.READY, "somebody looked and saw it"


def test_what_is_not_on_record_is_a_question_whatever_is_cited():
    """It may cite the procurement that needed a consultation; that none was told of is silence.

    Somebody who looked may say that there was none.
    """
    absent = finding("no consultation", "public consultation", evidence=("E1",))
    assert start([absent]).result is Result.CANNOT_BE_JUDGED
    looked = finding("no consultation", "as checked", evidence=("E2",))
    assert start([looked]).result is Result.NOT_READY


def test_the_same_finding_weighs_otherwise_for_another_act():
    """An open price blocks a start and only warns at the award; it says nothing of the launch."""
    open_price = [finding()]
    assert start(open_price, *ALL_CHECKED).result is Result.NOT_READY
    award = start(open_price, *ALL_CHECKED, act=Act.AWARD)
    assert award.result is Result.READY
    assert [each.weight for each in award.findings] == [Weight.WARNS]
    assert start(open_price, *ALL_CHECKED, act=Act.LAUNCH).findings == ()


def test_a_finding_may_be_bound_to_an_act():
    """An assurance that must be completed before the award is not asked for again at the exit."""
    bound = [finding("approval not given", "ISAP", acts=("award",))]
    assert start(bound, *ALL_CHECKED, act=Act.AWARD).result is Result.NOT_READY
    assert start(bound, *ALL_CHECKED, act=Act.EXIT).result is Result.READY


def test_what_blocks_by_a_rule_that_the_file_does_not_know_blocks_every_act():
    """A room may be ahead of the file of rules; then the act waits."""
    unknown = finding("a rule of tomorrow")
    for act in Act:
        assert start([unknown], *ALL_CHECKED, act=act).result is Result.NOT_READY
    noted = finding("a rule of tomorrow", severity="notes")
    assert start([noted], *ALL_CHECKED).result is Result.READY


def test_a_transfer_concerns_one_service():
    """The open price of mental health does not hold up the move of school nursing."""
    open_lines = [finding(about="scope school-nursing"), finding(about="scope mental-health")]
    found = start(open_lines, *ALL_CHECKED, act=Act.TRANSFER, service="school-nursing")
    assert [each.finding.about for each in found.blocking] == ["scope school-nursing"]


class TestAChecksWord:
    """A named office may look into a question; its word is an entry with its own dates."""

    def test_that_it_does_not_hold_is_a_finding(self):
        from capitula.assurance.own_findings import findings

        drafts = [check("guarantee missing", "does_not_hold", known="2016-07-14")]
        (found,) = findings(record(*drafts).as_known(LATE))
        assert (found.rule, found.room) == ("guarantee missing", "contract")
        assert start([found], *drafts).result is Result.NOT_READY
        assert findings(record(*drafts).as_known(date(2016, 7, 13))) == (), "not known yet"

    def test_it_does_not_close_what_evidence_shows(self):
        assert start([finding()], check("open price")).result is Result.NOT_READY

    def test_two_that_differ_answer_nothing(self):
        one, other = (
            check("no exit plan", answer, known="2018-01-01", speaker=speaker)
            for answer, speaker in (("holds", "CCG"), ("does_not_hold", "NHS England"))
        )
        keys = [each.key for each in start((), one, other).unanswered]
        assert "no exit plan" in keys


class TestOverrides:
    """No act without readiness, or a named override, dated and with reasons."""

    def test_a_named_override_lets_the_act_go_ahead_and_is_shown(self):
        found = start([finding()], *ALL_CHECKED, override("open price: contract"))
        assert found.result is Result.READY
        assert found.by_override
        assert found.findings[0].overridden_by == ("O1",)

    def test_it_covers_what_it_names_and_no_more(self):
        two = [finding(), finding("unsigned party", "The Dudley Group NHS FT")]
        found = start(two, *ALL_CHECKED, override("open price: contract"))
        assert [each.key for each in found.blocking] == ["unsigned party: The Dudley Group NHS FT"]

    def test_it_does_not_cover_what_came_later(self):
        """The concern of March was not before whoever overrode that of January."""
        later = draft("E9", "statement", "price", {"text": "open"}, known="2018-03-01")
        over = override("open price: contract", known="2018-02-01")
        found = start([finding(evidence=("E9",))], *ALL_CHECKED, later, over)
        assert found.result is Result.NOT_READY

    def test_it_may_name_a_question(self):
        rest = [check(rule) for rule in ALL if rule != "no exit plan"]
        assert start((), *rest, override("no exit plan")).result is Result.READY

    def test_it_is_of_one_act(self):
        over = override("open price: contract", act="transfer")
        assert start([finding()], *ALL_CHECKED, over).result is Result.NOT_READY

    def test_it_appears_ever_after(self):
        """Even when what it overrode was settled, and when it was itself withdrawn."""
        over = override("open price: contract")
        assert [each.claim.entry for each in start((), *ALL_CHECKED, over).overrides] == ["O1"]
        gone = override("no exit plan", entry="O2", known="2018-03-01", supersedes=("O1",))
        found = start([finding()], *ALL_CHECKED, over, gone)
        assert [(each.claim.entry, each.withdrawn) for each in found.overrides] == [
            ("O1", True),
            ("O2", False),
        ]
        assert found.result is Result.NOT_READY, "withdrawn, it covers nothing"

    @pytest.mark.parametrize(
        ("given_", "said"),
        [
            ({"findings": ["open prise: contract"]}, "did you mean 'open price'?"),
            ({"findings": []}, "no finding"),
            ({"by": " "}, "a person or office, and reasons"),
            ({"reasons": ""}, "a person or office, and reasons"),
        ],
    )
    def test_it_needs_a_finding_a_name_and_reasons(self, given_, said):
        fields = {"findings": ["open price: contract"], "by": "the chief executive"}
        fields |= {"reasons": "stated"} | given_
        with pytest.raises(ValueError, match=said.replace("?", r"\?")):
            ALL_KINDS["override_made"].model_validate(fields)


FINDINGS = st.builds(
    finding,
    st.sampled_from(ALL),
    st.sampled_from(["contract", "scope a", "the donor"]),
    st.sampled_from([("E1",), ()]),
)
CHECKS = st.lists(st.sampled_from(ALL), unique=True)
ACTS = st.sampled_from(list(Act))


class TestMonotoneInEvidence:
    """Law: evidence that closes something never makes an act less ready; a finding never more."""

    @given(ACTS, st.lists(FINDINGS, max_size=6), FINDINGS, CHECKS)
    def test_one_more_finding_never_makes_it_more_ready(self, act, findings, one_more, checked):
        drafts = [check(rule) for rule in checked]
        before = start(findings, *drafts, act=act)
        after = start([*findings, one_more], *drafts, act=act)
        assert after.result.rank <= before.result.rank

    @given(ACTS, st.lists(FINDINGS, min_size=1, max_size=6), CHECKS, st.data())
    def test_closing_a_finding_never_makes_it_less_ready(self, act, findings, checked, data):
        closed = data.draw(st.integers(0, len(findings) - 1))
        drafts = [check(rule) for rule in checked]
        before = start(findings, *drafts, act=act)
        rest = [each for at, each in enumerate(findings) if at != closed]
        assert start(rest, *drafts, act=act).result.rank >= before.result.rank

    @given(ACTS, st.lists(FINDINGS, max_size=6), CHECKS, st.sampled_from(ALL))
    def test_an_answer_never_makes_it_less_ready(self, act, findings, checked, answered):
        drafts = {rule: check(rule) for rule in checked}
        before = start(findings, *drafts.values(), act=act)
        drafts[answered] = check(answered)
        assert start(findings, *drafts.values(), act=act).result.rank >= before.result.rank

    @given(ACTS, st.lists(FINDINGS, max_size=6), CHECKS, st.sampled_from(ALL))
    def test_an_override_never_makes_it_less_ready(self, act, findings, checked, named):
        drafts = [check(rule) for rule in checked]
        before = start(findings, *drafts, act=act)
        over = override(named, f"{named}: contract", act=act.value)
        assert start(findings, *drafts, over, act=act).result.rank >= before.result.rank


class TestDudley:
    """The start of services in Dudley, at each of its planned dates, as known just before."""

    @pytest.mark.parametrize(
        ("known", "in_the_way"),
        [
            ("2018-03-31", {"approval not given", "open checkpoint"}),
            ("2019-03-31", {"approval not given", "unclosed condition", "unanswered concern"}),
            ("2021-03-31", {"paused or stopped", "no substantive directors", "unsigned party"}),
            ("2021-03-31", {"open price", "request not granted"}),
        ],
    )
    def test_it_was_not_ready(self, known, in_the_way):
        found = open_case("dudley").assurance.readiness("start", date.fromisoformat(known))
        assert found.result is Result.NOT_READY
        assert in_the_way <= {each.finding.rule for each in found.blocking}

    def test_nothing_later_than_the_known_day_enters(self):
        case = open_case("dudley")
        for known in (date(2018, 3, 31), date(2020, 3, 31)):
            entries = {c.entry: c.envelope.known.last for c in case.as_known(date.max).claims}
            found = case.assurance.readiness("start", known)
            cited = [e for each in found.findings for e in each.finding.evidence]
            cited += [e for each in found.answered for e in each.evidence]
            assert cited
            assert all(entries[entry] <= known for entry in cited if entry in entries)
            assert all(case.sources[key].not_after <= known for key in cited if key in case.sources)


class TestOneServiceOfDudley:
    """Readiness for the transfer of one service; another's open matters do not hold it up."""

    def test_a_line_of_the_contract(self):
        case = open_case("dudley")
        found = case.assurance.readiness("transfer", LATE, service="community-health")
        assert found.service == "community-health"
        assert found.result is Result.NOT_READY

    def test_a_service_that_is_none(self):
        case = open_case("dudley")
        with pytest.raises(NoSuchService, match="did you mean 'community-health'"):
            case.assurance.readiness("transfer", LATE, service="comunity-health")
        with pytest.raises(NoSuchService, match="leave the service out"):
            case.assurance.readiness("start", LATE, service="community-health")


class TestTheRules:
    def test_every_room_that_a_rule_names_knows_the_rule(self):
        """A rule that no room can offer would be a question for ever, or a pass for ever."""
        for rule in RULES.rules:
            texts = (path.read_text() for path in (PACKAGE / rule.room).rglob("*.py"))
            assert any(f'"{rule.rule}"' in text for text in texts), rule.rule

    def test_every_kind_by_which_a_rule_is_answered_exists(self):
        kinds = {p.kind for rule in RULES.rules for p in rule.answers if p.kind}
        assert kinds <= set(ALL_KINDS)

    def test_an_act_that_no_rule_knows(self):
        with pytest.raises(NoSuchAct, match=r"did you mean 'start'\?"):
            read_act("strat")

    def test_every_answer_of_a_check_reads(self):
        assert {answer.value for answer in CheckAnswer} == {
            "holds",
            "does_not_hold",
            "does_not_apply",
        }
