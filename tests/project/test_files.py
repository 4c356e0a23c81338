"""What no file of the project may hold: a package index's address, a path of one machine."""

import re

from harness.places import ROOT, project_files

# Written so that this file does not match itself.
FORBIDDEN = {
    "a package index": re.compile(
        r"py[p]i\.(?:org|io)|python[h]osted\.org|registry\.n[p]mjs\.org"
        r"|https?://\S*/simpl[e]/|--(?:extra-)?index[-]url|\.whl[#]|\"resolved[\"]:"
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.~*$}>)-])/(?:work|root|home/\w[\w.-]*|Users/\w[\w.-]*)/"
    ),
}


def test_no_file_names_an_index_or_a_machine():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {what}: {line.strip()[:120]}"
        for path in project_files()
        for number, line in enumerate(path.read_text(errors="ignore").splitlines(), start=1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]
    assert not found, "\n".join(found)
