"""A contract's judgement as a folder: report, charts, data and code to repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from capitula.ground.writing import CannotWrite, write_whole
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.repeat import data_csv, python_code
from capitula.outcomes.judging.together_repeat import joint_data_csv, joint_python_code
from capitula.reports.chart import Chart
from capitula.reports.judgement.charts import judgement_charts
from capitula.reports.judgement.together_charts import together_charts
from capitula.reports.judgement.word import word_report


def write_judgement(found: ContractJudgement, folder: Path) -> list[Path]:
    """Write everything into a folder and return the files.

    `report.docx`; for each measure, and for each question set on several, a folder with its charts
    as SVG, and, where it was fitted, `data.csv` and `repeat.py`.

    Raises:
        CannotWrite: the folder, or a file in it, could not be written.
    """
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written.append(write_whole(folder / "report.docx", word_report(found)))
        for judgement in found.judgements:
            own = _begun(folder / judgement.measure.id, judgement_charts(judgement), written)
            if judgement.prepared is not None:
                written.append(write_whole(own / "data.csv", data_csv(judgement)))
                written.append(write_whole(own / "repeat.py", python_code(judgement)))
        for asked in found.together:
            own = _begun(folder / asked.terms.id, together_charts(asked), written)
            if asked.prepared is not None:
                written.append(write_whole(own / "data.csv", joint_data_csv(asked)))
                written.append(write_whole(own / "repeat.py", joint_python_code(asked)))
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error
    return written


def _begun(own: Path, charts: Mapping[str, Chart], written: list[Path]) -> Path:
    """Make a folder with charts in it, and note what was written."""
    own.mkdir(exist_ok=True)
    written += [write_whole(own / f"{name}.svg", chart.svg()) for name, chart in charts.items()]
    return own
