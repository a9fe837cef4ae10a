"""How a body of format 4 is read and written: a table of its keys, each with the shape that its value has.

A body, or a part of one, is a frozen dataclass with ``shapes``: key -> `Shape`. An attribute has the name of its key,
unless the key is a word of Python. So reading and writing say each key once and cannot differ. The law is
docs/reference/log-format.md, section 27.

>>> @dataclass(frozen=True, slots=True, kw_only=True)
... class Service(Written):
...     shapes = {"service": plain(is_text), "time": plain(is_time)}
...     service: str
...     time: str
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeGuard

from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import is_id
from repli.progress.cells import cells_value, read_cells
from repli.progress.fields import read_array, read_field, read_record, read_texts, refuse_field

__all__ = ["CELLS", "NAME", "TEXTS", "Shape", "Written", "is_name", "many", "plain"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the value of one key is read out of its record, and written; ``attribute`` if it is not called like the key.

    ``read`` raises CanonicalError.
    """

    read: Callable[[JsonObject, str], object]
    write: Callable[[Any], Json]
    attribute: str = ""


def plain(holds: Callable[[object], TypeGuard[Any]], attribute: str = "") -> Shape:
    """Return the shape of a value that is written as it is, and read if it ``holds`` a shape."""
    return Shape(lambda record, key: read_field(record, key, holds), lambda value: value, attribute)


def many(part: "type[Written]", attribute: str = "") -> Shape:
    """Return the shape of an array of ``part``."""
    return Shape(
        lambda record, key: read_array(record, key, part.read), lambda parts: [one.value for one in parts], attribute
    )


def is_name(value: object) -> TypeGuard[str]:
    """Say whether ``value`` is an id or the empty text."""
    return value == "" or is_id(value)


NAME = plain(is_name)
CELLS = Shape(read_cells, cells_value)
TEXTS = Shape(read_texts, list)


class Written:
    """What is written by the table ``shapes``, and read by it."""

    __slots__ = ()
    kind: ClassVar[str] = "part"
    shapes: ClassVar[Mapping[str, Shape]]

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        return {key: shape.write(getattr(self, shape.attribute or key)) for key, shape in self.shapes.items()}

    @classmethod
    def read(cls, value: Json) -> Self:
        """Return what ``value`` says; raise CanonicalError."""
        record = read_record(value, f"body of {cls.kind}", tuple(cls.shapes))
        return cls(**{shape.attribute or key: shape.read(record, key) for key, shape in cls.shapes.items()})

    def require(self, key: str, *, holds: bool) -> None:
        """Raise CanonicalError for the value of ``key`` unless it ``holds`` what the format asks."""
        if not holds:
            refuse_field(key)
