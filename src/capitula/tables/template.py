"""A stage's text with its functions and values put in: `@name(…)` and `$name`, nothing else.

There are no conditions and no loops: what is printed by `capitula tables explain` is what a stage
says, in the words of one engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from capitula.tables.dialect import HELPERS, Dialect, Literal

_TOKEN = re.compile(
    r"(?P<kept>--[^\n]*|'(?:[^']|'')*')|@(?P<function>\w+)\(|\$(?P<value>[a-z_]\w*)"
)
_INSIDE = re.compile(r"'(?:[^']|'')*'|[(),]")


class TemplateError(ValueError):
    """A stage calls an unknown function, names a value nobody gave, or leaves a bracket open."""


def expand(sql: str, dialect: Dialect, values: Mapping[str, Literal]) -> str:
    """Return the SQL of one engine.

    Comments and quoted text stay as they are. Functions may stand inside each other.

    Raises:
        TemplateError: an unknown function, a value not given, a bracket not closed.
    """
    out: list[str] = []
    at = 0
    while found := _TOKEN.search(sql, at):
        out.append(sql[at : found.start()])
        at = found.end()
        if found["kept"] is not None:
            out.append(found["kept"])
        elif found["value"]:
            out.append(_value(found["value"], dialect, values))
        else:
            arguments, at = _arguments(sql, at, found["function"])
            out.append(_call(found["function"], arguments, dialect, values))
    out.append(sql[at:])
    return "".join(out)


def names(sql: str) -> frozenset[str]:
    """Return the values that a text names as `$name`."""
    return frozenset(found["value"] for found in _TOKEN.finditer(sql) if found["value"])


def _value(name: str, dialect: Dialect, values: Mapping[str, Literal]) -> str:
    if name not in values:
        raise TemplateError(f"found ${name}; expected one of {', '.join(sorted(values)) or 'none'}")
    return dialect.literal(values[name])


def _call(name: str, arguments: list[str], dialect: Dialect, values: Mapping[str, Literal]) -> str:
    if name not in HELPERS:
        raise TemplateError(f"found @{name}; expected one of {', '.join(HELPERS)}")
    return getattr(dialect, name)(*(expand(each.strip(), dialect, values) for each in arguments))


def _arguments(sql: str, start: int, function: str) -> tuple[list[str], int]:
    """Return the arguments that begin at a place in the text, and the place after the bracket."""
    depth, begun, found = 0, start, list[str]()
    for mark in _INSIDE.finditer(sql, start):
        match mark[0]:
            case "(":
                depth += 1
            case ")" if depth:
                depth -= 1
            case ")":
                return [*found, sql[begun : mark.start()]], mark.end()
            case "," if not depth:
                found.append(sql[begun : mark.start()])
                begun = mark.end()
            case _:
                pass
    raise TemplateError(f"found no closing bracket after @{function}(")
