"""The forecast: will it start when stated, and how far is that to be trusted?

Comparable contracts stated a date too. What share had started by it, in which form, and how many
were given up? Nothing that became known later enters, nor the case itself, nor its close peers.
"""

import csv
import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import capitula as cp
from capitula.case.kinds import ALL_KINDS
from capitula.ground.partial_date import PartialDate
from capitula.programme.forecast.combined import combined
from capitula.programme.forecast.cumulative import cumulative, imaginary
from capitula.programme.forecast.document import forecast_document
from capitula.programme.forecast.forecast import Asked, forecast
from capitula.programme.forecast.forecasters import base_rates, with_lead_time
from capitula.programme.forecast.intervals import exact_interval
from capitula.programme.forecast.lead_time import fit_lead_time
from capitula.programme.forecast.members import Member, members
from capitula.programme.forecast.words import headline, lead_time_words, trust_words
from capitula.programme.network.critical_path import network
from capitula.programme.network.reading import find_plan, read_plan
from capitula.programme.network.simulate import simulate
from capitula.programme.reference_class import loading, results
from capitula.record.view import Record

FEBRUARY_2018 = date(2018, 2, 1)
PLANNED = PartialDate.parse("2018-04")


def dudley(day=FEBRUARY_2018, planned="2019-04-01", stated=date(2018, 1, 23)):
    return forecast(Asked(PartialDate.parse(planned), stated, day, "single_contract", "dudley"))


def member(result, delay, *, lead=6, case="X", kind="single_contract"):
    return Member(case, kind, PLANNED, lead, result, delay)


def test_dudley_as_a_finance_director_reads_it():
    """Stated start, what others did with its interval, the likeliest outcome, the trust."""
    found = cp.open("dudley").programme.forecast(FEBRUARY_2018)
    assert headline(found.made, found.statement) == [
        "Stated start: 1 April 2019 (CCG spokesperson, R4, known by 23 January 2018), stated 15 "
        "months "
        "ahead.",
        "Of 5 comparable contracts (single contracts for a population or a pathway) of which it "
        "was "
        "known, 1 had started by its stated date: 20% (95% interval 1% to 72%).",
        "Forecast: a 22% chance of a start by the end of that month.",
        "Most likely by 30 April 2022: not started (72%); as specified 22%; in a lesser form 6%.",
        "Trust it as far as 5 contracts can be trusted; see below.",
    ]
    assert found.both is None
    assert "found no duration for dialogue, direction, isap" in found.why


def test_the_share_by_hand():
    """As known in February 2018: one of five had started by its date.

    | contract | stated | what was known of it |
    |---|---|---|
    | Bedfordshire | April 2014 | started that month |
    | Coastal West Sussex | January 2015 | given up that month |
    | Staffordshire, cancer | April 2017 | given up that month |
    | Northumberland | April 2017 | still waiting in May |
    | City and Hackney | April 2017 | still waiting at the end of that year |

    One imaginary contract is added, of which a third starts on its date: (1 + 1/3) / 6 = 2/9.
    """
    found = dudley()
    assert {m.case: m.delay_months for m in found.informative} == {
        "BED": 0,
        "CNH": 8,
        "CWS": 0,
        "NOR": 1,
        "STC": 0,
    }
    assert found.counts(0) == (1, 5)
    assert found.curve.started(0) == pytest.approx(2 / 9)


def test_too_few_for_the_lead_time_and_it_says_so():
    """Three had started by their date and four had not: NO FIT, base rates are used."""
    found = dudley()
    assert found.with_lead_time is None
    assert lead_time_words(found).startswith("Lead time: NO FIT. Of all contracts, 3 had started")


