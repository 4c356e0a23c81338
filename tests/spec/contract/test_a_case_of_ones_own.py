"""A case of one's own, from nothing to the first questions.

`capitula case new ./leeds-iho --place Leeds` begins a folder from a contract file that ships. Names
and figures are put in by hand; meanwhile every room answers, and what is not known is a question:

| asked on the first day | answer |
|---|---|
| may services start? | not ready: four lines with an open price, four conditions not met |
| by what will it be judged? | one question: no measure is set |
| what stands on the record? | nothing yet |
"""

from datetime import date

import pytest
from typer.testing import CliRunner

from capitula.assurance.readiness.deciding import Result
from capitula.case import open_case
from capitula.case.contract_file import NoSuchContract, find_contract, shipped_contracts
from capitula.case.starting import begin_case
from capitula.cli.main import app
from capitula.contract.links import cited_sources
from capitula.ground.faults import InputFaults
from capitula.ground.writing import CannotWrite
from capitula.ground.yaml_source import read_yaml


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_the_table_above(tmp_path):
    case = begin_case(tmp_path / "leeds-iho", place="Leeds")
    ready = case.assurance.readiness("start", known=date(2026, 11, 20))
    blocking = [each.finding.rule for each in ready.blocking]
    assert ready.result is Result.NOT_READY
    assert blocking.count("open price") == 4
    assert blocking.count("no legal start") == 4
    assert [each.id for each in case.outcomes.questions] == ["which-outcomes"]
    assert case.record.entries == ()


@pytest.mark.parametrize("origin", shipped_contracts())
def test_every_contract_file_that_ships_can_be_begun_from(tmp_path, origin):
    begun = begin_case(tmp_path / "mine", origin, title='Ours: "one", and whole', place="Ourtown")
    expected = find_contract(origin).contract
    assert (begun.name, begun.contract.case) == ("mine", "mine")
    assert begun.contract.title == 'Ours: "one", and whole'
    assert begun.contract.population.place == "Ourtown"
    assert begun.contract.parties == expected.parties
    assert begun.contract.scope == expected.scope


def test_the_comments_of_the_file_and_the_sources_it_cites_come_along(tmp_path):
    begun = begin_case(tmp_path / "mine")
    text = begun.folder.contract.read_text(encoding="utf-8")
    assert "# PARTIES. Give each body an `id` that never changes" in text
    assert "title: Integrated health organisation contract, starting template" in text
    assert set(begun.sources) == cited_sources(read_yaml(begun.folder.contract).data)


def test_an_entry_is_taken_in_and_stands(tmp_path):
    folder = tmp_path / "mine"
    begin_case(folder)
    given = ("about=service start", "date=2027-04-01", "speaker=ICB", "mark=local")
    known = ("known_from=2026-11-20", "known_to=2026-11-20")
    added = run("record", "add", "milestone_planned", "--case", folder, *given, *known)
    assert added.exit_code == 0, added.output
    view = open_case(folder).as_known(date(2026, 11, 20))
    assert view.item("service start", "planned date").current.value.text == "2027-04-01"
    assert run("record", "verify", folder).exit_code == 0


def test_a_file_of_ones_own_can_be_begun_from(tmp_path):
    first = begin_case(tmp_path / "first", title="Ours")
    second = begin_case(tmp_path / "second", str(first.folder.contract))
    assert (second.contract.case, second.contract.title) == ("second", "Ours")
    assert second.sources == first.sources


@pytest.mark.parametrize("name", ["Leeds IHO", "leeds_iho", "-leeds", "leeds-", ""])
def test_a_name_that_cannot_stand_in_an_address_is_refused(tmp_path, name):
    before = files(tmp_path)
    if not name:
        (tmp_path / "taken").mkdir()
        (tmp_path / "taken" / "letter.txt").write_text("keep me")
        before, name = files(tmp_path), "taken"
    with pytest.raises(InputFaults, match="nothing was written"):
        begin_case(tmp_path / name)
    assert files(tmp_path) == before


def test_a_broken_file_begins_nothing_and_every_fault_is_told(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: capitula.contract/1\ncase: x\ntitle: X\n", encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(InputFaults) as told:
        begin_case(tmp_path / "mine", str(broken))
    assert len(told.value.faults) >= 3
    assert files(tmp_path) == before
    assert not (tmp_path / "mine").exists()


def test_a_case_is_no_contract_file_and_a_missing_folder_is_no_place(tmp_path):
    with pytest.raises(NoSuchContract, match="did you mean 'dudley-2020'"):
        begin_case(tmp_path / "mine", "dudley")
    with pytest.raises(CannotWrite):
        begin_case(tmp_path / "no" / "such" / "folder")


def test_the_command_says_what_comes_next(tmp_path):
    folder = tmp_path / "leeds-iho"
    said = run("case", "new", folder, "--title", "Leeds", "--place", "Leeds")
    assert said.exit_code == 0
    assert f"Begun: Leeds, in {folder}" in said.output
    assert f"capitula assurance readiness {folder} --act start" in said.output
    again = run("case", "new", folder)
    assert again.exit_code != 0
    assert open_case(folder).contract.title == "Leeds"
