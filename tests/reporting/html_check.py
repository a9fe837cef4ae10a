"""A strict reader of HTML for tests: what is open must be closed, ids are unique, references lead somewhere.

>>> read("<p id='a'>text</p>").texts
['text']
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Element", "Reader", "read"]

VOID = {"meta", "br", "img", "input", "link", "hr"}


@dataclass(frozen=True, slots=True)
class Element:
    """One start tag, and the tags around it, outermost first."""

    tag: str
    attributes: Mapping[str, str]
    inside: tuple[str, ...]


@dataclass
class Reader(HTMLParser):
    """Collects elements and texts; ``faults`` is empty for a well-formed page."""

    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, attributes, tuple(self.stack)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self.stack)))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.stack[-1:]} at {self.getpos()}")
        else:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data.strip())

    def of(self, *tags: str) -> list[Element]:
        """Return the elements with one of ``tags``."""
        return [element for element in self.elements if element.tag in tags]

    @property
    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def text(self) -> str:
        """Return all text, one piece a line."""
        return "\n".join(self.texts)


def read(html: str) -> Reader:
    """Read a whole page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.faults += [f"<{tag}> is never closed" for tag in reader.stack]
    return reader
