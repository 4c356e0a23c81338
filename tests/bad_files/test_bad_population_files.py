"""Bad official files and weights through the real command: the whole message, exit 2, no writing.

The name says how a file is read: `KIND--mistake@YEAR.csv`; the year is the one stated.
"""

import shutil

import pytest

from bad_files.test_bad_files import bad, name, refused, run

LISTS = "practice,age,people\nA00001,young,80\nA00001,old,20\n"
WEIGH = ["--by", "age", "--weight", "weight", "--source", "clause 9"]


@pytest.mark.parametrize("path", bad("official_files"), ids=name)
def test_a_bad_official_file(tmp_path, path):
    kind = path.stem.partition("--")[0]
    named, stated, year = path.stem.partition("@")
    shutil.copy(path, tmp_path / f"{named}.csv")
    refused(
        run(
            tmp_path,
            *("population", "load", kind, f"{named}.csv"),
            *(("--year", year) if stated else ()),
        ),
        path,
    )


@pytest.mark.parametrize("path", bad("need_weights"), ids=name)
def test_bad_weights_and_lists(tmp_path, path):
    shutil.copy(path, tmp_path)
    (tmp_path / "lists.csv").write_text(LISTS)
    if path.stem.startswith("weigh--"):
        words = ["weigh", "lists.csv", "--weights", path.name, *WEIGH]
    else:
        words = ["carr-hill", path.name]
    refused(run(tmp_path, "population", *words), path)
