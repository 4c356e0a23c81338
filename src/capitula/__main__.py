"""`python -m capitula`: the command line, where its script is not on the path."""

from capitula.cli.main import run

run()
