"""The record of a case that ships, built in memory from the files that people wrote."""

from datetime import UTC, date, datetime
from functools import cache

from capitula.case.folder import find_case
from capitula.case.kinds import ALL_KINDS
from capitula.case.opening import read_authored
from capitula.record.chain import Head, seal
from capitula.record.view import Record

TAKEN_IN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""When the record is taken in, fixed: pages without a date are known from this day only."""

CASES = ("dudley", "wirral", "manchester")


@cache
def authored(case):
    return tuple(read_authored(find_case(case)))


@cache
def case_record(case):
    return Record(seal(authored(case), case, Head(), TAKEN_IN), ALL_KINDS)


def view(case, known, in_force=None):
    """A case as known on a day, and in force on the same day unless another is given."""
    day = date.fromisoformat(in_force) if in_force else None
    return case_record(case).as_known(date.fromisoformat(known), day)
