"""The `capitula` command: its groups, and how errors end it.

Exit status: 0 done; 1 done, but a stated floor was missed; 2 the input is at fault and nothing
was written; 130 stopped by the user.
"""

from __future__ import annotations

import sys

import typer

from capitula.cli import (
    agreement,
    appraisal,
    assurance,
    case,
    contract,
    delivery,
    demo,
    money,
    outcomes,
    population,
    population_registers,
    programme,
    record,
    tables,
    web,
)
from capitula.cli import (
    exit as exit_,
)
from capitula.ground.faults import CapitulaError

app = typer.Typer(
    name="capitula",
    help="Integrated care contracts: agreed, assured, paid, proved, parted.",
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
population_registers.join(population.app)
for room in (
    record,
    contract,
    population,
    money,
    agreement,
    appraisal,
    assurance,
    programme,
    outcomes,
    delivery,
    exit_,
    case,
    tables,
    web,
):
    app.add_typer(room.app)
app.command("demo")(demo.demo)


def run() -> None:
    """Run the command line; a user's fault ends in words and an exit status, not a traceback."""
    try:
        status = app(standalone_mode=False)
    except typer.TyperException as error:
        typer.echo(_usage_fault(error.format_message()), err=True)
        sys.exit(2)
    except typer.Abort:
        sys.exit(130)
    except CapitulaError as error:
        typer.echo(f"capitula: {error}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


def _usage_fault(message: str) -> str:
    """Return one line for a wrong word on the command line; a whole page of help stays one."""
    if "\n" in message:
        return message
    sentence = message if message.endswith((".", "?", ")")) else f"{message}."
    return f"capitula: {sentence} `--help` behind any command lists what it takes."
