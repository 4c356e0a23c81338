"""What was known on a day, and what was in force on it.

Every entry carries two pairs of dates. *In force* says when what it states holds. *Known* says
within which days it became known. Ask for a day, and you see what could be shown on that day and
nothing that came later, as if you had asked then.
"""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.record.envelope import InForce
from capitula.record.showing import show_document
from harness.records import partial, record, said


def texts(view):
    return [item.current.value.text for item in view.items]


def test_a_statement_is_visible_from_the_last_day_on_which_it_can_have_become_known():
    """A report published "in June 2018" is used from 30 June, when it must have been out."""
    known = record(said("E1", "stopped", known_from="2018-06-01", known="2018-06-30"))
    assert texts(known.as_known(date(2018, 6, 29))) == []
    assert texts(known.as_known(date(2018, 6, 30))) == ["stopped"]


def test_an_undated_report_is_never_used_early():
    """A page without a date counts from the day on which it was taken in, here 15 January 2024."""
    known = record(said("E1", "never dated", known=None))
    assert texts(known.as_known(date(2024, 1, 14))) == []
    assert texts(known.as_known(date(2024, 1, 15))) == ["never dated"]


def test_an_old_report_entered_today_is_seen_at_its_own_day():
    """*Known* may be set back by whoever enters an old report; *recorded* cannot."""
    known = record(said("E1", "long known", known="2014-07-09"))
    assert texts(known.as_known(date(2014, 7, 9))) == ["long known"]
    assert known.entries[0].envelope.recorded.date() == date(2024, 1, 15)


IN_FORCE = """
in force from | to         | on 2017-12-31 | on 2018-06-15 | on 2019-01-01
-             | -          | yes           | yes           | yes
2018-01-01    | 2018-12-31 | no            | yes           | no
2018          | -          | no            | yes           | yes
2018          | 2018       | no            | yes           | no
2018-12       | -          | no            | no            | yes
spring 2018   | 2018       | no            | yes           | no
by 2018-06    | -          | yes           | yes           | yes
not before 2018-06-16 | -  | no            | no            | yes
unknown       | 2018       | yes           | yes           | no
2018          | unknown    | no            | yes           | yes
-             | before 2018-06-15 | yes    | no            | no
"""


@pytest.mark.parametrize("line", IN_FORCE.strip().splitlines()[1:])
def test_a_partial_end_covers_every_day_it_could_mean(line):
    """What may be in force on a day is shown for it; only what cannot be is left out."""
    start, end, *expected = (cell.strip() for cell in line.split("|"))
    period = InForce(
        *(None if text == "-" else partial(text) for text in (start, end)),
    )
    days = [date(2017, 12, 31), date(2018, 6, 15), date(2019, 1, 1)]
    assert ["yes" if period.may_cover(day) else "no" for day in days] == expected


def test_the_two_dates_are_asked_apart():
    """On 1 March, 5% was known for April on; what held in March was still 3%."""
    known = record(
        said("E1", "3%", in_force=("2017-04-01", None), known="2017-01-01"),
        said("E2", "5%", in_force=("2018-04-01", None), known="2018-02-01", supersedes=("E1",)),
    )
    march, april = date(2018, 3, 1), date(2018, 4, 1)
    assert texts(known.as_known(march)) == ["3%"]
    assert texts(known.as_known(march, april)) == ["5%"]
    assert texts(known.as_known(date(2018, 1, 31), april)) == ["3%"]


# A plain oracle: what may be seen, written out slowly from the four rules of the manual.

first_days = st.dates(date(2018, 1, 1), date(2018, 1, 12))
bounds = st.one_of(
    st.none(),
    first_days.map(str),
    st.sampled_from(["2018", "2018-01", "unknown", "by 2018-01-05", "not before 2018-01-06"]),
)


@st.composite
def entry_sets(draw):
    count = draw(st.integers(0, 8))
    drafts = []
    for number in range(1, count + 1):
        start, end = draw(bounds), draw(bounds)
        others = [f"E{n}" for n in range(1, count + 1) if n != number]
        superseded = draw(st.lists(st.sampled_from(others), max_size=2)) if others else []
        drafts.append(
            said(
                f"E{number}",
                draw(st.sampled_from(["yes", "no", "perhaps"])),
                draw(st.sampled_from(["award", "start"])),
                in_force=(start, end),
                known=draw(st.one_of(st.none(), first_days.map(str))),
                speaker=draw(st.sampled_from(["CCG", "Trust"])),
                supersedes=superseded,
            )
        )
    return drafts


def oracle(drafts, known_on, in_force_on):
    """Return by subject: the current entry, those that clash with it, and its history."""
    visible = []
    for place, draft in enumerate(drafts):
        known = draft.known_to or date(2024, 1, 15)
        if known <= known_on:
            visible.append((known, place, draft))

    def begun(draft):
        start = draft.in_force_from
        return start is None or start.earliest is None or start.earliest <= in_force_on

    def over(draft):
        end = draft.in_force_to
        return end is not None and end.latest is not None and end.latest < in_force_on

    gone = {name for _, _, draft in visible if begun(draft) for name in draft.supersedes}
    found = {}
    for about in ("award", "start"):
        mine = sorted((known, place) for known, place, draft in visible if draft.about == about)
        standing = []
        for _, place in mine:
            draft = drafts[place]
            if begun(draft) and not over(draft) and draft.entry not in gone:
                standing.append(draft)
        if not standing:
            continue
        current = standing[-1]
        clashes = {d.entry for d in standing if d.body.text != current.body.text}
        rest = [drafts[place].entry for _, place in mine]
        history = [name for name in rest if name != current.entry and name not in clashes]
        found[about] = (current.entry, clashes, history)
    return found


@given(entry_sets(), first_days, first_days)
def test_a_view_is_what_the_rules_say(drafts, known_on, in_force_on):
    view = record(*drafts).as_known(known_on, in_force_on)
    found = {
        item.subject: (
            item.current.entry,
            {claim.entry for claim in item.clashes},
            [claim.entry for claim in item.history],
        )
        for item in view.items
    }
    assert found == oracle(drafts, known_on, in_force_on)


@given(entry_sets(), first_days)
def test_nothing_later_appears_anywhere(drafts, known_on):
    """Take the later entries away and nothing changes: not a value, a history or a clash."""
    then = [d for d in drafts if d.known_to is not None and d.known_to <= known_on]
    whole = show(drafts, known_on)
    assert whole == show(then, known_on)
    for item in whole["items"]:
        for claim in (item, *item["history"], *item["clashes"]):
            assert claim["known"]["to"] <= known_on.isoformat()


def show(drafts, known_on):
    view = record(*drafts).as_known(known_on)
    document = show_document("dudley", view, view.items)
    document["items"].sort(key=lambda item: item["subject"])
    return json.loads(json.dumps(document))


@given(entry_sets(), first_days, first_days)
def test_nothing_visible_is_lost(drafts, known_on, later):
    """What could be seen on one day can be seen, somewhere, on every later day."""
    known = record(*drafts)
    early, late = sorted([known_on, later])
    seen = [{claim.entry for claim in known.as_known(day).claims} for day in (early, late)]
    assert seen[0] <= seen[1]
