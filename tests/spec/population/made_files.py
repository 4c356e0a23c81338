"""Small made-up files in the published layouts, for worked examples; no practice is real."""

import csv
import io


def columns(line):
    """The names of columns in a header line."""
    return next(csv.reader([line]))


HEADER_2018 = columns(
    "R21,Region21_7,STP,STP21,STP21ons,STP21_42,CCG,CCG19,PCN,PCN_name,Place,Practice,"
    "GP practice name,GP_pop,WP_G&A,WP_CS,WP_MH,WP_Mat,WP_HCHS,MFF_index,EACA_index,WP_MFF,"
    "WP_EACA,WP_Presc,WP_AM,Target_exc_remote_£k,Target_inc_remote_£k,WP_Overall"
)

HEADER_2024 = columns(
    "Practice_Code,GP_Practice_Name,Practice_Postcode,Latitude,Longitude,CCG21,Former CCG,PCN_Code,"
    "PCN_Name,LOC22,LOC22name,ICS22,ICS22name,R22,Region22,LAD21,LTLA21,LA21,UTLA21,Patients,"
    "pop 2022/23,G&A WP,CS WP,MH WP,Mat WP,Health Ineq WP,Prescr WP,Final WP,"
    "Primary Medical Care WP,Final PMC WP"
)

WEIGHTED_2024 = HEADER_2024[21:]


def practice_2018(code="A00001", commissioner="09X", **figures):
    """A practice whose every figure is 1,000 people or an index of 1, unless given."""
    row = dict.fromkeys(HEADER_2018[13:], "1000") | {"MFF_index": "1", "EACA_index": "1"}
    row |= {"Practice": code, "GP practice name": "Made-up Surgery", "CCG": commissioner}
    row |= {"CCG19": "Made-up CCG", "STP21": "QXX", "STP21_42": "Made-up STP"}
    return row | {name.replace("and_", "&"): value for name, value in figures.items()}


def practice_2024(code, icb, place, people, weighted):
    """A practice of an integrated care board; every weighted column holds the same figure."""
    row = {"Practice_Code": code, "GP_Practice_Name": "Made-up Surgery", "pop 2022/23": people}
    row |= {"ICS22": icb, "ICS22name": f"{icb} board", "LAD21": f"E-{place}", "LTLA21": place}
    return row | dict.fromkeys(WEIGHTED_2024, weighted)


def write(path, header, rows, encoding="utf-8"):
    """Write rows under a header; returns the path."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path
