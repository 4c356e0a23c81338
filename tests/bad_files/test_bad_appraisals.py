"""Bad appraisal files: every fault in one report, exit status 2, nothing written."""

import shutil

import pytest

from bad_files.test_bad_files import bad, name, refused, run


@pytest.mark.parametrize("path", bad("appraisals"), ids=name)
def test_a_bad_appraisal(tmp_path, path):
    shutil.copy(path, tmp_path)
    refused(run(tmp_path, "appraisal", "donor", path.name, "--svg", "out.svg"), path)


def test_one_report_names_many_faults():
    (path,) = [each for each in bad("appraisals") if each.stem == "many_faults"]
    shown = path.with_name(path.name + ".expected").read_text()
    assert shown.count("  to do  ") >= 6
    assert "nothing was written" in shown
