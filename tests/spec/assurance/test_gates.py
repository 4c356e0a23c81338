"""Gates: submissions, evidence with its own date, ratings, conditions, and outcomes that freeze.

ISAP applies                     -> four gates, all open; each blocks the acts that it guards
a submission, evidence, ratings  -> recorded, dated, by whom
an outcome                       -> passes or not; keeps a frozen copy of what it rested on
a later entry                    -> changes no frozen copy; it shows as "decided on facts since
                                    changed", and which
"""

import shutil
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.agreement.open_matters import findings as agreement
from capitula.assurance.conditions import conditions
from capitula.assurance.frameworks.files import shipped_frameworks
from capitula.assurance.gates.acts_done import findings as acts_done
from capitula.assurance.gates.frozen import freeze
from capitula.assurance.gates.kinds import GateDecided
from capitula.assurance.gates.since_changed import How, since_changed
from capitula.assurance.gates.state import findings, gates
from capitula.assurance.open_conditions import findings as open_conditions
from capitula.assurance.readiness.rules import Act
from capitula.case import open_case
from capitula.case.adding import add_entries
from capitula.case.assuring import (
    ActOrder,
    CannotDecide,
    GateOrder,
    NotReady,
    decide_gate,
    do_act,
)
from capitula.case.kinds import ALL_KINDS
from capitula.record.chain import Head, seal
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.view import Record
from harness.records import RECORDED, draft, record, said, sealed

LATE = date(2024, 1, 1)
GATE = "isap_2017: checkpoint_2"
ADOPTED = draft(
    "A1",
    "framework_adopted",
    "isap_2017",
    {"by": "NHS England", "text": "The contract is novel.", "version": "1"},
    known="2018-01-01",
)


def evidence(entry="EV1", effective="2018-02-01", about=GATE, **given_):
    body = {"title": "agreed prices", "by": "CCG", "effective": effective, "arrived": "2018-03-05"}
    body |= {"question": given_.pop("question", "terms-1")}
    return draft(entry, "evidence_submitted", about, body, known="2018-03-06", **given_)


def condition(entry="C1", known="2018-03-10", **body):
    fields = {"text": "Prices agreed.", "set_by": "NHS England", "owner": "CCG", "gate": GATE}
    return draft(
        entry, "condition_set", "prices", fields | {"due": "2018-04-30"} | body, known=known
    )


def closing(*pieces, known="2018-04-20", entry="CC1"):
    body = {"evidence": list(pieces), "by": "NHS England", "text": "Prices are agreed."}
    return draft(entry, "condition_closed", "prices", body, known=known)


def decided(outcome="proceed", known="2018-03-20", frozen=None, entry="G1", about=GATE):
    frozen = frozen or {"known_on": known, "in_force_on": known}
    body = {"outcome": outcome, "by": "NHS England", "reasons": "stated", "frozen": frozen}
    return draft(entry, "gate_decided", about, body, known=known)


def of(*drafts, day=LATE):
    view = record(*drafts).as_known(day)
    return {gate.stage.id: gate for gate in gates(view, shipped_frameworks())}


def open_findings(*drafts, day=LATE):
    return findings(record(*drafts).as_known(day), shipped_frameworks())


class TestAnOpenCheckpoint:
    def test_none_before_a_framework_applies(self):
        assert of(said("E1")) == {}
        assert of(ADOPTED, day=date(2017, 12, 31)) == {}

    def test_each_blocks_the_acts_it_guards(self):
        assert [(f.about, f.acts) for f in open_findings(ADOPTED)] == [
            ("isap_2017: early_engagement", ("launch",)),
            ("isap_2017: checkpoint_1", ("launch",)),
            (GATE, ("award", "signature")),
            ("isap_2017: checkpoint_3", ("start", "transfer")),
        ]

    @pytest.mark.parametrize(
        ("outcome", "still_open"),
        [
            ("proceed", False),
            ("proceed_with_conditions", False),
            ("pause", True),
            ("stop", True),
        ],
    )
    def test_only_an_outcome_that_passes_opens_the_way(self, outcome, still_open):
        found = [f.about for f in open_findings(ADOPTED, decided(outcome))]
        assert (GATE in found) is still_open

    def test_a_later_outcome_takes_the_place_of_an_earlier(self):
        stopped = decided("stop", known="2018-06-01", entry="G2")
        assert of(ADOPTED, decided(), stopped)["checkpoint_2"].state == "stop"
        gate = of(ADOPTED, decided(), stopped, day=date(2018, 5, 31))["checkpoint_2"]
        assert gate.state == "proceed", "as known before"

    def test_a_framework_whose_file_is_not_held_blocks_everything(self):
        own = draft("A2", "framework_adopted", "our_own", {"by": "us", "text": "ours"})
        (found,) = open_findings(own)
        assert (found.about, found.acts) == ("our_own", ())


