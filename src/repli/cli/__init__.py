"""The command line: one module per command, each thin over `repli.commission`."""

from repli.cli.app import main

__all__ = ["main"]
