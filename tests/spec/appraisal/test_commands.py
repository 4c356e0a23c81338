"""`capitula appraisal …` on the cases that ship: what is printed, for people and for machines."""

import json

import pytest

from bad_files.test_bad_files import in_this_process

HERE = "."


def run(*arguments, folder=HERE):
    return in_this_process(folder, arguments)


PRINTED = [
    (("forms", "dudley"), "Changed with no decision recorded."),
    (("options", "dudley", "--known", "2018-02-01"), "EXCLUDED"),
    (("options", "dudley", "--file", "budget-example"), "none: excluded"),
    (("vat", "manchester"), "legislation"),
    (("donor", "dudley"), "BLOCKS (untested donor impact)"),
    (("donor", "wirral"), "names no trust that loses services"),
    (("parties", "budget-example"), "-£80,562,449.78"),
    (("practices", "dudley", "--start", "2020-04-01"), "31 March 2021 (unverified)"),
    (("value", "budget-example"), "Net present value £11,507,807.72 (unverified)"),
    (("value", "dudley"), "there is no net present"),
    (("price", "unitingcare"), "£752,331,606.21"),
    (("pack", "dudley", "--stage", "full"), "Missing for the full business case"),
]


@pytest.mark.parametrize(("arguments", "part"), PRINTED, ids=[" ".join(a) for a, _ in PRINTED])
def test_what_is_printed(arguments, part):
    done = run("appraisal", *arguments)
    assert done.returncode == 0, done.stderr
    assert part in done.stdout


SCHEMAS = [
    ("forms", "dudley"),
    ("options", "dudley"),
    ("vat", "dudley"),
    ("donor", "dudley"),
    ("parties", "budget-example"),
    ("practices", "dudley"),
    ("value", "budget-example"),
    ("price", "unitingcare"),
    ("pack", "wirral"),
]


@pytest.mark.parametrize("arguments", SCHEMAS, ids=" ".join)
def test_one_object_for_machines(arguments):
    done = run("appraisal", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"] == f"capitula.appraisal.{arguments[0]}/1"


def test_the_pack_is_written(tmp_path):
    done = run("appraisal", "pack", "budget-example", "--out", "out", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "business-case.docx",
        "business-case.xlsx",
    }


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("options", "dudly"), "did you mean 'dudley'?"),
        (("vat", "dudley", "--form", "co-op"), "found the form 'co-op'"),
        (("parties", "dudley"), "found no scenario for the parties"),
        (("pack", "dudley", "--stage", "fulll"), "did you mean 'full'?"),
        (("price", "unitingcare", "--known", "2015-01-01"), "public by 2016-11-16"),
    ],
)
def test_a_wrong_word_is_explained(arguments, found):
    done = run("appraisal", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert found in done.stderr
