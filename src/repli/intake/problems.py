"""Collects everything wrong in a folder, so that a person sees all of it at once, in order of file and row.

>>> notes = Notes(("sites.csv",))
>>> notes.add("sites.csv", row=2, column="side", found="west", expected=phrase("one of: {values}", values="inside"))
>>> [problem.place for problem in notes.problems]
['sites.csv:2:side']
"""

from collections.abc import Callable, Sequence

from repli.errors import InputError, Phrase, Problem, phrase

__all__ = ["Notes", "shown"]

_LONGEST_SHOWN = 80


def shown(value: object) -> str:
    """Return what was found, on one line and not longer than a terminal."""
    text = " ".join(str(value).encode("utf-8", "replace").decode("utf-8").split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


class Notes:
    """The problems found so far. ``files`` gives the order in which files are listed; others follow by name.

    ``retold`` says each problem by its place in the source, where that is not a folder.
    """

    def __init__(self, files: Sequence[str], retold: Callable[[Problem], Problem] | None = None) -> None:
        """Start with none."""
        self._retold = retold
        self._order = {file: place for place, file in enumerate(files)}
        self._problems: dict[Problem, None] = {}

    def add(
        self,
        file: str,
        *,
        row: int | None = None,
        column: str | None = None,
        found: object = "",
        expected: Phrase,
        hint: Phrase | None = None,
    ) -> None:
        """Note one problem; the same place is noted once with the same expectation."""
        problem = Problem(
            file=file, row=row, column=column, found=shown(found), expected=expected, hint=hint or phrase("")
        )
        self._problems.setdefault(problem)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by file and row; within a row in the order in which they were found."""
        last = len(self._order)
        found = sorted(self._problems, key=lambda one: (self._order.get(one.file, last), one.file, one.row or 0))
        return tuple(found) if self._retold is None else tuple(dict.fromkeys(map(self._retold, found)))

    def raise_if_any(self) -> None:
        """Raise InputError with all problems, if there are any."""
        if self._problems:
            raise InputError(self.problems)
