"""An event that is ready to be signed: its body, and the files that it names."""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.execution.desk import Taken
from repli.ledger.canonical import Json
from repli.progress.cells import cells_value
from repli.progress.events import Body, read_body

__all__ = ["Draft", "draft_of", "with_slots"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """``files`` are kept beside the log before the event is signed. ``both``: the other party has to sign too."""

    body: Body
    files: tuple[bytes, ...] = ()
    both: bool = False


def draft_of(kind: str, value: Mapping[str, Json], *, files: tuple[bytes, ...] = (), both: bool = False) -> Draft:
    """Return the draft of a body; raise CanonicalError for one that the log format does not know."""
    return Draft(body=read_body(kind, dict(value)), files=files, both=both)


def with_slots(taken: Taken, *, people: bool = True, cells: bool = True) -> dict[str, Json]:
    """Return the keys by which a body commits to slots; which of them the kind has is told."""
    value: dict[str, Json] = {"items": taken.items, "kg": taken.kg, "slots": taken.file.committed.slots}
    if people:
        value["people"] = taken.people
    if cells:
        value["cells"] = [*cells_value(taken.cells)]
    return value
