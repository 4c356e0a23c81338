"""A process that appends batch after batch until it is killed."""

import multiprocessing
import os
import time
from functools import cache
from multiprocessing import forkserver

import pytest

from capitula.record.importing import import_drafts
from harness.places import ROOT
from harness.records import CASE, said

BATCH = 40
_LOADED_BEFORE = ["harness.appending", "psycopg"]


@cache
def _processes():
    """Processes made from one that has loaded everything: each starts in no time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED_BEFORE)
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", paths)
        forkserver.ensure_running()
    return context


def append_until_killed(home, prefix, told):
    """Append batches of entries, and tell of each once it is acknowledged."""
    told.send("ready")
    for batch in range(10_000):
        drafts = [said(f"{prefix}{batch}-{n}", "words " * 200) for n in range(BATCH)]
        import_drafts(drafts, home.store(), CASE)
        told.send(batch)


def kill_while_appending(home, delay, prefix):
    """Start a process that appends batch after batch, kill it, return the last it knew done."""
    heard, told = _processes().Pipe(duplex=False)
    child = _processes().Process(target=append_until_killed, args=(home, prefix, told))
    child.start()
    told.close()
    assert heard.recv() == "ready"
    time.sleep(delay)
    child.kill()
    child.join()
    done = -1
    with heard:
        try:
            while True:
                done = heard.recv()
        except EOFError:
            return done
