"""One sentence for lines that share a reason: the first is said whole, the others are named and counted behind it.

>>> from repli.errors import phrase
>>> said = grouped([phrase("Line {line}: late.", line=one) for one in ("P-1", "P-2", "P-3")])
>>> [str(one) for one in said]
['Line P-1: late. The same holds for P-2 P-3 (with it 3 lines).']
"""

from collections.abc import Iterable

from repli.errors import Phrase, phrase

__all__ = ["grouped"]

_NAME = "line"
_MOST_NAMED = 6


def grouped(reasons: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return the reasons in their order; those that differ in the line alone are one."""
    found: dict[tuple[object, ...], list[Phrase]] = {}
    for reason in reasons:
        rest = tuple(pair for pair in reason.values if pair[0] != _NAME)
        found.setdefault((reason.text, rest), []).append(reason)
    return tuple(one[0] if len(one) == 1 else _together(one) for one in found.values())


def _together(reasons: list[Phrase]) -> Phrase:
    names = [str(dict(one.values)[_NAME]) for one in reasons[1:]]
    shown = " ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    return phrase(
        "{first} The same holds for {names} (with it {count} lines).", first=reasons[0], names=shown, count=len(reasons)
    )