class TestEvidence:
    def test_it_has_its_own_date_apart_from_its_coming_and_its_recording(self):
        gate = of(ADOPTED, evidence())["checkpoint_2"]
        (claim,) = gate.evidence
        assert (str(claim.body.effective), str(claim.body.arrived)) == ("2018-02-01", "2018-03-05")
        assert claim.envelope.known.last == date(2018, 3, 6)
        assert claim.envelope.recorded.date() == date(2024, 1, 15)

    def test_evidence_of_a_day_after_the_decision_is_named(self):
        gate = of(ADOPTED, evidence("EV2", "2018-05-01"), decided())["checkpoint_2"]
        assert [claim.entry for claim in gate.late_evidence()] == ["EV2"]

    def test_a_rating_has_reviewer_and_reasons_and_the_latest_counts(self):
        ratings = [
            draft(
                f"R{n}",
                "question_rated",
                GATE,
                {"question": "terms-1", "rating": rating, "reviewer": "region", "reasons": "why"},
                known=known,
            )
            for n, (rating, known) in enumerate([("red", "2018-03-07"), ("amber", "2018-03-09")])
        ]
        gate = of(ADOPTED, evidence(), *ratings)["checkpoint_2"]
        rated = {each.question.id: each for each in gate.rated}
        assert rated["terms-1"].rating.state == "amber"
        assert [claim.entry for claim in rated["terms-1"].evidence] == ["EV1"]
        assert rated["outcomes-1"].rating is None


class TestConditions:
    """Closed only by evidence that is on record."""

    def one(self, *drafts, day=LATE):
        (found,) = conditions(record(*drafts).as_known(day))
        return found

    def test_it_has_an_owner_and_a_due_date(self):
        found = self.one(condition())
        assert (found.body.owner, str(found.body.due)) == ("CCG", "2018-04-30")
        assert found.is_open

    def test_overdue_the_day_after(self):
        assert not self.one(condition()).is_overdue(date(2018, 4, 30))
        assert self.one(condition()).is_overdue(date(2018, 5, 1))
        (found,) = open_conditions(record(condition()).as_known(date(2018, 5, 1)))
        assert "to be met by CCG, due 30 April 2018, overdue" in found.text

    def test_closed_by_evidence(self):
        drafts = [condition(), evidence(about="prices"), closing("EV1")]
        assert not self.one(*drafts).is_open
        assert self.one(*drafts, day=date(2018, 4, 19)).is_open, "not yet known to be closed"

    def test_not_closed_by_a_word(self):
        """A report that says it is met, with nothing to show, leaves it open."""
        assert self.one(condition(met=True)).is_open

    def test_not_closed_by_evidence_that_is_not_on_record(self):
        view = record(condition(), closing("EV9")).as_known(LATE)
        (found,) = open_conditions(view)
        assert "not on record" in found.text
        assert found.evidence == ("C1", "CC1")

    def test_a_closing_before_it_was_set_closes_nothing(self):
        again = condition("C2", known="2018-06-01")
        drafts = [condition(), evidence(about="prices"), closing("EV1"), again]
        assert self.one(*drafts).is_open

    def test_a_closing_needs_evidence_at_all(self):
        with pytest.raises(ValueError, match="no evidence"):
            closing()


FACTS = [
    said("F1", "open", about="price", known="2018-01-01"),
    said("F2", "for it", about="council", known="2018-01-01"),
    draft(
        "F3",
        "concern_raised",
        "the letter",
        {"text": "unsafe", "raised_by": "consultants"},
        known="2018-02-01",
    ),
]
DAY = date(2018, 3, 20)


