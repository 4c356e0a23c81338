"""A contract as a workbook, by the commands: written, filled in, read, written: nothing lost."""

import openpyxl
import pytest

from capitula.contract.reading import read_contract
from harness.commands import run


@pytest.mark.parametrize("name", ["iho-2027", "manchester-2017", "wirral"])
def test_a_contract_goes_out_to_a_workbook_and_comes_back_the_same(name, tmp_path):
    for done in (
        run("contract", "to-excel", name, "first.xlsx", folder=tmp_path),
        run("contract", "from-excel", "first.xlsx", "first.yaml", folder=tmp_path),
        run("contract", "to-excel", "first.yaml", "second.xlsx", folder=tmp_path),
        run("contract", "from-excel", "second.xlsx", "second.yaml", folder=tmp_path),
    ):
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") == 1, "one line says what was written"
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    assert first.read_bytes() == second.read_bytes()
    assert read_contract(first) == read_contract(second)
    assert run("contract", "check", str(first)).returncode == 0


def test_an_empty_template_asks_for_what_a_contract_needs(tmp_path):
    run("contract", "template", "empty.xlsx", folder=tmp_path)
    done = run("contract", "from-excel", "empty.xlsx", "made.yaml", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing was written" in done.stderr
    assert "title" in done.stderr
    assert not (tmp_path / "made.yaml").exists()


def test_every_mistake_in_a_workbook_is_named_with_its_sheet_and_nothing_is_written(tmp_path):
    run("contract", "to-excel", "manchester-2017", "filled.xlsx", folder=tmp_path)
    book = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    changed = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in ("whole_term", 600000)
    ]
    for cell in changed:
        cell.value = "much"
    assert len(changed) == 2
    book.save(tmp_path / "filled.xlsx")
    done = run("contract", "from-excel", "filled.xlsx", "made.yaml", folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    for cell in changed:
        assert cell.parent.title in done.stderr
        assert cell.coordinate in done.stderr
    assert not (tmp_path / "made.yaml").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("contract", "template", "missing/made.xlsx"),
        ("contract", "to-excel", "iho-2027", "missing/made.xlsx"),
        ("contract", "print", "iho-2027", "--docx", "missing/made.docx"),
        ("contract", "print", "iho-2027", "--html", "missing/made.html"),
        ("record", "export-ocds", "dudley", "--out", "missing/made.json"),
    ],
    ids=" ".join,
)
def test_a_folder_that_is_missing_is_said_in_one_line(words, tmp_path):
    done = run(*words, folder=tmp_path)
    assert done.returncode != 0
    assert done.stdout == ""
    assert "missing/made" in done.stderr.splitlines()[0]
    assert "nothing was written" in done.stderr
    assert not list(tmp_path.iterdir())
