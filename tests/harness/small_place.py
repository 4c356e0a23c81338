"""A made-up place of a few people, written as a population folder; nobody in it is real."""

from datetime import date, timedelta
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from capitula.tables.schemas import TABLES

SERVICES = ("gp", "community", "emergency_inpatient", "prescribing")
PRACTICES = ("A00001", "A00002", "A00003", "A00004")


def write_table(folder, name, rows, files=1):
    """Write rows, each a tuple in the order of the schema, into one file or several."""
    table = TABLES[name]
    names = [column.name for column in table.columns]
    folder.mkdir(parents=True, exist_ok=True)
    whole = pa.Table.from_pylist(
        [dict(zip(names, row, strict=True)) for row in rows], schema=table.arrow()
    )
    if files == 1:
        pq.write_table(whole, folder / f"{name}.parquet")
        return
    (folder / name).mkdir()
    for number in range(files):
        part = whole.slice(number * len(rows) // files, len(rows) // files + 1)
        end = (number + 1) * len(rows) // files - number * len(rows) // files
        pq.write_table(part.slice(0, end), folder / name / f"part-{number}.parquet")


def write_place(folder, place, files=1):
    """Write every table of a place."""
    for name, rows in place.items():
        write_table(folder, name, rows, files)
    return folder


def shuffled(place, seed):
    """The same place with the rows of every table in another order."""
    random = Random(seed)  # noqa: S311 - made-up people, not secrets
    return {name: random.sample(rows, len(rows)) for name, rows in place.items()}


def make_place(people=150, activity=3_000, seed=2018, *, participation=True):
    """People with unknown births and sexes, leap days, moves, open ends; costs below nought too."""
    random = Random(seed)  # noqa: S311 - made-up people, not secrets
    place = {"people": [], "registrations": [], "activity": []}
    ids = random.sample(range(10**15), people)
    for number, person in enumerate(ids):
        birth = date(1925, 1, 1) + timedelta(random.randrange(33_000))
        if number % 11 == 0:
            birth = date(random.choice((1936, 1952, 1980, 2004)), 2, 29)
        elif number % 17 == 0:
            birth = None
        sex = (None, "female", "male", "female", "male", "indeterminate")[random.randrange(6)]
        place["people"].append((person, birth, sex, None))
        _spells(place["registrations"], random, person, birth)
    for _ in range(activity):
        service = random.choice(SERVICES)
        cost = random.randrange(-5_000, 200_000)
        if service == "emergency_inpatient":
            cost *= random.choice((1, 1, 40))
        place["activity"].append(
            (
                random.choice(ids),
                date(2018, 3, 1) + timedelta(random.randrange(820)),
                service,
                random.choice((None, "RX1", "RX2")),
                random.choice((-1, 1, 1, 2)),
                None if random.random() < 0.05 else cost,
                service == "emergency_inpatient",
            )
        )
    if participation:
        place["participation"] = [
            ("A00001", date(2017, 4, 1), None),
            ("A00002", date(2018, 7, 15), date(2019, 2, 10)),
            ("A00002", date(2019, 6, 1), None),
            ("A00003", date(2019, 1, 1), None),
        ]
    return place


def _spells(spells, random, person, birth):
    start = max(birth or date.min, date(2016, 1, 1) + timedelta(random.randrange(900)))
    for _ in range(random.choice((1, 1, 2, 3))):
        end = start + timedelta(random.randrange(1, 700))
        if random.random() < 0.4:
            end = None
        spells.append((len(spells), person, random.choice(PRACTICES), start, end))
        if end is None:
            return
        start = end + timedelta(random.choice((0, 0, 1, 20)))
