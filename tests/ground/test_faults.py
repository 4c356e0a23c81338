"""What a person sees of a fault: where, found, expected, to do; all of them, in file order."""

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss


def test_the_message_in_full():
    fault = Fault(Place("contract.yaml", 3, 5, "parties[0].code"), "'dudley'", "a code", "look")
    assert str(fault) == (
        "contract.yaml:3:5 (parties[0].code)\n"
        "  found     'dudley'\n"
        "  expected  a code\n"
        "  to do     look"
    )


def test_a_place_says_only_what_is_known():
    assert str(Place("a.yaml")) == "a.yaml"
    assert str(Place("a.csv", 7, None, "date")) == "a.csv:7 (date)"


def test_all_faults_stand_in_the_order_of_the_file():
    faults = [Fault(Place("b.yaml", n), str(n), "", "") for n in (10, 2, 1)]
    found = InputFaults([*faults, Fault(Place("a.yaml", 99), "a", "", "")])
    assert [(f.place.file, f.place.line) for f in found.faults] == [
        ("a.yaml", 99),
        ("b.yaml", 1),
        ("b.yaml", 2),
        ("b.yaml", 10),
    ]
    assert str(found).startswith("4 faults; nothing was written.\n")
    assert str(InputFaults(faults[:1])).startswith("1 fault; nothing was written.\n")
    assert found.exit_code == 2


def test_a_value_gets_its_place_from_the_reader():
    value = ValueFault("'x'", "a y", "write y")
    assert value.at(Place("f", 1)) == Fault(Place("f", 1), "'x'", "a y", "write y")
    assert str(value) == "found 'x'; expected a y; write y"


def test_near_misses():
    known = ["speaker", "source", "Speaks_For"]
    assert near_miss("spekaer", known) == "did you mean 'speaker'?"
    assert near_miss("SPEAKS FOR", known) == "did you mean 'Speaks_For'?"
    assert near_miss("zebra", known) == ""
    assert near_miss("", known) == ""
    assert near_miss("x", []) == ""
