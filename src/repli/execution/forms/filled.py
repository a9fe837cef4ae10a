"""From what was typed to a filled form: every box read by its shape, and all that is wrong told at once.

>>> fill(FORMS["extend"], {"deadline": "2024-09-30", "clause": "art. 4", "cause": "rain"}, now=NOON)["deadline"]
'2024-09-30'
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from repli.errors import InputError, Phrase, Problem, phrase
from repli.execution.forms.form import NOW, Box, Form
from repli.execution.forms.shapes import DAY, TIME
from repli.ledger.canonical import Json
from repli.ledger.shapes import time_of_second

__all__ = ["Filled", "Typed", "fill", "problem", "typed_of_text"]

Typed = Mapping[str, str | Sequence[str]]
"""Box -> what was typed: one text, or several for a box of many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The values of a form by box; ``typed`` are the boxes that somebody filled, ``now`` is the second of signing.

    ``place`` names, for a message, where a box stands: an option of the command, or a file.
    """

    form: Form
    values: Mapping[str, Json]
    typed: frozenset[str]
    now: int
    place: str = ""

    def text(self, name: str) -> str:
        """Return the value of a box of one text."""
        return str(self.values[name])

    def count(self, name: str) -> int:
        """Return the value of a box of one number."""
        value = self.values[name]
        return value if isinstance(value, int) else 0

    def list(self, name: str) -> tuple[str, ...]:
        """Return the texts of a box of many."""
        value = self.values[name]
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    def refusal(self, name: str, found: str, expected: Phrase, hint: Phrase | None = None) -> InputError:
        """Return the error for a box whose value does not fit what the log, or the roster, has."""
        return InputError((problem(self.place, name, found, expected, hint),))


def fill(form: Form, typed: Typed, *, now: int, place: str = "") -> Filled:
    """Return the filled form; raise InputError with everything that is wrong. Empty texts are boxes left empty."""
    given = {name: tuple(_texts(value)) for name, value in typed.items()}
    given = {name: texts for name, texts in given.items() if texts}
    problems = list(_unknown(form, given, place))
    values: dict[str, Json] = {}
    for box in form.boxes:
        try:
            values[box.name] = _value(box, given.get(box.name, ()), now)
        except ValueError as error:
            problems.append(problem(place, box.name, str(error), box.shape.expected, box.help))
    if problems:
        raise InputError(tuple(problems))
    return Filled(form=form, values=values, typed=frozenset(given), now=now, place=place)


def problem(place: str, name: str, found: str, expected: Phrase, hint: Phrase | None = None) -> Problem:
    """Return what is wrong with one box; without a file its place is the option of the command."""
    option = f"--{name.replace('_', '-')}"
    return Problem(
        file=place or option,
        column=name if place else None,
        found=found,
        expected=expected,
        hint=hint or phrase(""),
    )


def typed_of_text(text: str) -> dict[str, str]:
    r"""Return what ``name=value; name=value`` types; a ``;`` inside a value is written ``\;``. Raise ValueError."""
    mark = "\N{UNIT SEPARATOR}"
    found: dict[str, str] = {}
    for part in text.replace("\\;", mark).split(";"):
        name, equals, value = part.partition("=")
        if part.strip():
            if not equals or not name.strip():
                raise ValueError(part.strip())
            found[name.strip()] = value.strip().replace(mark, ";")
    return found


def _texts(value: str | Sequence[str]) -> Iterator[str]:
    return (text.strip() for text in ([value] if isinstance(value, str) else value) if text.strip())


def _unknown(form: Form, given: Mapping[str, tuple[str, ...]], place: str) -> Iterator[Problem]:
    names = ", ".join(box.name for box in form.boxes)
    for name in given:
        if form.box(name) is None:
            yield problem(place, name, name, phrase("one of the boxes: {names}", names=names))


def _value(box: Box, texts: tuple[str, ...], now: int) -> Json:
    """Return the value of one box; raise ValueError with what was typed."""
    if box.is_many:
        return box.shape.values(texts)
    if len(texts) > 1:
        raise ValueError(" ".join(texts))
    if texts:
        try:
            return box.shape.read(texts[0])
        except ValueError:
            raise ValueError(texts[0]) from None
    if box.default is None:
        raise ValueError
    return _default(box, now)


def _default(box: Box, now: int) -> Json:
    if box.default == NOW and box.shape in {TIME, DAY}:
        return time_of_second(now) if box.shape is TIME else time_of_second(now)[:10]
    return box.shape.read(box.default or "") if box.default else ""