BASE = tuple(sealed(FACTS))
"""The record of that day, sealed once: what is appended later leaves it as it is."""


def grown(*later):
    """The same record, to which entries were appended."""
    head = Head(len(BASE), BASE[-1].envelope.hash)
    return Record([*BASE, *seal(later, "dudley", head, RECORDED)], ALL_KINDS)


def frozen_of(*later):
    view = grown(*later).as_known(DAY)
    return freeze(view, agreement(view))


class TestFrozen:
    """A decision keeps a frozen copy of what it was made on (law 7)."""

    def test_what_is_frozen(self):
        frozen = frozen_of()
        assert [each.entry for each in frozen.entries] == ["F1", "F2", "F3"]
        assert [each.rule for each in frozen.findings] == ["unanswered concern"]
        assert frozen.cited == {"F3"}

    def test_nothing_known_later_is_in_it(self):
        later = said("F9", known="2018-03-21")
        assert "F9" not in [each.entry for each in frozen_of(later).entries]

    def test_facts_that_stand_are_not_marked(self):
        found = since_changed(frozen_of(), grown().as_known(LATE))
        assert (found.words, found.facts) == ("", ())

    @pytest.mark.parametrize(
        ("later", "entry", "how"),
        [
            (said("N1", "agreed", about="price", known="2018-06-01"), "F1", How.RESTATED),
            (
                said("N2", "x", about="x", known="2018-06-01", supersedes=("F2",)),
                "F2",
                How.REPLACED,
            ),
            (said("N3", "new", about="staff", known="2018-03-01"), "N3", How.BACKDATED),
        ],
    )
    def test_later_change_is_named(self, later, entry, how):
        found = since_changed(frozen_of(), grown(later).as_known(LATE))
        assert found.words == "decided on facts since changed"
        assert [(change.entry, change.how) for change in found.facts] == [(entry, how)]

    def test_what_was_not_known_then_and_is_news_is_no_change_of_facts(self):
        later = said("N4", "new", about="staff", known="2018-06-01")
        assert since_changed(frozen_of(), grown(later).as_known(LATE)).facts == ()

    def test_a_body_that_is_not_the_one_frozen(self):
        frozen = frozen_of()
        tampered = [said("F1", "agreed", about="price", known="2018-01-01"), *FACTS[1:]]
        found = since_changed(frozen, record(*tampered).as_known(LATE)).facts
        assert ("F1", How.ALTERED) in [(change.entry, change.how) for change in found]

    def test_a_day_written_otherwise_is_the_same_day(self):
        view = grown().as_known(DAY)
        (said,) = agreement(view)
        then, now = replace(said, text="Due 2018-04-30."), replace(said, text="Due 30 April 2018.")
        found = since_changed(freeze(view, [then]), view, [now])
        assert (found.closed, found.opened) == ((), ())

    def test_findings_closed_and_come_up_since(self):
        reply = draft(
            "N5",
            "reply_given",
            "the letter",
            {"reply": "answered", "text": "answered", "by": "CCG"},
            known="2018-06-01",
        )
        view = grown(reply).as_known(LATE)
        found = since_changed(frozen_of(), view, agreement(view))
        assert [finding.rule for finding in found.closed] == ["unanswered concern"]
        assert "unanswered concern" not in [finding.rule for finding in found.opened]

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["price", "council", "staff", GATE]),
                st.sampled_from(["open", "agreed", "withdrawn"]),
                st.sampled_from(["2018-02-01", "2018-03-20", "2019-01-01", "2023-01-01"]),
                st.sampled_from([(), ("F1",), ("F2",), ("G1",)]),
            ),
            max_size=6,
        )
    )
    def test_later_entries_never_change_a_frozen_decision(self, later):
        """Law: whatever is appended, the decision and its frozen copy read the same to the byte."""
        frozen = frozen_of()
        gate = decided(frozen=frozen.model_dump(mode="json"), known="2018-03-20")
        before = _decision(grown(gate))
        more = [
            said(f"L{n}", text, about=about, known=known, supersedes=over)
            for n, (about, text, known, over) in enumerate(later)
        ]
        after = _decision(grown(gate, *more))
        assert after.model_dump_json() == before.model_dump_json()
        assert after.frozen == frozen


