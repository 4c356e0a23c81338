"""Bad plan files: every fault of tasks and of their order in one report, nothing written."""

import shutil

import pytest

from bad_files.test_bad_files import bad, name, refused, run


@pytest.mark.parametrize("path", bad("plans"), ids=name)
def test_a_bad_plan(tmp_path, path):
    shutil.copy(path, tmp_path)
    refused(run(tmp_path, "programme", "critical-path", path.name), path)


def test_one_report_names_many_faults():
    (path,) = [each for each in bad("plans") if each.stem == "many_faults"]
    shown = path.with_name(path.name + ".expected").read_text()
    assert shown.startswith("capitula: 7 faults; nothing was written.")
