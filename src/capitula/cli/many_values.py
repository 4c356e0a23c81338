"""Options that may be followed by several values: `--treated A B`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

MANY = ("--value", "--treated", "--exclude", "--predictors", "--covariates")
"""Options that may be followed by several values."""


class ManyValues(TyperCommand):
    """A command in which `--treated A B` is read as `--treated A --treated B`.

    Where nothing stands before the options, the last of several values is the argument.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Write each value of such an option with the option before it."""
        return super().parse_args(ctx, spread(args))


def spread(args: list[str]) -> list[str]:
    """Return arguments with each further value of an option preceded by that option.

    >>> spread(["panel.csv", "--treated", "A", "B", "--json"])
    ['panel.csv', '--treated', 'A', '--treated', 'B', '--json']
    """
    found: list[str] = []
    option, values = "", 0
    argument_seen = bool(args) and not args[0].startswith("--")
    for number, each in enumerate(args):
        is_last = number == len(args) - 1
        if each.startswith("--"):
            option, values = each, 0
        elif option in MANY:
            values += 1
            if values > 1 and not (is_last and not argument_seen):
                found.append(option)
        found.append(each)
    return found
