"""Tables of Word documents: each column holds its longest word, and the width is used whole."""

from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.reports.word_parts import add_table, column_widths

CELLS = st.text(st.characters(codec="ascii", categories=["Ll", "Zs"]), max_size=80)


@given(
    st.integers(1, 6).flatmap(
        lambda columns: st.lists(
            st.lists(CELLS, min_size=columns, max_size=columns), min_size=1, max_size=8
        )
    ),
    st.floats(5, 25),
)
def test_the_widths_sum_to_the_whole_and_none_is_nothing(lines, width):
    found = column_widths(lines, width, 8.5)
    assert sum(found) == pytest.approx(width)
    assert min(found) > 0


def test_a_short_column_beside_long_texts_still_holds_its_longest_word():
    """A month beside a paragraph: 'September' is not parted."""
    lines = [("Known by", "What was said"), ("September 2018", "word " * 60)]
    month, said = column_widths(lines, 17, 8.5)
    assert month == pytest.approx(0.45 + 9 * 8.5 * 0.022, abs=0.6)
    assert month >= 0.45 + 9 * 8.5 * 0.022
    assert said > 4 * month


def test_the_head_stands_again_on_every_page_rows_are_whole_and_the_grid_has_the_widths():
    paper = docx.Document()
    add_table(paper, ("Party", "Pounds"), [("The trust", "−£5.00")], width_cm=10,
              numeric=frozenset({1}))  # fmt: skip
    written = BytesIO()
    paper.save(written)
    table = docx.Document(BytesIO(written.getvalue())).tables[0]
    xml = table._tbl.xml
    assert xml.count("<w:cantSplit/>") == 2
    assert xml.count("<w:tblHeader/>") == 1
    assert sum(column.width.cm for column in table.columns) == pytest.approx(10, abs=0.01)
    assert [cell.text for cell in table.rows[1].cells] == ["The trust", "−£5.00"]
    assert table.rows[1].cells[1].paragraphs[0].alignment is not None
