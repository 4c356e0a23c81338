"""A case of one's own on the site: loaded by folder, listed first, as open as those that ship."""

import re
from html import unescape

import pytest
from typer.testing import CliRunner

from capitula.case.starting import begin_case
from capitula.cli.main import app
from capitula.ground.faults import InputFaults
from capitula.record.copying import ChainBroken
from capitula.web.loading import load_own, load_shipped

ROOMS = [
    "", "record/", "record/changes/", "record/clashes/", "record/timeline/", "contract/",
    "population/", "money/", "money/budget/", "appraisal/", "appraisal/vat/", "appraisal/donors/",
    "appraisal/worth/", "appraisal/case/", "agreement/", "agreement/concerns/",
    "agreement/review/", "agreement/follow-up/", "agreement/public/", "assurance/",
    "assurance/gates/", "assurance/decisions/", "programme/", "programme/plan/",
    "programme/forecast/", "outcomes/", "delivery/", "delivery/reviews/", "delivery/remedies/",
    "delivery/flow-down/", "exit/", "exit/services/", "exit/law/", "exit/why/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A site of its own, with no case yet."""
    monkeypatch.setenv("CAPITULA_HOME", str(tmp_path / "site"))


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def add(folder, day, *, about="service start"):
    said = ("speaker=ICB", "mark=local", "known_from=2026-11-20", "known_to=2026-11-20")
    found = run("record", "add", "milestone_planned", "--case", folder, f"about={about}",
                f"date={day}", *said)  # fmt: skip
    assert found.exit_code == 0, found.exception


def words(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def test_it_is_listed_first_under_its_place_and_says_whose_it_is(tmp_path, client):
    begin_case(tmp_path / "leeds-iho", place="Leeds", title="Leeds, one contract")
    assert run("web", "load", tmp_path / "leeds-iho").output.startswith("leeds-iho: 0 entries")
    alone = words(client, "/")
    assert "Your cases Leeds" in alone
    assert "This site holds no case yet" not in alone
    load_shipped()
    both = words(client, "/")
    assert both.index("Your cases") < both.index("Cases that ship") < both.index("Dudley")
    assert "Demonstration" in both
    page = words(client, "/leeds-iho/")
    assert "Leeds, one contract" in page
    assert "Your own case: loaded from your files" in page
    assert "Demonstration" not in page
    assert "Demonstration" in words(client, "/dudley/")


@pytest.mark.parametrize("room", ROOMS)
def test_every_page_answers_for_a_case_that_has_nothing_yet(tmp_path, client, room):
    load_own(begin_case(tmp_path / "leeds-iho", place="Leeds").folder.root)
    assert len(words(client, f"/leeds-iho/{room}")) > 200


def test_what_changed_shows_once_it_is_loaded_again_and_not_before(tmp_path, client):
    folder = begin_case(tmp_path / "leeds-iho", title="First title").folder
    load_own(folder.root)
    add(folder.root, "2027-04-01")
    file = folder.contract
    file.write_text(file.read_text().replace("First title", "Second title"), encoding="utf-8")
    before = words(client, "/leeds-iho/")
    assert "First title" in before
    assert "1 April 2027" not in before
    assert load_own(folder.root) == ("leeds-iho", 1)
    after = words(client, "/leeds-iho/")
    assert "Second title" in after
    assert "1 April 2027" in after


def test_terms_alone_that_changed_are_seen_too(tmp_path, client):
    folder = begin_case(tmp_path / "leeds-iho", title="First title").folder
    load_own(folder.root)
    assert "First title" in words(client, "/leeds-iho/")
    file = folder.contract
    file.write_text(file.read_text().replace("First title", "Second title"), encoding="utf-8")
    load_own(folder.root)
    assert "Second title" in words(client, "/leeds-iho/")


def test_the_site_needs_the_folder_no_more(tmp_path, client):
    folder = begin_case(tmp_path / "leeds-iho", title="Kept by the site").folder
    load_own(folder.root)
    folder.root.rename(tmp_path / "moved")
    assert "Kept by the site" in words(client, "/leeds-iho/")


def test_a_name_of_a_case_that_ships_is_refused(tmp_path, client):
    begin_case(tmp_path / "dudley")
    with pytest.raises(InputFaults, match="rename the folder"):
        load_own(tmp_path / "dudley")
    assert client.get("/dudley/").status_code == 404


def test_a_folder_at_fault_is_not_loaded_and_what_stood_still_stands(tmp_path, client):
    folder = begin_case(tmp_path / "leeds-iho", title="Sound").folder
    load_own(folder.root)
    folder.contract.write_text("schema: capitula.contract/1\n", encoding="utf-8")
    assert run("web", "load", folder.root).exit_code != 0
    assert "Sound" in words(client, "/leeds-iho/")


def test_another_history_under_the_same_name_is_refused_whole(tmp_path, client):
    for where, day, title in (("one", "2027-04-01", "One"), ("other", "2028-04-01", "Other")):
        (tmp_path / where).mkdir()
        add(begin_case(tmp_path / where / "leeds-iho", title=title).folder.root, day)
    load_own(tmp_path / "one" / "leeds-iho")
    with pytest.raises(ChainBroken, match="another history"):
        load_own(tmp_path / "other" / "leeds-iho")
    page = words(client, "/leeds-iho/")
    assert "One" in page
    assert "1 April 2028" not in page


def test_hidden_files_stay_behind(tmp_path):
    folder = begin_case(tmp_path / "leeds-iho").folder
    (folder.root / ".git").mkdir()
    (folder.root / ".git" / "config").write_text("mine")
    load_own(folder.root)
    kept = {path.name for path in (tmp_path / "site" / "cases" / "leeds-iho").rglob("*")}
    assert "contract.yaml" in kept
    assert ".git" not in kept
