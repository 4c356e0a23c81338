"""The three cases that ship, asked the questions that people ask of a contract.

Every answer depends on the day on which it was known. The tables below read from left to right:
as known on this day, the question, the answer.
"""

import re

import pytest

from capitula.agreement import open_matters
from capitula.agreement.kinds import SignUpMeasured
from capitula.assurance.stage import stage
from capitula.exit.end_dates import differences as end_differences
from capitula.exit.end_dates import end_dates
from capitula.programme.plan_history import plan_histories
from capitula.programme.slip_table import slip_rows
from capitula.record.difference import Sort
from harness.case_records import CASES, case_record, view

DONOR = "The Dudley Group NHS FT"


def answer(item):
    """An item as a line: what stands, then what stands beside it and cannot be true with it."""
    if item is None:
        return "nothing known"
    beside = "; ".join(sorted(claim.value.text for claim in item.clashes))
    return f"{item.current.value.text} [{beside}]" if beside else item.current.value.text


def ask(case, known, about, what, in_force=None):
    return answer(view(case, known, in_force).item(about, what))


def table(text):
    return [tuple(cell.strip() for cell in row.split("|")) for row in text.strip().splitlines()]


QUESTIONS = {
    "award": ("award", "planned date"),
    "start": ("service start", "planned date"),
    "move": ("service transfer", "planned date"),
    "state": ("contract", "state"),
    "value": ("contract", "value"),
    "hospital": (DONOR, "position"),
    "practices": ("practices in the preferred consortium", "sign-up"),
    "GPs": ("GPs' agreement to join the contract", "sign-up"),
}


@pytest.mark.parametrize(
    ("known", "question", "expected"),
    table("""
        2016-08-01 | award     | 2017-04-01
        2016-08-01 | start     | 2018-04
        2016-08-01 | value     | £244.3m, a year
        2016-08-01 | state     | nothing known
        2016-08-01 | hospital  | nothing known
        2017-09-01 | award     | 2017-04-01
        2017-09-01 | start     | 2018-04-01
        2017-09-01 | state     | preferred provider named
        2017-09-01 | value     | about £5bn, for the whole term [£5.4bn, for the whole term]
        2017-09-01 | practices | 38 of 45 practices
        2018-02-01 | award     | 2018-10/2018-11
        2018-02-01 | start     | 2019-04-01
        2018-02-01 | GPs       | nothing known
        2018-02-01 | hospital  | support: bids as a member of the preferred consortium
        2019-02-01 | award     | not before 2020-04
        2019-02-01 | start     | not before 2020-04
        2019-02-01 | GPs       | 93 per cent of local GPs
        2020-08-01 | state     | preferred provider named
        2020-08-01 | move      | nothing known
        2020-08-01 | hospital  | concerned: holds the concerns of its consultants
        2021-04-01 | state     | paused, no restart date [stopped; under assurance]
        2021-04-01 | move      | no date
        2023-03-01 | state     | paused, no restart date [stopped; under assurance]
        2023-03-01 | move      | no date
        2026-11-22 | state     | given up
        2026-11-22 | start     | nothing known
    """),
)
def test_dudley_day_by_day(known, question, expected):
    assert ask("dudley", known, *QUESTIONS[question]) == expected


def test_one_contract_of_two_sizes():
    """C01: every amount stands with its basis; none is added, divided or converted."""
    assert ask("dudley", "2021-04-01", "contract", "value") == (
        "£360m, basis not stated [about £5bn, for the whole term; £244.3m, a year; "
        "£5.4bn, for the whole term; £5bn, basis not stated]"
    )


def test_five_billion_with_and_without_a_basis_is_no_clash():
    """In January 2018 the same amount is told again without its basis; that denies nothing."""
    item = view("dudley", "2018-02-01").item("contract", "value")
    assert item.current.value.text == "£5bn, basis not stated"
    assert "DUD-10.value" not in [claim.entry for claim in item.clashes]


def slip(case, known, milestone):
    (history,) = (h for h in plan_histories(view(case, known)) if h.milestone == milestone)
    return [(row[0], row[1], row[4], row[5]) for row in slip_rows(history)]


def test_every_version_of_the_dudley_start():
    """C02. Columns: known by, planned date, months on the first plan, on the plan before."""
    assert slip("dudley", "2021-04-01", "service start") == table("""
        2016-07-31 | 2018-04                |             |
        2016-12-05 | 2018-04-01             | 0           | 0
        2016-12-31 | 2018-04-01             | 0           | 0
        2018-01-23 | 2018/19 (earlier plan) | 0 to 11     | 0 to 11
        2018-01-23 | 2019                   | 9 to 20     | 9 to 20
        2018-01-23 | 2019-04-01             | 12          | 12
        2019-01-16 | not before 2020-04     | at least 24 | at least 12
    """)


def test_start_award_and_move_are_three_milestones():
    known = {h.milestone for h in plan_histories(view("dudley", "2021-04-01"))}
    assert {"award", "service start", "service transfer", "full business case"} <= known


