"""A settlement run over people's rows at the size of Dudley: Parquet to cube and statement.

318,000 people, five years, 34 million rows of activity, made up here by whole-number arithmetic.
Each run is a process of its own: processor seconds and peak memory are those of the whole process,
checks, digests and the start of Python included. Beside it, in the same session, pandas computes
the same cube and the same truncation from the same files, without checks or bounded memory; its
cube must be the same rows. The floor below both is the time that decoding the columns takes.

    python -m benchmarks.settlement_run             three sizes and the peer
    python -m benchmarks.settlement_run --quick     a twentieth of the size
"""

# ruff: noqa: S608 - the queries are made of our own figures
import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path

PEOPLE, ROWS = 318_000, 34_000_000
LIMIT_SECONDS_PER_MILLION, LIMIT_MIB = 0.65, 1024
FIRST, LAST = date(2018, 4, 1), date(2023, 3, 31)
PERCENT = 99
AGES = (0, 5, 15, 45, 65, 75, 85)
SERVICES = {  # rows in eighteen, pounds: made-up proportions, so that every line has rows
    "gp": (4, 35),
    "prescribing": (5, 9),
    "community": (2, 60),
    "mental_health": (1, 120),
    "emergency_department": (1, 150),
    "outpatient": (2, 130),
    "emergency_inpatient": (1, 2_500),
    "elective_inpatient": (1, 3_000),
    "social_care": (1, 800),
}
PRICED = ("emergency_department", "outpatient", "emergency_inpatient", "elective_inpatient")
_MIX = "((((x + k * 7919) % 2147483647) * 48271 % 2147483647 + k * 104729) % 2147483647) * 69621"


def make(folder, people, rows):
    """Write a place; rows are in order of date, as an extract of activity comes."""
    import duckdb

    (folder / "activity").mkdir(parents=True)
    connection = duckdb.connect()
    connection.execute("set memory_limit = '4GB'")
    connection.execute(f"create macro mix(x, k) as {_MIX} % 2147483647")
    to = "(format parquet, compression zstd)"
    connection.execute(
        f"copy (select i as person_id, date '1930-01-01' + (mix(i, 1) % 29000)::int as birth_date, "
        "case when mix(i, 2) % 100 > 0 then "
        "case when mix(i, 3) % 2 = 0 then 'female' else 'male' end end as sex, "
        f"null::date as death_date from range({people}) t(i)) to '{folder}/people.parquet' {to}"
    )
    practice = "'M87' || lpad((mix(i, {}) % 43)::varchar, 3, '0')".format
    connection.execute(
        "copy (with p as (select i, mix(i, 5) % 100 < 8 as moves, mix(i, 8) % 100 < 4 as leaves, "
        f"date '2018-04-01' + (mix(i, 6) % 1826)::int as day from range({people}) t(i)) "
        f"select i * 2 as registration_id, i as person_id, {practice(4)} as practice, "
        "date '2010-01-01' + (mix(i, 9) % 2900)::int as start_date, "
        "case when moves or leaves then day end as end_date from p union all "
        f"select i * 2 + 1, i, {practice(7)}, day, null from p where moves) "
        f"to '{folder}/registrations.parquet' {to}"
    )
    every = [name for name, (weight, _) in SERVICES.items() for _ in range(weight)]
    price = [SERVICES[name][1] for name in every]
    step = 2_000_000
    for part, start in enumerate(range(0, rows, step)):
        connection.execute(
            f"copy (select (mix(i, 11) * {people} // 2147483647) as person_id, "
            f"date '2018-04-01' + (i * 1826 // {rows})::int as activity_date, service, "
            "case service when 'prescribing' then null "
            "else 'R' || (mix(i, 14) % 20)::varchar end as provider, "
            "(1 + mix(i, 15) % 3)::bigint as quantity, case when mix(i, 16) % 500 > 0 "
            "then price * (50 + mix(i, 17) % 101 + 900 * (mix(i, 18) % 200 = 0)::int) end "
            "as cost_pence, "
            f"service in {PRICED} as priced from (select i, {every}[1 + mix(i, 10) % {len(every)}] "
            f"as service, {price}[1 + mix(i, 10) % {len(every)}]::bigint as price "
            f"from range({start}, {min(start + step, rows)}) t(i))) "
            f"to '{folder}/activity/part-{part:03}.parquet' {to}"
        )


def _processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _clocked(parts, owner, name, label):
    """Let a function add the processor seconds it takes to `parts`, under a label."""
    real = getattr(owner, name)

    def clocked(*arguments, **options):
        before = _processor()
        try:
            return real(*arguments, **options)
        finally:
            key = label(*arguments)
            parts[key] = parts.get(key, 0.0) + _processor() - before

    setattr(owner, name, clocked)


