"""Every bad file through the real command: the whole message, the exit status, nothing written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOOD = HERE / "good"
COMMAND = [sys.executable, "-c", "from capitula.cli.main import run; run()"]


def bad(folder):
    return sorted(path for path in (HERE / folder).iterdir() if path.suffix != ".expected")


def name(path):
    return path.name


def tree(folder):
    """Every file under a folder with its content."""
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def run(folder, *arguments):
    before = tree(folder)
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert tree(folder) == before, "something was written"
    return done


def refused(done, path):
    """The command says exactly what stands beside the file, on standard error, and ends with 2."""
    expected = path.with_name(path.name + ".expected")
    if os.environ.get("BAD_FILES") == "write":
        expected.write_text(done.stderr)
    assert done.stdout == ""
    assert done.stderr == expected.read_text()
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.fixture
def case(tmp_path):
    """A case folder that has no mistake."""
    folder = tmp_path / "smalltown"
    shutil.copytree(GOOD, folder)
    (folder / "record").mkdir()
    return folder


def test_the_good_files_are_good(case):
    assert run(case, "contract", "check", "contract.yaml").returncode == 0
    assert run(case, "record", "check", ".").returncode == 0


@pytest.mark.parametrize("path", bad("contracts"), ids=name)
def test_a_bad_contract(case, path):
    (case / "contract.yaml").unlink()
    shutil.copy(path, case)
    refused(run(case, "contract", "check", path.name), path)


@pytest.mark.parametrize("path", bad("sources"), ids=name)
def test_bad_sources(case, path):
    shutil.copy(path, case / "sources.yaml")
    refused(run(case, "record", "check", "."), path)


@pytest.mark.parametrize("path", bad("records"), ids=name)
def test_a_bad_record(case, path):
    """Importing says what checking says, and takes nothing in."""
    shutil.copy(path, case / "record")
    checked = run(case, "record", "check", ".")
    imported = run(case, "record", "import", ".")
    if path.stem == "known_in_the_future":  # the day of recording is known only on import
        assert checked.returncode == 0
    else:
        assert imported.stderr == checked.stderr
    refused(imported, path)


@pytest.mark.parametrize("folder", ["contracts", "records"])
def test_five_mistakes_are_all_shown(folder):
    (message,) = (HERE / folder).glob("five_mistakes.*.expected")
    shown = message.read_text()
    assert shown.count("  to do  ") >= 5
    assert shown.startswith("capitula: ")


def test_every_expectation_has_its_file():
    for expected in HERE.rglob("*.expected"):
        assert expected.with_name(expected.name.removesuffix(".expected")).exists(), expected
