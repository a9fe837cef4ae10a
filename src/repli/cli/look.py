"""`repli status` alone: the same command as in `repli.cli.app`, in a program that imports nothing else."""

import typer

from repli.cli import status
from repli.cli.console import UNSAID_EXIT, say

__all__ = ["app", "main"]

app = typer.Typer(name="repli", add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.command("status", help=say()(status.HELP))(status.status)


@app.callback()
def repli() -> None:
    """Stand before the command, so that it is typed like any other."""


def main() -> None:
    """Run the command; help that cannot be written ends like any output that cannot."""
    try:
        app()
    except OSError:
        raise SystemExit(UNSAID_EXIT) from None
