"""`capitula exit`: how does it end?"""

from __future__ import annotations

import typer

from capitula.cli import exit_account, exit_law
from capitula.cli.exit_printing import CASE, KNOWN, answer_of, print_answer
from capitula.cli.output import AsJson

app = typer.Typer(
    name="exit",
    help="How does it end?",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@app.command("notices")
def notices(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print what the contract says on notice, breaks and options, and the notices given."""
    print_answer(answer_of(case, "notices", known), as_json=as_json)


@app.command("offers")
def offers(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print offers and counter-offers in a chain, and the end in force beside every other."""
    print_answer(answer_of(case, "offers", known), as_json=as_json)


@app.command("dates")
def dates(
    case: str = CASE,
    known: str | None = KNOWN,
    end: str | None = typer.Option(None, "--end", help="Count back from this end alone."),
    route: str = typer.Option(
        "return", "--route", help="How services go on: return, transfer, procure or extend."
    ),
    notice_months: int | None = typer.Option(
        None, "--notice-months", min=0, max=600, help="Try another period of notice."
    ),
    on: str | None = typer.Option(None, "--on", help="Past or ahead as of this day."),
    as_json: bool = AsJson,
) -> None:
    """Print the last safe date of every step before an end, counted back, and which are past.

    Each step shows the rule, where its time is stated, and how that is known; what is assumed or
    unverified says so. Where an end is known to the month only, the earlier day is the safe one.
    """
    from capitula.case import open_case
    from capitula.cli.dates import read_day
    from capitula.cli.exit_printing import read_route, read_stated_day

    route_read, end_read = read_route(route), read_stated_day(end, "--end")
    answer = open_case(case).exit.dates(
        read_day(known, "--known"),
        end=end_read,
        route=route_read,
        notice_months=notice_months,
        on=read_day(on, "--on"),
    )
    print_answer(answer, as_json=as_json)


@app.command("services")
def services(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print where each service stands, its days, slip and parts, reconciled to the contract."""
    print_answer(answer_of(case, "services", known), as_json=as_json)


@app.command("staff")
def staff(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print staff out and back by group and number, with bounds, terms and what they are owed."""
    print_answer(answer_of(case, "staff", known), as_json=as_json)


@app.command("plan")
def plan(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print the exit plan, and how the services that are with the holder go on."""
    print_answer(answer_of(case, "plan", known), as_json=as_json)


@app.command("successors")
def successors(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print the next holder of each service, and bodies that followed others."""
    print_answer(answer_of(case, "successors", known), as_json=as_json)


@app.command("compare")
def compare(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print winding down beside merger, on the same questions."""
    print_answer(answer_of(case, "compare", known), as_json=as_json)


@app.command("return")
def coming_back(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print the readiness list of services that come back in house."""
    print_answer(answer_of(case, "coming_back", known), as_json=as_json)


@app.command("reasons")
def reasons(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print why it was stopped or ended, each reason with its evidence."""
    print_answer(answer_of(case, "reasons", known), as_json=as_json)


@app.command("lessons")
def lessons(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print the lessons drawn, each tied to the entries it rests on."""
    print_answer(answer_of(case, "lessons", known), as_json=as_json)


app.command("account")(exit_account.account)
app.command("challenges")(exit_law.challenges)
app.command("law")(exit_law.law)
app.command("findings")(exit_law.findings)
