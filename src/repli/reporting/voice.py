"""How one language writes numbers, dates and sentences in a report.

Rules: every number and date goes through babel (CLDR); French spacing is set in one place, after the sentence is
whole: U+202F (narrow, no break) inside guillemets and before ``; ! ?``, U+00A0 before ``:``; thousands are grouped by
U+202F. Times are civil times of the agreement's zone. No clock, no locale of the machine.

>>> Voice("en", "Africa/Niamey").number(1593)
'1,593'
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from repli.errors import Phrase, phrase
from repli.language import speaker
from repli.units import PPM, civil_time, datetime_of_minute, minute_of_datetime

__all__ = ["NARROW_SPACE", "NO_BREAK_SPACE", "Voice", "french_spacing"]

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
_LOCALES = {"fr": "fr", "en": "en_GB"}


def french_spacing(text: str) -> str:
    """Set the spaces of French punctuation and of guillemets; a text that is set already stays as it is."""
    text = re.sub(r"«[ \u00a0\u202f]?", "«" + NARROW_SPACE, text)
    text = re.sub(r"[ \u00a0\u202f]?»", NARROW_SPACE + "»", text)
    text = re.sub(r"[ \u00a0\u202f]([;!?])", NARROW_SPACE + r"\1", text)
    return re.sub(r" :(?=\s|$)", NO_BREAK_SPACE + ":", text)


@dataclass(frozen=True, slots=True)
class Voice:
    """One language (``fr`` or ``en``) and the time zone of the agreement."""

    language: str
    time_zone: str

    def say(self, message: Phrase | str, **values: object) -> str:
        """Return the sentence in this language: blanks filled, numbers in its style, spaces and apostrophes set."""
        spoken = phrase(message, **values) if isinstance(message, str) else message
        return self.typeset(speaker(self.language)(self._numbered(spoken)))

    def _numbered(self, message: Phrase) -> Phrase:
        """Write every number in the blanks of a phrase, and of the phrases inside it: fractions with one decimal."""
        return Phrase(message.text, tuple((key, self._blank(value)) for key, value in message.values))

    def _blank(self, value: object) -> object:
        if isinstance(value, Phrase):
            return self._numbered(value)
        if isinstance(value, float):
            return self.number(value, 1)
        return self.number(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def typeset(self, text: str) -> str:
        """Return a sentence that was written by hand in this language with its spaces set, in NFC."""
        text = unicodedata.normalize("NFC", re.sub(r"(?<=\w)'(?=\w)", "\u2019", text))
        text = re.sub(r"\b([nN]°|No\.) (?=\d)", r"\1" + NO_BREAK_SPACE, text)
        text = re.sub(r"(?<=\d) (?=%)", NO_BREAK_SPACE, text)
        return french_spacing(text) if self.language == "fr" else text

    def quoted(self, text: str) -> str:
        """Return ``text`` in the quotation marks of the language."""
        return f"«{NARROW_SPACE}{text}{NARROW_SPACE}»" if self.language == "fr" else f"\u201c{text}\u201d"

    def choose(self, *, en: str, fr: str) -> str:
        """Return the one of two given texts that is in this language."""
        return self.typeset(fr if self.language == "fr" else en)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number: ``1,593`` or ``1 593`` with U+202F."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=pattern, locale=_LOCALES[self.language])

    def signed(self, change: float, decimals: int = 0) -> str:
        """Return a change with its sign: ``+3``, ``-2`` or ``0``."""
        return self.number(change, decimals) if change <= 0 else f"+{self.number(change, decimals)}"

    def percent(self, ppm: int, decimals: int = 1) -> str:
        """Return parts per million as percent: ``28.4 %`` or ``28,4 %``, never broken."""
        return f"{self.number(ppm * 100 / PPM, decimals)}{NO_BREAK_SPACE}%"

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166-1 alpha-2 code."""
        return str(Locale.parse(_LOCALES[self.language]).territories.get(code, code))

    def local(self, minute: int) -> datetime:
        """Return the civil time of the agreement's zone at a UTC minute."""
        return civil_time(minute, self.time_zone)

    def local_minute(self, minute: int) -> int:
        """Return the same civil time as if it were UTC: what a chart with a local axis draws."""
        return minute_of_datetime(self.local(minute).replace(tzinfo=UTC))

    def day(self, iso: str) -> str:
        """Return ``7 June 2024`` of ``2024-06-07``; the first of a month is ``1er`` in French."""
        written = format_date(date.fromisoformat(iso), "long", locale=_LOCALES[self.language])
        return re.sub(r"^1 ", "1er ", written) if self.language == "fr" else written

    def day_of(self, minute: int) -> str:
        """Return the civil day that holds a minute."""
        return self.day(self.local(minute).date().isoformat())

    def weekday(self, minute: int) -> str:
        """Return ``Fri 7 June`` or ``ven. 7 juin``."""
        written = str(format_date(self.local(minute).date(), "EEE d MMMM", locale=_LOCALES[self.language]))
        return re.sub(r" 1 ", " 1er ", written) if self.language == "fr" else written

    def last_day_before(self, minute: int) -> str:
        """Return the civil day that ends at a minute: a deadline of 24:00 belongs to the day it closes."""
        return self.day_of(minute - 1)

    def clock(self, minute: int) -> str:
        """Return ``13:00`` or ``13 h 00``."""
        at = self.local(minute)
        if self.language == "fr":
            return f"{at.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{at.minute:02d}"
        return f"{at:%H:%M}"

    def instant(self, minute: int) -> str:
        """Return day and clock time."""
        joint = " à " if self.language == "fr" else ", "
        return self.day_of(minute) + joint + self.clock(minute)

    def day_and_month(self, local_minute: int) -> str:
        """Return ``9 Jun`` or ``9 juin`` of a civil time written as if it were UTC (`local_minute`): for an axis."""
        return str(format_date(datetime_of_minute(local_minute).date(), "d MMM", locale=_LOCALES[self.language]))

    def day_and_time(self, minute: int) -> str:
        """Return ``1 Aug, 15:30`` or ``1 août, 15 h 30``: where a picture names a minute."""
        return f"{self.day_and_month(self.local_minute(minute))}, {self.clock(minute)}"

    def short_instant(self, minute: int) -> str:
        """Return ``2024-06-07 13:00``: for tables, where columns should sort and align."""
        return f"{self.local(minute):%Y-%m-%d %H:%M}"