def test_what_it_rests_on_is_said():
    said = " ".join(trust_words(dudley()))
    for part in (
        "It rests on 5 contracts; 4 more had stated a date",
        "Leaving out one contract at a time moves the chance",
        "Lost sight of while waiting: City and Hackney, Northumberland.",
        "Cambridgeshire and Peterborough (UnitingCare): started as specified",
        "read rates of failure as upper bounds",
        "Left out, as the case itself or its close peers: Dudley, the vanguards as a class.",
        "Evidence: assumed.",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("case", "known", "said"),
    [
        ("manchester", date(2019, 1, 1), "reached in a lesser form, April 2018"),
        ("wirral", date(2023, 3, 1), "reached, June 2017"),
        ("dudley", date(2026, 11, 29), "Service start: never"),
        ("wirral", date(2017, 1, 1), "no start was stated by 1 January 2017"),
    ],
)
def test_what_is_settled_is_no_forecast(case, known, said):
    found = cp.open(case).programme.forecast(known)
    assert found.made is None
    assert said in found.why


def test_a_date_that_has_passed_is_forecast_given_that_it_has():
    """In August 2020 the start "not before April 2020" was three whole months overdue."""
    found = cp.open("dudley").programme.forecast(date(2020, 8, 1)).made
    assert found.asked.waited == 3
    assert found.curve.started(3) == 0.0
    assert all(m.delay_months > 3 for m in found.informative)


def test_manchester_began_in_a_lesser_form_and_dudley_learns_of_it_only_then():
    """The partnership became known in May 2018."""
    before, after = dudley(date(2018, 5, 30)), dudley(date(2018, 5, 31))
    states = [next(m for m in found.members if m.case == "MAN").result for found in (before, after)]
    assert states == ["open", "lesser_form"]


def test_a_partial_stated_date_is_met_within_it():
    """A plan of 2016 is met in September 2016."""
    tameside = next(m for m in members(date(2020, 1, 1)).members if m.case == "TAM")
    assert tameside.state_at(0) is True


# No forecast uses a later fact.

DATE_COLUMNS = ("planned", "reached", "first_planned", "known")


@pytest.fixture
def tables(monkeypatch):
    """`tables(change)`: the class's tables with each row handed to a function first."""
    rows_of, results_rows = loading._rows, results._rows

    def replace(change):
        monkeypatch.setattr(
            loading, "_rows", lambda name: iter([change(name, dict(row)) for row in rows_of(name)])
        )
        monkeypatch.setattr(
            results, "_rows", lambda name: tuple(change(name, dict(r)) for r in results_rows(name))
        )

    return replace


def known_later(name, row, day, events):
    if name in ("events.csv", "first_plans.csv"):
        known = row["known"]
        return bool(known) and PartialDate.parse(known).latest > day
    if name == "results.csv":
        known = events[row["event"]]
        return bool(known) and PartialDate.parse(known).latest > day
    return False


@pytest.mark.parametrize("day", [date(2015, 1, 1), FEBRUARY_2018, date(2019, 2, 1)])
def test_a_later_fact_changes_no_byte(tables, day):
    """Every later row gets other dates and another result: the forecast stays, to the byte."""
    with (loading._FOLDER / "events.csv").open(encoding="utf-8") as file:
        events = {row["event"]: row["known"] for row in csv.DictReader(file)}
    before = json.dumps(forecast_document(dudley(day)))

    def change(name, row):
        if known_later(name, row, day, events):
            for column in {"planned", "reached", "first_planned", "date"} & row.keys():
                row[column] = "1999-01"
            if "result" in row:
                row["result"] = "as_specified"
        return row

    tables(change)
    assert json.dumps(forecast_document(dudley(day))) == before


def test_the_change_would_be_seen_if_it_were_known(tables):
    """The test above can fail: the same change to a fact known by then moves the forecast."""
    before = dudley().curve.started(0)
    tables(lambda _, row: row | {"result": "as_specified"} if row.get("case") == "STC" else row)
    assert dudley().curve.started(0) != before


@pytest.mark.parametrize("case", ["DUD", "VAN"])
def test_the_case_itself_and_its_peers_change_no_byte(tables, case):
    before = json.dumps(forecast_document(dudley(date(2026, 1, 1))))

    def change(_, row):
        if row.get("case") == case:
            for column in {"planned", "reached", "first_planned", "date"} & row.keys():
                row[column] = "1999-01"
            if "result" in row:
                row["result"] = "as_specified"
        return row

    tables(change)
    assert json.dumps(forecast_document(dudley(date(2026, 1, 1)))) == before


