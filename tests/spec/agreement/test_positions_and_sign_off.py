"""Where each party stands, and who signed which stage of the case.

A position is dated and has a speaker. Its own words are a party's; what another says for it stands
beside them. A signature belongs to one party at one stage: strategic outline, outline, full.
"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.agreement.kinds import Stance
from capitula.agreement.open_matters import findings
from capitula.agreement.positions import position_sheets, positions
from capitula.agreement.sign_off import sign_off
from capitula.agreement.signing_kinds import CaseStage, Signature
from harness.case_records import view
from harness.records import draft, record

DONOR = "The Dudley Group NHS FT"
TRUST = "Smalltown Hospital"
LATE = date(2030, 1, 1)
PARTIES = {"dudley-group": DONOR, "dudley-ccg": "NHS Dudley CCG", "hospital": TRUST}


def dudley(known):
    found = positions(view("dudley", known), PARTIES)
    return next((each for each in found if each.party == DONOR), None)


def series(known):
    return [
        (str(p.claim.envelope.in_force.start), p.body.stance.words, str(p.voice))
        for p in dudley(known).series
    ]


def test_the_acute_trust_from_2017_to_2021():
    """Member of the bid, not signed, concerned; and in 2021 the CCG spoke for it."""
    assert series("2021-04-01") == [
        ("2017-08", "support", "reported of it"),
        ("2019-11", "not signed", "reported of it"),
        ("2020-07-07", "concerned", "own words"),
        ("2021-03", "support", "made for it by another"),
    ]


def test_what_the_ccg_said_for_it_stands_beside_its_own():
    found = dudley("2021-04-01")
    assert found.own.body.stance is Stance.CONCERNED
    assert [p.claim.envelope.speaker for p in found.for_it] == ["CCG statement for four bodies"]


def test_a_position_that_was_only_reported_names_who_reported_it():
    """In 2020 the trust spoke itself; in 2023 a writer called it unsupportive."""
    told = {
        day: position_sheets(positions(view("dudley", day), PARTIES))[0].rows[0].cells[1]
        for day in ("2021-04-01", "2023-03-01")
    }
    assert told == {
        "2021-04-01": "concerned: holds the concerns of its consultants",
        "2023-03-01": "concerned: called unsupportive of the contract "
        "(reported by The Lowdown writer)",
    }


def test_two_bodies_have_no_words_of_their_own():
    """The CCG spoke for them too: where they stand is a question."""
    now, *_ = position_sheets(positions(view("dudley", "2021-04-01"), PARTIES))
    assert now.questions == (
        "Where does Dudley Integrated Health and Care NHS Trust stand in its own words?",
        "Where does Black Country Healthcare NHS FT stand in its own words?",
    )


def test_the_refusal_of_2019_was_not_known_before_july_2020():
    assert series("2020-07-06") == [("2017-08", "support", "reported of it")]


def position(entry, stance, known, about=TRUST, **given):
    body = {"stance": stance, "on": "the contract", "spoken_by_another": given.pop("proxy", False)}
    return draft(entry, "position_taken", about, body, known=known, **given)


DAYS = st.dates(date(2016, 1, 1), date(2021, 12, 31)).map(date.isoformat)
STANCES = st.sampled_from([str(stance) for stance in Stance])
SAID = st.lists(st.tuples(STANCES, DAYS), max_size=4)


@given(SAID, SAID)
def test_words_spoken_by_another_never_change_its_own(own, others):
    """Law: however much is said for it, its own position and what is open stay the same."""
    mine = [position(f"O{n}", s, d, in_force=(d, None)) for n, (s, d) in enumerate(own)]
    theirs = [
        position(f"X{n}", s, d, in_force=(d, None), proxy=True) for n, (s, d) in enumerate(others)
    ]

    def stands(*drafts):
        known = record(*drafts).as_known(LATE)
        found = next((p for p in positions(known, PARTIES) if p.party == TRUST), None)
        entry = found.own.claim.entry if found and found.own else None
        return entry, [f.text for f in findings(known)]

    assert stands(*mine, *theirs) == stands(*mine)


@given(SAID, st.dates(date(2016, 1, 1), date(2022, 1, 1)))
def test_nothing_known_later_shows_on_an_earlier_day(own, day):
    """Law: the series on a day holds what was known by it and nothing more."""
    drafts = [position(f"O{n}", s, d, in_force=(d, None)) for n, (s, d) in enumerate(own)]
    found = positions(record(*drafts).as_known(day), PARTIES)
    shown = {p.claim.entry for each in found for p in each.series}
    assert shown == {f"O{n}" for n, (_, d) in enumerate(own) if date.fromisoformat(d) <= day}


def stages(known_view, asked=(TRUST,)):
    return {s.stage: s for s in sign_off(known_view, PARTIES, asked, {})}


def signed(entry, stage, signature, known, about=TRUST, **given):
    proxy = given.pop("proxy", False)
    body = {"stage": stage, "signature": signature, "spoken_by_another": proxy, **given}
    return draft(entry, "sign_off_stated", about, body, known=known)


def test_dudley_at_the_strategic_outline_case():
    """Not signed by one; of nine others nothing is recorded, which is not the same as not asked."""
    case = cp.open("dudley")
    data = case.agreement.sign_off(date(2021, 4, 1)).as_json()
    outline, _, full = data["stages"]
    assert [(s["party"], s["signature"]) for s in outline["signings"]] == [(DONOR, "not_signed")]
    assert len(outline["nothing_recorded_of"]) == 9
    assert (full["due"], full["submitted"], full["signings"]) == ("by 2020-10", None, [])
    assert "approved" not in str(data).replace("no stage is called approved", "")


def test_the_due_date_comes_from_the_plan():
    """Nobody enters it twice: it is the CCG's plan of July 2020, and was not known before."""
    case = cp.open("dudley")
    before, after = (
        case.agreement.sign_off(day).as_json()["stages"][2]
        for day in (date(2020, 7, 6), date(2020, 7, 7))
    )
    assert (before["due"], after["due"], after["due_entry"]) == (None, "by 2020-10", "R1-31")


