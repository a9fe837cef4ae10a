"""The tables of operation.toml as pydantic models: agreement, parties, milestones, planning, disclosure, wording."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from repli.errors import phrase
from repli.intake.cells import one_of
from repli.intake.parse import CellError, When, day, identifier, text, when
from repli.intake.row import Cell
from repli.ledger.shapes import is_party
from repli.units import MINUTES_PER_DAY, PPM, minute_of_datetime

__all__ = [
    "FILE",
    "AgreementTable",
    "DisclosureTable",
    "MilestoneTable",
    "OperationToml",
    "PartyTable",
    "PlanningTable",
    "TextTable",
]

FILE = "operation.toml"

_LONGEST_MINUTES = 14 * MINUTES_PER_DAY
_LONGEST_DAYS = 1000


def _day(value: object) -> date:
    return day(value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else None)


def _when(value: object) -> When:
    """Return a TOML day, a TOML time with its offset, or a text of cell type *when*."""
    if isinstance(value, datetime):
        try:
            return minute_of_datetime(value.astimezone(UTC)) if value.tzinfo and not value.second else when(None)
        except OverflowError:  # a time at either end of the calendar, with its offset beyond it
            return when(None)
    return when(value.isoformat() if isinstance(value, date) else value)


def _party(value: object) -> str:
    """Return a *party* as docs/reference/log-format.md, section 1, names it: a feed is called after its party."""
    if not is_party(value):
        raise CellError(
            phrase("a party id: small letters, digits or '-', at most 64, starting with a letter or digit"),
            phrase("The log calls the party and its feed by this name."),
        )
    return value


def _whole(low: int, high: int) -> Cell:
    expected = phrase("a whole number from {low} to {high}", low=low, high=high)

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise CellError(expected, phrase("Write digits only, without quotation marks and units."))
        return value

    return Cell(read, {"type": "integer", "minimum": low, "maximum": high})


def _note(value: object) -> str:
    if not isinstance(value, str):
        raise CellError(phrase("some text, or none"), phrase("Write it in quotation marks."))
    return value


def _key(about: str) -> Any:  # noqa: ANN401 - pydantic's Field is Any too
    return Field(description=about)


Text = Annotated[str, Cell(text, {"type": "string", "minLength": 1})]
Id = Annotated[str, Cell(identifier, {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"})]
PartyId = Annotated[str, Cell(_party, {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"})]
Day = Annotated[date, Cell(_day, {"type": "string", "format": "date"})]
Moment = Annotated[When, Cell(_when, {"type": "string"})]
Figure = Annotated[str | None, one_of("exact", "at_least", "rounded", "withheld", file=FILE, name="disclosure")]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _SourcedTable(_Table):
    source: Annotated[str, Cell(_note, {"type": "string"})] = _key("Where the values were published.")
    assumed: Annotated[str, Cell(_note, {"type": "string"})] = _key("Which values are assumed, and why.")


class AgreementTable(_SourcedTable):
    """What both parties signed."""

    signed_on: Day = _key("The day of the signature.")
    deadline: Day = _key("The last day; it ends at 24:00 local.")
    time_zone: Text = _key("The time zone of all local times, by its IANA name.")
    evidence: Text = _key("Which record prevails.")


class PartyTable(_SourcedTable):
    """One of the two parties; exactly one force and one host."""

    id: PartyId = _key("The name of the party and of its feed in the log.")
    role: Annotated[str, one_of("force", "host", file=FILE, name="party.role")] = _key(
        "force withdraws, host receives."
    )
    name_en: Text = _key("Name in English.")
    name_fr: Text = _key("Name in French.")


class MilestoneTable(_SourcedTable):
    """A part that must be out by an interim day."""

    id: Id = _key("The name of the milestone.")
    quantity: Annotated[str, one_of("people", "kg", file=FILE, name="milestone.quantity")] = _key("What is counted.")
    fraction_ppm: Annotated[int, _whole(1, PPM)] = _key("The part, in millionths of the whole.")
    due: Day = _key("The last day; it ends at 24:00 local.")


class PlanningTable(_SourcedTable):
    """What planning starts from."""

    as_of: Moment = _key("Nothing starts and nothing is requested before it.")
    overrun_days: Annotated[int, _whole(0, _LONGEST_DAYS)] = _key("Days planned beyond the deadline.")
    wave_minutes: Annotated[int, _whole(1, _LONGEST_MINUTES)] = _key("Length of the closing wave.")
    formation_minutes: Annotated[int, _whole(0, _LONGEST_MINUTES)] = _key("Within so long the last guards leave.")


class DisclosureTable(_SourcedTable):
    """How each figure is published; a figure that is not named is published exactly."""

    people_baseline: Figure = None
    people_opening: Figure = None
    people_counted: Figure = None
    people_departed: Figure = None
    people_remaining: Figure = None
    items_baseline: Figure = None
    items_departed: Figure = None
    kg_departed: Figure = None
    movements_departed: Figure = None


class TextTable(_SourcedTable):
    """What the communiqué says beside the figures: sentences that both parties agreed on."""

    place_en: Text = _key("Where the commission sits, in English.")
    place_fr: Text = _key("Where the commission sits, in French.")
    procedures_en: Text = _key("Procedures established, in English.")
    procedures_fr: Text = _key("Procedures established, in French.")
    protection_en: Text = _key("Protection of people and goods, in English.")
    protection_fr: Text = _key("Protection of people and goods, in French.")
    next_phase_en: Text = _key("The next phase, in English.")
    next_phase_fr: Text = _key("The next phase, in French.")
    cooperation_en: Text = _key("Future cooperation, in English.")
    cooperation_fr: Text = _key("Future cooperation, in French.")


class OperationToml(_Table):
    """operation.toml as a whole."""

    format: Annotated[int, _whole(1, 1)] = _key("The format of the folder: 1.")
    id: Id = _key("The name of the operation.")
    title_en: Text = _key("Title in English.")
    title_fr: Text = _key("Title in French.")
    agreement: AgreementTable
    party: tuple[PartyTable, ...]
    milestone: tuple[MilestoneTable, ...] = ()
    planning: PlanningTable
    disclosure: DisclosureTable
    text: TextTable
