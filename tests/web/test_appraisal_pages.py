"""The appraisal pages: forms, VAT, donor trusts, worth, the business case, a file's appraisal."""

import re
from html import unescape
from io import BytesIO
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest


@pytest.fixture
def fetch(cases_address):
    def content(path):
        with urlopen(cases_address + path) as answer:  # noqa: S310 - our own server
            return answer.read()

    return content


@pytest.fixture
def read(fetch):
    """`read(path)`: the words of a page, without its tags."""

    def words(path):
        html = fetch(path).decode()
        main = html[html.index("<main") : html.index("</main>")]
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))

    return words


def test_the_options_as_they_were_known_in_february_2018(read):
    text = read("/dudley/appraisal/?known=2018-02-01")
    for part in (
        "Excluded by general practice’s refusal",
        "Excluded by VAT",
        "General practices in Dudley",
        "no precedent: no NHS trust has come about in this way [R4]",
        "Nobody scored the forms, so no score is shown.",
    ):
        assert part in text
    for later in ("2019", "2020", "what remained of an earlier mental health trust"):
        assert later not in text
    assert "The form changed and no decision is recorded" not in text


def test_the_changes_that_nobody_decided(read):
    text = read("/dudley/appraisal/?known=2021-04-01")
    assert text.count("The form changed and no decision is recorded") == 2
    assert "no decision is recorded Legal form of the holder: " in text


def test_vat_reasons_of_three_places(read):
    text = read("/dudley/appraisal/vat/")
    for part in ("Ruled out in Dudley", "UnitingCare", "Manchester’s plan", "not costed"):
        assert part in text
    assert "£" not in text.partition("No tax advice")[2].partition("Why a line")[0]


def test_what_leaves_dudley_group_and_the_share_as_a_range(read):
    text = read("/dudley/appraisal/donors/")
    for part in ("Untested donor impact", "£23,118,312", "7.7%", "19.7%", "26.0%", "assumed"):
        assert part in text
    early = read("/dudley/appraisal/donors/?known=2018-02-01")
    assert "40 per cent" not in early
    assert "£23,118,312" not in early


def test_no_page_shows_what_was_not_known(read):
    assert "names no trust that loses services" in read(
        "/dudley/appraisal/donors/?known=2010-01-01"
    )
    worth = read("/dudley/appraisal/worth/?known=2018-02-01")
    assert "No payments by practice were public on this day" in worth


def test_cost_so_far_is_missing_and_stays_so(read):
    text = read("/dudley/appraisal/worth/")
    assert "stated, amount missing" in text
    assert "It is said to exist; no sum is given." in text
    assert "31 March 2019" in text, "the last safe day to give notice"
    assert "£1,944,554" in text, "M87007 paid as now"


def test_a_business_case_lists_what_is_missing_stage_by_stage(read):
    outline = read("/dudley/appraisal/case/?stage=outline")
    assert "Outline business case" in outline
    assert "Missing for the full business case (a later stage)" in outline
    assert "Net present value: Which costs and benefits" in outline
    assert "(a later stage)" not in read("/dudley/appraisal/case/?stage=full")


def test_the_pack_can_be_opened(fetch):
    import docx
    from openpyxl import load_workbook

    paper = docx.Document(BytesIO(fetch("/dudley/appraisal/case.docx?stage=strategic_outline")))
    headings = [p.text for p in paper.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "What this stage asks for",
        "What is missing, stage by stage",
        "1. The strategic case",
        "2. The economic case",
        "3. The commercial case",
        "4. The financial case",
        "5. The management case",
    ]
    book = load_workbook(BytesIO(fetch("/dudley/appraisal/case.xlsx")))
    assert book.sheetnames[:3] == ["Cover", "Contents", "Missing"]
    assert book["Budget by line"]["B5"].value == 23118312.17


def test_the_worked_example_whole(read):
    text = read("/contracts/budget-example/appraisal/")
    for part in (
        "made up, to be replaced",
        "£53.6m",
        "2032/33",
        "The system’s change −£31,019,630",
        "Net present value £11.5m",
        "83.8%",
        "Reserves are used up in 691 of 10,000 draws.",
    ):
        assert part in text


def test_a_file_for_which_no_appraisal_ships_has_no_such_page(fetch):
    with pytest.raises(HTTPError) as refused:
        fetch("/contracts/iho-2027/appraisal/")
    with refused.value as answer:
        assert answer.code == 404
