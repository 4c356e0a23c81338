"""The two commands: a case out as open contracting data, and a file of it in."""

import json
import subprocess
import sys

import pytest

from capitula.case.folder import SHIPPED


def run(*arguments):
    command = [sys.executable, "-c", "from capitula.cli.main import run; run()", "record"]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def empty_case(tmp_path):
    """Wirral's contract and sources, with a record that holds nothing yet."""
    folder = tmp_path / "wirral"
    folder.mkdir()
    for name in ("contract.yaml", "sources.yaml"):
        (folder / name).write_bytes((SHIPPED / "wirral" / name).read_bytes())
    return folder


def test_out_and_in(empty_case, tmp_path):
    path = tmp_path / "out.json"
    done = run("export-ocds", "wirral", "--known", "2023-02-01", "--out", str(path))
    assert done.returncode == 0, done.stderr
    count = len(json.loads(path.read_text())["releases"])
    assert done.stdout == f"{path}: {count} releases.\n"
    added = run("import-ocds", str(path), "--case", str(empty_case), "--json")
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout)["appended"]
    again = run("import-ocds", str(path), "--case", str(empty_case))
    assert again.stdout == "wirral: 0 entries appended.\n"


def test_a_record_package():
    done = run("export-ocds", "wirral", "--record")
    (record,) = json.loads(done.stdout)["records"]
    assert set(record) == {"ocid", "releases", "compiledRelease", "versionedRelease"}
    assert record["compiledRelease"]["contracts"][0]["status"] == "terminated"


def test_a_bad_file_ends_with_2_and_nothing_is_written(empty_case, tmp_path):
    path = tmp_path / "bad.json"
    path.write_text('{"releases": [{"ocid": "p"}]}')
    done = run("import-ocds", str(path), "--case", str(empty_case))
    assert done.returncode == 2
    assert "bad.json (/releases/0/date)" in done.stderr
    assert not (empty_case / "record").exists()
