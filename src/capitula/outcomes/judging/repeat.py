"""The figures behind a judgement as CSV, and code that repeats it from them in Python."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from capitula.ground.faults import CapitulaError
from capitula.outcomes.counterfactual.fitting import due_option
from capitula.outcomes.judging.area_table import labels
from capitula.outcomes.judging.comparing import sign_of
from capitula.outcomes.judging.explaining import sources
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.prepared import Prepared
from capitula.outcomes.judging_terms import Scale


class NothingToRepeat(CapitulaError):
    """A measure that was not judged on figures of many areas."""


def data_csv(judgement: Judgement) -> str:
    """Return every area's figure in every month used: the panel that was fitted, in long form.

    Columns: area, month, value (the unit of the measure).

    Raises:
        NothingToRepeat: nothing was fitted.
    """
    prepared = _prepared(judgement)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("area", "month", "value"))
    for area, row in zip(prepared.areas, prepared.per_day, strict=True):
        for month, value in zip(labels(prepared.months), row, strict=True):
            writer.writerow((area, month, repr(float(value))))
    return written.getvalue()


def python_code(judgement: Judgement, data: str = "data.csv") -> str:
    """Return a script that fits and tests what was judged, from the data beside it.

    It prints one JSON object: mean difference, both p values and the windows, in the unit of the
    measure.

    Args:
        judgement: what to repeat.
        data: the name of the data file, which `data_csv` gives.

    Raises:
        NothingToRepeat: nothing was fitted.
    """
    return "\n".join(_lines(judgement, _prepared(judgement), data)) + "\n"


def head(estimate_of: str, barred: str, told: Iterable[str]) -> Iterator[str]:
    """Yield the rest of a script's docstring, and what every such script imports.

    Args:
        estimate_of: what is estimated, where that is not the contract.
        barred: why nothing is to be read as an effect, where that is so.
        told: the sources.
    """
    if estimate_of:
        yield f"What is estimated: {estimate_of}."
    if barred:
        yield barred
    for source in told:
        yield f"Source: {source}"
    yield from ('"""', "", "import json", "from pathlib import Path", "")


def _lines(judgement: Judgement, prepared: Prepared, data: str) -> Iterator[str]:
    terms, measure = prepared.terms, judgement.measure
    indexed = terms.scale is Scale.INDEX
    yield f'"""{measure.name}, {prepared.place}: the comparison behind the verdict, repeated.'
    yield ""
    yield f"Unit: {measure.unit}. As known on {judgement.known_on}."
    barred = ""
    if judgement.obstacles:
        barred = "The difference is not to be read as an effect: the measure cannot be judged."
    yield from head(judgement.estimate_of, barred, sources(judgement))
    yield "from capitula.outcomes.counterfactual.fitting import fit_all"
    yield "from capitula.outcomes.inference.windows import windows"
    yield "from capitula.outcomes.panel.reading import read_panel"
    yield ""
    yield f"PLACE = {prepared.place!r}"
    yield f"METHOD = {terms.tests.method!r}"
    yield f"START = {labels(prepared.after)[0]!r}"
    yield f"EFFECT_DUE = {labels(prepared.months)[prepared.due - prepared.months.first]!r}"
    yield f"SIGN = {sign_of(measure)}  # 1 where more is better, -1 where less is"
    yield f"WINDOW = {terms.windows.periods}"
    yield f"ALPHA = {float(terms.tests.alpha)!r}"
    yield ""
    yield f"data = Path(__file__).with_name({data!r})"
    yield 'panel = read_panel(data, unit="area", time="month", values=["value"]).panel'
    yield "start = panel.time_index(START)"
    yield 'base = panel.series("value", PLACE)[:start].mean()'
    if indexed:
        yield "# Each area's own mean before the start is 100; a point is worth this in the unit:"
        yield "factor = base / 100"
        yield "panel = panel.indexed(start)"
    else:
        yield "factor = 1.0"
    told = ", effect_due=due" if due_option(terms.tests.method, 0) else ""
    yield "due = panel.time_index(EFFECT_DUE)"
    yield f"fits = fit_all(panel, method=METHOD, start=start, treated=[PLACE]{told})"
    yield "at = fits.treated_index"
    yield 'result = {"mean_gap": float(fits.gaps[0, at, due:].mean() * factor)}'
    yield "if SIGN:"
    yield "    cut = windows(fits, SIGN, length=WINDOW, effect_due=due, alpha=ALPHA)"
    yield '    result["p_better"] = float(cut.p_better[0, at])'
    yield '    result["p_worse"] = float(cut.p_worse[0, at])'
    yield '    result["windows"] = [float(gap * factor) for gap in cut.gap[0, at]]'
    yield "print(json.dumps(result))"


def _prepared(judgement: Judgement) -> Prepared:
    if judgement.prepared is None:
        raise NothingToRepeat(
            f"{judgement.measure.id}: found a measure that was not fitted; expected one that was "
            "judged on figures of many areas; its own table holds what is shown"
        )
    return judgement.prepared
