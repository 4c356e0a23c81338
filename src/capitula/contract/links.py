"""Links between the parts of a contract file: each must lead somewhere, and no part stands twice.

They are looked for in the data as found, so that a broken link is told beside faults of form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, cast

from capitula.contract.spans import may_overlap, span_text
from capitula.ground.faults import Fault, ValueFault, near_miss
from capitula.ground.partial_date import PartialDate
from capitula.ground.yaml_source import FieldPath, Located
from capitula.record.sources import Source

EACH = "*"
"""Any item of a list, in the patterns below."""

PARTIES = (
    ("scope", EACH, "provided_by"),
    ("scope", EACH, "payer"),
    ("subcontracts", EACH, "to"),
    ("conditions_precedent", EACH, "owner"),
    ("length", "break_points", EACH, "for_whom", EACH),
    ("payment", "residual_party"),
    ("payment", "steps", EACH, "party"),
    ("payment", "steps", EACH, "counterparty"),
    ("payment", "steps", EACH, "shares", EACH, "party"),
    ("gain_loss", "residual_party"),
    ("gain_loss", "gain_shares", EACH, "party"),
    ("gain_loss", "loss_shares", EACH, "party"),
    ("information", EACH, "sender"),
    ("information", EACH, "recipient"),
    ("exit", "services", EACH, "recipient"),
    ("staff_transfers", EACH, "giver"),
    ("staff_transfers", EACH, "receiver"),
)
"""Fields that name a party by its identifier."""

SCOPE_LINES = (
    ("subcontracts", EACH, "services", EACH),
    ("flow_down", EACH, "service"),
    ("payment", "steps", EACH, "lines", EACH),
    ("budget", "counts", EACH, "lines", EACH),
    ("budget", "without_need", EACH),
    ("budget", "adjustments", EACH, "line"),
    ("exit", "essential_services", EACH),
    ("exit", "services", EACH, "service"),
)
"""Fields that name a service line by its identifier."""

SUBCONTRACTS = (("flow_down", EACH, "subcontract"),)
"""Fields that name a subcontract by its identifier."""

FLOW_DOWN_TERMS = (("subcontracts", EACH, "flows_down", EACH),)
"""Fields that name a term that flows down by its identifier."""

ONCE = (
    (("parties",), "id", "party"),
    (("subcontracts",), "id", "subcontract"),
    (("flow_down_terms",), "id", "term that flows down"),
    (("conditions_precedent",), "id", "condition precedent"),
    (("length", "break_points"), "id", "break point"),
    (("length", "extensions"), "id", "extension"),
    (("budget", "adjustments"), "id", "adjustment"),
    (("improvement", "measures"), "id", "measure"),
    (("information",), "id", "return"),
    (("exit", "services"), "service", "hand-over of the service"),
    (("staff_transfers",), "id", "staff transfer"),
)
"""Lists in which each identifier stands once."""

ONCE_A_DAY = (
    (("scope",), "id", "scope line"),
    (("terms",), "id", "term"),
    (("gp_participation",), "practice", "practice"),
)
"""Lists in which one may stand again with other dates, which must not overlap."""


def broken_links(located: Located) -> Iterator[Fault]:
    """Return every link that leads nowhere, and every part that stands twice."""
    for where, key, what in ONCE:
        yield from _twice(located, where, key, what)
    for where, key, what in ONCE_A_DAY:
        yield from _overlapping(located, where, key, what)
    expected = "a party of this contract by its id"
    yield from _nowhere(located, PARTIES, "parties", "party", expected)
    expected = "a service line of this contract by its id"
    yield from _nowhere(located, SCOPE_LINES, "scope", "service line", expected)
    expected = "a subcontract of this contract by its id"
    yield from _nowhere(located, SUBCONTRACTS, "subcontracts", "subcontract", expected)
    expected = "a term that flows down by its id"
    yield from _nowhere(located, FLOW_DOWN_TERMS, "flow_down_terms", "term", expected)


def unknown_sources(located: Located, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Return every citation, however deep, of a source that is not listed."""
    for path, value in _keys_named("source", located.data, ()):
        if isinstance(value, str) and value not in sources:
            place = located.place(path)
            remedy = near_miss(value, list(sources)) or "list it in sources.yaml first"
            yield Fault(place, f"the source {value!r}", "a source listed in sources.yaml", remedy)


