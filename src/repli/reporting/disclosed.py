"""The figures as they may be told: the agreement's policy (`repli.progress.disclose`), and what follows from it.

A figure that the policy does not name is told exactly, unless it would give away the people departed: then the
remainder of "more than 269" is "fewer than 677", and of a rounded or withheld figure no part is told better.

>>> [str(one.words) for one in told(figures(state), {"people_departed": "at_least"})][3:5]
['more than 269', 'fewer than 677']
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


def told(figures: Iterable[Figure], policy: Mapping[str, str]) -> tuple[Disclosed, ...]:
    """Return every figure as it may be told."""
    whole = policy.get(_WHOLE, "exact")
    implied = {_REST: whole} if whole != "exact" else {}
    if whole not in _NUMBERED:
        implied |= dict.fromkeys(_PARTS, "withheld")
    turned = whole == "at_least" and _REST not in policy
    return tuple(
        _at_most(figure) if turned and figure.name == _REST else disclose(figure, implied | dict(policy))
        for figure in figures
    )


def told_count(people: int, policy: Mapping[str, str]) -> int | None:
    """Return a number of people departed as a curve may draw it; None where it is withheld."""
    one = disclose(Figure(name=_WHOLE, value=people, grade=""), policy)
    return one.low if one.value is None else one.value


def _at_most(figure: Figure) -> Disclosed:
    """Tell the remainder of "more than": "fewer than"; nobody remaining is told exactly."""
    exact = disclose(figure, {})
    if figure.value == 0:
        return exact
    return replace(exact, style="at_most", words=phrase("fewer than {value}", value=figure.value))
