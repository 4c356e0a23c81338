"""Print what was known of a case on each of several days: start, award, state, value, form, ...

.venv/bin/python scripts/answers_by_day.py dudley 2016-08-01 2018-02-01 2021-04-01
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date

from capitula.case import open_case
from capitula.case.by_day import answers_on


def main(arguments: list[str]) -> int:
    """Print the answers day by day."""
    if len(arguments) < 2:
        sys.stderr.write(__doc__ or "")
        return 2
    case = open_case(arguments[0])
    for day in map(date.fromisoformat, arguments[1:]):
        sys.stdout.write(f"{case.contract.title}, as known on {day}\n")
        for question, answer in asdict(answers_on(case.as_known(day))).items():
            sys.stdout.write(f"  {question:<7} {answer}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