def _decision(whole):
    (claim,) = [c for c in whole.as_known(LATE).claims if isinstance(c.body, GateDecided)]
    return claim.body


@pytest.fixture
def dudley(tmp_path):
    """Dudley's own record in a folder of its own, to which decisions may be added."""
    return shutil.copytree(open_case("dudley").folder.root, tmp_path / "dudley")


def opened(folder):
    return open_case(folder), JsonLinesStore(folder / "record" / "chain.jsonl")


def order(**given_):
    fields = {"outcome": "stop", "by": "NHS England", "reasons": "No director is in post."}
    return GateOrder(**({"gate": GATE, "on": date(2021, 3, 31)} | fields | given_))


class TestDecidingInDudley:
    """What NHS England would have frozen, had it stopped the contract at checkpoint 2."""

    def test_the_outcome_freezes_the_record_of_that_day(self, dudley):
        case, store = opened(dudley)
        entry = decide_gate(case, store, order(dissent=["NHS Dudley CCG: it was ready in April"]))
        view = case.as_known(date(2021, 3, 31))
        frozen = entry.body["frozen"]
        assert len(frozen["entries"]) == len(view.claims)
        assert {f["rule"] for f in frozen["findings"]} >= {"unsigned party", "unanswered concern"}
        assert "not ready" in frozen["result"]
        again, _ = opened(dudley)
        gate = {g.name: g for g in again.assurance.gates(date(2021, 3, 31))}[GATE]
        assert (gate.state, gate.is_open) == ("stop", True)
        assert gate.decision.dissent == ("NHS Dudley CCG: it was ready in April",)

    def test_what_changed_since_is_named(self, dudley):
        """In 2023 it was reported that services of about £20m ran, and that the end had come."""
        case, store = opened(dudley)
        decide_gate(case, store, order())
        again, _ = opened(dudley)
        (found,) = [
            each
            for each in again.assurance.decisions(date(2023, 3, 31))
            if isinstance(each.claim.body, GateDecided)
        ]
        assert found.kept == "frozen"
        assert found.changed.words == "decided on facts since changed"
        assert all(change.entry for change in found.changed.facts)
        assert found.changed.opened

    @pytest.mark.parametrize(
        ("given_", "said_"),
        [
            ({"gate": "isap_2017: checkpoint_4"}, "did you mean"),
            ({"outcome": "go"}, "expected proceed, proceed_with_conditions, pause, stop"),
            ({"outcome": "proceed_with_conditions"}, "with 0 conditions"),
            ({"conditions": ["prices"]}, "with 1 conditions"),
            (
                {"outcome": "proceed_with_conditions", "conditions": ["valid busines case"]},
                "did you mean 'valid business case'",
            ),
            (
                {"outcome": "proceed_with_conditions", "conditions": ["valid business case"]},
                "without an owner or a day",
            ),
            ({"on": date(2999, 1, 1)}, "expected one that has been"),
            ({"by": ""}, "nobody named"),
        ],
    )
    def test_what_does_not_hold_is_refused_and_nothing_is_written(self, dudley, given_, said_):
        case, store = opened(dudley)
        before = store.head()
        with pytest.raises(CannotDecide, match=said_):
            decide_gate(case, store, order(**given_))
        assert store.head() == before

    def test_no_act_without_readiness(self, dudley):
        case, store = opened(dudley)
        before = store.head()
        with pytest.raises(NotReady, match="unsigned party: The Dudley Group NHS FT") as caught:
            do_act(case, store, ActOrder("start", "CCG", "Services start.", date(2021, 3, 31)))
        assert caught.value.exit_code == 3
        assert store.head() == before

    def test_or_a_named_override_that_is_kept_with_the_act(self, dudley):
        case, store = opened(dudley)
        found = case.assurance.readiness("start", date(2021, 3, 31))
        keys = dict.fromkeys(m.key for m in (*found.blocking, *found.unanswered))
        words = [f"findings={key}" for key in keys]
        words += ["about=start", "by=the accountable officer", "reasons=the region agreed"]
        words += ["speaker=NHS Dudley CCG", "known_to=2021-03-31", "mark=assumed", "entry=OV1"]
        add_entries(case.folder, store, "override_made", words, None)
        case, store = opened(dudley)
        entry, found = do_act(
            case, store, ActOrder("start", "CCG", "Services start.", date(2021, 3, 31))
        )
        assert found.by_override
        assert entry.body["overrides"] == ["OV1"]
        case, _ = opened(dudley)
        ever = case.assurance.readiness("start", date(2024, 1, 1)).overrides
        assert [each.claim.entry for each in ever] == ["OV1"]

    def test_a_reported_decision_has_no_frozen_copy_and_says_so(self):
        found = open_case("dudley").assurance.decisions(date(2021, 6, 1))
        assert {each.kept for each in found} == {"rebuilt from the record, not frozen"}


