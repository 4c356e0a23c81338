"""The figures behind a judgement of several measures, and code that repeats the test in Python."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from capitula.outcomes.judging.area_table import labels
from capitula.outcomes.judging.repeat import NothingToRepeat, head
from capitula.outcomes.judging.together_explaining import sources
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_prepared import PreparedTogether


def joint_data_csv(judged: TogetherJudgement) -> str:
    """Return every area's figure a day in every month used, for each measure, in long form.

    Columns: area, month, measure, value (a day).

    Raises:
        NothingToRepeat: nothing was fitted.
    """
    panel = _prepared(judged).panel()
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("area", "month", "measure", "value"))
    for measure, areas in zip(panel.outcomes, panel.values, strict=True):
        for area, row in zip(panel.units, areas, strict=True):
            for month, value in zip(panel.times, row, strict=True):
                writer.writerow((area, month, measure, repr(float(value))))
    return written.getvalue()


def joint_python_code(judged: TogetherJudgement, data: str = "data.csv") -> str:
    """Return a script that fits and tests the measures together, from the data beside it.

    It prints one JSON object: areas, changes, sum, both p values, the change in each found four
    times in five, and the windows.

    Args:
        judged: what to repeat.
        data: the name of the data file, which `joint_data_csv` gives.

    Raises:
        NothingToRepeat: nothing was fitted.
    """
    return "\n".join(_lines(judged, _prepared(judged), data)) + "\n"


def _lines(judged: TogetherJudgement, ready: PreparedTogether, data: str) -> Iterator[str]:
    terms, first = judged.terms, ready.first
    months = labels(first.months)
    yield f'"""{terms.name}, {judged.place}: the test of several measures together, repeated.'
    yield ""
    for measure in judged.measures:
        yield f"{measure.id}: {measure.name}, {measure.unit}."
    yield f"As known on {judged.known_on}."
    barred = ""
    if judged.obstacles:
        barred = "Nothing here is to be read as an effect: the measures cannot be judged together."
    yield from head(judged.estimate_of, barred, sources(judged))
    yield "from capitula.outcomes.panel.reading import read_panel"
    yield "from capitula.outcomes.together.asking import ask_together"
    yield ""
    yield f"PLACE = {first.place!r}"
    yield f"METHOD = {str(terms.method)!r}"
    yield f"START = {months[ready.start]!r}"
    yield f"EFFECT_DUE = {months[ready.due]!r}"
    yield "SIGNS = {  # 1 where more is better, -1 where less is"
    for measure, sign in zip(judged.measures, ready.signs, strict=True):
        yield f"    {measure.id!r}: {sign},"
    yield "}"
    yield f"WINDOW = {terms.windows.periods}"
    yield f"ALPHA = {float(terms.alpha)!r}"
    yield ""
    yield f"data = Path(__file__).with_name({data!r})"
    yield 'columns = {"unit": "area", "time": "month", "outcome": "measure"}'
    yield 'panel = read_panel(data, values=["value"], **columns).panel'
    yield "answer = ask_together("
    yield "    panel,"
    yield "    start=START,"
    yield "    treated=[PLACE],"
    yield "    signs=[SIGNS[each] for each in panel.outcomes],"
    yield "    method=METHOD,"
    yield "    effect_due=EFFECT_DUE,"
    yield "    window=WINDOW,"
    yield "    alpha=ALPHA,"
    yield ")"
    yield "test, joint, windows = answer.test, answer.joint, answer.windows"
    yield "result = {"
    for name in ("areas", "changes", "parts", "sum", "p_better", "p_worse"):
        yield f'    "{name}": test.{name},'
    yield '    "detectable_share": test.detectable,'
    yield '    "detectable_share_alone": test.alone,'
    yield '    "windows": windows.statistic[joint.treated].tolist(),'
    yield "}"
    yield "print(json.dumps(result))"


def _prepared(judged: TogetherJudgement) -> PreparedTogether:
    if judged.prepared is None:
        raise NothingToRepeat(
            f"{judged.terms.id}: found measures that were not fitted together; expected ones that "
            "were judged on figures of many areas"
        )
    return judged.prepared
