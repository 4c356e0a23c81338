"""Running the command line as a user does: a process of its own, piped, a hundred signs wide."""

import os
import subprocess
import sys

COMMAND = [sys.executable, "-c", "from capitula.cli.main import run; run()"]


def run(*arguments, folder=None):
    """Run `capitula` with these words; return what it printed and how it ended."""
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "COLUMNS": "100"},
    )
