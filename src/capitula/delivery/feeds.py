"""The feed of reminders as files that calendars and readers take: iCalendar and Atom.

Only dates that were passed in stand in them: the stamp of each event is the day as known on, at
midnight, so that the same feed is the same bytes. RFC 5545 for the one, RFC 4287 for the other.
"""

from __future__ import annotations

from datetime import timedelta
from xml.sax.saxutils import escape

from capitula.delivery.reminders import Reminder, Reminders
from capitula.ground.marks import EvidenceMark

LONGEST_OCTETS = 75
"""The most octets of a line of iCalendar, its end apart."""


def icalendar(feed: Reminders, days_before: int = 5) -> str:
    """Return the feed as iCalendar: a whole-day event each, with an alarm some days before.

    Args:
        feed: the feed.
        days_before: how many days before its day each event reminds; none for nought.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Capitula//delivery reminders//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(feed.title)}",
    ]
    for each in feed.reminders:
        lines += _event(feed, each, days_before)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(feed: Reminders, each: Reminder, days_before: int) -> list[str]:
    alarm = [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(each.title)}",
        f"TRIGGER:-P{days_before}D",
        "END:VALARM",
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{each.uid}",
        f"DTSTAMP:{feed.known_on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(each.title + each.mark.caution)}",
        f"DESCRIPTION:{_text(_detail(each))}",
        f"CATEGORIES:{_text(each.sort)}",
        "TRANSP:TRANSPARENT",
        *(alarm if days_before > 0 else []),
        "END:VEVENT",
    ]


def atom(feed: Reminders) -> str:
    """Return the feed as Atom: an entry each, the last day first."""
    stamp = f"{feed.known_on.isoformat()}T00:00:00Z"
    entries = "".join(
        "  <entry>\n"
        f"    <id>urn:capitula:{escape(each.uid)}</id>\n"
        f"    <title>{escape(f'{each.day.isoformat()}: {each.title}{each.mark.caution}')}</title>\n"
        f"    <updated>{stamp}</updated>\n"
        f'    <category term="{escape(each.sort)}"/>\n'
        f"    <summary>{escape(_detail(each))}</summary>\n"
        "  </entry>\n"
        for each in reversed(feed.reminders)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"  <id>urn:capitula:reminders:{escape(feed.name)}</id>\n"
        f"  <title>{escape(feed.title)}</title>\n"
        f"  <updated>{stamp}</updated>\n"
        "  <author><name>Capitula</name></author>\n"
        f"{entries}</feed>\n"
    )


def _detail(each: Reminder) -> str:
    known = "" if each.mark is EvidenceMark.SOURCED else f" The day is {each.mark}."
    return f"{each.detail}{known}"


def _text(words: str) -> str:
    """Escape a text as RFC 5545 has it."""
    found = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return found.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line at 75 octets, never within a character."""
    parts: list[str] = []
    current, width = "", 0
    for sign in line:
        octets = len(sign.encode())
        if width + octets > LONGEST_OCTETS:
            parts.append(current)
            current, width = " ", 1
        current += sign
        width += octets
    return "\r\n".join([*parts, current])
