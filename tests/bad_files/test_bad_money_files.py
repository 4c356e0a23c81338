"""Bad figures, mechanisms and lists of payments: every fault in one report, nothing written."""

import shutil

import pytest

from bad_files.test_bad_files import bad, name, refused, run

FIGURES = """\
schema: capitula.settlement-figures/1
stage: final
period: {from: 2027-04-01, to: 2028-03-31}
figures: {expected: 80000000, benchmark: 80000000, actual: 78000000}
"""


@pytest.mark.parametrize("path", bad("settlements"), ids=name)
def test_bad_figures_of_a_settlement(tmp_path, path):
    shutil.copy(path, tmp_path)
    refused(run(tmp_path, "money", "settle", "iho-2027", path.name, "--workbook", "out.xlsx"), path)


@pytest.mark.parametrize("path", bad("mechanisms"), ids=name)
def test_a_bad_mechanism(tmp_path, path):
    shutil.copy(path, tmp_path)
    (tmp_path / "figures.yaml").write_text(FIGURES)
    refused(run(tmp_path, "money", "settle", path.name, "figures.yaml"), path)


@pytest.mark.parametrize("path", bad("payments"), ids=name)
def test_bad_lists_of_payments(tmp_path, path):
    shutil.copy(path, tmp_path)
    refused(run(tmp_path, "money", "payments", "budget-example", "--lists", path.name), path)


@pytest.mark.parametrize("folder", ["settlements", "mechanisms", "payments"])
def test_one_report_names_many_faults(folder):
    """Contract and figures are read to the end before anything is said."""
    (path,) = [each for each in bad(folder) if each.stem == "many_faults"]
    shown = path.with_name(path.name + ".expected").read_text()
    assert shown.count("  to do  ") >= 6
    assert "nothing was written" in shown
