"""One report names every fault of a file; a file of another year is refused with the reason."""

import pytest

from capitula.ground.faults import InputFaults
from capitula.ground.financial_year import FinancialYear
from capitula.population.official.loading import read_official
from capitula.population.weighted_population import read_weighted_populations
from spec.population.made_files import HEADER_2018, practice_2018
from spec.population.made_files import write as write_rows

SCORES = "lsoa11_code,lsoa11_name,lad13_code,lad13_name,IMD_score,IMD_rank,IMD_decile"
AREAS = [f"E0100000{n},Oz {n},E07000001,Oz,{50 - n}.5,{n},{n}" for n in range(1, 10)]
AREAS.append("E01000010,Oz 10,E07000001,Oz,1,10,10")


def write(folder, lines, name="f.csv"):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refusal(kind, path, year=""):
    with pytest.raises(InputFaults) as caught:
        read_official(kind, path, year)
    return caught.value


def test_the_file_that_the_refusals_below_spoil_is_good(tmp_path):
    read = read_official("deprivation", write(tmp_path, [SCORES, *AREAS]))
    assert read.ok
    assert (read.period.label, read.bound.edition) == ("2015", "2015")


def test_a_year_that_the_header_contradicts_is_refused_with_the_columns_that_tell(tmp_path):
    """2015 prints the score, 2019 the ranks of domains: the header tells them apart."""
    said = str(refusal("deprivation", write(tmp_path, [SCORES, *AREAS]), "2019"))
    assert "columns of 2015: it has 'lsoa11_name'" in said
    assert "it lacks 'Income_rank'" in said
    assert "columns of 2019 (stated)" in said


def test_a_year_that_the_name_contradicts_is_refused(tmp_path):
    path = write(tmp_path, [SCORES, *AREAS], "imd_2015.csv")
    said = str(refusal("deprivation", path, "2019"))
    assert "2015, as the file's name says" in said


def test_a_year_stated_in_the_wrong_form_is_refused(tmp_path):
    assert "a financial year such as 2018/19" in str(refusal("gp-payments", tmp_path, "2018"))
    assert "a year such as 2018" in str(refusal("deprivation", tmp_path, "2018/19"))


def test_an_older_day_than_what_stands_in_a_file_of_organisations_is_refused(tmp_path):
    cells = ["A81001", "THE SURGERY", "Y63", "QHM", *[""] * 5, "TS18 1HU", "20221130", ""]
    cells += ["A", "B", "16C", "20221130", *[""] * 11]
    path = write(tmp_path, [",".join(cells)])
    assert read_official("gp-practices", path, "2023").period.label == "2023"
    assert read_official("gp-practices", path, "2022").period.label == "2022"
    assert "none after 2021" in str(refusal("gp-practices", path, "2021"))


def test_weighted_populations_of_another_year_are_refused(tmp_path):
    path = write_rows(tmp_path / "f.csv", HEADER_2018, [practice_2018()])
    with pytest.raises(InputFaults, match="the columns of 2018/19, without 'Practice_Code'"):
        read_weighted_populations(path, FinancialYear(2024))
    named = write_rows(tmp_path / "wp_2018-19.csv", HEADER_2018, [practice_2018()])
    with pytest.raises(InputFaults, match="2018/19, as the file's name says"):
        read_weighted_populations(named, FinancialYear(2024))


def test_a_year_not_published_so_far_may_come_under_a_known_header(tmp_path):
    path = write_rows(tmp_path / "f.csv", HEADER_2018, [practice_2018()])
    assert read_weighted_populations(path, FinancialYear(2031)).year == FinancialYear(2031)


def test_every_fault_of_every_column_is_told_at_once(tmp_path):
    lines = [SCORES, *AREAS]
    lines[1] = "E0100000X,Oz,E07000001,Oz,much,1,1"
    lines[2] = "E01000002,Oz,E07000001,Oz,-3,two,2"
    lines[3] = lines[4]
    said = str(refusal("deprivation", write(tmp_path, lines)))
    assert said.startswith("5 faults; nothing was written.")
    for words in (
        "f.csv:2 (lsoa11_code)",
        "f.csv:2 (IMD_score)\n  found     'much'",
        "f.csv:3 (IMD_score)\n  found     -3\n  expected  nought or more",
        "f.csv:3 (IMD_rank)",
        "an area once; it stands already in line 4",
    ):
        assert words in said


def test_a_column_wrong_throughout_is_told_in_twenty_lines_not_thousands(tmp_path):
    lines = [SCORES, *(f"E010{n:05},Oz,E07000001,Oz,many,1,1" for n in range(1, 500))]
    faults = refusal("deprivation", write(tmp_path, lines)).faults
    assert len(faults) == 20
    assert faults[0].found == "480 more such cells, the last in line 500"


def test_a_renamed_column_is_missed_and_the_nearest_is_offered(tmp_path):
    header = SCORES.replace("IMD_score", "IMD_skore")
    said = str(refusal("deprivation", write(tmp_path, [header, *AREAS])))
    assert "no column 'IMD_score'" in said
    assert "did you mean 'IMD_skore'?" in said


def test_a_file_of_another_kind_gives_one_clear_error(tmp_path):
    path = write(tmp_path, ["CCG Code,ICB Code", "05C,QUA"])
    assert len(refusal("gp-payments", path).faults) == 1
    assert "a file of NHS Payments to General Practice" in str(refusal("gp-payments", path))


def test_a_kind_misspelt_is_answered_with_the_nearest(tmp_path):
    assert "did you mean 'gp-payments'?" in str(refusal("gp-payment", tmp_path / "f.csv"))


def test_a_row_with_half_a_key_is_compared_whole(tmp_path):
    """Organisations of early years have no id: one name twice is two, one row twice is not."""
    header = "performance_year,aco_id,ACO_Name,N_AB,BnchmkMinExp,GenSaveLoss,EarnSaveLoss"
    header += ",ABtotBnchmk,ABtotExp"
    one, other = "2014,,Oz,10,1,1,1,11,10", "2014,,Oz,20,1,1,1,11,10"
    assert read_official("shared-savings", write(tmp_path, [header, one, other])).ok
    said = str(refusal("shared-savings", write(tmp_path, [header, one, one])))
    assert "stands already in line 2" in said