def settle(folder, work, threads="2", buckets="1"):
    """The product: checks, cube, member months, truncation, statement, digests."""
    from capitula.money.cube import run as running
    from capitula.money.cube.run import SETTLEMENT_TABLES, settlement_run
    from capitula.money.cube.statement import statement_figures
    from capitula.money.cube.terms import CubeTerms, Line
    from capitula.population.member_months.rules import MemberMonthRule
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings, Session

    parts = {"starting Python": _processor()}
    _clocked(parts, running, "settlement_faults", lambda *_: "checks of all rows")
    _clocked(parts, Session, "table", lambda _, name, __: f"stage {name}")
    _clocked(parts, Session, "write", lambda *_: "writing what is kept")
    _clocked(parts, Session, "digest", lambda *_: "digests of results")
    terms = CubeTerms(
        first=FIRST,
        last=LAST,
        member_months=MemberMonthRule.FIRST_OF_MONTH,
        age_bands=AGES,
        lines=tuple(Line(line=name, services=(name,)) for name in SERVICES),
        truncation_percent=PERCENT,
    )
    cube = settlement_run(
        open_folder(Path(folder), SETTLEMENT_TABLES),
        terms,
        Path(work),
        buckets=int(buckets),
        settings=EngineSettings(int(threads), 512),
    )
    figures = statement_figures(cube)
    return {
        "digests": dict(cube.digests),
        "cost": sum(year.cost_pence for year in figures),
        "excess": sum(year.excess_pence or 0 for year in figures),
        "member_months": int(sum(year.member_months for year in figures)),
        "parts": parts,
    }


def decode(folder, work):  # noqa: ARG001 - every task takes both
    """The floor: every column that the run reads, decoded once and added up."""
    from capitula.tables.session import EngineSettings, Session

    with Session(EngineSettings(2, 512)) as session:
        rows = session.rows(
            "select count(person_id), sum(person_id), max(activity_date), max(service), "
            "max(provider), sum(quantity), sum(cost_pence), count_if(priced) "
            f"from '{folder}/activity/*.parquet'"
        )
    return {"rows": rows[0][0]}


def pandas(folder, work):  # noqa: ARG001 - every task takes both
    """The peer: the same cube and truncation in pandas, all rows in memory."""
    import numpy as np
    import pandas as pd

    people = pd.read_parquet(f"{folder}/people.parquet")
    spells = pd.read_parquet(f"{folder}/registrations.parquet")
    activity = pd.read_parquet(f"{folder}/activity")
    first, end = pd.Timestamp(FIRST), pd.Timestamp(LAST) + pd.Timedelta(days=1)
    activity["activity_date"] = pd.to_datetime(activity["activity_date"])
    for name in ("start_date", "end_date"):
        spells[name] = pd.to_datetime(spells[name])
    spells["end_date"] = spells["end_date"].fillna(end).clip(upper=end)
    spells["start_date"] = spells["start_date"].clip(lower=first)
    spells = spells[spells["start_date"] < spells["end_date"]]
    people["birth_date"] = pd.to_datetime(people["birth_date"])
    spells = spells.merge(people[["person_id", "birth_date", "sex"]], on="person_id")
    rows = activity.merge(spells.drop(columns="registration_id"), on="person_id")
    day = rows["activity_date"]
    rows = rows[(day >= rows["start_date"]) & (day < rows["end_date"])]
    day, birth = rows["activity_date"].dt, rows["birth_date"].dt
    before = (day.month * 100 + day.day) < (birth.month * 100 + birth.day)
    age = day.year - birth.year - before.astype("int32")
    names = [f"{a}-{b - 1}" for a, b in pairwise(AGES)] + [f"{AGES[-1]}+"]
    rows = rows.assign(
        month=day.year * 12 + day.month - 1,
        age_band=pd.Categorical.from_codes(np.digitize(age, AGES) - 1, names),
        year=day.year - (day.month < 4),
    )
    keys = ["service", "month", "practice", "age_band", "sex", "priced"]
    for name in ("service", "practice", "sex"):
        rows[name] = rows[name].astype("category")
    rows["cost_pence"] = rows["cost_pence"].astype("Int64")
    cube = rows.groupby(keys, observed=True, dropna=False).agg(
        activity_rows=("quantity", "size"),
        quantity=("quantity", "sum"),
        cost_pence=("cost_pence", "sum"),
        priced_rows=("cost_pence", "count"),
    )
    by_person = rows.groupby(["person_id", "year"])["cost_pence"].sum()
    years = range(FIRST.year, LAST.year)
    excess = 0
    for year in years:
        start, stop = pd.Timestamp(year, 4, 1), pd.Timestamp(year + 1, 4, 1)
        here = spells[(spells["start_date"] < stop) & (spells["end_date"] > start)]
        covered = here["person_id"].unique()
        costs = by_person.xs(year, level="year").reindex(covered, fill_value=0).fillna(0)
        costs = np.sort(costs.to_numpy(dtype="int64"))
        threshold = costs[(PERCENT * len(costs) + 99) // 100 - 1]
        excess += int((costs - threshold).clip(min=0).sum())
    return {"cost": int(cube["cost_pence"].sum()), "excess": excess, "cells": len(cube)}


def part(folder, work, out, buckets):  # noqa: ARG001 - every task takes both
    """Part a folder into person buckets, as is done once when data arrive."""
    from capitula.money.cube.run import SETTLEMENT_TABLES
    from capitula.tables.folder import open_folder
    from capitula.tables.ingest import part_into_buckets
    from capitula.tables.session import EngineSettings

    settings = EngineSettings(2, 512)
    part_into_buckets(
        open_folder(Path(folder), SETTLEMENT_TABLES), Path(out), int(buckets), settings
    )
    return {}


TASKS = {"settle": settle, "decode": decode, "pandas": pandas, "part": part}


def measured(task, folder, *options):
    """Run a task in a process of its own; returns processor seconds, peak MiB and its answer."""
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, __file__, task, str(folder), f"{work}/run", *options]
        reader, writer = os.pipe()
        process = subprocess.Popen(command, stdout=writer, env=os.environ)
        os.close(writer)
        with os.fdopen(reader) as stream:
            said = stream.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{task} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(said)


