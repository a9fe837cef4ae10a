"""Which line of a list is which line of a table: by identifier, else by likeness; each line at most once.

Likeness of two lines = the mean over the columns that both have: 1 for equal cells, the ratio of two numbers, the share
of equal letters of two texts. Lines are compared only if they share a description or a weight, so that long lists stay
fast; of those that are alike enough the most alike are paired first. A pair by likeness is always said to be one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from repli.intake.book.plainly import plainly
from repli.intake.row import Row

__all__ = ["Pair", "matched"]

_ALIKE = 0.75
_CANDIDATES = 50
_TELLING = ("description_en", "description_fr", "kg", "unit", "name", "count", "name_en")

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Places of two lines that are one, in the table and in the list; ``by_name`` or by likeness."""

    old: int
    new: int
    by_name: bool


def matched(model: type[Row], old: Sequence[Cells], new: Sequence[Cells], columns: Sequence[str]) -> tuple[Pair, ...]:
    """Return the pairs, in the order of the list; ``columns`` are those that the list has."""
    pairs = list(_by_name(model, old, new)) if set(model.KEY) <= set(columns) and model.KEY else []
    taken_old, taken_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    free_old = [place for place in range(len(old)) if place not in taken_old]
    free_new = [place for place in range(len(new)) if place not in taken_new]
    shared = [column for column in columns if column not in {*model.KEY, "source", "assumed"}]
    pairs += _by_likeness(old, new, free_old, free_new, shared)
    return tuple(sorted(pairs, key=lambda pair: pair.new))


def _by_name(model: type[Row], old: Sequence[Cells], new: Sequence[Cells]) -> Iterator[Pair]:
    places = {tuple(cells.get(name, "") for name in model.KEY): place for place, cells in enumerate(old)}
    for place, cells in enumerate(new):
        key = tuple(cells.get(name, "") for name in model.KEY)
        if key in places:
            yield Pair(places.pop(key), place, by_name=True)


def _by_likeness(
    old: Sequence[Cells], new: Sequence[Cells], free_old: list[int], free_new: list[int], shared: list[str]
) -> Iterator[Pair]:
    """Yield pairs of lines that nothing else is as much like, the most alike first."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in free_old:
        for sign in _signs(old[place], shared):
            index[sign].append(place)
    scored: list[tuple[float, int, int]] = []
    for place in free_new:
        near = {one for sign in _signs(new[place], shared) for one in index.get(sign, ())[:_CANDIDATES]}
        scored += [(likeness(old[one], new[place], shared), one, place) for one in sorted(near)]
    scored.sort(key=lambda one: (-one[0], one[1], one[2]))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for score, one, other in scored:
        if score < _ALIKE:
            break
        if one in taken_old or other in taken_new:
            continue
        yield Pair(one, other, by_name=False)
        taken_old.add(one)
        taken_new.add(other)


def _signs(cells: Cells, shared: list[str]) -> Iterator[tuple[str, str]]:
    return ((name, plainly(cells.get(name, ""))) for name in _TELLING if name in shared and cells.get(name))


def likeness(old: Cells, new: Cells, columns: Sequence[str]) -> float:
    """Return how much two lines are alike, from 0 to 1."""
    held = [column for column in columns if old.get(column) or new.get(column)]
    if not held:
        return 0.0
    return sum(_alike(old.get(column, ""), new.get(column, "")) for column in held) / len(held)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if one.isdecimal() and other.isdecimal():
        low, high = sorted((int(one), int(other)))
        return low / high if high else 1.0
    return SequenceMatcher(None, plainly(one), plainly(other)).ratio()
