"""`capitula money payments --lists`: payments on lists that change by quarter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from capitula.cli.output import print_json, print_table


def payments_on_lists(
    contract: str, lists: Path, year: str, known_on: date | None, *, as_json: bool
) -> None:
    """Print the year by month and by practice.

    Raises:
        InputFaults: everything that is wrong with the contract and with the file of lists.
    """
    from capitula.case.budget import find_priced_budget
    from capitula.case.contract_file import find_contract
    from capitula.ground.faults import Fault, InputFaults, Place
    from capitula.ground.pence import pounds_text
    from capitula.money.budget.building import month_shares
    from capitula.money.budget.per_head import per_head_of
    from capitula.money.payments.by_lists import year_on_lists
    from capitula.money.payments.lists_file import read_quarterly_lists

    faults: list[Fault] = []
    found = given = None
    try:
        found = find_contract(contract, known_on)
    except InputFaults as error:
        faults += error.faults
    try:
        given = read_quarterly_lists(lists)
    except InputFaults as error:
        faults += error.faults
    if given is not None and year and year != given.year:
        place, expected = Place("--year"), f"{given.year}, the year of the lists"
        faults.append(Fault(place, repr(year), expected, "leave --year out, or give other lists"))
    if found is None or given is None or faults:
        raise InputFaults(faults)
    budget = find_priced_budget(contract, given.year, known_on) if not given.per_head else None
    price = per_head_of(given, budget)
    result = year_on_lists(given, found.contract.title, month_shares(found.contract), price=price)
    if as_json:
        print_json(result.document())
        return
    rows = [
        [f"M{number} {result.year.month(number):%B %Y}", pounds_text(pence)]
        for number, pence in enumerate(result.months, start=1)
    ]
    rows.append(["Year", pounds_text(result.paid_pence)])
    title = f"Payments {result.year} on lists by quarter, {result.title}"
    print_table(title, ["Month", "Paid"], rows, numeric=(1,))
    practices = [
        [
            each.practice,
            *("" if size is None else f"{size:,f}" for size in each.lists),
            each.days,
            pounds_text(sum(each.paid)),
            pounds_text(sum(each.not_paid)),
        ]
        for each in result.practices
    ]
    heads = ["Practice", "Apr", "Jul", "Oct", "Jan", "Takes part", "Paid", "Days not paid"]
    print_table("By practice: list by quarter", heads, practices, numeric=(1, 2, 3, 4, 6, 7))
    for sentence in result.words():
        typer.echo(sentence)
