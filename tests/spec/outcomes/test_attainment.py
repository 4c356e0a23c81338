"""Attainment: how a measure's figure earns a share of the improvement payment.

Nothing is earned at the floor, all of it at the target, and in between in proportion:

    a = clip((x - floor) / (target - floor), 0, 1)

The payment is the pool times the sum of weight times attainment. Money reads the shares from the
record, as values of the contract, and knows nothing of how they came about.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.attainment_kind import AttainmentStanding, AttainmentStated
from capitula.contract.improvement import ImprovementScheme, SchemeMeasure
from capitula.ground.faults import InputFaults, ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.attainment.scheme import score
from capitula.outcomes.attainment.score import attain, share_attained

YEAR = PartialDate.parse("2027/28")


def measure(name, *, weight="0.4", direction="down", floor="100", target="80", use="paid"):
    stated = {"mark": "local"} | ({} if weight is None else {"weight": Decimal(weight)})
    return SchemeMeasure(
        id=name, name=name, direction=direction, floor=floor, target=target, use=use, **stated
    )


@pytest.mark.parametrize(
    ("figure", "share"),
    [("105", "0"), ("100", "0"), ("95", "1/4"), ("85", "3/4"), ("80", "1"), ("60", "1")],
)
def test_where_less_is_better_the_target_lies_under_the_floor(figure, share):
    """Admissions: floor 100, target 80. At 85 three quarters are attained; never more than all."""
    found = attain(measure("admissions"), YEAR, Decimal(figure))
    assert found.share == Fraction(share)
    assert found.counts


@pytest.mark.parametrize(("figure", "share"), [("60", "0"), ("66", "3/5"), ("70", "1")])
def test_where_more_is_better_the_same_formula_holds(figure, share):
    rise = measure("quality", direction="up", floor="60", target="70")
    assert attain(rise, YEAR, Decimal(figure)).share == Fraction(share)


def test_the_worked_example_of_a_scheme():
    """Weights 0.4, 0.3, 0.2, 0.1 and attainment 0.75, 0.5, 1, 0 earn 0.65 of the pool."""
    names = {"a": ("0.4", "85"), "b": ("0.3", "90"), "c": ("0.2", "70"), "d": ("0.1", "120")}
    measures = tuple(measure(name, weight=weight) for name, (weight, _) in names.items())
    attained = {m.id: attain(m, YEAR, Decimal(names[m.id][1])) for m in measures}
    found = score(ImprovementScheme(mark="local", measures=measures), attained)
    assert (found.earned, found.lost) == (Fraction(65, 100), Fraction(35, 100))
    assert (found.late, found.suspended) == (0, 0)


def test_late_figures_are_open_and_not_nought():
    """Until they are out, the weight is neither earned nor lost."""
    measures = (measure("a", weight="0.6"), measure("b", weight="0.4"))
    late = attain(measures[0], YEAR, None)
    assert (late.share, late.standing) == (None, AttainmentStanding.DATA_LATE)
    whole = attain(measures[1], YEAR, Decimal(80))
    found = score(ImprovementScheme(mark="local", measures=measures), {"a": late, "b": whole})
    assert (found.earned, found.lost, found.late) == (Fraction(2, 5), 0, Fraction(3, 5))


def test_a_suspended_measure_is_not_scored_whatever_its_figure():
    found = attain(measure("a", weight="1"), YEAR, Decimal(80), suspended="definition changed")
    assert (found.share, found.counts) == (None, False)
    total = score(ImprovementScheme(mark="local", measures=(found.measure,)), {"a": found})
    assert (total.earned, total.lost, total.suspended) == (0, 0, 1)
    assert "definition changed" in found.text()


def test_a_shadow_year_is_scored_and_not_paid():
    found = attain(measure("a", weight="1"), YEAR, Decimal(90), shadow=True)
    assert found.share == Fraction(1, 2)
    assert not found.counts
    total = score(ImprovementScheme(mark="local", measures=(found.measure,)), {"a": found})
    assert (total.earned, total.lost, total.late, total.suspended) == (0, 0, 0, 0)
    assert "scored, not paid on" in found.text()


def test_a_shadow_measure_is_scored_in_every_year():
    found = attain(measure("a", weight=None, use="shadow"), YEAR, Decimal(90))
    assert (found.share, found.standing) == (Fraction(1, 2), AttainmentStanding.SHADOW)


def test_it_becomes_an_entry_that_money_can_read():
    """The share is written as whole parts, so that a third is a third."""
    found = attain(measure("a", target="70"), YEAR, Decimal(90))
    entry = found.entry("A1", "The analyst", "DATA1")
    assert (entry["kind"], entry["about"]) == ("attainment_stated", "a")
    assert (entry["attained_parts"], entry["attained_of"]) == (1, 3)
    body = AttainmentStated(**{k: entry[k] for k in AttainmentStated.model_fields if k in entry})
    assert body.value().text == "2027/28: 1/3 attained, paid on"


def test_a_share_without_a_score_is_refused_in_an_entry():
    with pytest.raises(ValueError, match="both parts of the share where it is scored"):
        AttainmentStated(period=YEAR, standing=AttainmentStanding.COUNTS)
    with pytest.raises(ValueError, match="a share of at most one"):
        AttainmentStated(
            period=YEAR, standing=AttainmentStanding.COUNTS, attained_parts=3, attained_of=2
        )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"floor": None}, "state the floor"),
        ({"target": "soon"}, "a number in the measure's unit"),
        ({"floor": "80", "target": "80"}, "a target under the floor"),
        ({"direction": "up"}, "a target above the floor"),
    ],
)
def test_floor_and_target_must_fit_the_direction(change, told):
    with pytest.raises(InputFaults, match=told):
        attain(measure("a", **change), YEAR, Decimal(90))


def test_a_floor_that_is_the_target_leaves_nothing_between():
    with pytest.raises(ValueFault, match="two that differ"):
        share_attained(Decimal(1), Decimal(2), Decimal(2))


_NUMBERS = st.decimals(-1000, 1000, allow_nan=False, places=3)


@given(figure=_NUMBERS, step=_NUMBERS.filter(lambda x: x > 0), floor=_NUMBERS, target=_NUMBERS)
def test_it_lies_between_nought_and_one_and_never_falls_as_the_figure_gets_better(
    figure, step, floor, target
):
    if floor == target:
        return
    better = figure + (step if target > floor else -step)
    first, second = (share_attained(x, floor, target) for x in (figure, better))
    assert 0 <= first <= second <= 1
    mirrored = share_attained(-figure, -floor, -target)
    assert mirrored == first
