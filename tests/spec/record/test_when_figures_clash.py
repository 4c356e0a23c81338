"""When two figures clash, and when one is only a closer statement of the other.

A figure keeps its bound (more than, at least, about) and its basis (a year, the whole term). It
clashes with another only if both cannot be true.
"""

import pytest

from capitula.record.values import BASIS_NOT_STATED, Bound, Value


def count(words):
    bound, _, number = words.rpartition(" ")
    return Value(words, number=number, unit="doctors", bound=Bound(bound or "exact"))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("80", "80", True),
        ("80", "81", False),
        ("more than 80", "at least 80", True),
        ("more than 80", "80", False),
        ("at least 80", "80", True),
        ("at least 80", "85", True),
        ("at most 80", "85", False),
        ("about 80", "80", True),
        ("about 80", "85", False),
        ("at most 80", "at least 90", False),
    ],
)
def test_bounds(one, other, agree):
    assert count(one).agrees_with(count(other)) is agree
    assert count(other).agrees_with(count(one)) is agree


def pounds(millions, basis):
    return Value("", amount_pence=millions * 10**8, unit="GBP", basis=basis)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (pounds(360, "a year"), pounds(360, "a year"), True),
        (pounds(360, "a year"), pounds(244, "a year"), False),
        (pounds(360, "a year"), pounds(5000, "for the whole term"), True),
        (pounds(360, BASIS_NOT_STATED), pounds(5000, BASIS_NOT_STATED), False),
        (pounds(5000, BASIS_NOT_STATED), pounds(5000, "for the whole term"), True),
        (pounds(360, BASIS_NOT_STATED), pounds(5000, "for the whole term"), False),
    ],
)
def test_bases(one, other, agree):
    """A year's money and a whole term's cannot be held against each other."""
    assert one.agrees_with(other) is agree
    assert other.agrees_with(one) is agree


def test_people_and_practices_are_not_one_count():
    assert not count("38").agrees_with(Value("38 practices", number="38", unit="practices"))
