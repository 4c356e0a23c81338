"""The Shared Savings Program in the layout of each year's own file, 2014 to 2024.

CMS changes the header from year to year. What was seen of each year, and where, stands with the
names in `money/reproducing/layouts/mssp.yaml`; a name that is read for a year for which it was seen
nowhere is said.

| year | what the file does otherwise |
|---|---|
| 2014 | `Track1`, `Track2`; savings rates in per cent, quality and share as fractions; "P4R" |
| 2019 | lower case; half-year rows; quality in per cent; tracks by flags (not confirmed) |
| 2020 | quality in per cent; tracks by flags (not confirmed) |
| 2021 | every rate in per cent (how the track is printed is not confirmed) |
| 2022, 2023 | `Current_Track`; rates with the sign; "-" does not apply, "*" is suppressed |
| 2024 | rates in per cent without the sign; `ReducedSS`; 189 columns |
"""

import csv
import gzip

import pytest
from typer.testing import CliRunner

from capitula.cli import money
from capitula.money.reproduce import reproduce
from capitula.money.reproducing.layout import settlement_layout
from capitula.population.official.loading import read_official

HEADER_2014 = (
    "ACO_Num,ACO_NAME,ACO_State,Start_Date,Track1,Track2,Adv_Pay,N_AB,Sav_rate,MinSavPerc,"
    "BnchmkMinExp,GenSaveLoss,EarnSaveLoss,QualScore,UpdatedBnchmk,HistBnchmk,ABtotBnchmk,ABtotExp,"
    "Adv_Pay_Amt,Adv_Pay_Recoup,QualPerfShare,FinalShareRate"
)
ROWS_2014 = """
A67373,"Palm Beach Accountable Care Organization, LLC",Florida,07/01/2012,1,0,0,34601,7.135345566,\
2.353985133,32173449,32173449,14455933,0.916964286,13389,13375,450902466,418729017,,,0.5,\
0.458482143
A38665,"Chinese Community Accountable Care Organization, Inc.","New York,  New Jersey",04/01/2012,\
1,0,0,11219,1.405643597,2.926845369,1495426,0,0,0.865848214,9731,9675,106387253,104891827,,,0.5,\
0.432924107
A85439,"RGV ACO Health Providers, LLC",Texas,04/01/2012,0,1,1,7863,12.6924469,2,13767494,13767494,\
7528797,0.930022321,14175,14184,108469972,94702479,0,0,0.6,0.558013393
"""


def made(folder, name, header, *rows):
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def test_the_header_and_three_rows_of_2014_as_published(tmp_path):
    """£ for £: 32,173,449 × 0.458482143 × 98% = 14,455,933; the third is Track 2."""
    path = made(tmp_path, "2014_SSP_ACO_PUF.csv", HEADER_2014 + ROWS_2014.rstrip())
    found = reproduce("mssp", [path])
    assert [each.reason for each in found.comparisons] == [""] * 3
    assert found.more["contracts"] == ["mssp-t1", "mssp-t2"]
    assert found.more["columns_not_confirmed"] == []


def test_an_organisation_paid_for_reporting_has_no_score_and_is_settled_by_its_share(tmp_path):
    row = ROWS_2014.strip().splitlines()[0].replace("0.916964286", "P4R")
    path = made(tmp_path, "2014_SSP_ACO_PUF.csv", HEADER_2014, row)
    (only,) = reproduce("mssp", [path]).comparisons
    assert (only.matched, only.expected) == (True, 14_455_933)


FLAGS = {
    "T1": "Current_Track_1",
    "T1P": "Current_Track_1_Plus",
    "T2": "Current_Track_2",
    "T3": "Current_Track_3",
    "A": "Current_BASIC_A",
    "B": "Current_BASIC_B",
    "C": "Current_BASIC_C",
    "D": "Current_BASIC_D",
    "E": "Current_BASIC_E",
    "EN": "Current_ENHANCED",
}
NAMES = {
    "aco_id": "ACO_ID",
    "n_ab": "N_AB",
    "n_ab_year_py": "N_AB_Year_PY",
    "updatedbnchmk": "UpdatedBnchmk",
    "abtotbnchmk": "ABtotBnchmk",
    "abtotexp": "ABtotExp",
    "bnchmkminexp": "BnchmkMinExp",
    "minsavperc": "MinSavPerc",
    "gensaveloss": "GenSaveLoss",
    "met_qps": "Met_QPS",
    "qualscore": "QualScore",
    "maxsharerate": "MaxShareRate",
    "finalsharerate": "FinalShareRate",
    "revlosslimit": "RevLossLimit",
    "rev_exp_cat": "Rev_Exp_Cat",
    "disadj": "DisAdj",
    "earnsaveloss": "EarnSaveLoss",
}
PER_CENT = {
    2019: ("qualscore",),
    2020: ("qualscore",),
    2021: ("minsavperc", "qualscore", "maxsharerate", "finalsharerate"),
}
MET = {2019: (475, 474), 2020: (513, 513), 2021: (475, 475)}


