"""Every bad file through the real command: the whole message, the exit status, nothing written."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from capitula.cli.main import run as command
from capitula.ground.today import today

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


def run(folder, *arguments, apart=False):
    """Run the command in a folder, in this process or in one of its own; nothing is written."""
    before = tree(folder)
    done = in_a_process(folder, arguments) if apart else in_this_process(folder, arguments)
    assert tree(folder) == before, "something was written"
    return done


def in_a_process(folder, arguments):
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )


def in_this_process(folder, arguments):
    out, err = io.StringIO(), io.StringIO()
    with (
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "argv", ["capitula", *arguments])
        patch.setenv("COLUMNS", "80")
        with pytest.raises(SystemExit) as ended:
            command()
    return subprocess.CompletedProcess(
        arguments, ended.value.code or 0, out.getvalue(), err.getvalue()
    )


def refused(done, path):
    """The command says exactly what stands beside the file, on standard error, and ends with 2."""
    expected = path.with_name(path.name + ".expected")
    if os.environ.get("BAD_FILES") == "write":
        expected.write_text(done.stderr.replace(today().isoformat(), "{today}"))
    assert done.stdout == ""
    assert done.stderr == expected.read_text().replace("{today}", today().isoformat())
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
    assert run(case, "contract", "check", "contract.yaml", apart=True).returncode == 0
    assert run(case, "record", "check", ".", apart=True).returncode == 0


def test_in_a_process_of_its_own_it_is_refused_alike(case):
    path = HERE / "contracts" / "five_mistakes.yaml"
    shutil.copy(path, case)
    refused(run(case, "contract", "check", path.name, apart=True), path)


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


@pytest.mark.parametrize("path", bad("series"), ids=name)
def test_a_bad_series(tmp_path, path):
    shutil.copy(path, tmp_path)
    refused(run(tmp_path, "outcomes", "xmr", path.name, "--time", "month"), path)


@pytest.mark.parametrize("path", bad("panels"), ids=name)
def test_a_bad_panel(case, path):
    """February 2016 is the first treated month of Dudley."""
    shutil.copy(path, case)
    columns = ["--unit", "area", "--time", "month", "--value", "cost"]
    judged = ["--treated", "Dudley", "--from", "2016-02"]
    refused(run(case, "outcomes", "counterfactual", path.name, *columns, *judged), path)


@pytest.mark.parametrize("path", bad("staggered"), ids=name)
def test_a_bad_staggered_panel(tmp_path, path):
    shutil.copy(path, tmp_path)
    columns = ["--unit", "area", "--time", "month", "--value", "cost", "--cohort", "began"]
    refused(run(tmp_path, "outcomes", "staggered", path.name, *columns), path)


@pytest.mark.parametrize("folder", ["contracts", "records", "panels"])
def test_five_mistakes_are_all_shown(folder):
    (message,) = (HERE / folder).glob("five_mistakes.*.expected")
    shown = message.read_text()
    assert shown.count("  to do  ") >= 5
    assert shown.startswith("capitula: ")


def test_every_expectation_has_its_file():
    for expected in HERE.rglob("*.expected"):
        assert expected.with_name(expected.name.removesuffix(".expected")).exists(), expected
