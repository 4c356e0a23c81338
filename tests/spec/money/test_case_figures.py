"""The case's figures are made by a script from the official file, and come out the same again."""

import sys

from capitula.ground.figure_table import read_figure_table
from harness.places import PACKAGE, ROOT

STEMS = ["target_allocation_2018_19", "target_allocation_2018_19_england"]


def test_the_tables_name_their_source_and_licence():
    for stem in STEMS:
        table = read_figure_table(PACKAGE / "cases" / "dudley" / "figures" / f"{stem}.csv")
        assert table.meta["licence"] == "Open Government Licence v3.0"
        assert table.meta["period"] == "2018/19"
        assert "sha256 1098d0872ac0" in table.sources[0]


def test_made_again_they_are_the_same_bytes(shared, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    from figures import target_allocation

    written = target_allocation.make(shared / "data", tmp_path)
    assert [path.stem for path in written] == STEMS
    for path in written:
        kept = PACKAGE / "cases" / path.relative_to(tmp_path)
        assert path.read_bytes() == kept.read_bytes()


def test_the_script_runs_every_module_that_makes_figures(shared, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    import make_figures

    made = make_figures.make_all(shared / "data", tmp_path / "cases")
    assert set(STEMS) <= {path.stem for path in made}
    for path in made:
        kept = PACKAGE / path.relative_to(tmp_path)
        assert path.read_bytes() == kept.read_bytes(), kept
