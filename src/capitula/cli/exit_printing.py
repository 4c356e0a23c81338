"""What the commands of `capitula exit` share: options, days as stated, and how answers print."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import typer

from capitula.cli.output import PIPED_WIDTH, print_json, print_table

if TYPE_CHECKING:
    from capitula.exit.answers.answer import Answer
    from capitula.exit.safe_dates import ExitRoute
    from capitula.ground.partial_date import PartialDate

CASE = typer.Argument(help="A case that ships with the product, or a folder.")
KNOWN = typer.Option(None, "--known", help="As known on this day; today unless given.")


def answer_of(case: str, name: str, known: str | None) -> Answer:
    """Return an answer of a case's exit by the name of its method."""
    from capitula.case import open_case
    from capitula.cli.dates import read_day

    day = read_day(known, "--known")
    found: Answer = getattr(open_case(case).exit, name)(day)
    return found


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """Print an answer: sentences, tables, then what nobody says."""
    if as_json:
        print_json(answer.document())
        return
    from capitula.ground.date_words import date_text
    from capitula.ground.letters import named

    say(f"{named(answer.case)}, as known on {date_text(answer.known_on)}")
    for sentence in answer.lead:
        say(sentence)
    typer.echo("")
    for sheet in answer.sheets:
        print_table(sheet.caption, sheet.headers, sheet.words(), numeric=sheet.numeric)
        if sheet.note:
            say(sheet.note)
            typer.echo("")
    if answer.questions:
        say("Nobody says:")
        for question in answer.questions:
            say(f"- {question}", hanging=2)


def say(text: str, *, hanging: int = 0) -> None:
    """Print words broken at the width of a piped page."""
    typer.echo(textwrap.fill(text, PIPED_WIDTH, subsequent_indent=" " * hanging))


def read_route(text: str) -> ExitRoute:
    """Read a route.

    Raises:
        InputFaults: another word.
    """
    from capitula.exit.safe_dates import ExitRoute
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss

    if text not in list(ExitRoute):
        to_do = near_miss(text, [route.value for route in ExitRoute]) or "write one of these"
        expected = "return, transfer, procure or extend"
        raise InputFaults([Fault(Place("--route"), repr(text), expected, to_do)])
    return ExitRoute(text)


def read_stated_day(text: str | None, option: str) -> PartialDate | None:
    """Read a date as stated, such as 2023-09 or 2023-07-01; None stays None.

    Raises:
        InputFaults: none, or one that says neither a first nor a last day.
    """
    if text is None:
        return None
    from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
    from capitula.ground.partial_date import PartialDate

    try:
        found = PartialDate.parse(text)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place(option))]) from fault
    if found.earliest is None and found.latest is None:
        expected = "a date with a first or a last day"
        raise InputFaults([Fault(Place(option), repr(text), expected, "write 2023-09")])
    return found
