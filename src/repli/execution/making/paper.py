"""A paper that an officer types or names: kept with the party, and named in the log by its hash."""

import unicodedata
from pathlib import Path

from repli.errors import phrase
from repli.execution.desk import Desk
from repli.execution.forms.filled import Filled
from repli.ledger.shapes import ZERO_HASH

__all__ = ["paper_of"]


def paper_of(desk: Desk, filled: Filled, box: str) -> str:
    """Return the hash of what a box holds, a text or ``@`` and a file; 64 zeros for an empty box."""
    text = filled.text(box)
    if not text:
        return ZERO_HASH
    if not text.startswith("@"):
        return desk.papers.put(unicodedata.normalize("NFC", text).encode())
    try:
        return desk.papers.put(Path(text[1:]).read_bytes())
    except OSError:
        raise filled.refusal(box, text, phrase("a file that can be read")) from None