def test_a_signature_to_one_stage_is_none_to_the_next():
    """Signed the outline in May, gave a condition at the full case in September."""
    found = stages(
        record(
            signed("E1", "outline", "signed", "2020-05-31"),
            signed("E2", "full", "conditional", "2020-09-30", conditions="prices are closed"),
        ).as_known(LATE)
    )
    assert found[CaseStage.OUTLINE].signings[0].signature is Signature.SIGNED
    assert found[CaseStage.FULL].signings[0].conditions == "prices are closed"
    assert found[CaseStage.STRATEGIC_OUTLINE].nothing_of == (TRUST,)


def test_two_reports_that_differ_on_one_stage_clash_and_on_two_do_not():
    known = record(
        signed("E1", "outline", "signed", "2020-05-31"),
        signed("E2", "outline", "declined", "2020-05-31"),
        signed("E3", "full", "declined", "2020-05-31"),
    ).as_known(LATE)
    one, other, third = (c.value for c in known.claims)
    assert not one.agrees_with(other)
    assert one.agrees_with(third)


def test_a_case_lapses_when_its_validity_has_run_out():
    """Six drafts of a full case in Wirral, October 2017, valid in this example for six months."""
    body = {
        "stage": "full",
        "due": "2017-11-02",
        "submitted": "2017-11-07",
        "validity": "valid",
        "judged_by": "leadership team",
        "valid_until": "2018-05-07",
    }
    stated = record(draft("E1", "case_stage_stated", "hub", body, known="2017-11-27"))
    during, after = (
        stages(stated.as_known(day))[CaseStage.FULL] for day in (date(2018, 5, 7), date(2018, 5, 8))
    )
    assert (during.due_text, during.submitted_text) == ("2017-11-02", "2017-11-07")
    assert (during.validity_text, after.validity_text) == ("valid until 7 May 2018", "lapsed")


def unsigned(*drafts):
    return [f.about for f in findings(record(*drafts).as_known(LATE)) if f.rule == "unsigned party"]


def test_a_partys_own_signature_settles_that_it_is_unsigned():
    concerned = position("P1", "concerned", "2020-01-31")
    assert unsigned(concerned) == [TRUST]
    assert unsigned(concerned, signed("S1", "full", "signed", "2020-06-30")) == []
    assert unsigned(concerned, signed("S1", "full", "signed", "2020-06-30", proxy=True)) == [TRUST]
    assert unsigned(concerned, signed("S1", "full", "signed", "2019-06-30")) == [TRUST]


def test_each_way_of_not_signing_leaves_a_party_unsigned():
    for signature in Signature:
        expected = [] if signature is Signature.SIGNED else [TRUST]
        assert unsigned(signed("S1", "full", str(signature), "2020-06-30")) == expected, signature
