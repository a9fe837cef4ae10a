"""What is hashed: the content of a folder as canonical JSON (RFC 8785), whatever the order of rows and columns.

The operation's hash covers operation.toml and every table that is planned with, `source` and `assumed` included: an
assumption that changes silently would make two plans look alike. The effective as_of stands in place of the one
in the file. claims.csv and reconstruction.csv are not covered: no plan reads them.
The agreement's hash covers what both parties signed: id, titles, agreement, parties, milestones, disclosure, wording.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from repli.intake.draft import Draft
from repli.intake.row import key_of
from repli.intake.table import Table
from repli.intake.toml_text import plain
from repli.ledger.canonical import canonical_bytes
from repli.units import text_of_minute

__all__ = ["agreement_hash_of", "operation_hash_of"]

_AGREEMENT_KEYS = ("agreement", "disclosure", "format", "id", "milestone", "party", "text", "title_en", "title_fr")


def operation_hash_of(draft: Draft, as_of_minute: int) -> str:
    """Return the SHA-256 (hex) of the content that a plan is made from."""
    document = _document(draft.toml.data)
    document["planning"] = {**document["planning"], "as_of": text_of_minute(as_of_minute)}
    return _sha256({"operation.toml": document, **_tables(draft)})


def _tables(draft: Draft) -> dict[str, Any]:
    hashed = (table for table in draft.tables() if table.lines or not table.model.UNHASHED_IF_EMPTY)
    return {table.file: _rows(table) for table in hashed}


def agreement_hash_of(toml: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of what the parties agreed on."""
    return _sha256({key: value for key, value in _document(toml).items() if key in _AGREEMENT_KEYS})


def _document(toml: Mapping[str, Any]) -> dict[str, Any]:
    """Return operation.toml as JSON; parties and milestones by id, so that their order does not matter."""
    found: dict[str, Any] = {key: plain(value) for key, value in toml.items()}
    for name in ("milestone", "party"):
        found[name] = sorted(found.get(name, []), key=lambda one: str(one["id"]))
    return found


def _rows(table: Table[Any]) -> list[dict[str, str]]:
    """Return the rows of a table by key, then by content."""
    rows = [dict(line.cells) for line in table.lines]
    return sorted(rows, key=lambda cells: (key_of(table.model, cells), sorted(cells.items())))


def _sha256(value: Any) -> str:  # noqa: ANN401 - a JSON value of any shape
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
