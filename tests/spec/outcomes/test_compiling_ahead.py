"""Compiling ahead: after `capitula demo` no command and no page waits for the compiler.

Each compiled part is called once on a small panel. A later call with figures of the same kinds, of
whatever size, finds machine code for all that it needs.
"""

import gc
from pathlib import Path

import numpy as np
from numba.core.registry import CPUDispatcher

from capitula.cli.demo_steps import compile_ahead
from capitula.outcomes import compiling
from capitula.outcomes.charts.xmr_batch import xmr_batch
from capitula.outcomes.compiling import compile_parts, parts
from capitula.outcomes.counterfactual.fitting import fit_all
from harness.panels import factor_panel


def compiled_kinds():
    """Return how many kinds of arguments each compiled function of the product knows."""
    return {
        f"{each.py_func.__module__}.{each.py_func.__name__}": len(each.signatures)
        for each in gc.get_objects()
        if issubclass(type(each), CPUDispatcher)  # isinstance would wake lazy objects
        and each.py_func.__module__.startswith("capitula")
    }


def test_what_is_compiled_ahead_is_all_that_later_calls_need():
    told = list(compile_parts())
    assert [name for name, seconds in told if seconds is None] == list(parts())
    assert all(seconds >= 0 for _, seconds in told if seconds is not None)
    before = compiled_kinds()
    assert any(name.endswith("simplex_kernel.fit_areas") for name in before)
    panel = factor_panel(units=12, outcomes=2)
    predictors = {"predictors": ["o000", "o001"], "covariates": panel}
    fit_all(panel, start=30, treated=["a001"], engine="compiled")
    fit_all(panel, start=30, method="synthetic-control-predictors", **predictors)
    fit_all(panel, start=30, treated=["a001"], method="sdid", engine="compiled")
    options = {"bootstraps": 5, "factors": 1}
    fit_all(panel, start=30, treated=["a001"], method="interactive-fixed-effects", **options)
    random = np.random.default_rng(0)
    segments = np.repeat([0, 1], 20)
    xmr_batch(random.normal(size=(50, 40)), baseline=12, segments=segments, engine="compiled")
    assert compiled_kinds() == before


def test_every_compiled_function_of_the_room_is_among_them():
    """A kernel added later is named here, and so is compiled ahead too."""
    list(compile_parts())
    modules = {name.rpartition(".")[0].rpartition(".")[2] for name in compiled_kinds()}
    using = {
        path.stem
        for path in Path(compiling.__file__).parent.rglob("*.py")
        if "\n@compiled\n" in path.read_text(encoding="utf-8")
    }
    assert using
    assert using <= modules


def test_the_demonstration_says_what_it_compiles_and_how_long_it_took():
    lines = list(compile_ahead())
    assert lines[0].startswith("Compiling the solvers, once")
    assert sum("ready after" in line for line in lines) == len(parts())


def test_without_a_compiler_nothing_is_compiled_and_nothing_fails(monkeypatch):
    monkeypatch.setattr("capitula.outcomes.compiling.find_spec", lambda _: None)
    assert list(compile_parts()) == []
