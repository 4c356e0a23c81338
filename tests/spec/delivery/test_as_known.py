"""Nothing that became known later appears in any answer of the room, however it is asked."""

import json
from datetime import timedelta

import pytest

import capitula as cp


def answers(room, known):
    yield room.returns(known)
    yield room.reminders(known, known + timedelta(days=92), known)
    yield room.reviews(known)
    yield room.notices(known)
    yield room.remedies(known)
    yield room.withholdings(known)
    yield room.disputes(known)
    yield room.flow_down(known=known)
    yield room.flow_down(month=known, known=known)
    yield room.control(known)
    yield room.open_books(known)


@pytest.mark.parametrize("name", ["worked-example", "wirral", "dudley"])
def test_no_entry_known_later_is_named(name):
    case = cp.open(name)
    days = case.record.days()
    for known in days:
        later = {
            entry.envelope.entry
            for entry in case.record.entries
            if entry.envelope.known.last > known
        }
        for answer in answers(case.delivery, known):
            text = json.dumps(answer.document(), default=str)
            assert not [entry for entry in later if f'"{entry}"' in text], (known, answer.schema)


@pytest.mark.parametrize("name", ["worked-example", "wirral", "dudley", "manchester", "iho-2027"])
def test_every_answer_reads_and_goes_to_machines(name):
    from capitula.case.delivery_of import delivery_of

    room = delivery_of(name)
    known = room.under().day
    for answer in answers(room, known):
        assert answer.text()
        document = json.loads(json.dumps(answer.document()))
        assert document["schema"].startswith("capitula.delivery.")
        assert document["known_on"] == known.isoformat()


def test_findings_have_the_rooms_rules():
    case = cp.open("worked-example")
    found = case.delivery.findings(case.as_known(case.record.days()[-1]))
    assert {each.rule for each in found} == {
        "return overdue",
        "return refused",
        "action overdue",
        "notice running",
        "remedy step missed",
        "dispute open",
        "flow-down does not reconcile",
        "flow-down missing",
        "change of control",
        "open-book threshold",
    }
    assert {each.room for each in found} == {"delivery"}
