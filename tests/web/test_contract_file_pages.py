"""The contract files that ship, read as a contract lead would: terms, budget, months, settlement.

Every figure asserted here is asked of the engines, so that a page cannot say what they do not.
"""

import csv
import re
from collections import Counter
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from capitula.case.budget import find_priced_budget
from capitula.case.contract_file import find_contract, shipped_contracts
from capitula.case.payments import year_of_payments
from capitula.case.scenarios import scenario_report
from capitula.ground.pence import pounds_text, short_text
from capitula.money.ledger.entry import EntryKind
from capitula.money.settlement.settle import settle
from capitula.money.settlement.shipped import EXAMPLES, example_figures
from capitula.web.presenters.settlement import entries

EXAMPLE = "/contracts/budget-example/"


def settled(name, stage):
    return settle(find_contract(name).contract, example_figures(name)[stage])


def shown(pence):
    return pounds_text(pence).replace("-", "\N{MINUS SIGN}")


def test_every_contract_file_that_ships_is_listed_and_opens(page_text):
    listed = page_text("/contracts/")
    for name in shipped_contracts():
        contract = find_contract(name).contract
        assert contract.title in listed
        assert contract.summary in page_text(f"/contracts/{name}/")


def test_the_first_page_leads_to_the_contract_files(fetch):
    assert '<a href="/contracts/">Contract files</a>' in fetch("/")[2].decode()


def test_a_file_whose_sources_were_not_known_yet_is_not_listed(page_text, fetch):
    """Policy of 2025 cannot have been read in 2018; what is invented rests on no day."""
    listed = page_text("/contracts/?known=2018-02-01")
    assert "Whole population budget, worked example" in listed
    assert "Integrated health organisation" not in listed
    assert "as known in 2020" not in listed
    opened = page_text("/contracts/iho-2027/?known=2018-02-01")
    assert "not yet known on this day" in opened
    assert "foundation trust" not in opened
    assert fetch("/contracts/iho-2027/settlement/?known=2018-02-01")[0] == 404


def test_the_budget_is_shown_line_by_line_and_adds_up(page_text):
    budget = find_priced_budget("budget-example")
    text = page_text(f"{EXAMPLE}budget/")
    for line in budget.lines:
        assert line.title in text
        assert pounds_text(line.amount_pence) in text
        assert line.provider in text
    assert f"Total {pounds_text(budget.total_pence)}" in text
    assert "Ring-fenced, public health grant: £9,267,550.97; never netted" in text
    assert "those of a worked example. They are invented" in text


def test_each_line_opens_to_its_steps(page_text):
    """Community: 62m, inflation 3.2, growth 0.6, efficiency 1.1, need 353,338 over 350,000."""
    text = page_text(f"{EXAMPLE}budget/")
    opened = text.split("Each line opened")[1].split("Mental health (community)")[0]
    for part in (
        "Base in prices of 2026/27 £62,000,000.0000",
        "Inflation 3.2 per cent in 2027/28 +£1,984,000.0000",
        "Growth 0.6 per cent in 2027/28 +£383,904.0000",
        "1.1 per cent in 2027/28 \N{MINUS SIGN}£708,046.9440",
        "353,338 weighted registered people",
        "floored to the penny",
    ):
        assert part in opened, part


def test_the_waterfall_is_drawn_with_its_numbers_for_all_lines_or_one(page_text, fetch):
    budget = find_priced_budget("budget-example")
    for query, found in (
        ("", budget.waterfall()),
        ("?line=community", budget.waterfall("community")),
        ("?line=nonsense", budget.waterfall()),
    ):
        text = page_text(f"{EXAMPLE}budget/{query}")
        for bar in found.bars:
            assert f"{bar.title} {bar.change_text} {pounds_text(bar.after_pence)}" in text
    assert b"<svg" in fetch(f"{EXAMPLE}budget/")[2].split(b"<main")[1]


def test_the_months_add_up_to_the_year_by_run_and_by_line(page_text):
    year = year_of_payments("budget-example")
    text = page_text(f"{EXAMPLE}payments/")
    for run in year.runs:
        assert f"{run.day:%B %Y} {pounds_text(run.month_pence)} none" in text
    assert f"Year {pounds_text(year.posted_pence)} none {pounds_text(year.posted_pence)}" in text
    march = [pounds_text(year.budget.months(line.key)[11]) for line in year.budget.lines]
    assert f"March 2028 {' '.join(march)} {pounds_text(year.budget.months()[11])}" in text
    assert "names no practice" in text


@pytest.mark.parametrize(
    ("name", "stage"),
    [("budget-example", "interim"), ("budget-example", "final"), ("iho-2027", "final")],
)
def test_the_settlement_shows_every_step_part_and_entry(page_text, name, stage):
    found = settled(name, stage)
    text = page_text(f"/contracts/{name}/settlement/?stage={stage}")
    for step in found.steps:
        assert step.sentence in text
        assert shown(step.after_pence) in text
    for party, part in found.parts_pence.items():
        assert f"{found.names[party]} {shown(part)}" in text
    assert f"Unshared {shown(found.unshared_pence)}" in text
    for entry in (*found.entries, *found.restated):
        assert f"{found.names[entry.party]} {shown(entry.amount_pence)}" in text
    for warning in found.warnings:
        assert warning in text
    assert "Invented figures" in text


