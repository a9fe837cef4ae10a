"""Forms as files: a template to fill with any editor, and what such a file types. TOML, or CSV with one row.

>>> typed_of_file(template(FORMS["arrive"], speak=str).encode(), "arrive.toml")["movement"]
''
"""

import csv
import io
import tomllib
from collections.abc import Callable
from datetime import date, datetime

from repli.errors import InputError, Phrase, Problem, phrase
from repli.execution.forms.filled import Typed
from repli.execution.forms.form import NOW, Box, Form

__all__ = ["template", "typed_of_file"]


def template(form: Form, speak: Callable[[Phrase], str]) -> str:
    """Return the empty form as TOML; every box with what it asks for, those that must be filled first named so."""
    must = speak(phrase("must be filled"))
    lines = [f"# repli record {form.kind}: {speak(form.help)}", ""]
    for box in form.boxes:
        ask = f"{speak(box.help)} ({speak(box.shape.expected)}{'' if box.default is not None else f'; {must}'})"
        lines += [f"# {ask}", f"{box.name} = {_empty(box)}"]
    return "\n".join(lines) + "\n"


def typed_of_file(data: bytes, name: str) -> Typed:
    """Return what a form file types; raise InputError for a file that is none. ``name`` says which form it is."""
    try:
        text = data.decode("utf-8-sig")
        return _of_csv(text) if name.lower().endswith(".csv") else _of_toml(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
        raise InputError(
            (
                Problem(
                    file=name,
                    found=str(error),
                    expected=phrase("a form: TOML of texts, numbers, times and lists of them, or CSV with one row"),
                    hint=phrase("Start from the template: `repli record KIND --form-template`."),
                ),
            )
        ) from None


def _empty(box: Box) -> str:
    if box.is_many:
        return "[]"
    default = box.default or ""
    return f'"{"" if default == NOW else default}"'


def _of_csv(text: str) -> Typed:
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if row]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):  # noqa: PLR2004 - the names and the row
        raise ValueError(f"{len(rows)} rows")
    return {name.strip(): value for name, value in zip(*rows, strict=True)}


def _of_toml(text: str) -> Typed:
    return {
        name: tuple(_typed(one) for one in value) if isinstance(value, list) else _typed(value)
        for name, value in tomllib.loads(text).items()
    }


def _typed(value: object) -> str:
    """Return a value of the file as an officer would type it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%SZ")
        case date() | int() | str():
            return str(value)
        case _:
            raise ValueError(repr(value))
