"""Everything that can go wrong, drawn as one tree; each error says what to do next.

    RepliError
    ├── InputError            one or more `Problem`s in files that a person wrote
    ├── PlanningError
    │   ├── ImpossibleError   no plan can keep the rules (exit 5)
    │   └── NoPlanError       no plan was found, and none was proven impossible (exit 6)
    ├── LedgerError           bytes that are not what the log format asks for
    │   ├── CanonicalError    JSON that is not its own canonical form
    │   ├── SignatureError    a key, an encoding or a signature that does not hold
    │   └── StoreError        a file of a log directory that is missing, left over or damaged
    ├── RefusedError          an event that the rules of the log do not allow
    └── UsageError            a command that was asked for something it cannot do

A message is a `Phrase`: an English sentence with named blanks. `repli.language` puts it into French.
"""

from dataclasses import dataclass, field

__all__ = [
    "CanonicalError",
    "ImpossibleError",
    "InputError",
    "LedgerError",
    "NoPlanError",
    "Phrase",
    "PlanningError",
    "Problem",
    "RefusedError",
    "RepliError",
    "SignatureError",
    "StoreError",
    "UsageError",
    "phrase",
]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in English with named blanks, e.g. ``phrase("{people} people stay", people=4)``."""

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """Return the English sentence, blanks filled."""
        return self.text.format(**dict(self.values)) if self.values else self.text


def phrase(text: str, /, **values: object) -> Phrase:
    """Return the `Phrase` of ``text`` with its blanks; the catalogue of each language is keyed by ``text``."""
    return Phrase(text, tuple(values.items()))


class RepliError(Exception):
    """An error that a person can act on: one sentence and one hint. ``exit_code`` is what the command returns."""

    exit_code = 1

    def __init__(self, message: Phrase, hint: Phrase | None = None) -> None:
        """Keep the sentence and the hint."""
        super().__init__(str(message))
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in one place of an input: where, what was found, what was expected, what to do.

    ``row`` is the line of the file as an editor counts it (a table's header is line 1); ``None`` where the whole
    file is meant. ``column`` is the column's name or the dotted key of a TOML file. In a workbook ``file`` is its name
    and ``cell`` the sheet and the address, e.g. ``items!F12``; ``row`` is the row of the sheet.
    """

    file: str
    row: int | None = None
    column: str | None = None
    found: str = ""
    expected: Phrase
    hint: Phrase = field(default_factory=lambda: phrase(""))
    cell: str | None = None

    @property
    def place(self) -> str:
        """Return ``file``, ``file:row`` or ``file:row:column``; in a workbook ``file:sheet!cell:column``."""
        row = self.row if self.cell is None else self.cell
        return ":".join(str(part) for part in (self.file, row, self.column) if part is not None)


class InputError(RepliError):
    """Files that do not say what they must; carries *all* problems at once."""

    exit_code = 2

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem, in the order of files and rows."""
        message = (
            phrase("1 problem in the input; nothing was loaded.")
            if len(problems) == 1
            else phrase("{count} problems in the input; nothing was loaded.", count=len(problems))
        )
        super().__init__(message)
        self.problems = problems


class PlanningError(RepliError):
    """Planning ended without a plan. ``advice``: what conflicts, and what would give a plan."""

    advice: tuple[Phrase, ...] = ()


class ImpossibleError(PlanningError):
    """No plan can keep the rules; ``reasons`` name the rows that conflict."""

    exit_code = 5

    def __init__(self, reasons: tuple[Phrase, ...]) -> None:
        """Keep the reasons, most binding first."""
        super().__init__(phrase("No plan can keep the rules of this operation."))
        self.reasons = reasons


class NoPlanError(PlanningError):
    """No plan was found; this proves nothing. ``reasons`` say what stood in the way."""

    exit_code = 6

    def __init__(self, reasons: tuple[Phrase, ...]) -> None:
        """Keep the reasons, most binding first."""
        super().__init__(phrase("No plan was found within the work limit; this does not prove that there is none."))
        self.reasons = reasons


class LedgerError(RepliError):
    """Bytes that are not what the log format asks for."""


class CanonicalError(LedgerError):
    """JSON that is not its own canonical form (RFC 8785, restricted)."""


class SignatureError(LedgerError):
    """A key, an encoding or a signature that does not hold."""


class StoreError(LedgerError):
    """A file of a log directory that is missing, left over or damaged."""


class RefusedError(RepliError):
    """An event that the rules of the log do not allow. ``place`` is ``feed FEED line N`` or a file and its line.

    ``reason`` is the one word that docs/reference/log-format.md has for it, where it has one.
    """

    def __init__(self, place: str, message: Phrase, hint: Phrase | None = None, *, reason: str = "") -> None:
        """Keep place and reason beside the sentence."""
        super().__init__(message, hint)
        self.place = place
        self.reason = reason


class UsageError(RepliError):
    """A command that was asked for something it cannot do."""

    exit_code = 2
