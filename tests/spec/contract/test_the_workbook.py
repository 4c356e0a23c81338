"""A contract as an Excel workbook: out, filled in, in again, and nothing lost on the way."""

from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capitula.case.contract_file import find_contract, shipped_contracts
from capitula.contract.model import Contract
from capitula.contract.reading import read_contract
from capitula.contract.workbook.layout import sheets
from capitula.contract.workbook.reading import from_workbook
from capitula.contract.workbook.writing import to_workbook
from capitula.contract.yaml_file import to_yaml
from capitula.ground.faults import InputFaults
from harness.contracts import SMALL, WHOLE, read_text


@pytest.fixture
def whole(tmp_path):
    return read_text(WHOLE, tmp_path)


def through(contract, folder):
    path = folder / "contract.xlsx"
    path.write_bytes(to_workbook(contract))
    return from_workbook(path)


def test_a_contract_with_every_part_comes_back(whole, tmp_path):
    back = through(whole, tmp_path)
    assert back == whole
    assert through(back, tmp_path) == whole
    assert read_text(to_yaml(back), tmp_path) == whole


@pytest.mark.parametrize("name", [*shipped_contracts(), "dudley", "wirral", "manchester"])
def test_every_contract_that_ships_comes_back(name, tmp_path):
    contract = find_contract(name).contract
    assert through(contract, tmp_path) == contract


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C",), exclude_characters="\ufffe\uffff"),
    max_size=30,
)
WORD = TEXT.filter(lambda text: text.strip())
MONEY = st.decimals(min_value=0, max_value=Decimal("9" * 16), places=2)
PERCENT = st.decimals(min_value=0, max_value=100, places=6)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    title=WORD,
    summary=TEXT,
    called=st.lists(TEXT, min_size=1, max_size=3),
    note=TEXT,
    value=st.none() | WORD,
    money=MONEY,
    percent=PERCENT,
    people=st.none() | st.integers(0, 10**17),
)
def test_whatever_people_write_comes_back(  # noqa: PLR0917
    whole, tmp_path, title, summary, called, note, value, money, percent, people
):
    """Any text, money to the penny beyond what a sheet's numbers hold, shares to the sixth."""
    term = whole.terms[0].model_copy(update={"value": value, "note": note})
    line = whole.scope[1].model_copy(update={"annual_value": money, "registered_people": people})
    cap = next(step for step in whole.payment.steps if step.id == "most")
    steps = tuple(
        cap.model_copy(update={"percent": percent, "label": note}) if step is cap else step
        for step in whole.payment.steps
    )
    contract = whole.model_copy(
        update={
            "title": title,
            "summary": summary,
            "form": whole.form.model_copy(update={"called": tuple(called)}),
            "terms": (term, *whole.terms[1:]),
            "scope": (whole.scope[0], line),
            "subcontracts": (),
            "budget": None,
            "exit": None,
            "payment": whole.payment.model_copy(update={"steps": steps}),
        }
    )
    contract = Contract.model_validate_json(contract.model_dump_json(by_alias=True))
    assert through(contract, tmp_path) == contract
    path = tmp_path / "back.yaml"
    path.write_text(to_yaml(contract), encoding="utf-8")
    assert read_contract(path) == contract


def test_no_merged_cells_one_table_a_sheet_heads_in_words(whole, tmp_path):
    path = tmp_path / "contract.xlsx"
    path.write_bytes(to_workbook(whole))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["Cover", "Contents", "Contract"]
    assert book.sheetnames[-1] == "Notes"
    assert [sheet.title for sheet in sheets()] == book.sheetnames[3:-1]
    for tab in book.worksheets:
        assert not tab.merged_cells.ranges
        assert not any("_" in str(cell.value) for cell in tab[3] if cell.value)


MISTAKES = {
    "Scope!D4": ("serious", "one of in, part, out, not_mentioned"),
    "Scope!F4": ("many", "a whole number in digits"),
    "Parties!C4": ("dudley", "an ODS organisation code"),
    "Values!A4": ("=SUM(A1:A2)", "a value"),
}


def test_mistakes_come_all_at_once_each_with_its_cell(tmp_path):
    path = tmp_path / "contract.xlsx"
    path.write_bytes(to_workbook(read_text(SMALL, tmp_path)))
    book = openpyxl.load_workbook(path)
    for place, (wrong, _) in MISTAKES.items():
        tab, cell = place.split("!")
        book[tab][cell] = wrong
    book["Terms"]["B3"] = "Lable"
    book.create_sheet("Sheet1")
    book.save(path)
    with pytest.raises(InputFaults) as refused:
        from_workbook(path)
    faults = {fault.place.field: fault for fault in refused.value.faults}
    assert set(MISTAKES) | {"Terms!B3", "Sheet1!A1"} <= set(faults)
    assert faults["Terms!B3"].remedy == "did you mean 'Label'?"
    for place, (_, expected) in MISTAKES.items():
        assert expected in faults[place].expected
    assert all(fault.place.file == "contract.xlsx" for fault in refused.value.faults)


def test_what_people_do_to_a_sheet_is_understood(tmp_path):
    """Columns moved, heads in capitals, a date that the spreadsheet made, 10% for 10."""
    contract = read_text(SMALL, tmp_path)
    path = tmp_path / "contract.xlsx"
    path.write_bytes(to_workbook(contract))
    book = openpyxl.load_workbook(path)
    tab = book["Conditions precedent"]
    heads = {cell.value: cell.column for cell in tab[3]}
    tab.cell(3, heads["Longstop"]).value = " LONGSTOP "
    day = tab.cell(4, heads["Longstop"])
    day.value = datetime(2018, 3, 31)  # noqa: DTZ001
    single = book["Contract"]
    for row in single.iter_rows(min_row=4):
        if [c.value for c in row[:2]] == ["Improvement", "Pool percent"]:
            row[2].value, row[2].number_format = 0.1, "0%"
    book["Parties"].move_range("A3:C5", cols=30)
    book.save(path)
    assert from_workbook(path) == contract


def test_an_empty_template_asks_for_what_is_required(tmp_path):
    path = tmp_path / "contract.xlsx"
    path.write_bytes(to_workbook(None))
    with pytest.raises(InputFaults) as refused:
        from_workbook(path)
    assert "no 'title'" in str(refused.value)
    assert "Contract!C" in str(refused.value)
