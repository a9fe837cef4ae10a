"""Which slots an officer means: by slot, by line, from a manifest, from a file. Never by a name.

    412            the slot                       P101-17:10       the first ten of the line who are still there
    400-420        the slots from 400 to 420      P101-17          all of the line who are still there
    manifest:R1    everybody on the manifest      P101-17@BASE:2   of the line who are at that site now
    @FILE          the same, one a line; what follows # is a remark

An id of an item line is that item, also one that looks like a range; a number that is an id too has to be told apart,
as ``slot:412`` or ``line:412``. A slot that is gone, or that stands twice, is refused with its place.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from repli.errors import InputError, Phrase, Problem, phrase
from repli.execution.desk import Desk
from repli.execution.forms.filled import Filled, problem

__all__ = ["Choice", "choose"]

_SLOT = re.compile(r"\d+")
_RANGE = re.compile(r"(\d+)-(\d+)")
_LONGEST_FILE = 2**22


@dataclass(kw_only=True)
class Choice:
    """One box being resolved: ``free`` are the slots that may be chosen, None = any that is not ``gone``."""

    desk: Desk
    filled: Filled
    box: str
    scope: str
    gone: Collection[int]
    avoid: Collection[int]
    among: Collection[int] | None = None
    chosen: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, token: str) -> None:
        """Choose what one token means, or note what is wrong with it."""
        try:
            slots = list(self._slots(token))
        except _Wrong as wrong:
            self.problems.append(problem(self.filled.place, self.box, token, wrong.expected, wrong.hint))
            return
        for slot in slots:
            if slot in self.chosen:
                self._note(token, phrase("each slot once; {slot} stands in {other} too", slot=slot,
                                         other=self.chosen[slot]))  # fmt: skip
            self.chosen[slot] = token

    def _slots(self, token: str) -> Iterable[int]:
        bare = token.removeprefix("slot:")
        if _SLOT.fullmatch(bare):
            if bare == token and self._is_line(token):
                raise _Wrong(phrase("slot:{token} or line:{token}: it is both", token=token))
            return [self._checked(int(bare))]
        if token.startswith("manifest:"):
            return self._manifest(token.removeprefix("manifest:"))
        if (pair := _RANGE.fullmatch(token)) and not self._is_line(token):
            first, last = int(pair[1]), int(pair[2])
            if last < first or last - first > self._size():
                raise _Wrong(phrase("a range of slots like 400-420"))
            return [self._checked(slot) for slot in range(first, last + 1)]
        line, colon, count = token.removeprefix("line:").partition(":")
        if colon and not (count.isascii() and count.isdecimal() and int(count) > 0):
            raise _Wrong(self.filled.form.box(self.box).shape.expected)  # type: ignore[union-attr]  # the box is filled
        return self._of_line(line, int(count) if colon else None)

    def _is_line(self, name: str) -> bool:
        return self.desk.roster is not None and bool(self.desk.roster.scope(self.scope).slots_of(name))

    def _checked(self, slot: int) -> int:
        if self.desk.roster is not None and slot >= self._size():
            raise _Wrong(phrase("a slot below {size}", size=self._size()))
        if self.among is not None and slot not in self.among:
            raise _Wrong(phrase("a slot of the list that this is taken from"))
        if self.among is None and slot in self.gone:
            raise _Wrong(phrase("a slot that is still there"), phrase("It departed, stays, or was lost already."))
        return slot

    def _manifest(self, movement: str) -> Iterable[int]:
        found = self.desk.whereabouts.manifest(movement)
        if found is None or found[1] is None:
            raise _Wrong(phrase("a movement with a manifest whose list is at hand"))
        return found[1].people if self.scope == "people" else found[1].items

    def _of_line(self, line: str, count: int | None) -> Iterable[int]:
        line, at, site = line.partition("@")
        slots = self.desk.own_roster.scope(self.scope).slots_of(line)
        if at:
            slots = tuple(slot for slot in slots if self._site_of(slot) == site)
        if not slots:
            raise _Wrong(
                phrase("a line of the roster of {scope}, a slot, a range or @FILE", scope=phrase(self.scope)),
                phrase("Lines are those of the operation, e.g. P101-17:10; people are never named."),
            )
        free = [slot for slot in slots if self._is_free(slot)]
        if count is None and not free:
            raise _Wrong(phrase("a line of which somebody is still there"))
        if count is not None and len(free) < count:
            raise _Wrong(phrase("at most {free} of this line: no more are there to choose", free=len(free)))
        return free if count is None else free[:count]

    def _site_of(self, slot: int) -> str:
        line = self.desk.own_roster.scope(self.scope).lines[slot]
        return self.desk.whereabouts.moved(self.scope).get(slot, str(line["site"]))

    def _is_free(self, slot: int) -> bool:
        if self.among is not None:
            return slot in self.among and slot not in self.chosen
        return slot not in self.gone and slot not in self.avoid and slot not in self.chosen

    def _size(self) -> int:
        return _LONGEST_FILE if self.desk.roster is None else len(self.desk.roster.scope(self.scope).lines)

    def _note(self, token: str, expected: Phrase) -> None:
        self.problems.append(problem(self.filled.place, self.box, token, expected))


class _Wrong(Exception):  # noqa: N818 - caught here, never seen outside
    """What a token should have been."""

    def __init__(self, expected: Phrase, hint: Phrase | None = None) -> None:
        super().__init__(str(expected))
        self.expected = expected
        self.hint = hint


def choose(
    desk: Desk,
    filled: Filled,
    box: str,
    scope: str,
    *,
    among: Collection[int] | None = None,
    movement: str = "",
    without: Collection[int] = (),
) -> tuple[int, ...]:
    """Return the slots that a box means, ascending; raise InputError with every token that means none.

    ``among`` narrows the choice to a list. Else whoever is gone is refused, and a line gives those who are on no
    manifest but that of ``movement``, and not in ``without``.
    """
    tokens = filled.list(box)
    if not tokens:
        return ()
    is_whole = among is None
    choice = Choice(
        desk=desk,
        filled=filled,
        box=box,
        scope=scope,
        gone=desk.whereabouts.gone(scope) if is_whole else (),
        avoid=desk.whereabouts.manifested(scope, but=movement) | set(without) if is_whole else (),
        among=among,
    )
    for token in _tokens(choice, tokens):
        choice.take(token)
    if choice.problems:
        raise InputError(tuple(choice.problems))
    return tuple(sorted(choice.chosen))


def _tokens(choice: Choice, tokens: Iterable[str]) -> Iterator[str]:
    for token in tokens:
        if not token.startswith("@"):
            yield token
            continue
        try:
            lines = Path(token[1:]).read_text("utf-8-sig").splitlines()
        except (OSError, ValueError):
            choice.problems.append(
                problem(choice.filled.place, choice.box, token, phrase("a file that can be read, one choice a line"))
            )
            continue
        yield from (part.strip() for line in lines for part in line.split("#")[0].split(",") if part.strip())
