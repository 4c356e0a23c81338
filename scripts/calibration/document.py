"""Put the result tables into the manual: docs/calibration.md, between its markers.

.venv/bin/python scripts/calibration/document.py            write the page
.venv/bin/python scripts/calibration/document.py --check    say whether it is fresh
"""

from __future__ import annotations

import sys
from pathlib import Path

from result_tables import TARGET, read

PAGE = Path(__file__).resolve().parents[2] / "docs/calibration.md"
HEADS = {
    "tried": (
        ("tried", "what was tried"),
        ("mde80_at_once_fall", "fall at once"),
        ("mde80_at_once_rise", "rise at once"),
        ("mde80_over_12_months_fall", "fall over a year"),
        ("mde80_over_12_months_rise", "rise over a year"),
        ("power_at_5_percent", "5 % found"),
        ("power_at_8_percent", "8 % found"),
        ("false_share", "false"),
    ),
    "screens": (
        ("z_above", "z above"),
        ("step_above", "step above"),
        ("refused_share", "areas refused"),
        ("mde80_at_once_fall", "fall at once"),
        ("mde80_at_once_rise", "rise at once"),
    ),
    "false_claims": (
        ("method", "method"),
        ("direction", "looked for"),
        ("false_share", "false claims"),
        ("standard_error_over_areas", "standard error"),
        ("cells", "areas × starts"),
        ("mde80_percent_at_once", "MDE80 at once, %"),
        ("mde80_percent_at_once_with_screen", "with the screen, %"),
        ("mde80_percent_over_12_months", "MDE80 over a year, %"),
        ("mde80_percent_over_12_months_with_screen", "with the screen, %"),
    ),
    "restlessness": (
        ("areas", "areas"),
        ("direction", "looked for"),
        ("false_share", "false claims"),
        ("found_share_5_percent", "5 % found"),
        ("found_share_8_percent", "8 % found"),
        ("mde80_percent_at_once", "MDE80 at once, %"),
    ),
    "verdicts": (
        ("what_happened", "what happened"),
        ("method", "method"),
        ("improved_and_sustained", "improved and sustained"),
        ("improved_not_sustained", "improved, not sustained"),
        ("faded", "of these faded"),
        ("lasting_not_told", "of these not told"),
        ("late_onset", "of these late"),
        ("worse", "worse"),
        ("nothing_shown", "nothing shown"),
        ("cannot_be_judged", "cannot be judged"),
        ("cells", "areas × starts"),
    ),
}
HEADS |= {
    "together_tried": (
        ("outcomes", "outcomes"),
        ("how", "how they are put together"),
        ("areas", "areas"),
        ("mde80_at_once_fall", "fall at once"),
        ("mde80_at_once_rise", "rise at once"),
        ("mde80_over_12_months_fall", "fall over a year"),
        ("mde80_over_12_months_rise", "rise over a year"),
        ("power_at_5_percent", "5 % found"),
        ("power_at_8_percent", "8 % found"),
        ("false_share", "false"),
    ),
    "together_false_claims": (
        ("outcomes", "outcomes"),
        ("method", "method"),
        ("direction", "looked for"),
        ("false_share", "false claims"),
        ("standard_error_over_areas", "standard error"),
        ("cells", "areas × starts"),
        ("mde80_percent", "MDE80 in each, %"),
        ("mde80_percent_with_screen", "with the screen, %"),
        ("mde80_percent_first_alone", "where the first moves alone, %"),
    ),
    "together_verdicts": tuple(
        each for each in HEADS["verdicts"] if each[0] not in {"method", "late_onset"}
    ),
}
CURVE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15)


def table(heads, rows):
    """Return rows as a table in Markdown."""
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(value or "above 25" for value in row) + " |"


def curves(direction, shape):
    """Return the share found by size of effect, a row for each method."""
    rows = {}
    for row in read("power"):
        if (row["direction"], row["effect_comes"]) == (direction, shape):
            rows.setdefault(row["method"], {})[int(row["effect_percent"])] = row["found_share"]
    heads = ["method", *(f"{size} %" for size in CURVE)]
    cells = [[name, *(f"{float(by[size]):.2f}" for size in CURVE)] for name, by in rows.items()]
    return table(heads, cells)


def together_curves():
    """Return the share found by size of a fall at once in each outcome, a row for each set."""
    rows = {}
    for row in read("together_power"):
        asked = row["method"], row["moving"], row["effect_comes"], row["direction"]
        if asked == ("level-change", "all", "at once", "fall"):
            found = row["found_share_with_screen"]
            rows.setdefault(row["outcomes"], {})[int(row["effect_percent"])] = found
    cells = [[name, *(f"{float(by[size]):.2f}" for size in CURVE)] for name, by in rows.items()]
    return table(["outcomes", *(f"{size} %" for size in CURVE)], cells)


def made():
    """Return every part of the page that is made, by name."""
    parts = {
        name: list(table([b for _, b in heads], [[row[a] for a, _ in heads] for row in read(name)]))
        for name, heads in HEADS.items()
        if (TARGET / f"{name}.csv").exists()
    }
    if (TARGET / "power.csv").exists():
        parts["curve, fall at once"] = list(curves("fall", "at once"))
        parts["curve, fall over a year"] = list(curves("fall", "over 12 months"))
    if (TARGET / "together_power.csv").exists():
        parts["together curve"] = list(together_curves())
    return parts


def main(arguments):
    """Write or check the page."""
    text = PAGE.read_text(encoding="utf-8")
    fresh = text
    for name, lines in made().items():
        start, end = f"<!-- made: {name} -->", "<!-- end -->"
        before, found, rest = fresh.partition(start)
        if not found:
            sys.stderr.write(f"docs/calibration.md has no place for {name}\n")
            return 1
        after = rest[rest.index(end) :]
        fresh = before + start + "\n\n" + "\n".join(lines) + "\n\n" + after
    if "--check" in arguments:
        return 0 if fresh == text else 1
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