@pytest.fixture(scope="module")
def published(shared):
    path = shared / "data" / "settlement" / "mssp_aco_settlement_2014_2021.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def shifted(cell):
    """A fraction as per cent, no digit lost."""
    from decimal import Decimal

    return f"{Decimal(cell).scaleb(2):f}" if cell else cell


def as_published_in(rows, year, folder):
    """A year's rows under that year's header."""
    own = [row for row in rows if row["performance_year"] == str(year)]
    flags = list(FLAGS.values()) if year < 2021 else ["Current_Track"]
    header = [*NAMES.values(), *flags]
    if year == 2019:
        header = [name.lower() for name in header]
    path = folder / f"PY{year}_ACO_Results_PUF.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in own:
            cells = [shifted(row[name]) if name in PER_CENT[year] else row[name] for name in NAMES]
            track = [int(row["track"] == code) for code in FLAGS] if year < 2021 else [row["track"]]
            writer.writerow([*cells, *track])
    return path


@pytest.mark.parametrize("year", [2019, 2020, 2021])
def test_a_whole_year_under_its_own_header(published, tmp_path, year):
    """Every row of the year, rates as that year prints them: the counts of the stacked table."""
    found = reproduce("mssp", [as_published_in(published, year, tmp_path)])
    assert (found.compared, found.matched) == MET[year]
    generated = found.more["figures"]["generated"]
    assert generated["matched"] == generated["compared"]


def test_what_no_file_or_dictionary_showed_is_said(published, tmp_path):
    path = as_published_in(published, 2020, tmp_path)
    found = reproduce("mssp", [path])
    unconfirmed = found.more["columns_not_confirmed"]
    assert "Current_ENHANCED (2020)" in unconfirmed
    assert not [name for name in unconfirmed if name.startswith("GenSaveLoss")]
    result = CliRunner().invoke(money.app, ["reproduce", "mssp", str(path)])
    assert "Names not confirmed for that year" in result.stdout
    assert "Current_ENHANCED (2020)" in result.stdout


LATER = (
    "ACO_ID,ACO_Name,Agree_Type,Agreement_Period_Num,Current_Start_Date,Current_Track,Risk_Model,"
    "Assign_Type,SNF_Waiver,N_AB,Sav_rate,MinSavPerc,BnchmkMinExp,GenSaveLoss,DisAdj,"
    "Impact_Mid_Year_Termination,EarnSaveLoss,DisAffQual,Met_QPS,Met_AltQPS,{quality},QualScore,"
    "{floor},{more}UpdatedBnchmk,HistBnchmk,ABtotBnchmk,ABtotExp,FinalShareRate,{reduced}"
    "FinalLossRate,Rev_Exp_Cat,N_AB_Year_PY"
)
HEADERS = {
    2022: LATER.format(
        quality="Met_30pctl,Met_Incentive,Met_FirstYear,Report_WI,Report_eCQM_CQM,Report_Inc",
        floor="Recvd30p",
        more="PosRegAdj,",
        reduced="",
    ),
    2023: LATER.format(
        quality="Met_30pctl,Met_Incentive,Met_FirstYear,Report_WI,Report_eCQM_CQM,Report_Inc",
        floor="Recvd30p",
        more="PosRegAdj,",
        reduced="",
    ),
    2024: LATER.format(
        quality="Met_40pctl,Met_Incentive,Met_FirstYear,Report_WI,Report_eCQM_CQM_MedicareCQM,"
        "Met_SSP_quality_reporting_requirements",
        floor="Recvd40p",
        more="AIP,AIPBalance,AIPRecoup,AIPOwe,RegAdj,PriorSavAdj,FinalAdjCat,Guardrail,",
        reduced="ReducedSS,",
    ),
}