def median(task, folder, runs, *options):
    found = sorted((measured(task, folder, *options) for _ in range(runs)), key=lambda f: f[0])
    peak = max(each[1] for each in found)
    return found[len(found) // 2][0], peak, found[0][2]


def main(arguments=()):
    scale = 20 if "--quick" in arguments else 1
    runs = 3
    met = True
    with tempfile.TemporaryDirectory() as kept:
        table, answer = [], None
        for share in (4, 2, 1):
            people, rows = PEOPLE // scale // share, ROWS // scale // share
            folder = Path(kept) / f"place-{share}"
            make(folder, people, rows)
            seconds, peak, answer = median("settle", folder, runs)
            floor, _, _ = median("decode", folder, runs)
            table.append((people, rows, seconds, peak, floor))
            met = met and peak <= LIMIT_MIB
        print(f"Settlement run, whole process, median of {runs}")
        print("      people          rows   CPU s  per million   peak MiB   decoding alone, CPU s")
        for people, rows, seconds, peak, floor in table:
            million = seconds / rows * 1e6
            print(f"{people:12,}{rows:14,}{seconds:8.2f}{million:13.3f}{peak:11,.0f}{floor:16.2f}")
        (_, small, least, _, _), (_, large, most, peak, floor) = table[0], table[-1]
        slope = (most - least) / (large - small) * 1e6
        fixed = most - slope * large / 1e6
        print(f"  slope {slope:.3f} CPU s per million rows; fixed {fixed:.2f} CPU s")
        print(f"  {most / floor:.1f} times the decoding of the columns; limits {LIMIT_MIB} MiB and")
        print(f"  {LIMIT_SECONDS_PER_MILLION} CPU s per million rows")
        _gap(answer["parts"], most)
        if scale == 1:  # at a twentieth the fixed cost decides
            met = met and most / large * 1e6 <= LIMIT_SECONDS_PER_MILLION
        met = _same_bytes(folder, answer) and met
        _peer(folder, large, most, peak, answer)
    return met


def _gap(parts, whole):
    """What the run is made of, the largest first; decoding is inside the parts that read rows."""
    shown = sorted(parts.items(), key=lambda part: -part[1])[:8]
    print("  of which, CPU s: " + ", ".join(f"{name} {taken:.1f}" for name, taken in shown))
    rest = whole - sum(taken for _, taken in shown)
    print(f"  and all else {rest:.1f}", flush=True)


def _same_bytes(folder, answer):
    """Other threads and person buckets; a folder is parted once, and read bucket by bucket."""
    same = True
    for threads, buckets in (("1", "1"), ("2", "7"), ("1", "25")):
        parted, parting = folder, 0.0
        if buckets != "1":
            parted = folder.with_name(f"parted-{buckets}")
            parting, _, _ = measured("part", folder, str(parted), buckets)
        seconds, peak, other = measured("settle", parted, threads, buckets)
        equal = other["digests"] == answer["digests"]
        same = same and equal
        word = "the same bytes" if equal else "OTHER BYTES"
        once = f"; parted once in {parting:.1f} CPU s" if parting else ""
        print(
            f"  threads {threads}, buckets {buckets}: {word}; {seconds:.1f} CPU s, "
            f"{peak:,.0f} MiB{once}",
            flush=True,
        )
    return same


def _peer(folder, rows, ours, peak, answer):
    try:
        seconds, memory, other = measured("pandas", folder)
    except SystemExit as stopped:
        print(f"  pandas did not finish: {stopped}")
        return
    agrees = other["cost"] == answer["cost"] and other["excess"] == answer["excess"]
    print(
        f"  pandas: {seconds:.1f} CPU s ({seconds / rows * 1e6:.2f} per million), "
        f"{memory:,.0f} MiB; {seconds / ours:.1f} times the processor and "
        f"{memory / peak:.1f} times the memory; "
        f"{'same cost and excess' if agrees else 'ANOTHER ANSWER'}"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in TASKS:
        print(json.dumps(TASKS[sys.argv[1]](*sys.argv[2:])))
        sys.exit(0)
    sys.exit(0 if main(sys.argv[1:]) else 1)
