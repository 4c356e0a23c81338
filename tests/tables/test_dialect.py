"""Each engine's spelling of the dialect functions, held to plain Python."""

# ruff: noqa: S608 - the values are the test's own
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capitula.tables.dialect import bucket_of
from capitula.tables.duckdb_dialect import DuckDbDialect
from capitula.tables.session import EngineSettings, Session, SumsTooLarge
from capitula.tables.template import TemplateError, expand
from harness.population_oracle import age_on, month

DIALECTS = [DuckDbDialect()]
INT64 = st.integers(-(2**63) + 10**6, 2**63 - 1 - 10**6)


@pytest.fixture(scope="module")
def session():
    with Session(EngineSettings(1, 128)) as opened:
        yield opened


def ask(session, text, **values):
    return session.value("select " + expand(text, session.dialect, values))


def whole(session, sql, cells):
    """Ask about many values at once: a column of answers."""
    listed = ", ".join(f"({', '.join(map(session.dialect.literal, cell))})" for cell in cells)
    names = ", ".join(f"c{n}" for n in range(len(cells[0])))
    query = expand(sql, session.dialect, {})
    return [row[0] for row in session.rows(f"select {query} from (values {listed}) as t({names})")]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(INT64, st.integers(1, 10**6)), min_size=1, max_size=50))
def test_division_floors_toward_minus_infinity(session, pairs):
    assert whole(session, "@floor_divide(c0, c1)", pairs) == [a // b for a, b in pairs]


def test_half_of_minus_seven_is_minus_four(session):
    assert ask(session, "@floor_divide(-7, 2)") == -4


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 120)), min_size=1, max_size=50))
def test_days_months_and_birthdays(session, pairs):
    assert whole(session, "@month_index(c0)", pairs) == [month(day) for day, _ in pairs]
    starts = whole(session, "@month_start(@month_index(c0))", pairs)
    assert starts == [day.replace(day=1) for day, _ in pairs]
    ends = whole(session, "@month_days(@month_index(c0))", pairs)
    lengths = [
        ((d.replace(day=1) + timedelta(31)).replace(day=1) - d.replace(day=1)).days
        for d, _ in pairs
    ]
    assert ends == lengths
    for (birth, age), birthday in zip(
        pairs, whole(session, "@birthday(c0, c1)", pairs), strict=True
    ):
        assert age_on(birthday, birth) == age
        assert age_on(birthday - timedelta(1), birth) == age - 1
    later = whole(session, "@add_days(c0, c1)", pairs)
    assert later == [day + timedelta(n) for day, n in pairs]
    spans = whole(session, "@days_between(c0, @add_days(c0, c1))", pairs)
    assert spans == [n for _, n in pairs]


def test_a_leap_day_birthday_falls_on_1_march_in_common_years(session):
    born = date(2008, 2, 29)
    assert ask(session, "@birthday($born, 15)", born=born) == date(2023, 3, 1)
    assert ask(session, "@birthday($born, 16)", born=born) == date(2024, 2, 29)


def test_least_and_greatest_of_something_missing_are_missing(session):
    """An engine that skips nulls lost rows whose totals all agreed."""
    assert ask(session, "@least(18, null)") is None
    assert ask(session, "@greatest(18, null, 3)") is None
    assert (ask(session, "@least(18, 3)"), ask(session, "@greatest(18, 3)")) == (3, 18)


def test_a_series_holds_both_its_ends(session):
    sql = expand("select n from @series(3, 6, n) as s order by n", session.dialect, {})
    assert session.rows(sql) == [(3,), (4,), (5,), (6,)]


@pytest.mark.parametrize(("count", "rank"), [(1, 1), (99, 99), (100, 99), (101, 100), (200, 198)])
def test_a_percentile_is_the_value_at_a_whole_rank(session, count, rank):
    assert ask(session, f"@percentile_rank(99, {count})") == rank == (99 * count + 99) // 100


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2**63 - 1)), min_size=1, max_size=50), st.integers(1, 10**4)
)
def test_a_person_has_one_bucket_on_every_engine(session, people, buckets):
    found = whole(session, f"@person_bucket(c0, {buckets})", people)
    assert found == [bucket_of(person, buckets) for (person,) in people]


def test_people_spread_evenly_over_buckets():
    for step in (1, 25, 1_000, 2**31 - 1, 2**32):
        counts = [0] * 25
        for n in range(10_000):
            counts[bucket_of(n * step, 25)] += 1
        assert max(counts) < 1.3 * 400, step
        assert min(counts) > 0.7 * 400, step


def test_a_sum_is_64_bits_or_an_error(session):
    total = expand("@total(v)", session.dialect, {})
    rows = "(values (cast(9223372036854775807 as bigint)), (-1), (null)) as t(v)"
    assert session.rows(f"select {total}, typeof({total}) from {rows}") == [(2**63 - 2, "BIGINT")]
    with pytest.raises(SumsTooLarge):
        session.rows(f"select {total} from (values (9223372036854775807), (1)) as t(v)")


def test_a_digest_is_of_rows_in_any_order_and_tells_missing_from_text(session):
    session.table("t", "select * from (values (2, '~'), (1, null), (10, 'a')) as t(n, w)")
    expected = sha256(b"=1\t~\n=10\t=a\n=2\t=~").hexdigest()
    assert session.digest("t") == expected


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_values_are_written_as_literals(dialect):
    assert dialect.literal("O'Brien") == "'O''Brien'"
    assert dialect.literal(date(2024, 2, 29)) == "date '2024-02-29'"
    assert dialect.literal(None) == "null"
    with pytest.raises(TypeError):
        dialect.literal(bool(1))


BAD = {
    "an unknown function": ("select @floor(1)", "found @floor; expected one of month_index"),
    "a value nobody gave": ("select $day", "found $day; expected one of none"),
    "a bracket left open": ("select @least(1, (2)", "no closing bracket after @least"),
}


@pytest.mark.parametrize(("sql", "said"), BAD.values(), ids=BAD.keys())
def test_a_slip_in_a_stage_is_told(sql, said):
    with pytest.raises(TemplateError) as caught:
        expand(sql, DuckDbDialect(), {})
    assert said in str(caught.value)


def test_comments_and_quoted_text_stay_as_they_are():
    sql = "select '@least(1)', '$x' -- @never $y\n"
    assert expand(sql, DuckDbDialect(), {}) == sql