def cited_sources(data: object) -> frozenset[str]:
    """Return the identifiers of every source that a file's data cite, however deep."""
    named = (value for _, value in _keys_named("source", data, ()))
    return frozenset(value for value in named if isinstance(value, str))


def _keys_named(name: str, data: object, path: FieldPath) -> Iterator[tuple[FieldPath, object]]:
    if isinstance(data, dict):
        for key, value in cast("dict[str, object]", data).items():
            if key == name:
                yield (*path, key), value
            else:
                yield from _keys_named(name, value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(cast("list[object]", data)):
            yield from _keys_named(name, value, (*path, index))


def found(
    data: object, pattern: FieldPath, path: FieldPath = ()
) -> Iterator[tuple[FieldPath, Any]]:
    """Return every part of a file's data that a pattern fits, with its path."""
    if not pattern:
        yield path, data
        return
    head, rest = pattern[0], pattern[1:]
    if head == EACH:
        for index, item in enumerate(cast("list[object]", data) if isinstance(data, list) else []):
            yield from found(item, rest, (*path, index))
    elif isinstance(data, dict) and head in data:
        yield from found(cast("dict[Any, object]", data)[head], rest, (*path, head))


def _items(located: Located, where: FieldPath) -> Iterator[tuple[FieldPath, dict[str, Any]]]:
    for path, item in found(located.data, (*where, EACH)):
        if isinstance(item, dict):
            yield path, cast("dict[str, Any]", item)


def _twice(located: Located, where: FieldPath, key: str, what: str) -> Iterator[Fault]:
    first: dict[str, FieldPath] = {}
    for path, part in _items(located, where):
        identifier = part.get(key)
        if isinstance(identifier, str) and first.setdefault(identifier, path) != path:
            expected = f"each {what} once{_stands(located, (*first[identifier], key))}"
            place = located.place((*path, key))
            yield Fault(place, f"the {what} {identifier!r} again", expected, "give it a new id")


def _stands(located: Located, path: FieldPath) -> str:
    line = located.place(path).line
    return f"; it stands already in line {line}" if line else ""


class _Span:
    """The dates of a part as found; what cannot be read is told elsewhere and counts as open."""

    def __init__(self, part: Mapping[str, Any]) -> None:
        self.in_force_from = _date(part.get("in_force_from"))
        self.in_force_to = _date(part.get("in_force_to"))


def _date(found_text: object) -> PartialDate | None:
    try:
        return PartialDate.parse(found_text) if isinstance(found_text, str) else None
    except ValueFault:
        return None


def _overlapping(located: Located, where: FieldPath, key: str, what: str) -> Iterator[Fault]:
    parts = [(path, part) for path, part in _items(located, where) if part.get(key)]
    for (first_path, first), (path, part) in combinations(parts, 2):
        identifier = part[key]
        one, other = _Span(first), _Span(part)
        if first[key] != identifier or not may_overlap(one, other):
            continue
        line = located.place((*first_path, key)).line
        where_first = f" in line {line}" if line else ""
        yield Fault(
            located.place((*path, key)),
            f"the {what} {identifier!r} again, {span_text(other) or 'without dates'}",
            f"dates that do not overlap those{where_first}, {span_text(one) or 'without dates'}",
            "give `in_force_to` to the earlier one and `in_force_from` to the later, or a new id",
        )


def _nowhere(
    located: Located, patterns: tuple[FieldPath, ...], listed: str, what: str, expected: str
) -> Iterator[Fault]:
    if (listed, 0) not in located.places:
        return  # there is no such list: that is the fault, or nothing can be named yet
    known = [str(part.get("id")) for _, part in _items(located, (listed,))]
    for pattern in patterns:
        for path, value in found(located.data, pattern):
            if isinstance(value, str) and value not in known:
                remedy = near_miss(value, known) or f"add it to the {listed}"
                yield Fault(located.place(path), f"the {what} {value!r}", expected, remedy)