@pytest.mark.parametrize(
    ("name", "stage"),
    [("budget-example", "interim"), ("budget-example", "final"), ("iho-2027", "final")],
)
def test_every_amount_that_moves_opens_and_both_sides_of_a_payment_lead_to_one_figure(name, stage):
    found = settled(name, stage)
    for which in (found.entries, found.restated):
        made = entries(found, which, "Due")
        if made is None:
            continue
        opened = [amount for _, amount, _ in made.rows]
        assert [each.text for each in opened] == [shown(e.amount_pence) for e in which]
        sides = Counter(each.href for each in opened)
        assert all(count % 2 == 0 for count in sides.values())
        for entry, amount in zip(which, opened, strict=True):
            if entry.kind is EntryKind.GAIN_OR_LOSS and entry.party != found.residual:
                assert amount.href == f"#part-{entry.party}"


def test_the_interim_page_says_what_was_estimated_and_the_final_what_still_moves(page_text):
    interim = page_text(f"{EXAMPLE}settlement/?stage=interim")
    assert settled("budget-example", "interim").late.sentence() in interim
    assert "Cost of January to March, known by age 1 £46,000,000.00" in interim
    assert "Still to move" not in interim
    final = page_text(f"{EXAMPLE}settlement/")
    moved = settled("budget-example", "final").restated
    assert "Still to move, the settlement restated" in final
    assert sum(entry.amount_pence for entry in moved) == 0
    assert f"£{Decimal(71353152 - 37544830) / 100:,.2f}" in final


def test_what_the_final_example_says_of_the_interim_is_what_the_interim_came_to():
    interim = settled("budget-example", "interim").parts_pence
    said = example_figures("budget-example")["final"].earlier.parts
    assert {party: int(pounds * 100) for party, pounds in said.items()} == dict(interim)


def test_the_example_is_held_against_the_budget_that_its_terms_give():
    budget = find_priced_budget("budget-example").total_pence
    for figures in example_figures("budget-example").values():
        assert int(figures.figures["expected"] * 100) == budget


def test_every_example_that_ships_says_that_it_is_invented():
    files = sorted(EXAMPLES.glob("*/*.yaml"))
    assert files
    for path in files:
        assert path.read_text(encoding="utf-8").startswith("# ILLUSTRATIVE"), path
    for folder in {path.parent.name for path in files}:
        assert folder in shipped_contracts()
        assert all("Invented" in each.note for each in example_figures(folder).values())


def test_avoided_activity_frees_a_fifth_of_its_price_and_no_more(page_text):
    text = page_text("/contracts/iho-2027/settlement/")
    assert "Activity avoided is worth £10,000,000.00 at its price and frees £2,000,000.00" in text
    assert "sharing the rest would pay out money that nobody has" in text


def test_a_measure_that_cannot_be_scored_is_said_so_and_earns_nothing_by_guess(page_text):
    text = page_text("/contracts/iho-2027/settlement/")
    assert "Improvement pool of £10,000,000.00: not computable yet" in text
    assert "Emergency bed days of people over 65: not scored" in text


@pytest.mark.parametrize("measure", ["spend", "holder"])
def test_the_scenarios_state_draws_seed_and_assumptions(page_text, measure):
    report = scenario_report("budget-example", measure=measure)
    last = report.fan.years[-1]
    text = page_text(f"{EXAMPLE}scenarios/?measure={measure}")
    assert f"{report.sweep.count:,} draws, seed {report.sweep.scenario.seed}" in text
    for percent in (5, 50, 95):
        assert shown(last.percentiles[percent]) in text
    for bar in report.tornado.bars:
        ends = f"{pounds_text(bar.low_pence)} {pounds_text(bar.high_pence)}"
        assert f"{bar.words} {ends}" in text
    for each in report.sweep.scenario.assumptions:
        assert each.why.casefold() in text.casefold()
    assert "this is no forecast" in text


def test_every_party_s_result_stands_beside_the_others_under_the_same_draws(page_text):
    report = scenario_report("budget-example")
    text = page_text(f"{EXAMPLE}scenarios/")
    for fan in report.fans.values():
        low = short_text(fan.years[-1].percentiles[5]).replace("-", "\N{MINUS SIGN}")
        assert f"{fan.name} {low}" in text


def test_the_budget_workbook_opens_and_holds_the_total(fetch):
    status, headers, body = fetch(f"{EXAMPLE}budget.xlsx")
    assert status == 200
    assert 'filename="budget-example-budget-2027-28.xlsx"' in headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(body))["By line"]
    total = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Total")
    pence = find_priced_budget("budget-example").total_pence
    assert any(isinstance(cell, float) and round(cell * 100) == pence for cell in total)


