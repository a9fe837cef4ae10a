r"""Words made comparable: without accents, case, punctuation and doubled blanks; a unit beside a name read apart.

>>> plainly("  Numéro de\nLIGNE : ")
'numero de ligne'
>>> name_and_unit("Poids brut (t)")
('poids brut', 't')
"""

import re
import unicodedata
from functools import lru_cache

from repli.intake.book.quantities import is_unit

__all__ = ["name_and_unit", "plainly"]

_OTHER = re.compile(r"[^a-z0-9+%/]+")
_BRACKETS = re.compile(r"^(.*?)[(\[]([^()\[\]]*)[)\]]\s*$", re.DOTALL)
_BEFORE_UNIT = frozenset({"en", "in", "de"})


@lru_cache(maxsize=4096)
def plainly(text: str) -> str:
    """Return a text as plain small letters and digits, words separated by one blank."""
    folded = unicodedata.normalize("NFKD", text.replace("°", " ").replace("œ", "oe")).casefold()
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(_OTHER.sub(" ", bare).split())


def name_and_unit(text: str) -> tuple[str, str]:
    """Return the plain name of a header and the unit that stands beside it, empty where none does."""
    if (match := _BRACKETS.match(text)) and is_unit(plainly(match[2])):
        return plainly(match[1]), plainly(match[2])
    words = plainly(text).split(" ")
    if len(words) > 1 and is_unit(words[-1]):
        kept = words[:-2] if words[-2] in _BEFORE_UNIT and len(words) > 2 else words[:-1]  # noqa: PLR2004 - a name stays
        return " ".join(kept), words[-1]
    if len(words) > 2 and is_unit(" ".join(words[-2:])):  # noqa: PLR2004 - "short tons" and a name
        return " ".join(words[:-2]), " ".join(words[-2:])
    return " ".join(words), ""
