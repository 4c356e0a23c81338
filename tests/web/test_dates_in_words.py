"""On a page a day is written as people write it: 31 March 2021, never 2021-03-31."""

import re
from html import unescape

import pytest

from web.test_case_pages import MANY_CHARTS, PAGES

_NOT_SEEN = re.compile(r"<(script|style|svg|code|pre)\b.*?</\1>", re.DOTALL)
_ISO = re.compile(r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?\b")

FORM_HINTS = (
    "For example, 2018-10-01 or 1 October 2018",
    "Write a day such as 2018-10-01 or 1 October 2018",
)
"""What may be typed into the field for a day."""

AS_ENTERED = {"/dudley/record/R4-10/": "Date 2019-04-01"}
"""An entry's own fields stand as they were entered, since the digest is of them."""


def seen(body):
    """Return the words of a page that a reader sees, closed details included."""
    page = _NOT_SEEN.sub(" ", body.decode().split("<body", 1)[1])
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize("path", [*PAGES, *MANY_CHARTS])
def test_no_date_stands_as_a_machine_writes_it(fetch, path):
    status, _, body = fetch(path)
    assert status == 200
    text = seen(body)
    for allowed in (*FORM_HINTS, AS_ENTERED.get(path, "")):
        text = text.replace(allowed, "") if allowed else text
    assert [text[max(0, m.start() - 60) : m.end() + 20] for m in _ISO.finditer(text)] == []
