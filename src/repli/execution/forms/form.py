"""A form: the boxes of one kind of event, in the order in which an officer fills them.

A box that may stay empty has a default; what the log or the roster knows better (counts, cells, kg, versions, hashes)
is no box. ``both`` says that both parties sign, so that a filled form is a proposal.
"""

from dataclasses import dataclass

from repli.errors import Phrase
from repli.execution.forms.shapes import Shape

__all__ = ["NOW", "Box", "Form", "box"]

NOW = "now"
"""Default of a time or a day: when the form is signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box. ``default`` None: it must be filled. The default of a box of many is empty."""

    name: str
    shape: Shape
    help: Phrase
    default: str | None = None

    @property
    def is_many(self) -> bool:
        """Say whether the box holds a list."""
        return bool(self.shape.separator)


def box(name: str, shape: Shape, help: Phrase, default: str | None = None) -> Box:  # noqa: A002 - as in `Box`
    """Return a box, in the order in which tables of forms read well."""
    return Box(name=name, shape=shape, help=help, default=default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The boxes of ``kind``; ``help`` says what it records."""

    kind: str
    help: Phrase
    boxes: tuple[Box, ...]
    both: bool = False

    def box(self, name: str) -> Box | None:
        """Return the box called ``name``, or None."""
        return next((box for box in self.boxes if box.name == name), None)
