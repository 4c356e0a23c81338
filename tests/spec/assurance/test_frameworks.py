"""Frameworks of assurance are data: one YAML file each, versioned, editable, comparable.

    framework             stages                                            guards
    isap_2017             early engagement, checkpoints 1 to 3              launch to transfer
    complex_change_2022   reportability, risk assessment, review, outcome   launch to transfer
    iho_designation       status, assessment, designation, decision, ...    launch to transfer
    business_case         strategic assessment, SOC, OBC, FBC, ...          launch to start
    local                 one stage before each act                         all six

Starter questions are general knowledge and say so: they are marked `unverified`.
"""

import json

import pytest
import yaml

from capitula.assurance.frameworks.comparing import compare_frameworks
from capitula.assurance.frameworks.files import (
    FOLDER,
    NoSuchFramework,
    find_framework,
    framework_schema,
    read_framework,
    shipped_frameworks,
)
from capitula.assurance.gates.state import gate_titles
from capitula.assurance.readiness.rules import Act
from capitula.case import open_case
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark

STAGES = {
    "isap_2017": ["early_engagement", "checkpoint_1", "checkpoint_2", "checkpoint_3"],
    "complex_change_2022": ["reportability", "risk_assessment", "review", "outcome"],
    "iho_designation": [
        "aft_status",
        "iho_assessment",
        "designation",
        "icb_decision",
        "award",
        "operational",
    ],
    "business_case": [
        "strategic_assessment",
        "soc",
        "obc",
        "fbc",
        "implementation",
        "evaluation",
    ],
    "local": ["before_launch", "before_award", "before_signature", "before_start", "before_exit"],
}
SMALL = """
schema: capitula.framework/1
id: small
version: "1"
title: A small one
summary: Two stages.
mark: local
roles:
  - {id: programme, title: Programme, does: submits, mark: local}
ratings: {values: [green, red], mark: local}
stages:
  - id: first
    title: First
    timing: before
    submitted_by: [programme]
    result: a rating
    guards: [award]
    mark: local
    questions:
      - id: q1
        group: price
        question: Is it agreed?
        good: Agreed by both.
        evidence: [contract]
        mark: unverified
"""


def written(folder, text, name="small.yaml"):
    path = folder / name
    path.write_text(text)
    return path


def test_the_frameworks_that_ship():
    found = {name: [s.id for s in f.stages] for name, f in shipped_frameworks().items()}
    assert found == STAGES


def test_which_act_waits_for_which_stage():
    """An open checkpoint blocks the act that it guards; the map is part of the file."""
    isap = shipped_frameworks()["isap_2017"]
    assert {act.value: [s.id for s in isap.guarding(act)] for act in Act} == {
        "launch": ["early_engagement", "checkpoint_1"],
        "award": ["checkpoint_2"],
        "signature": ["checkpoint_2"],
        "start": ["checkpoint_3"],
        "transfer": ["checkpoint_3"],
        "exit": [],
    }


def test_how_a_reader_calls_a_gate():
    titles = gate_titles(shipped_frameworks())
    assert titles["isap_2017: checkpoint_3"] == "ISAP 2017, checkpoint 3"
    assert titles["iho_designation: iho_assessment"] == "IHO designation, assessment as an IHO"
    assert titles["local: before_award"] == "Local, before the award"


@pytest.mark.parametrize("name", STAGES)
def test_every_question_says_what_good_looks_like_and_how_it_is_known(name):
    questions = [q for stage in shipped_frameworks()[name].stages for q in stage.questions]
    assert questions
    assert all(q.question.endswith("?") and q.good and q.evidence for q in questions)
    unverified = [q for q in questions if q.mark is EvidenceMark.UNVERIFIED]
    assert len(unverified) >= len(questions) - 1, "starter questions say that nobody confirmed them"


def test_a_file_of_ones_own(tmp_path):
    """Copy one that ships, change it, and let the reader check it."""
    framework = read_framework(written(tmp_path, SMALL))
    assert (framework.id, framework.version) == ("small", "1")
    assert find_framework(str(tmp_path / "small.yaml")).content_digest == framework.content_digest


def test_every_fault_at_once(tmp_path):
    text = SMALL.replace("guards: [award]", "guards: [awards]").replace("id: small", "id: tiny")
    text = text.replace("        good: Agreed by both.\n", "").replace(
        "mark: unverified", "mark: sourced"
    )
    with pytest.raises(InputFaults) as caught:
        read_framework(written(tmp_path, text))
    said = str(caught.value)
    assert "nothing was written" in said
    assert "small.yaml:17" in said
    assert "'awards'" in said
    assert "did you mean 'award'?" in said
    assert "no 'good'" in said


def test_links_and_sources_are_checked(tmp_path):
    text = SMALL.replace("submitted_by: [programme]", "submitted_by: [program]")
    with pytest.raises(InputFaults, match="did you mean 'programme'"):
        read_framework(written(tmp_path, text))
    text = SMALL.replace("guards: [award]", "guards: [award]\n    source: [ISAPH]")
    with pytest.raises(InputFaults, match="did you mean 'ISAP-H'"):
        read_framework(written(tmp_path, text))
    with pytest.raises(InputFaults, match="the stem of the file's name"):
        read_framework(written(tmp_path, SMALL, "other.yaml"))


def test_a_name_that_is_none():
    with pytest.raises(NoSuchFramework, match="did you mean 'isap_2017'"):
        find_framework("isap_2016")


def test_two_versions_compared(tmp_path):
    """Each part that differs, by its place."""
    one = read_framework(written(tmp_path, SMALL))
    text = SMALL.replace('version: "1"', 'version: "2"').replace("Is it agreed?", "Is all agreed?")
    text = text.replace("guards: [award]", "guards: [award, signature]")
    (tmp_path / "two").mkdir()
    other = read_framework(written(tmp_path / "two", text))
    assert [(c.part, c.before, c.after) for c in compare_frameworks(one, other)] == [
        ("version", "1", "2"),
        ("stage first, guards", "award", "award, signature"),
        ("stage first, question q1, question", "Is it agreed?", "Is all agreed?"),
    ]
    assert compare_frameworks(one, one) == ()
    assert one.content_digest != other.content_digest


def test_the_schema_that_editors_check_by_is_fresh():
    stored = json.loads((FOLDER / "framework.schema.json").read_text())
    assert stored == json.loads(json.dumps(framework_schema()))


def test_a_case_may_hold_its_own(tmp_path):
    """A file in the case's folder `frameworks` stands before one of the same name that ships."""
    import shutil

    folder = shutil.copytree(open_case("wirral").folder.root, tmp_path / "wirral")
    (folder / "frameworks").mkdir()
    text = yaml.safe_dump(yaml.safe_load(SMALL) | {"id": "local", "version": "7"})
    written(folder / "frameworks", text, "local.yaml")
    case = open_case(folder)
    assert case.assurance.frameworks["local"].version == "7"
    assert case.assurance.frameworks["isap_2017"].version == "1"
