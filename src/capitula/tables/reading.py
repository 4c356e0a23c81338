"""Reading a folder's tables: a query for one table, of one person bucket or of all."""

from __future__ import annotations

from capitula.tables.folder import PopulationFolder
from capitula.tables.schemas import TABLES
from capitula.tables.session import Session

PERSON = "person_id"


def source(
    session: Session,
    folder: PopulationFolder,
    name: str,
    bucket: int | None = None,
    buckets: int = 1,
    *,
    located: bool = False,
) -> str:
    """Return the query for a table of the folder, of one bucket where it is about people.

    Args:
        session: whose words the query is in.
        folder: where the table lies.
        name: of the table; one that the folder lacks has no rows.
        bucket: the person bucket; None for all.
        buckets: how many there are.
        located: with `source_file` and `source_row` (from 1) of each row.
    """
    table = TABLES[name]
    columns = [column.name for column in table.columns]
    parted = PERSON in columns and bucket is not None and buckets > 1
    files = folder.files.get(name, ())
    if parted and folder.buckets == buckets:
        files = folder.of_bucket(name, bucket or 0)
    if not files:
        return _empty(name)
    sql = session.dialect.source([str(f) for f in files], columns, located=located)
    if parted and folder.buckets != buckets:
        own = session.dialect.person_bucket(PERSON, str(buckets))
        return f"{sql} where {own} = {bucket}"
    return sql


def _empty(name: str) -> str:
    """Return a query with the columns of a table and no rows."""
    types = {"int64": "bigint", "date32[day]": "date", "string": "varchar", "bool": "boolean"}
    cells = ", ".join(f"cast(null as {types[c.type]}) as {c.name}" for c in TABLES[name].columns)
    return f"select {cells} where false"
