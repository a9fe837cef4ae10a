"""The command line: one module per command, each thin over `repli.commission`."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; `repli status`, which only looks at a log, starts without the rooms that plan and print."""
    if sys.argv[1:2] == ["status"]:
        from repli.cli.look import main as run  # noqa: PLC0415 - one of the two is imported
    else:
        from repli.cli.app import main as run  # noqa: PLC0415 - as above
    run()
