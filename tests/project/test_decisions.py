"""Decision records: numbered once, each with the same four headings."""

import re
from collections import Counter

from harness.places import ROOT

HEADINGS = ["Status", "Context", "Decision", "Consequences"]


def records():
    return sorted((ROOT / "docs" / "adr").glob("*.md"))


def test_each_is_numbered_once():
    names = [path.name for path in records() if path.name != "README.md"]
    wrong = [name for name in names if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name)]
    assert not wrong, "expected names such as 0007-one-store.md"
    twice = [number for number, n in Counter(name[:4] for name in names).items() if n > 1]
    assert not twice


def test_each_has_its_headings():
    for path in records():
        if path.name != "README.md":
            found = re.findall(r"^## (.+?)\s*$", path.read_text(), re.MULTILINE)
            assert [name for name in found if name in HEADINGS] == HEADINGS, path.name
