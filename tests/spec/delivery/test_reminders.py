"""Reminders: what falls due between two days, as a feed. Nothing reads a clock."""

import json
from datetime import date, timedelta
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.delivery.feeds import atom, icalendar
from capitula.delivery.reminders import Reminder, Reminders
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from harness.delivery import day, kept, query, started

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30))


def example():
    return cp.open("worked-example").delivery.reminders(*NOVEMBER).found


def test_what_falls_due_in_a_month_by_day():
    assert [(str(each.day), each.sort) for each in example().reminders] == [
        ("2026-11-11", "return"),
        ("2026-11-13", "remedy step"),
        ("2026-11-13", "return"),
        ("2026-11-25", "notice"),
        ("2026-11-27", "remedy step"),
    ]


def test_what_is_done_or_closed_is_left_out():
    room = kept(started(), query())
    june = room.reminders(day("2026-06-01"), day("2026-06-30"), day("2026-06-01")).found
    titles = [each.title for each in june.reminders]
    assert "Meeting: visits missed" in titles
    assert not any("Query notice" in title for title in titles)


def test_the_days_are_given_in_their_order():
    with pytest.raises(InputFaults, match="swap the days"):
        kept().reminders(day("2026-07-01"), day("2026-06-30"), day("2026-06-01"))


def test_the_same_record_and_days_give_the_same_bytes():
    assert icalendar(example()) == icalendar(example())
    assert atom(example()) == atom(example())
    assert json.dumps(example().document()) == json.dumps(example().document())


@given(st.lists(st.dates(date(2026, 6, 1), date(2027, 3, 31)), min_size=3, max_size=3))
def test_two_feeds_that_meet_are_the_feed_of_both(days):
    first, middle, last = sorted(days)
    room, known = cp_room(), date(2026, 11, 30)
    whole = room.reminders(first, last, known).found.reminders
    parts = room.reminders(first, middle, known).found.reminders
    if middle < last:
        parts += room.reminders(middle + timedelta(days=1), last, known).found.reminders
    assert whole == parts
    assert list(whole) == sorted(whole, key=lambda each: each.day)
    assert len({each.uid for each in whole}) == len(whole)


@cache
def cp_room():
    return cp.open("worked-example").delivery


def test_a_calendar_takes_it():
    text = icalendar(example())
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 5
    assert text.count("TRIGGER:-P5D") == 5
    assert "DTSTAMP:20261130T000000Z\r\n" in text
    assert "DTSTART;VALUE=DATE:20261113\r\nDTEND;VALUE=DATE:20261114\r\n" in text
    assert "BEGIN:VALARM" not in icalendar(example(), days_before=0)


def test_a_reader_takes_it():
    root = ET.fromstring(atom(example()))  # noqa: S314 - we wrote it
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = root.findall("a:entry", space)
    assert len(entries) == 5
    assert entries[0].findtext("a:title", "", space).startswith("2026-11-27: Agreeing action")
    assert {e.findtext("a:updated", "", space) for e in entries} == {"2026-11-30T00:00:00Z"}


def unfold(text):
    return text.replace("\r\n ", "")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=300))
def test_any_words_survive_folding_and_escaping(words):
    one = Reminder("u@capitula", date(2026, 1, 1), "return", words, words, EvidenceMark.SOURCED)
    feed = Reminders("n", words, date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 1), (one,))
    text = icalendar(feed)
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    (summary,) = [line for line in unfold(text).split("\r\n") if line.startswith("SUMMARY:")]
    told = summary.removeprefix("SUMMARY:")
    for escaped, plain in (("\\,", ","), ("\\;", ";")):
        told = told.replace("\\\\", "\0").replace(escaped, plain).replace("\0", "\\\\")
    assert told.replace("\\\\", "\\") == words
    ET.fromstring(atom(feed))  # noqa: S314 - we wrote it