@pytest.mark.parametrize("stage", ["interim", "final"])
def test_the_statement_s_workbook_opens_and_holds_the_stage(fetch, stage):
    status, headers, body = fetch(f"{EXAMPLE}settlement.xlsx?stage={stage}")
    assert status == 200
    assert f"budget-example-settlement-{stage}.xlsx" in headers["Content-Disposition"]
    book = load_workbook(BytesIO(body))
    rows = {row[0]: row[1] for row in book["Parties"].iter_rows(values_only=True)}
    assert round(rows["The holder"] * 100) == settled("budget-example", stage).parts_pence["holder"]


def test_every_draw_can_be_taken_away(fetch):
    status, headers, body = fetch(f"{EXAMPLE}draws.csv")
    rows = list(csv.DictReader(StringIO(body.decode())))
    assert (status, len(rows)) == (200, 10_000)
    assert headers["Content-Type"].startswith("text/csv")
    first = scenario_report("budget-example").sweep.amounts["spend"]["2027/28"][0]
    assert int(rows[0]["spend 2027/28 (pence)"]) == first


@pytest.mark.parametrize(
    "path",
    [
        "/contracts/nothing/",
        "/contracts/dudley-2017/budget/",
        "/contracts/dudley-2017/budget.xlsx",
        "/contracts/dudley-2017/payments/",
        "/contracts/dudley-2017/settlement/",
        "/contracts/iho-2027/scenarios/",
        "/contracts/mssp-t1/draws.csv",
    ],
)
def test_what_a_file_has_not_is_not_found(fetch, path):
    assert fetch(path)[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        f"{EXAMPLE}budget/",
        f"{EXAMPLE}payments/",
        f"{EXAMPLE}settlement/",
        f"{EXAMPLE}scenarios/",
        "/contracts/iho-2027/settlement/",
        "/dudley/population/",
        "/dudley/money/budget/",
    ],
)
def test_every_link_to_a_derivation_leads_to_one(fetch, path):
    body = fetch(path)[2].decode().split("<main", 1)[1]
    linked = set(re.findall(r'href="#([^"]+)"', body))
    assert linked <= set(re.findall(r'id="([^"]+)"', body))


@pytest.mark.parametrize("page", ["budget", "payments", "settlement", "scenarios"])
def test_every_headline_figure_opens(fetch, page):
    body = fetch(f"{EXAMPLE}{page}/")[2].decode()
    stats = body.split('<div class="cap-stat">')[1:]
    assert stats
    assert all("<details" in stat.split("</dl>", 1)[0] for stat in stats)


def test_the_part_of_each_party_opens_to_its_own_sum(page_text):
    """The acute trust takes a fifth of what is shared, the board what is left of it."""
    found = settled("budget-example", "final")
    opened = page_text(f"{EXAMPLE}settlement/").split("Each part opened")[1].split("Due in all")[0]
    acute, board = opened.split("The integrated care board How this was made")
    assert f"Shared in all {shown(found.shared_pence)}" in acute
    assert "Its share of a gain 20%" in acute
    assert found.shared_pence * 20 // 100 == found.parts_pence["acute"]
    for party in ("holder", "acute"):
        assert f"{found.names[party]} {shown(found.parts_pence[party])}" in board


def test_the_day_goes_along_from_page_to_page(fetch):
    body = fetch("/contracts/budget-example/budget/?known=2018-02-01")[2].decode()
    for page in ("payments/", "settlement/", "scenarios/", "budget.xlsx"):
        assert f'href="{EXAMPLE}{page}?known=2018-02-01"' in body
    assert f'href="{EXAMPLE}budget/?line=community&amp;known=2018-02-01"' in body


DUDLEY = "/contracts/dudley-practices-2018/"


def test_payments_by_month_and_practice_open_and_add_up(page_text, fetch):
    """One practice leaves on 30 September 2018, one joins on 16 July: both are paid by the day."""
    budget = find_priced_budget("dudley-practices-2018")
    body = fetch(f"{DUDLEY}payments/")[2].decode()
    for each in budget.by_practice():
        for number, pence in enumerate(each.paid, start=1):
            href = f"{DUDLEY}payments/{each.practice}/#figure-m{number}"
            assert f'<a href="{href}">{shown(pence)}</a>' in body
    text = page_text(f"{DUDLEY}payments/")
    paid = sum(sum(each.paid) for each in budget.by_practice())
    rest = sum(sum(each.not_paid) for each in budget.by_practice())
    assert paid + rest == budget.total_pence
    assert f"All 319,480 {shown(paid)} {shown(rest)}" in text
    assert "the terms, and that practices take part, are assumed" in text
    opened = page_text(f"{DUDLEY}payments/M87638/")
    assert "16 of 31" in opened
    assert "joins within the year, assumed" in opened.casefold()
    assert fetch(f"{DUDLEY}payments/M00000/")[0] == 404
    assert fetch("/contracts/budget-example/payments/M87001/")[0] == 404
