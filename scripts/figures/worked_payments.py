"""A contract file on Dudley's published figures: payments by month and by general practice.

Made after the other tables, from what they hold: what practices were paid, the community part of
the target allocation, the people of each practice, and the days of the register. The terms are
assumed and say so; no such contract was ever made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from capitula.ground.figure_table import FigureTable, read_figure_table
from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import to_pounds
from capitula.ground.writing import write_whole
from capitula.money.target_allocation import case_target_allocation
from capitula.population.registers.practice_register import RegisterSpell, latest_register

NAME = "dudley-practices-2018"
YEAR = FinancialYear(2018)
LISTS, PAID = "target_allocation_2018_19", "gp_payments_2018_19"
SOURCES = {
    LISTS: "nhse-weighted-2018-19",
    PAID: "nhsd-gp-payments-2018-19",
    "days": "ods-practices",
}
JOINS = {"M87638": "2018-07-16"}
"""A practice that joins within the year, assumed so that a joining can be seen beside a leaving."""

HEAD = """\
# Dudley 2018/19 on published figures: payments by month and by general practice, practices joining
# and leaving by the day. Made by scripts/figures/worked_payments.py; change that, not this file.
# Publishers: NHS England (weighted populations), NHS Digital (payments; register of practices).
# Period: 2018/19. Licence: Open Government Licence v3.0.
# Contains public sector information licensed under the Open Government Licence v3.0.
#
#   capitula money payments {name} --year {year}
#   capitula money payments {name} --practice M87629
schema: capitula.contract/1
case: {name}
title: Dudley 2018/19 on published figures, payments by practice
summary: >-
  A worked example, not a contract that was ever made. Two lines at what was published for them:
  payments that were made to the general practices, and the community part of the target allocation,
  which is a fair share by formula and no one's price. The practices are those of the allocation,
  with the people it counts for them, rounded to whole people; the days are those of the register of
  practices. That they take part, and in which form, is assumed.

form: {{name: partial, mark: assumed}}

parties:
  - {{id: dudley-ccg, name: NHS Dudley CCG, code: 05C, roles: [commissioner], mark: assumed}}
  - {{id: holder, name: The holder, roles: [holder], mark: assumed}}
  - {{id: practices, name: The general practices of Dudley, roles: [practices], mark: assumed}}
  - {{id: dudley-group, name: The Dudley Group NHS FT, code: RNA, roles: [donor], mark: assumed}}

population:
  definition: People on the lists of the general practices of NHS Dudley CCG
  place: Dudley
  covers: [registered]
  registered: {{people: {people}, list_name: lists of the 2018/19 allocation, source: {lists}}}
  source: {lists}

scope:
  - id: primary-care
    name: primary care
    service: primary_medical
    standing: in
    provided_by: practices
    payer: dudley-ccg
    annual_value: {paid}
    price_year: {year}
    price: agreed
    source: {payments}
    note: NHS payments made to the 45 practices listed, all headings, before deductions.
  - id: community-health
    name: community health
    service: community
    standing: in
    payer: dudley-ccg
    annual_value: {community}
    price_year: {year}
    price: agreed
    source: {lists}
    note: >-
      The community part of the target allocation. A share by formula; not what was spent, and who
      runs the line now is not stated in the publication.

budget:
  source: {lists}
  counts:
    - {{id: registered, year: {year}, people: {people}, source: {lists}}}

payment:
  profile: floor_last
  residual_party: dudley-ccg
  clause: worked example, payment
  mark: assumed

gp_participation:
"""


def make(data: Path, cases: Path) -> list[Path]:
    """Write the contract file beside the others that ship."""
    del data  # everything needed stands in the tables that the other modules made
    folder = cases / "dudley" / "figures"
    tables = {path.stem: read_figure_table(path) for path in sorted(folder.glob("*.csv"))}
    lists = dict(_lists(tables[LISTS]))
    text = HEAD.format(
        name=NAME,
        year=YEAR,
        people=sum(people for _, people in lists.values()),
        paid=sum(_known(tables[PAID].decimals("total")), Decimal(0)),
        community=to_pounds(case_target_allocation(tables).amount_pence("community")),
        lists=SOURCES[LISTS],
        payments=SOURCES[PAID],
    )
    register = latest_register(tables)
    spells = (
        {s.practice: s for s in register.spells if s.first <= YEAR.first_day} if register else {}
    )
    text += "".join(
        _practice(code, name, people, spells.get(code)) for code, (name, people) in lists.items()
    )
    contracts = cases.parent / "contracts"
    contracts.mkdir(exist_ok=True)
    return [write_whole(contracts / f"{NAME}.yaml", text)]


def _lists(table: FigureTable) -> Iterator[tuple[str, tuple[str, int]]]:
    names = table.texts("practice_name")
    people = _known(table.decimals("population"))
    for code, name, size in zip(table.texts("practice_code"), names, people, strict=True):
        yield code, (name, int(size.quantize(Decimal(1), ROUND_HALF_UP)))


def _known(cells: Sequence[Decimal | None]) -> list[Decimal]:
    found = [cell for cell in cells if cell is not None]
    if len(found) != len(cells):
        raise ValueError("an empty cell in a column to be added up")
    return found


def _practice(code: str, name: str, people: int, spell: RegisterSpell | None) -> str:
    notes: list[str] = []
    lines = [
        f"  - practice: {code}",
        f'    name: "{name}"',
        "    mode: partial",
        f"    list_size: {people}",
        f"    source: {SOURCES[LISTS]}",
        "    mark: assumed",
    ]
    if code in JOINS:
        lines.append(f"    in_force_from: {JOINS[code]}")
        notes.append("joins within the year, assumed so that a joining can be seen")
    if spell is not None and YEAR.first_day <= spell.last <= YEAR.last_day:
        lines.append(f"    in_force_to: {spell.last.isoformat()}")
        notes.append("its last day by the register of practices; where its list went is not known")
    if notes:
        lines.append(f"    note: {'; '.join(notes)}")
    return "\n".join(lines) + "\n"