@settings(deadline=None)
@given(st.dates(date(2012, 1, 1), date(2026, 11, 1)), st.integers(0, 40))
def test_chances_sum_to_one_and_never_fall(day, ahead):
    planned = PartialDate.of(day + timedelta(days=30 * ahead))
    found = forecast(Asked(planned, day, day, "single_contract", "dudley"))
    for curve in (found.curve, found.observed, found.with_lead_time or found.curve):
        assert sum(curve.outcomes) == pytest.approx(1.0)
        assert all(-1e-12 <= chance <= 1 + 1e-12 for chance in curve.outcomes)
        started = [curve.started(month) for month in range(curve.horizon + 1)]
        assert started == sorted(started)
        for month in range(curve.horizon + 1):
            assert curve.started(month) + curve.given_up[month] <= 1 + 1e-9
    low, high = found.interval(0)
    assert 0 <= low <= found.observed.started(0) <= high <= 1


# Censoring, against an oracle.

ENDS = st.tuples(
    st.sampled_from(["as_specified", "lesser_form", "never", "open"]), st.integers(0, 9)
)


def by_redistribution(ends):
    """The oracle: each one lost sight of hands its share to those still followed, in equal parts.

    With the share of each end in exact fractions, and whoever is lost last keeping theirs.
    """
    order = sorted(ends, key=lambda end: (end[1], end[0] == "open"))
    shares = [Fraction(1, len(order))] * len(order)
    for place, (result, _) in enumerate(order):
        after = len(order) - place - 1
        if result == "open" and after:
            part = shares[place] / after
            shares[place] = Fraction(0)
            for later in range(place + 1, len(order)):
                shares[later] += part
    return [(result, month, share) for (result, month), share in zip(order, shares, strict=True)]


@given(st.lists(ENDS, min_size=1, max_size=9))
def test_those_lost_sight_of_hand_their_share_to_the_rest(ends):
    """Aalen and Johansen's estimate is that of handing on the shares of those lost sight of."""
    curve = cumulative([member(result, month) for result, month in ends])
    shares = by_redistribution(ends)
    for month in range(12):
        for result, chances in (
            ("as_specified", curve.as_specified),
            ("lesser_form", curve.lesser_form),
            ("never", curve.given_up),
        ):
            oracle = sum(share for name, m, share in shares if name == result and m <= month)
            assert chances[month] == pytest.approx(float(oracle))


def test_without_anybody_lost_it_is_the_plain_share():
    found = cumulative(
        [
            member("as_specified", 0),
            member("lesser_form", 5),
            member("never", 2),
            member("never", 0),
        ]
    )
    assert [found.started(month) for month in (0, 4, 5, 36)] == [0.25, 0.25, 0.5, 0.5]


def test_leaving_out_those_given_up_would_make_delays_look_short():
    ends = [member("as_specified", 0), member("never", 0), member("never", 3)]
    assert cumulative(ends).started(36) < cumulative(ends[:1]).started(36)


@pytest.mark.parametrize(
    ("share", "of", "low", "high"),
    [(0.2, 5, 0.0051, 0.7164), (0.0, 5, 0.0, 0.5218), (1.0, 3, 0.2924, 1.0), (0.0, 0, 0.0, 1.0)],
)
def test_exact_intervals_of_a_few(share, of, low, high):
    """The values of Clopper and Pearson, as in any table of them."""
    assert exact_interval(share, of) == pytest.approx((low, high), abs=5e-5)


# Lead time.


@given(
    st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=10, max_size=20).filter(
        lambda found: 5 <= sum(s for _, s in found) <= len(found) - 5
    )
)
def test_a_longer_lead_never_raises_the_chance(points):
    fit = fit_lead_time(
        [member("as_specified" if s else "never", 0, lead=lead) for lead, s in points]
    )
    chances = [fit.chance(lead) for lead in range(60)]
    assert chances == sorted(chances, reverse=True)
    assert all(0 < chance < 1 for chance in chances)
    assert fit.chance(500) == fit.chance(fit.longest), "not carried beyond what was seen"


