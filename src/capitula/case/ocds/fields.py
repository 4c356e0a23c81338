"""Fields of a body as fields of an OCDS object, and back: dates, pounds, texts.

OCDS asks for a date with a time of day. A date that was stated as a whole day is written as that
day's midnight; any other is never narrowed: its words stand in a field of our own beside.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate, Precision

Json = dict[str, Any]
MIDNIGHT = "T00:00:00Z"


def words_field(name: str) -> str:
    """Return the field of our own beside an OCDS date that holds the date's words.

    >>> words_field("dueDate")
    'capitulaDueDate'
    """
    return "capitula" + name[0].upper() + name[1:]


def write_date(name: str, words: str) -> Json:
    """Return a date as stated: its words, and the OCDS field, null unless it is a whole day."""
    stated = PartialDate.parse(words)
    whole = stated.precision is Precision.DAY
    return {name: stated.text + MIDNIGHT if whole else None, words_field(name): words}


def write_field(name: str, sort: str, value: Any) -> Json:
    """Return the OCDS fields for one field of a body; none where the value does not fit."""
    if not isinstance(value, str):
        return {}
    if sort == "date":
        return write_date(name, value)
    if sort == "pounds":
        return {name: {"amount": _number(Decimal(value)), "currency": "GBP"}}
    return {name: value}


def read_field(name: str, sort: str, found: Mapping[str, Any]) -> Any:
    """Return the body's value from the OCDS fields, None where there is none.

    Raises:
        ValueFault: the fields do not fit each other, or are not what they should be.
    """
    if sort == "date":
        return _read_date(name, found)
    value = found.get(name)
    if value is None or sort == "text":
        return value
    return _read_pounds(value)


def read_day(value: Any) -> str | None:
    """Return the day of an OCDS date-time as the publisher wrote it, or None for none."""
    if value is None:
        return None
    day = str(value)[:10]
    if PartialDate.parse(day).precision is not Precision.DAY:
        raise ValueFault(
            repr(value), "a date with a time, such as 2018-02-01T00:00:00Z", "write it"
        )
    return day


def _read_date(name: str, found: Mapping[str, Any]) -> str | None:
    words, day = found.get(words_field(name)), read_day(found.get(name))
    if words is None or day is None or words == day:
        return words if words is not None else day
    remedy = "correct one of the two; a date known in part has only the words"
    raise ValueFault(f"{name} {day} beside the words {words!r}", "the same day twice", remedy)


def _read_pounds(value: Any) -> str:
    expected = 'an amount in pounds: {"amount": 1000, "currency": "GBP"}'
    found = cast("Json", value) if isinstance(value, dict) else {}
    if found.get("currency") != "GBP":
        raise ValueFault("no amount in pounds sterling", expected, "write it, or remove the value")
    try:
        return str(Decimal(str(found.get("amount"))))
    except InvalidOperation:
        raise ValueFault(repr(found.get("amount")), expected, "write a number") from None


def _number(amount: Decimal) -> Decimal | int:
    return int(amount) if amount == amount.to_integral_value() else amount


def write_body(fields: Mapping[str, tuple[str, str]], body: Json) -> tuple[Json, list[str], Json]:
    """Return a body as OCDS fields, the names of what they hold exactly, and what is left of it.

    What comes back other than it went in stays in what is left, to the letter.
    """
    written: Json = {}
    held: list[str] = []
    rest = dict(body)
    for name, (target, sort) in fields.items():
        made = write_field(target, sort, body.get(name))
        written |= made
        if made and read_field(target, sort, made) == body[name]:
            held.append(name)
            del rest[name]
    return written, held, rest
