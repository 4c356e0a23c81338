"""A business case in five cases: what a stage asks for, what is held, what is missing."""

from decimal import Decimal
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook

from capitula.agreement.signing_kinds import CaseStage
from capitula.case.appraising import appraise
from capitula.case.business_case.making import business_case
from capitula.case.business_case.model import Chapter, Grid, contents
from capitula.case.opening import open_case
from capitula.reports.business_case.word import word_case
from capitula.reports.business_case.workbook import workbook_case
from harness.records import day


def dudley(stage, known="2021-04-01"):
    case = open_case("dudley")
    return business_case(case.appraisal.at(day(known)), stage, case)


def example(stage=CaseStage.FULL):
    return business_case(appraise("budget-example"), stage)


@pytest.mark.parametrize("stage", CaseStage)
def test_a_later_stage_asks_for_all_that_an_earlier_one_asks_for(stage):
    made = dudley(stage)
    order = list(CaseStage)
    asked = {item.asked.id for item in made.items}
    expected = {
        item.id for item in contents().items if order.index(item.stage) <= order.index(stage)
    }
    assert asked == expected
    assert asked | {item.asked.id for item in made.later} == {item.id for item in contents().items}


@pytest.mark.parametrize("chapter", Chapter)
def test_every_stage_has_something_of_every_case(chapter):
    assert dudley(CaseStage.STRATEGIC_OUTLINE).of(chapter)


@pytest.mark.parametrize("made", [dudley(CaseStage.FULL), example()], ids=["dudley", "example"])
def test_what_is_not_held_says_what_is_missing(made):
    for item in (*made.items, *made.later):
        assert item.found.blocks or item.found.missing, item.asked.id
        assert (item.state == "missing") == (not item.found.blocks)
        assert (item.state == "held") == (bool(item.found.blocks) and not item.found.missing)


STATES = """
| item      | dudley, April 2021 | worked example |
| options   | partly held        | partly held    |
| scores    | missing            | partly held    |
| value     | missing            | partly held    |
| donors    | missing            | partly held    |
| parties   | missing            | partly held    |
| holder    | missing            | held           |
| practices | held               | partly held    |
| sharing   | missing            | held           |
"""


@pytest.mark.parametrize("row", STATES.strip().splitlines()[1:])
def test_dudley_would_have_had_no_full_case(row):
    name, *expected = [cell.strip() for cell in row.strip("|").split("|")]
    found = [
        next(item.state for item in made.items if item.asked.id == name)
        for made in (dudley(CaseStage.FULL), example())
    ]
    assert found == expected


def test_an_untested_donor_is_missing_of_the_first_stage_already():
    gaps = dict(dudley(CaseStage.STRATEGIC_OUTLINE).missing())[CaseStage.STRATEGIC_OUTLINE]
    assert (
        "What leaves which trust",
        "The Dudley Group NHS FT: no appraisal of what it loses is recorded",
    ) in gaps


def test_nothing_later_than_the_day_stands_in_it():
    text = "\n".join(words for words in all_words(word_case(dudley(CaseStage.FULL, "2018-02-01"))))
    for later in ("2019-01", "2020-07", "July 2020", "consultants", "£20,000,000", "40 per cent"):
        assert later not in text


def all_words(content):
    paper = docx.Document(BytesIO(content))
    yield from (paragraph.text for paragraph in paper.paragraphs)
    for table in paper.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def test_the_word_file_says_that_figures_are_made():
    words = list(all_words(word_case(example())))
    assert "The figures are made up: nothing here is known of any place." in words
    assert "£64,266,990.20" in words


def test_the_workbook_holds_the_same_pounds_as_numbers():
    made = example()
    book = load_workbook(BytesIO(workbook_case(made)))
    budget = next(item for item in made.items if item.asked.id == "budget")
    grid = next(block for block in budget.found.blocks if isinstance(block, Grid))
    sheet = book["Budget by line"]
    shown = [Decimal(str(sheet.cell(row, 2).value)) for row in range(4, 4 + len(grid.rows))]
    assert shown == [row[1] for row in grid.rows]
    assert sum(shown) == Decimal("199825316.20")
    assert len(book.sheetnames) == len(set(book.sheetnames))
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_the_same_case_gives_the_same_document():
    assert word_case(example()) == word_case(example())
