"""The command line: help everywhere, one clear line for a slip, JSON that parses, a quick start."""

import json
import subprocess
import sys

import pytest
import typer.main

from capitula.cli.main import app
from harness.commands import run
from harness.places import PACKAGE


def commands(group, path=()):
    """Every command and group, by its words."""
    for name, command in getattr(group, "commands", {}).items():
        yield (*path, name)
        yield from commands(command, (*path, name))


ALL = list(commands(typer.main.get_command(app)))
CASES = sorted(path.parent.name for path in (PACKAGE / "cases").glob("*/contract.yaml"))


@pytest.mark.parametrize("words", [(), *ALL], ids=" ".join)
def test_every_command_has_help(words):
    done = run(*words, "--help")
    assert done.returncode == 0
    assert done.stderr == ""
    usage, _, sentence, *_ = done.stdout.splitlines()
    assert usage.startswith("Usage: ")
    assert sentence.strip(), "a sentence that says what the command is for"


@pytest.mark.parametrize("words", [(), ("record",), ("contract",)], ids=" ".join)
def test_a_group_alone_shows_what_it_holds(words):
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Commands:" in done.stderr


def test_starting_imports_nothing_heavy():
    """Each of these alone would cost more than the command line itself."""
    heavy = ["rich", "pydantic", "yaml", "django", "duckdb", "numpy", "holidays", "jinja2"]
    code = f"import sys, capitula.cli.main; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_starting_needs_only_what_is_locked_to_run():
    """Typer brings its own click; one of the tools brings another, which users do not have."""
    code = (
        "import sys; sys.modules['click'] = None; import capitula.cli.main; "
        "sys.argv[1:] = ['contrat']; capitula.cli.main.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Did you mean 'contract'?" in done.stderr


SLIPS = """
contrat show dudley                          | No such command 'contrat'. Did you mean 'contract'?
contract shw dudley                          | No such command 'shw'. Did you mean 'show'?
case overview dudley --know 2018-01-01       | No such option: --know (Possible options: --known)
record show                                  | Missing argument 'case'.
case overview dudly                          | did you mean 'dudley'?
case overview nowhere                        | give one of these, or a folder's path
case overview dudley --known 31/01/2018      | write year, month, day: 2018-01-31
case overview dudley --known 2018-02-30      | correct the day: February 2018 has 28 days
case overview dudley --known 2018-02         | expected a whole day such as 2018-02-01
record show dudley --in-force soon           | --in-force: found 'soon'
web serve --port many                        | Invalid value for '--port'
"""


@pytest.mark.parametrize("line", SLIPS.strip().splitlines())
def test_a_slip_gets_one_clear_line(line):
    words, said = (part.strip() for part in line.split("|"))
    done = run(*words.split())
    assert (done.returncode, done.stdout) == (2, "")
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("capitula: ")
    assert said in sentence


JSON = [
    ("record", "show", "--known", "2019-01-01", "--json"),
    ("record", "check", "--json"),
    ("record", "verify", "--json"),
    ("record", "history", "--about", "start", "--json"),
    ("record", "compare", "--known", "2018-01-01", "--and", "2019-01-01", "--json"),
    ("record", "timeline", "--json"),
    ("record", "clashes", "--json"),
    ("contract", "show", "--json"),
    ("programme", "slip", "--json"),
    ("case", "overview", "--json"),
]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("words", JSON, ids=lambda words: " ".join(words[:2]))
def test_json_parses(case, words):
    group, command, *options = words
    done = run(group, command, case, *options)
    assert done.returncode == 0, done.stderr
    assert isinstance(json.loads(done.stdout), dict)
    assert done.stderr == ""


@pytest.mark.parametrize(
    "words",
    [("case", "list", "--json"), ("contract", "schema"), ("record", "kinds", "--json")],
)
def test_json_parses_without_a_case(words):
    assert isinstance(json.loads(run(*words).stdout), dict)


@pytest.mark.parametrize("case", CASES)
def test_what_is_shown_was_known(case):
    """The interface's promise, on the cases that ship: nothing later than the day, anywhere."""
    shown = json.loads(run("record", "show", case, "--known", "2019-06-30", "--json").stdout)
    assert shown["schema"] == "capitula.record.show/1"
    assert shown["known_on"] == "2019-06-30"
    for item in shown["items"]:
        for claim in (item, *item["history"], *item["clashes"]):
            assert claim["known"]["to"] <= "2019-06-30"
            assert {"state", "value", "speaker", "source", "entry", "mark"} <= set(claim)


def test_a_changed_record_is_named_and_ends_with_1(tmp_path):
    """Import, change one letter, verify: the entry is named."""
    good = PACKAGE.parents[1] / "tests" / "bad_files" / "good"
    case = tmp_path / "smalltown"
    (case / "record").mkdir(parents=True)
    for name in ("contract.yaml", "sources.yaml"):
        (case / name).write_text((good / name).read_text())
    (case / "record" / "notes.yaml").write_text(
        "source: R1\nspeaker: CCG\nentries:\n"
        "  - {entry: E1, kind: statement, about: contract, text: One}\n"
        "  - {entry: E2, kind: statement, about: contract, text: Two}\n"
    )
    assert run("record", "import", ".", folder=case).stdout == "smalltown: 2 entries appended.\n"
    assert run("record", "import", ".", folder=case).stdout == "smalltown: 0 entries appended.\n"
    held = run("record", "verify", ".", folder=case)
    assert held.returncode == 0
    assert held.stdout.startswith("smalltown: 2 entries; the chain holds.\n  head: ")
    chain = case / "record" / "chain.jsonl"
    chain.write_text(chain.read_text().replace("Two", "Too"))
    broken = run("record", "verify", ".", folder=case)
    assert broken.returncode == 1
    assert broken.stderr == "smalltown: entry 2 (E2): its body was changed.\n"
    found = json.loads(run("record", "verify", ".", "--json", folder=case).stdout)
    assert (found["holds"], found["first_break"]["sequence"]) == (False, 2)
    chain.write_text(chain.read_text().replace('"envelope":', '"envelope": '))
    rewritten = run("record", "verify", ".", folder=case)
    assert rewritten.returncode == 1
    assert "smalltown: entry 1: chain.jsonl:1: an entry that was rewritten" in rewritten.stderr
