"""What is assumed in a load sheet: each assumption once, numbered, with the rows of the folder that carry it.

A number in brackets stands beside everything that rests on it. A row without such a note has a source, which stands in
its file.

>>> notes = Notes(operation)  # doctest: +SKIP
>>> notes.mark("balance_limits.csv", "C-17 cargo 60000"), notes.rows  # doctest: +SKIP
('[1]', ...)
"""

from collections.abc import Iterable

from repli.model import Operation

__all__ = ["Notes"]


class Notes:
    """Numbers assumptions in the order in which they are asked for; one value a sheet, or one for a whole page."""

    def __init__(self, operation: Operation) -> None:
        """Look up assumptions by file and subject."""
        self._known = {(one.file, one.subject): one for one in operation.assumptions}
        self._numbers: dict[str, int] = {}
        self._rows: dict[str, dict[str, set[int]]] = {}

    def mark(self, file: str, *subjects: str) -> str:
        """Return the marks of all assumptions in rows of a file with these subjects; empty if there is none."""
        found = [self._known[file, one] for one in subjects if (file, one) in self._known]
        for one in found:
            self._numbers.setdefault(one.text, len(self._numbers) + 1)
            self._rows.setdefault(one.text, {}).setdefault(one.file, set()).add(one.row)
        return " ".join(f"[{number}]" for number in sorted({self._numbers[one.text] for one in found}))

    def mark_of(self, file: str, prefix: str) -> str:
        """Return the marks of every row of a file whose subject is ``prefix``, or begins with it and a space."""
        return self.mark(
            file,
            *(subject for known, subject in self._known if known == file and f"{subject} ".startswith(f"{prefix} ")),
        )

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """Each assumption asked for: its number, the files with their rows, and what is assumed."""
        return tuple(
            (f"[{number}]", "; ".join(_place(file, rows) for file, rows in self._rows[text].items()), text)
            for text, number in self._numbers.items()
        )


def _place(file: str, rows: Iterable[int]) -> str:
    """Return a file with its rows, those that follow each other as a range: ``items.csv 2-4 9``."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return f"{file} " + " ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