def test_two_claims_on_the_first_award_date():
    """C03: asked in 2018 what held in 2017, the record has two answers and chooses neither."""
    item = view("dudley", "2018-02-01", "2017-06-01").item("award", "planned date")
    said = {claim.envelope.speaker: claim.value.text for claim in (item.current, *item.clashes)}
    assert said == {"HSJ reporter": "by 2018-04", "CCG chief executive": "late spring"}
    assert item.state == "planned, disputed"


def test_a_slip_that_nobody_reported():
    """C04: the report of 2019 has an award planned for 2019; the CCG's plan was autumn 2018."""
    assert ask("dudley", "2019-02-01", "award", "planned date", "2018-06-01") == (
        "2019 [2018-10/2018-11]"
    )
    notes = [claim.body.note for claim in view("dudley", "2019-02-01").claims]
    assert sum("mixed up" in note for note in notes) == 1


def test_a_readiness_told_two_years_later():
    """C13: as the CCG has it in 2023 it was ready in April 2021; by then no date was set."""
    assert ask("dudley", "2023-03-01", "service transfer", "planned date", "2021-04-15") == (
        "2021-04 [no date]"
    )
    assert ask("dudley", "2023-03-01", "service transfer", "result") == "never"


@pytest.mark.parametrize(
    ("known", "expected"),
    table("""
        2020-08-01 | more than 80 senior doctors
        2021-04-01 | at least 80 senior doctors
        2023-03-01 | at least 80 senior doctors
    """),
)
def test_eighty_is_never_exact(known, expected):
    """C07: more than 80, or 80; the count keeps its bound and the two do not clash."""
    assert ask("dudley", known, "consultants' letter: signatories", "sign-up") == expected


def test_three_measures_of_support_are_never_one():
    """C16: practices and GPs are counted apart, each with its own denominator."""
    counted = {
        item.subject: (item.current.value.text, item.current.value.basis)
        for item in view("dudley", "2019-02-01").items
        if isinstance(item.current.body, SignUpMeasured)
    }
    assert counted == {
        "practices in the preferred consortium": ("38 of 45 practices", "45 practices"),
        "GPs' agreement to join the contract": (
            "93 per cent of local GPs",
            "denominator not stated",
        ),
        "GPs on hosting by an existing foundation trust": (
            "general practitioners: refused; not counted",
            "denominator not stated",
        ),
        "practices that propose to suspend their contracts": (
            "practices: many, not counted",
            "denominator not stated",
        ),
    }


def test_the_hospital_year_by_year():
    """C10: member, not signed, concerned, spoken for, called unsupportive; all dated."""
    claims = case_record("dudley").claims(
        (DONOR, "position"), view("dudley", "2023-03-01").known_on
    )
    series = [(str(c.envelope.in_force.start), c.state, c.envelope.speaker) for c in claims]
    assert series == table("""
        2017-08    | support                        | HSJ reporter
        2019-11    | not signed                     | HSJ reporter
        2020-07-07 | concerned                      | DGFT statement
        2021-03    | support, spoken for by another | CCG statement for four bodies
        2023-02    | concerned                      | The Lowdown writer
    """)


def test_words_spoken_for_the_hospital_do_not_replace_its_own():
    """C10: in April 2021 its own words of July 2020 stand; the CCG's stand beside them."""
    assert ask("dudley", "2021-04-01", DONOR, "position") == (
        "concerned: holds the concerns of its consultants "
        "[support: further work with NHS Improvement]"
    )
    (unsigned,) = (
        finding
        for finding in open_matters.findings(view("dudley", "2021-04-01"))
        if finding.rule == "unsigned party"
    )
    assert unsigned.text == (
        f"{DONOR}: not signed (the strategic outline case); "
        "concerned (holds the concerns of its consultants)"
    )


def test_who_had_signed_in_2018_is_not_known_from_2019():
    """The refusal of November 2019 was reported in July 2020: nobody saw it before."""
    assert ask("dudley", "2020-07-06", DONOR, "position", "2020-01-01").startswith("support")
    assert ask("dudley", "2020-07-07", DONOR, "position", "2020-01-01").startswith("not signed")


@pytest.mark.parametrize("about", ["clinical model", "standing of The Dudley Group NHS FT"])
def test_claim_and_counter_claim_of_one_day(about):
    """C11: the new trust's words and the consultants' stand side by side."""
    (item,) = (i for i in view("dudley", "2020-08-01").items if i.subject == about)
    voices = {claim.envelope.speaker for claim in (item.current, *item.clashes)}
    assert voices == {"DIHC statement", "Consultants' letter"}


@pytest.mark.parametrize(
    ("known", "what", "expected"),
    table("""
        2020-08-01 | extent | not moved: no clinical service was delivered
        2020-08-01 | value  | nothing known
        2021-04-01 | extent | moved: some services, not listed
        2023-03-01 | value  | about £20m
    """),
)
def test_none_some_and_twenty_million_are_three_dates(known, what, expected):
    """C12: no clash; each day has its own answer."""
    said = ask("dudley", known, "services run by the trust", what)
    assert said.startswith(expected)
    assert "[" not in said


