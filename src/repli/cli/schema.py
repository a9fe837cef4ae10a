"""`repli schema`: the JSON Schemas of every file of an operation folder."""

from repli import commission
from repli.cli.console import guarded, out_json
from repli.cli.options import AsJson
from repli.errors import phrase

__all__ = ["HELP", "schema"]

HELP = phrase("Write the JSON Schemas of every file of an operation folder.")


def schema(as_json: AsJson = True) -> None:
    """Print the schemas; JSON is the only form that they have."""
    with guarded(as_json=as_json):
        out_json(commission.schema())
