"""`repli schema`: the JSON Schemas of every file of an operation folder."""

from repli import commission
from repli.cli.console import guarded, out_json
from repli.errors import phrase

__all__ = ["HELP", "schema"]

HELP = phrase("Write the JSON Schemas of every file of an operation folder.")


def schema() -> None:
    """Print the schemas."""
    with guarded():
        out_json(commission.schema())