def test_one_act_in_several_words():
    """C14: the weakest word that all support is shown; each word keeps its speaker."""
    item = stage(view("dudley", "2021-04-01"))
    words = {claim.state: claim.envelope.speaker for claim in (item.current, *item.clashes)}
    assert item.current.state == "paused, no restart date"
    assert words == {
        "paused, no restart date": "unnamed senior sources",
        "stopped": "HSJ reporter",
        "under assurance": "NHS England statement",
    }


def test_what_was_asked_and_not_answered():
    found = open_matters.findings(view("dudley", "2021-04-01"))
    assert {f.about for f in found if f.rule == "unanswered question"} == {
        "permanence of the stop",
        "recruiting executives",
        "questions to the CCG",
    }
    (request,) = (f for f in found if f.rule == "request not granted")
    assert request.text.endswith("Last reply: The CCG turned it down.")


def test_three_dates_for_the_end_in_wirral():
    """February 2023: the end in force, and beside it what council and trust offered each other.

    An offer is no plan, so it takes no part in the history of the end.
    """
    known = view("wirral", "2023-03-01")
    found = end_dates(known)
    assert (found.in_force.current.value.text, found.in_force.current.entry) == (
        "2023-09",
        "R2-31c",
    )
    offered = [(p.claim.entry, p.claim.value.text) for p in found.proposals if p.offer.proposed_end]
    assert offered == [
        ("WIR-04", "end September 2024: one year longer, as councillors propose"),
        ("R2-29", "end September 2024: to run one year longer"),
        ("R2-30c", "end by 1 April 2023: without a longer contract, to hand the services back"),
        ("R2-31b", "end September 2023: a middle course, told of as possible"),
    ]
    (clash,) = (d for d in end_differences(known) if d.sort is Sort.CLASH)
    assert [other.entry for _, other in clash.pairs] == ["WIR-04", "R2-29", "R2-30c"]
    (history,) = (h for h in plan_histories(known) if h.milestone == "contract end")
    assert [version.claim.entry for version in history.versions] == ["R2-31c"]


@pytest.mark.parametrize(
    ("known", "about", "what", "expected"),
    table("""
        2017-03-31 | contract                 | state        | nothing known
        2017-09-01 | contract                 | state        | going ahead
        2023-01-31 | contract                 | state        | to end
        2023-03-01 | award                    | result       | 2017-06
        2023-03-01 | service start            | result       | 2017-06
        2023-03-01 | contract                 | value        | £10m, a year, the fee alone
        2024-12-30 | contract end             | result       | nothing known
        2024-12-31 | contract end             | result       | 2023-07-01
        2024-12-31 | contract end             | planned date | nothing known
        2024-12-31 | contract                 | state        | ended
    """),
)
def test_wirral_day_by_day(known, about, what, expected):
    """C18, C19. Once the contract has ended, no plan for its end is left standing."""
    assert ask("wirral", known, about, what) == expected


def test_a_budget_without_a_sum_is_missing_and_not_nought():
    assert ask("wirral", "2023-03-01", "delegated budget", "value") == (
        "stated, amount missing, budget managed for the commissioner"
    )


def test_not_shown_is_not_the_same_as_no_better():
    """The review's own finding and the short forms of it are kept apart."""
    known = view("wirral", "2023-03-01")
    assert known.item("outcomes of the service", "finding").current.body.sort == "not_evidenced"
    short = known.item("outcomes of the service", "finding, as summed up").current
    assert (short.body.sort, short.envelope.speaker) == ("no_improvement", "The Lowdown writer")


@pytest.mark.parametrize(
    ("known", "about", "what", "expected"),
    table("""
        2017-09-01 | award             | planned date | 2018-01/2018-03
        2017-09-01 | contract          | value        | £5.9bn, for the whole term
        2018-01-29 | service start     | planned date | 2018-04
        2018-01-29 | contract          | state        | in procurement
        2018-01-30 | award             | planned date | no date
        2018-01-30 | contract          | state        | paused, no restart date
        2018-01-30 | partnership start | planned date | 2018-04
        2018-06-01 | service start     | result       | 2018-04
        2018-06-01 | partnership start | result       | 2018-04
        2018-06-01 | award             | result       | nothing known
    """),
)
def test_manchester_day_by_day(known, about, what, expected):
    """A plan held to in public, dropped a week later, and a start in a lesser form."""
    assert ask("manchester", known, about, what) == expected


def test_manchester_started_in_a_lesser_form():
    result = view("manchester", "2018-06-01").item("service start", "result").current
    assert result.state == "reached in a lesser form"


@pytest.mark.parametrize("case", CASES)
def test_nothing_known_later_is_seen_earlier(case):
    """On no day does a view name an entry of a later day, in what it says or takes the place of."""
    record = case_record(case)
    known = {e.envelope.entry: e.envelope.known.last for e in record.entries}
    for day in record.days():
        for claim in record.as_known(day).claims:
            words = re.findall(r"[A-Z0-9]+-[0-9]+[a-z]?", claim.body.note)
            named = {claim.entry, *claim.envelope.supersedes, *words} & known.keys()
            assert all(known[entry] <= day for entry in named), claim.entry
