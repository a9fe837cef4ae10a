"""operation.toml against its models: every wrong key is noted with its line; each table is kept if it is right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from repli.errors import Phrase, phrase
from repli.intake import not_yet
from repli.intake.problems import Notes
from repli.intake.row import columns_of
from repli.intake.sources import Source
from repli.intake.table import nearest, wrong_cell
from repli.intake.tables.operation_toml import (
    FILE,
    AgreementTable,
    DisclosureTable,
    MilestoneTable,
    OperationToml,
    PartyTable,
    PlanningTable,
    TextTable,
)
from repli.intake.toml_text import KeyPath, line_of_keys, parse_toml

__all__ = ["TomlFile", "read_toml"]

TableT = TypeVar("TableT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The document as far as it could be read: its plain value, the lines of its keys, and what is right of it."""

    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]
    whole: OperationToml | None

    @property
    def agreement(self) -> AgreementTable | None:
        """The agreement, if it is right."""
        return _right(AgreementTable, self.data.get("agreement"))

    @property
    def planning(self) -> PlanningTable | None:
        """The planning table, if it is right."""
        return _right(PlanningTable, self.data.get("planning"))

    def parties(self) -> tuple[tuple[int, PartyTable], ...]:
        """The parties that are right, with their place in the file."""
        return self._listed("party", PartyTable)

    def milestones(self) -> tuple[tuple[int, MilestoneTable], ...]:
        """The milestones that are right, with their place in the file."""
        return self._listed("milestone", MilestoneTable)

    def tables(self) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
        """Every table of the document with its path: ``("agreement",)`` or ``("party", 0)``."""
        for name, value in self.data.items():
            listed = enumerate(value) if isinstance(value, list) else ()
            paths: list[tuple[KeyPath, object]] = [((name,), value), *(((name, place), one) for place, one in listed)]
            yield from ((path, table) for path, table in paths if isinstance(table, dict))

    def row(self, *path: str | int) -> int:
        """Return the line of a key, else of the table it belongs in, else the first line."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def note(self, notes: Notes, *path: str | int, expected: Phrase, hint: Phrase | None = None) -> None:
        """Note what is wrong with the value of a key."""
        found = _value(self.data, path)
        notes.add(FILE, row=self.row(*path), column=_dotted(path), found=found, expected=expected, hint=hint)

    def _listed(self, name: str, model: type[TableT]) -> tuple[tuple[int, TableT], ...]:
        found = self.data.get(name)
        values = [_right(model, one) for one in found] if isinstance(found, list) else []
        return tuple((place, value) for place, value in enumerate(values) if value is not None)


def read_toml(source: Source, notes: Notes) -> TomlFile:
    """Read operation.toml; note everything wrong inside it."""
    text = source.text(FILE, notes)
    value = None if text is None else parse_toml(text, FILE, notes)
    if text is None or value is None:
        return TomlFile({}, {}, None)
    file = TomlFile(value, line_of_keys(text), _right(OperationToml, value))
    if file.whole is None:
        _note_errors(file, notes)
    _note_no_origin(file, notes)
    return file


def _right(model: type[TableT], value: object) -> TableT | None:
    try:
        return model.model_validate(value)
    except ValidationError:
        return None


def _note_errors(file: TomlFile, notes: Notes) -> None:
    try:
        OperationToml.model_validate(dict(file.data))
    except ValidationError as error:
        for found in error.errors(include_url=False):
            path: KeyPath = found["loc"]
            expected, hint = _explained(found, path)
            notes.add(
                FILE,
                row=file.row(*path),
                column=_dotted(path),
                found=path[-1] if found["type"] == "extra_forbidden" else _value(file.data, path),
                expected=expected,
                hint=hint,
            )


def _explained(error: Any, path: KeyPath) -> tuple[Phrase, Phrase]:  # noqa: ANN401 - pydantic's ErrorDetails
    """Return what was expected and a hint for one of pydantic's errors."""
    kind, name = error["type"], str(path[-1])
    if kind == "missing":
        return phrase("the key {key}", key=_dotted(path)), phrase(
            "Add it; docs/reference/operation-folder.md shows an example."
        )
    if kind == "extra_forbidden":
        parent = _dotted(path[:-1])
        if name in not_yet.KEYS.get(parent, ()):
            return not_yet.EXPECTED, not_yet.HINT
        return phrase("a known key; this is an unknown key"), nearest(name, columns_of(_model_of(parent)))
    if kind in {"model_type", "model_attributes_type", "tuple_type"}:
        return phrase("a table"), phrase("Write [{key}], or [[{key}]] where there are several.", key=name)
    return wrong_cell(error)


def _model_of(parent: str) -> type[BaseModel]:
    models: dict[str, type[BaseModel]] = {
        "agreement": AgreementTable,
        "party": PartyTable,
        "milestone": MilestoneTable,
        "planning": PlanningTable,
        "disclosure": DisclosureTable,
        "text": TextTable,
    }
    return models.get(parent, OperationToml)


def _dotted(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _value(data: Any, path: KeyPath) -> object:  # noqa: ANN401 - a TOML value of any shape
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return ""
    return "" if isinstance(data, dict | list) else data


def _note_no_origin(file: TomlFile, notes: Notes) -> None:
    """Note a table that says neither where its values were published nor that they are assumed."""
    for path, table in file.tables():
        if table.get("source") == "" and table.get("assumed") == "":
            notes.add(
                FILE,
                row=file.row(*path, "source"),
                column=_dotted((*path, "source")),
                expected=phrase("a source, or in `assumed` which values are assumed and why"),
                hint=phrase("Every table says where it comes from; this is what makes the plan believable."),
            )