def test_a_perfect_split_stays_finite():
    """Every short lead started and no long one did: plain logistic regression has no answer."""
    fit = fit_lead_time(
        [member("as_specified", 0, lead=n) for n in range(5)]
        + [member("never", 0, lead=n) for n in range(20, 25)]
    )
    assert 0.5 < fit.chance(0) < 1
    assert 0 < fit.chance(24) < 0.5


def test_firth_against_a_search():
    """The penalised likelihood is largest there: no point of a fine grid does better."""
    from math import exp, log, log1p

    points = [(1, 1), (2, 1), (3, 0), (4, 1), (6, 0), (9, 1), (12, 0), (15, 1), (20, 0), (29, 0)]
    fit = fit_lead_time(
        [member("as_specified" if s else "never", 0, lead=lead) for lead, s in points]
    )

    def penalised(level, slope):
        a = b = c = total = 0.0
        for lead, state in points:
            x = log1p(lead)
            p = 1 / (1 + exp(-(level + slope * x)))
            w = p * (1 - p)
            a, b, c = a + w, b + w * x, c + w * x * x
            total += log(p if state else 1 - p)
        return total + 0.5 * log(a * c - b * b)

    best = penalised(fit.level, fit.slope)
    for up in range(-10, 11):
        for along in range(-10, 11):
            assert penalised(fit.level + up / 20, fit.slope + along / 20) <= best + 1e-9


def test_five_of_each_are_needed():
    four = [member("as_specified", 0, lead=n) for n in range(4)]
    assert not fit_lead_time([*four, *(member("never", 0, lead=n) for n in range(9))]).fits


def test_with_the_lead_time_forms_keep_their_proportions():
    base = base_rates([member("as_specified", 0), member("lesser_form", 0), member("never", 0)])
    fit = fit_lead_time(
        [member("as_specified", 0, lead=n) for n in range(5)]
        + [member("never", 0, lead=n) for n in range(20, 25)]
    )
    moved = with_lead_time(base, fit, 24)
    assert moved.started(0) == pytest.approx(fit.chance(24))
    assert moved.as_specified[0] / moved.lesser_form[0] == pytest.approx(
        base.as_specified[0] / base.lesser_form[0]
    )


# Together with the network.


def test_the_class_and_the_network_together():
    """Service starts when the work is done and such contracts start: the product of both."""
    found = dudley()
    plan = network(read_plan(find_plan("assumed-durations")))
    drawn = simulate(plan, draws=1000)
    both = combined(found, plan, drawn)
    for month in range(37):
        assert both.started[month] == both.network[month] * found.curve.started(month)
        assert both.started[month] <= min(both.network[month], found.curve.started(month))
    last = found.day(12)
    by_hand = sum(1 for n in drawn.start_numbers if plan.days.day(int(n)) <= last) / 1000
    assert both.network[12] == by_hand
    assert str(both.mark) == "assumed"


def test_the_imaginary_contract():
    """A third as specified on its date, a third in a lesser form within two years, a third not."""
    assert imaginary().outcomes == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert imaginary().lesser_form[12] == pytest.approx(1 / 6)
    assert imaginary(12).started(12) == pytest.approx(0.0)
    assert base_rates([]).outcomes == imaginary().outcomes


@pytest.mark.parametrize("known", [FEBRUARY_2018, date(2019, 2, 1), date(2020, 8, 1)])
@pytest.mark.parametrize("case", ["dudley", "manchester"])
def test_what_is_said_of_the_case_later_changes_nothing(case, known):
    """The same forecast from a record in which nothing was ever said after the day."""
    whole = cp.open(case).programme
    entries = [e for e in whole.record.entries if e.envelope.known.last <= known]
    cut = replace(
        whole,
        record=Record(entries, ALL_KINDS),
        plans=tuple(plan for plan in whole.plans if plan.known_on <= known),
    )
    one, other = whole.forecast(known), cut.forecast(known)
    assert (one.why, one.made is None) == (other.why, other.made is None)
    if one.made and other.made:
        assert json.dumps(forecast_document(one.made)) == json.dumps(forecast_document(other.made))
