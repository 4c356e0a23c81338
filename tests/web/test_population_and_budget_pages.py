"""Population and budget of a case on the site: who is covered, what was published, what is open."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from capitula.case import open_case
from capitula.case.population import case_need
from capitula.ground.pence import pounds_text
from capitula.population.registers.roster import roster


@pytest.fixture(scope="module")
def dudley():
    return open_case("dudley")


def test_the_practices_of_dudley_stand_with_the_people_of_both_publications(page_text, dudley):
    text = page_text("/dudley/population/?on=2018-04-01")
    found = roster(dudley.figures, dudley.contract.gp_participation, date(2018, 4, 1))
    assert f"1 April 2018: {len(found.rows)} practices" in text
    for row in found.rows:
        assert f"{row.practice} {row.name}" in text
    for table in found.tables:
        assert f"{found.total(table):,.1f}" in text
    for note in found.notes:
        assert note in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2018-09-30", "Practices on 30 September 2018: 46 practices"),
        ("2018-10-01", "Practices on 1 October 2018: 45 practices"),
        ("1 December 2019", "Practices on 1 December 2019: 43 practices"),
        ("2016-06-01", "No list of 2016/17 is held, and none of another year is taken for it"),
        ("2021-04-01", "43 practices moved to NHS Black Country and West Birmingham CCG."),
        ("2025-01-01", "Nothing is held of 1 January 2025, which lies in 2024/25"),
        ("some day", "Write a day such as 2018-10-01 or 1 October 2018"),
    ],
)
def test_the_roster_stands_by_the_day(page_text, asked, said):
    """Bilston Street Surgery closed on 30 September 2018; all moved on 1 April 2021."""
    assert said in page_text(f"/dudley/population/?on={asked.replace(' ', '+')}")


def test_who_had_closed_by_the_day_stands_apart_with_the_last_day(page_text):
    text = page_text("/dudley/population/?on=2018-10-01")
    assert "Listed for 2018/19, not open on 1 October 2018" in text
    apart = text.split("Listed for 2018/19, not open on 1 October 2018")[1]
    assert "M87629" in apart
    assert "30 September 2018" in apart
    assert "closed the day before; where its list went is not in the register" in apart


def test_a_register_that_came_out_later_is_not_used(page_text):
    """As known in 2021 the edition that tells of December 2019 was not out."""
    text = page_text("/dudley/population/?on=2019-12-01&known=2021-06-01")
    assert "edition with days to 2023" not in text
    assert "edition with days to 1 October 2019" in page_text(
        "/dudley/population/?on=2018-10-01&known=2021-06-01"
    )


def test_each_practice_and_line_of_the_budget_opens(page_text, fetch, dudley):
    body = fetch("/dudley/money/budget/")[2].decode()
    found = dudley.money.budget("2018/19")
    for line in (*found.lines, *found.beside):
        for each in line.by_practice:
            href = f"/dudley/money/budget/{each.code}/#figure-{line.key}"
            assert f'<a href="{href}">{pounds_text(each.pence)}</a>' in body
            opened = [one.amount_pence for one in each.derivations]
            assert sum(opened) == each.pence, "what is opened adds up to the cell"
    text = page_text("/dudley/money/budget/M87007/")
    assert "THE RIDGEWAY SURGERY (M87007)" in text
    assert 'id="figure-primary-care"' in fetch("/dudley/money/budget/M87007/")[2].decode()
    assert "Global sum" in text
    assert fetch("/dudley/money/budget/M00000/")[0] == 404
    assert fetch("/dudley/money/budget/M87007/?known=2018-02-01")[0] == 404


def test_need_is_shown_line_by_line_and_opens(page_text, dudley):
    text = page_text("/dudley/population/")
    need = case_need(dudley.figures)
    for each in need.components:
        assert f"{each.title} {each.weighted_people:,.1f} {each.index:.5f}" in text
    index, _, _ = need.open("mental_health")
    assert index.formula in text
    assert "One blended index would hide the difference" in text


def test_what_was_not_public_yet_is_not_shown_of_the_population(page_text):
    text = page_text("/dudley/population/?known=2018-02-01")
    assert "M87001" not in text
    assert "not held here" in text
    assert "no need index is shown" in text


def test_a_place_without_figures_says_so(page_text):
    text = page_text("/wirral/population/")
    assert "Which practices, and how many people on their lists, is not held here." in text
    assert "How many is not stated" in text
    assert "No published figures are held" in page_text("/wirral/money/budget/")


def test_the_budget_of_dudley_shows_each_line_blank_or_found(page_text, dudley):
    text = page_text("/dudley/money/budget/")
    found = dudley.money.budget("2018/19")
    for line in found.lines:
        amount = line.amount_pence
        shown = "no published figure" if amount is None else pounds_text(amount)
        assert f"{line.title} {shown}" in text
    assert pounds_text(found.found_pence) in text
    for question in found.questions:
        assert question.split(": ", 1)[1] in text


def test_the_gap_to_244_million_is_stated_and_5bn_and_360m_are_not_converted(page_text, dudley):
    text = page_text("/dudley/money/budget/")
    gaps = [each for each in dudley.money.budget("2018/19").stated if each.gap_pence]
    assert [pounds_text(each.gap_pence) in text for each in gaps] == [True]
    assert "£244.3m" in text
    for words in ("£5bn, basis not stated", "£360m, basis not stated"):
        after = text.split(words)[1].split("£")[0]
        assert "not compared" in after
    assert "never turned into a year's money" in text


def test_what_became_known_later_is_not_in_the_budget_of_an_earlier_day(page_text, dudley):
    """£360m was said in 2020, and the figures of 2018/19 were published after the year began."""
    text = page_text("/dudley/money/budget/?known=2018-02-01")
    assert "£5bn" in text
    assert "£360m" not in text
    now, today = dudley.money.budget("2018/19"), page_text("/dudley/money/budget/")
    later = [line for line in now.lines if line.amount_pence]
    assert later
    for line in later:
        assert pounds_text(line.amount_pence) in today
        assert pounds_text(line.amount_pence) not in text


def test_the_workbook_of_a_case_holds_the_same_lines(fetch, dudley):
    status, headers, body = fetch("/dudley/money/budget.xlsx")
    assert status == 200
    assert 'filename="dudley-budget-2018-19.xlsx"' in headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(body))["By line"]
    rows = {row[0]: row[2] for row in sheet.iter_rows(min_row=4, values_only=True)}
    for line in dudley.money.budget("2018/19").lines:
        value = rows[line.title]
        assert (None if value is None else round(value * 100)) == line.amount_pence
    assert fetch("/wirral/money/budget.xlsx")[0] == 404


def test_the_rooms_stand_in_their_order(fetch):
    body = fetch("/dudley/")[2].decode()
    places = [body.index(f'href="/dudley/{room}/"') for room in ("contract", "population", "money")]
    assert places == sorted(places)