def test_a_gate_outcome_is_not_written_by_hand(dudley):
    from capitula.ground.faults import InputFaults

    case, store = opened(dudley)
    with pytest.raises(InputFaults, match="capitula assurance decide"):
        add_entries(case.folder, store, "gate_decided", [f"about={GATE}", "speaker=x"], None)


def test_every_act_is_guarded_by_some_stage_of_the_local_framework():
    local = shipped_frameworks()["local"]
    assert all(local.guarding(act) for act in Act)


class TestActsDone:
    """What a report says was done, without readiness or override on record, is noted."""

    def reached(self):
        body = {"date": "2017-06"}
        return draft("M1", "milestone_reached", "service start", body, known="2017-07-01")

    def test_a_start_of_which_no_readiness_is_on_record(self):
        (found,) = acts_done(record(self.reached()).as_known(LATE))
        assert (found.about, found.severity, found.evidence) == ("start", "notes", ("M1",))
        assert acts_done(record(self.reached()).as_known(date(2017, 6, 30))) == ()

    def test_an_override_is_on_record(self):
        body = {"findings": ["open price: contract"], "by": "the chief executive", "reasons": "x"}
        over = draft("O1", "override_made", "start", body, known="2017-05-01")
        assert acts_done(record(self.reached(), over).as_known(LATE)) == ()

    def test_in_wirral(self):
        found = acts_done(open_case("wirral").as_known(date(2023, 3, 1)))
        assert [each.about for each in found] == ["award", "start"]


class TestTheMadeExample:
    """The gate before the start, from submission to a decision whose facts changed afterwards.

    The made case shows what no public record does. Its decision of 20 March 2025 rested on savings
    counted on lists of October; in July they were counted again, and the decision says so.
    """

    def gate(self, day):
        found = open_case("worked-example").assurance.gates(day)
        return {gate.stage.id: gate for gate in found}["before_start"]

    def test_as_it_came_about(self):
        states = [
            (date(2025, 2, 1), "no outcome on record"),
            (date(2025, 3, 3), "submitted, not decided"),
            (date(2025, 3, 20), "proceed with conditions"),
        ]
        assert [self.gate(day).state for day, _ in states] == [state for _, state in states]

    def test_dissent_and_recusal_are_kept(self):
        decision = self.gate(date(2025, 3, 20)).decision
        assert decision.dissent == (
            "Made Hospital Trust: the effect on its wards was not worked out",
        )
        assert decision.recusals == ("Practices of the place: they are paid under the contract",)

    def test_one_condition_closed_by_evidence_and_one_overdue(self):
        found = {c.name: c for c in self.gate(date(2025, 7, 1)).conditions}
        assert not found["savings as cash"].is_open
        assert found["exit plan by service"].is_overdue(date(2025, 7, 1))

    def test_the_decision_names_the_fact_that_changed(self):
        case = open_case("worked-example")
        (before,) = case.assurance.decisions(date(2025, 7, 1))
        assert before.changed.words == ""
        (after,) = case.assurance.decisions(date(2025, 7, 2))
        assert after.changed.words == "decided on facts since changed"
        assert [(c.entry, c.by) for c in after.changed.facts] == [
            ("ME-evidence-savings", "ME-evidence-savings.corrected")
        ]
        assert after.frozen == before.frozen, "the decision itself is as it was"
