"""JSON that a person reads and edits: keys sorted, what fits on a line stands on one line; and its strict reading.

>>> print(json_text({"b": [1, 2], "a": "é"}), end="")
{
 "a": "é",
 "b": [1, 2]
}
"""

import json
from typing import Any, NoReturn

from repli.errors import InputError, Phrase, Problem, phrase
from repli.intake.problems import shown

__all__ = ["MAX_INTEGER", "json_text", "parse_json", "wrong_json"]

MAX_INTEGER = 2**53 - 1
_WIDTH = 120
_INTEGER_DIGITS = 20


def json_text(value: Any) -> str:  # noqa: ANN401 - a JSON value of any shape
    """Return the text of a JSON value, ending in a newline; the same value always has the same text."""
    return f"{_laid_out(value, 0)}\n"


def _laid_out(value: Any, depth: int) -> str:  # noqa: ANN401 - a JSON value of any shape
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    if not value or not isinstance(value, dict | list) or (depth and depth + len(line) <= _WIDTH):
        return line
    if isinstance(value, dict):
        parts = [
            f"{json.dumps(key, ensure_ascii=False)}: {_laid_out(item, depth + 1)}"
            for key, item in sorted(value.items())
        ]
        opens, closes = "{}"
    else:
        parts = [_laid_out(item, depth + 1) for item in value]
        opens, closes = "[]"
    indent = " " * depth
    body = ",\n".join(f"{indent} {part}" for part in parts)
    return f"{opens}\n{body}\n{indent}{closes}"


class _RefusedError(ValueError):
    """Something that JSON readers accept and a file of ours does not hold."""

    def __init__(self, expected: Phrase) -> None:
        super().__init__(str(expected))
        self.expected = expected


def parse_json(data: bytes, file: str) -> Any:  # noqa: ANN401 - a JSON value of any shape
    """Return the value of strict JSON; raise InputError with the line for anything else."""
    try:
        return _DECODER.decode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise _wrong_text(file, row, phrase("text in UTF-8")) from None
    except json.JSONDecodeError as error:
        raise _wrong_text(file, error.lineno, phrase("JSON")) from None
    except _RefusedError as error:
        raise _wrong_text(file, None, error.expected) from None
    except RecursionError:
        raise _wrong_text(file, None, phrase("JSON that is not nested so deep")) from None


def wrong_json(file: str, path: str, found: object, expected: Phrase, hint: Phrase | None = None) -> InputError:
    """Return the error for one value, named by its JSON path."""
    problem = Problem(
        file=file,
        column=path.encode("utf-8", "replace").decode("utf-8"),
        found=shown(found),
        expected=expected,
        hint=hint or phrase(""),
    )
    return InputError((problem,))


def _wrong_text(file: str, row: int | None, expected: Phrase) -> InputError:
    hint = phrase("Write the file again with `repli plan`, or undo the last edit.")
    return InputError((Problem(file=file, row=row, expected=expected, hint=hint),))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _RefusedError(phrase("each key once in a JSON object"))
    return found


def _integer(text: str) -> int:
    if len(text) > _INTEGER_DIGITS or abs(int(text)) > MAX_INTEGER:
        raise _RefusedError(phrase("integers of at most 2^53 - 1"))
    return int(text)


def _no_fraction(_text: str) -> NoReturn:
    raise _RefusedError(phrase("whole numbers, without fraction and exponent"))


def _no_constant(_text: str) -> NoReturn:
    raise _RefusedError(phrase("JSON without NaN and Infinity"))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_integer, parse_float=_no_fraction, parse_constant=_no_constant
)
