"""French and English from one source: English sentences in the code, French in ``locale/fr/*.po``.

Each room keeps its own catalogue file, named after the room. A sentence without a French entry falls back to English;
a test asserts that there is none. The language comes from ``REPLI_LANG``, else from the locale, else English.

>>> speaker("fr")(phrase("yes"))
'oui'
"""

import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from repli.errors import Phrase, phrase

__all__ = ["LANGUAGES", "Speaker", "catalogue", "language_of_environment", "speaker"]

LANGUAGES = ("fr", "en")

Speaker = Callable[[Phrase | str], str]


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return sentence -> translation for ``language``, all rooms together; empty for English."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - costs 50 ms that an English run need not pay

    entries: dict[str, str] = {}
    folder = resources.files("repli") / "locale" / language
    if not folder.is_dir():
        return entries
    for file in sorted(folder.iterdir(), key=lambda path: path.name):
        if file.name.endswith(".po"):
            with file.open("rb") as stream:
                entries |= {str(m.id): str(m.string) for m in read_po(stream) if m.id and m.string}
    return entries


def speaker(language: str) -> Speaker:
    """Return the function that says a `Phrase` (or a plain English sentence) in ``language``; blanks may be phrases."""
    words = {} if language == "en" else catalogue(language)

    def say(message: Phrase | str) -> str:
        spoken = phrase(message) if isinstance(message, str) else message
        text = words.get(spoken.text, spoken.text)
        if not spoken.values:
            return text
        return text.format(**{key: say(v) if isinstance(v, Phrase) else v for key, v in spoken.values})

    return say


def language_of_environment(environment: Mapping[str, str] = os.environ) -> str:
    """Return ``fr`` or ``en``: ``REPLI_LANG`` first, then LC_ALL, LC_MESSAGES and LANG; English if none says French."""
    for name in ("REPLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value:
            return "fr" if value.startswith("fr") else "en"
    return "en"