def row_of(year, sign, **cells):
    """A row under a year's header; what does not apply is a dash, what is suppressed a star."""
    usual = dict.fromkeys(HEADERS[year].split(","), "-")
    usual |= {"ACO_Name": '"Made up, LLC"', "UpdatedBnchmk": '"10,000"', "N_AB_Year_PY": "*"}
    rates = ("Sav_rate", "MinSavPerc", "QualScore", "FinalShareRate", "FinalLossRate")
    cells = {
        name: f"{cell}{sign}" if name in rates and cell != "-" else cell
        for name, cell in cells.items()
    }
    return ",".join(str(cell) for cell in (usual | cells).values())


GAIN = {
    "ACO_ID": "A1",
    "Current_Track": "EN",
    "N_AB": '"70,000"',
    "MinSavPerc": "2.00",
    "BnchmkMinExp": '"4,000,000"',
    "GenSaveLoss": '"4,000,000"',
    "EarnSaveLoss": '"2,940,000"',
    "Met_QPS": "1",
    "QualScore": "83.11",
    "ABtotBnchmk": '"100,000,000"',
    "ABtotExp": '"96,000,000"',
    "FinalShareRate": "75.00",
    "Rev_Exp_Cat": "Low Revenue",
}
ALTERNATIVE = GAIN | {
    "ACO_ID": "A2",
    "Current_Track": "E",
    "MinSavPerc": "1.00",
    "EarnSaveLoss": '"1,509,592"',
    "Met_QPS": "0",
    "Met_AltQPS": "1",
    "QualScore": "77.02",
    "FinalShareRate": "38.51",
}
LOSS = GAIN | {
    "ACO_ID": "A4",
    "Rev_Exp_Cat": "High Revenue",
    "BnchmkMinExp": '"-4,000,000"',
    "GenSaveLoss": '"-4,000,000"',
    "DisAdj": '"-1,000"',
    "EarnSaveLoss": '"-1,599,000"',
    "ABtotExp": '"104,000,000"',
    "FinalLossRate": "40.00",
}


@pytest.mark.parametrize(
    ("year", "sign", "rows"),
    [
        (2022, "%", [GAIN]),
        (2023, "%", [GAIN, ALTERNATIVE, LOSS]),
        (2024, "", [GAIN, ALTERNATIVE, LOSS]),
    ],
)
def test_the_headers_of_2022_to_2024(tmp_path, year, sign, rows):
    """Made-up rows: 4,000,000 × 75% × 98%; × 38.51% × 98%; a loss at 40% less relief."""
    lines = [row_of(year, sign, **cells) for cells in rows]
    path = made(tmp_path, f"PY_Financial_and_Quality_Results_{year}.csv", HEADERS[year], *lines)
    found = reproduce("mssp", [path])
    assert [each.reason for each in found.comparisons] == [""] * len(rows)


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_loader_of_official_files_knows_every_column(tmp_path, year):
    lines = [row_of(year, "%" if year == 2023 else "", **cells) for cells in (GAIN, ALTERNATIVE)]
    path = made(tmp_path, f"PY_Financial_and_Quality_Results_{year}.csv", HEADERS[year], *lines)
    read = read_official("shared-savings", path)
    assert read.bound.unknown == ()
    assert len(read.rows()) == 2


def test_a_contract_ended_within_the_year_is_named_as_the_reason_of_a_difference(tmp_path):
    """CMS prorates a year that ends early; by how much is not in the file."""
    cells = GAIN | {"Impact_Mid_Year_Termination": "1", "EarnSaveLoss": '"1,470,000"'}
    path = made(tmp_path, "PY2023.csv", HEADERS[2023], row_of(2023, "%", **cells))
    (only,) = reproduce("mssp", [path]).comparisons
    assert not only.matched
    assert "ended within the year" in only.reason


def test_every_name_that_is_bound_has_a_place_where_it_was_seen():
    """In one year at least; what is left is from memory and listed here."""
    layout = settlement_layout("mssp")
    years = sorted({year for each in layout.seen for year in each.years})
    assert years == list(range(2014, 2025))
    first = [column.names[0] for column in layout.columns.values()]
    never = [name for name in first if all(layout.not_confirmed([name], y) for y in years)]
    assert never == []
