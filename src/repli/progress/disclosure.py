"""How a figure may be told to the public: exact, as a floor, rounded, as a range, or not at all.

The way is part of the agreement and stands in the genesis event, per figure. A figure that it does not name is told
exactly: the publish event carries it anyhow. ``at_least`` tells the signed value as a floor. ``delayed`` is told as
withheld: a publication tells of its own moment.
What is delayed are the lists of slots, see `repli.progress.slotpolicy`.

>>> str(disclose(Figure(name="people_departed", value=269, grade="joint"), {"people_departed": "at_least"}).words)
'at least 269'
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.progress.figures import Figure

__all__ = ["Disclosed", "disclose"]

_KEPT_DIGITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One figure as it may be told. ``value`` is None where no single number may be told; ``words`` fit in a sentence.

    ``low`` and ``high`` are the ends of a range, both None otherwise. ``strictly``: the value itself is excluded.
    """

    name: str
    style: str
    grade: str
    value: int | None
    low: int | None = None
    high: int | None = None
    strictly: bool = False
    words: Phrase


def disclose(figure: Figure, disclosure: Mapping[str, str]) -> Disclosed:
    """Return ``figure`` in the way that ``disclosure`` (figure name -> style) names; raise KeyError for other words."""
    style = disclosure.get(figure.name, "exact")
    return _WAYS[style](figure, style)


def _exact(figure: Figure, style: str) -> Disclosed:
    return _told(figure, style, figure.value, phrase("{value}", value=figure.value))


def _at_least(figure: Figure, style: str) -> Disclosed:
    if figure.value == 0:  # "at least 0" says nothing
        return _told(figure, style, 0, phrase("{value}", value=0))
    return _told(figure, style, figure.value, phrase("at least {value}", value=figure.value))


def _rounded(figure: Figure, style: str) -> Disclosed:
    step = _step(figure.value)
    value = (figure.value + step // 2) // step * step
    words = phrase("{value}", value=value) if step == 1 else phrase("about {value}", value=value)
    return _told(figure, style, value, words)


def _range(figure: Figure, style: str) -> Disclosed:
    step = _step(figure.value) * 10  # one digit is kept, so the step never tells the figure itself
    low = figure.value // step * step
    words = phrase("between {low} and {high}", low=low, high=low + step)
    return Disclosed(
        name=figure.name, style=style, grade=figure.grade, value=None, low=low, high=low + step, words=words
    )


def _withheld(figure: Figure, style: str) -> Disclosed:
    return _told(figure, style, None, phrase("not published, as agreed"))


def _told(figure: Figure, style: str, value: int | None, words: Phrase) -> Disclosed:
    return Disclosed(name=figure.name, style=style, grade=figure.grade, value=value, words=words)


def _step(value: int) -> int:
    """Return the power of ten that keeps two digits of ``value``."""
    return int(10 ** max(0, len(str(value)) - _KEPT_DIGITS))


_WAYS = {
    "exact": _exact,
    "at_least": _at_least,
    "rounded": _rounded,
    "range": _range,
    "withheld": _withheld,
    "delayed": _withheld,
}
