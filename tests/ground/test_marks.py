"""Evidence marks: a result is no better known than the worst of what went into it."""

from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.marks import EvidenceMark, weakest

ORDER = ["sourced", "derived", "local", "assumed", "unverified"]
marks = st.lists(st.sampled_from(EvidenceMark))


def test_the_marks_stand_in_order():
    assert [mark.value for mark in EvidenceMark] == ORDER


def test_a_result_of_sourced_figures_is_derived():
    assert weakest([EvidenceMark.SOURCED]) is EvidenceMark.DERIVED
    assert weakest([]) is EvidenceMark.DERIVED


@given(marks)
def test_the_weakest_input_decides(found):
    assert weakest(found).value == max(["derived", *found], key=ORDER.index)


@given(marks, marks)
def test_it_does_not_matter_how_a_result_was_put_together(one, two):
    assert weakest([*one, *two]) is weakest([weakest(one), weakest(two)])
