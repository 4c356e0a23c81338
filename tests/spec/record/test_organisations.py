"""Organisations as of a date: a name as printed, the body it stood for, and who followed it."""

from datetime import date

import pytest

from capitula.record.difference import Sort
from capitula.record.organisations import Organisations
from harness.records import draft, record

TODAY = date(2026, 1, 1)


def named(entry, about, name, *printed, **given):
    body = {"name": name, "printed": printed}
    return draft(entry, "organisation_named", about, body, **given)


def followed(entry, about, how, into, on):
    body = {"how": how, "into": into, "on": on}
    return draft(entry, "organisation_succeeded", about, body, in_force=(on, None))


GROUP = "NHS Dudley CCG"
TWICE = (
    named("E1", GROUP, "NHS Dudley Clinical Commissioning Group", "Dudley CCG"),
    followed("E2", GROUP, "merger", "Black Country CCG", "2021-04-01"),
    followed("E3", "Black Country CCG", "replacement", "Black Country ICB", "2022-07-01"),
    followed("E4", "Old trust", "dissolution", "", "2024-10-01"),
)


def bodies(printed, on, *drafts):
    found = Organisations(record(*(drafts or TWICE)).as_known(TODAY)).resolve(printed, on)
    return found.bodies if found else None


@pytest.mark.parametrize(
    ("printed", "on", "expected"),
    [
        ("Dudley CCG", date(2020, 1, 1), (GROUP,)),
        ("dudley ccg", date(2021, 3, 31), (GROUP,)),
        ("Dudley CCG", date(2021, 4, 1), ("Black Country CCG",)),
        ("Dudley CCG", date(2022, 7, 1), ("Black Country ICB",)),
        ("Nobody", date(2022, 7, 1), None),
    ],
)
def test_a_printed_name_stands_for_the_body_of_the_day(printed, on, expected):
    assert bodies(printed, on) == expected


def test_a_dissolved_body_is_followed_by_none():
    drafts = (*TWICE, named("E5", "Old trust", "Old NHS Trust"))
    assert bodies("Old NHS Trust", date(2024, 9, 30), *drafts) == ("Old trust",)
    assert bodies("Old NHS Trust", date(2024, 10, 1), *drafts) == ()


def test_a_succession_to_the_year_has_surely_happened_only_at_its_end():
    drafts = (named("E1", "A", "A trust"), followed("E2", "A", "rename", "B", "2021"))
    assert bodies("A trust", date(2021, 6, 30), *drafts) == ("A",)
    assert bodies("A trust", date(2021, 12, 31), *drafts) == ("B",)


def test_one_name_borne_by_two_bodies_in_turn():
    drafts = (
        named("E1", "First", "County trust", in_force=("2010", "2015")),
        named("E2", "Second", "County trust", in_force=("2016", None)),
    )
    assert bodies("County trust", date(2012, 1, 1), *drafts) == ("First",)
    assert bodies("County trust", date(2020, 1, 1), *drafts) == ("Second",)


def test_a_succession_not_yet_known_is_not_followed():
    drafts = (
        named("E1", "A", "A trust"),
        draft(
            "E2",
            "organisation_succeeded",
            "A",
            {"how": "rename", "into": "B", "on": "2020-04-01"},
            known="2021-01-01",
        ),
    )
    held = record(*drafts)
    early = Organisations(held.as_known(date(2020, 12, 31)))
    assert early.resolve("A trust", date(2020, 6, 1)).bodies == ("A",)


def test_two_names_of_one_body_are_aliases_and_no_clash():
    known = record(*TWICE).as_known(TODAY)
    (alias,) = Organisations(known).aliases()
    assert (alias.sort, alias.about) == (Sort.ALIAS, GROUP)
    assert known.item(GROUP, "name").clashes == ()
