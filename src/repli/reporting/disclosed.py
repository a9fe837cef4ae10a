"""The figures as they may be told: the agreement's policy (`repli.progress.disclose`), and what follows from it.

A figure that the policy does not name is told exactly, unless it would give away the people departed: then the
remainder of "at least 269" is "at most 677", and of a rounded or withheld figure no part is told better. A
reconstruction repeats the formula of the published communiqué, "more than 269" (docs/decisions, 0005).

>>> [str(one.words) for one in told(figures(state), {"people_departed": "at_least"}, reconstruction=False)][3:5]
['at least 269', 'at most 677']
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from repli.errors import phrase
from repli.progress import Disclosed, Figure, disclose

__all__ = ["told", "told_count"]

_WHOLE = "people_departed"
_REST = "people_remaining"
_PARTS = ("people_opening", "people_counted")
_NUMBERED = ("exact", "at_least")


def told(figures: Iterable[Figure], policy: Mapping[str, str], *, reconstruction: bool) -> tuple[Disclosed, ...]:
    """Return every figure as it may be told."""
    whole = policy.get(_WHOLE, "exact")
    implied = {_REST: whole} if whole != "exact" else {}
    if whole not in _NUMBERED:
        implied |= dict.fromkeys(_PARTS, "withheld")
    turned = whole == "at_least" and _REST not in policy
    found = (
        _at_most(figure) if turned and figure.name == _REST else disclose(figure, implied | dict(policy))
        for figure in figures
    )
    return tuple(_as_published(one) if reconstruction else one for one in found)


def told_count(people: int, policy: Mapping[str, str]) -> int | None:
    """Return a number of people departed as a curve may draw it; None where it is withheld."""
    one = disclose(Figure(name=_WHOLE, value=people, grade=""), policy)
    return one.low if one.value is None else one.value


def _at_most(figure: Figure) -> Disclosed:
    """Tell the remainder of "at least": "at most"; nobody remaining is told exactly."""
    exact = disclose(figure, {})
    if figure.value == 0:
        return exact
    return replace(exact, style="at_most", words=phrase("at most {value}", value=figure.value))


def _as_published(one: Disclosed) -> Disclosed:
    """Return a figure in the formula of the published communiqués."""
    words = {
        "at_least": phrase("more than {value}", value=one.value),
        "at_most": phrase("fewer than {value}", value=one.value),
    }
    return replace(one, words=words[one.style], strictly=True) if one.style in words and one.value else one
