"""A contract's judgement as a folder: report, charts, data and code to repeat it."""

from __future__ import annotations

from pathlib import Path

from capitula.ground.writing import CannotWrite, write_whole
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.repeat import data_csv, python_code
from capitula.reports.judgement.charts import judgement_charts
from capitula.reports.judgement.word import word_report


def write_judgement(found: ContractJudgement, folder: Path) -> list[Path]:
    """Write everything into a folder and return the files.

    `report.docx`; for each measure a folder with its charts as SVG, and, where it was fitted,
    `data.csv` and `repeat.py`.

    Raises:
        CannotWrite: the folder, or a file in it, could not be written.
    """
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written.append(write_whole(folder / "report.docx", word_report(found)))
        for judgement in found.judgements:
            own = folder / judgement.measure.id
            own.mkdir(exist_ok=True)
            for name, chart in judgement_charts(judgement).items():
                written.append(write_whole(own / f"{name}.svg", chart.svg()))
            if judgement.prepared is not None:
                written.append(write_whole(own / "data.csv", data_csv(judgement)))
                written.append(write_whole(own / "repeat.py", python_code(judgement)))
    except OSError as error:
        raise CannotWrite(folder, error.strerror or str(error)) from error
    return written
