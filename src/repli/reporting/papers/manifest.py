"""The manifest of one movement on paper: who and what goes aboard, line by line, with room to tick and to sign.

The fields are those that ICAO Annex 9 asks of a passenger and a cargo manifest (operator, marks, flight number, date,
points of embarkation and disembarkation; waybill, number of packages, nature of the goods), with a slot and a
pseudonymous id where it asks for a name.
"""

from collections.abc import Sequence

from repli.reporting.loads.words import category_word
from repli.reporting.papers.parts import TICK, Block, PaperCell, fields, paragraphs, table
from repli.reporting.papers.printed import printed
from repli.reporting.papers.shared import choose, moment, movement_rows, signatures, tie_lines
from repli.reporting.papers.views import ItemRow, Manifest, PersonRow
from repli.reporting.voice import Voice
from repli.reporting.words import function_word
from repli.rules.why import joined

__all__ = ["manifest_blocks", "manifest_pdf"]

_BLANK_PEOPLE, _BLANK_ITEMS, _BLANK_STANDBY = 25, 12, 5


def manifest_pdf(manifest: Manifest, language: str, *, made_at_second: int) -> bytes:
    """Return the manifest as a PDF; raise UsageError for text that cannot be set in the embedded fonts."""
    voice, movement_id = Voice(language, manifest.head.time_zone), manifest.movement.movement_id
    return printed(
        manifest.head,
        title=voice.say("Manifest {movement}", movement=movement_id).strip(),
        running=movement_id,
        blocks=manifest_blocks(manifest, voice),
        voice=voice,
        made_at_second=made_at_second,
    )


def manifest_blocks(manifest: Manifest, voice: Voice) -> list[Block]:
    """Return its blocks: what and when, totals, people, items, standby, why it is full, signatures."""
    blocks = [
        fields(
            [*movement_rows(manifest.movement, voice), *_cargo_rows(manifest, voice), *_state_rows(manifest, voice)]
        ),
        fields(_totals(manifest, voice)),
        _people(manifest.people, voice, blank_rows=_BLANK_PEOPLE if manifest.is_blank else 0),
        _items(manifest.items, voice, blank_rows=_BLANK_ITEMS if manifest.is_blank else 0),
        _standby(manifest.standby, voice, blank_rows=_BLANK_STANDBY if manifest.is_blank else 0),
    ]
    why = voice.say("{why}.", why=joined(manifest.full)) if manifest.full else None
    blocks.append(fields([(voice.say("What holds more back"), why)]))
    return [
        *blocks,
        signatures(manifest.head, voice),
        paragraphs(*tie_lines(manifest.tie, manifest.list_sha256, voice), quiet=True),
    ]


def _cargo_rows(manifest: Manifest, voice: Voice) -> list[tuple[str, str | None]]:
    packages = None if manifest.is_blank else voice.number(len(manifest.items))
    nature = choose(manifest.nature, voice) or (None if manifest.is_blank else voice.say("none"))
    return [
        (voice.say("Cargo: air waybill number"), manifest.waybill),
        (voice.say("Cargo: number of packages"), packages),
        (voice.say("Cargo: nature of the goods"), nature),
    ]


def _state_rows(manifest: Manifest, voice: Voice) -> list[tuple[str, str | None]]:
    """Say whether the list is frozen, and when it is or was."""
    if manifest.is_blank:
        return [(voice.say("List closed at"), None)]
    said = {
        "open": voice.say("open: lines may still change"),
        "closed": voice.say("closed: the list is frozen"),
        "": voice.say("list of the plan: not in the log yet"),
    }
    return [
        (voice.say("State of the list"), said[manifest.state]),
        (voice.say("List closed at"), moment(manifest.closes_minute, voice)),
    ]


def _totals(manifest: Manifest, voice: Voice) -> list[tuple[str, str | None]]:
    names = [voice.say("People"), voice.say("Infants in a lap, among them"), voice.say("kg of people with bags")]
    names += [voice.say("Items"), voice.say("kg of items"), voice.say("kg in all")]
    if manifest.is_blank:
        return [(name, None) for name in names]
    people_kg, items_kg = _kg(manifest.people), _kg(manifest.items)
    whole = None if people_kg is None or items_kg is None else people_kg + items_kg
    figures = [len(manifest.people), manifest.infants, people_kg, len(manifest.items), items_kg, whole]
    said = [None if one is None else voice.number(one) for one in figures]
    return list(zip(names, said, strict=True))


def _kg(rows: Sequence[PersonRow] | Sequence[ItemRow]) -> int | None:
    """Return the sum of the kg, or nothing where one is not known."""
    weights = [row.kg for row in rows]
    return None if None in weights else sum(kg for kg in weights if kg is not None)


def _people(rows: Sequence[PersonRow], voice: Voice, *, blank_rows: int) -> Block:
    caption = voice.say("People, by slot: tick who is aboard")
    if not rows and not blank_rows:
        return fields([(caption, voice.say("nobody"))])
    return _person_table(caption, rows, voice, blank_rows=blank_rows)


def _standby(rows: Sequence[PersonRow], voice: Voice, *, blank_rows: int) -> Block:
    caption = voice.say("Standby list: who goes if somebody does not come")
    if not rows and not blank_rows:
        return fields([(caption, voice.say("nobody"))])
    return _person_table(caption, rows, voice, blank_rows=blank_rows)


def _person_table(caption: str, rows: Sequence[PersonRow], voice: Voice, *, blank_rows: int) -> Block:
    written: list[Sequence[PaperCell]] = [
        (
            voice.number(number),
            None if row.slot is None else str(row.slot),
            row.person_id,
            voice.say(category_word(row.category)) if row.category else None,
            voice.say(function_word(row.function)) if row.function else None,
            None if row.kg is None else voice.number(row.kg),
            TICK if row.infant is None else voice.say("yes") if row.infant else "",
            TICK,
            TICK,
        )
        for number, row in enumerate(rows, start=1)
    ]
    empty: list[Sequence[PaperCell]] = [
        (voice.number(number), None, None, None, None, None, TICK, TICK, TICK) for number in range(1, blank_rows + 1)
    ]
    head = (
        voice.say("No."),
        voice.say("Slot"),
        voice.say("Pseudonymous id"),
        voice.say("Category"),
        voice.say("Function"),
        voice.say("kg with bags"),
        voice.say("Infant"),
        voice.say("Aboard: force"),
        voice.say("Aboard: host"),
    )
    widths = ("9mm", "14mm", "34mm", "1fr", "1fr", "16mm", "14mm", "16mm", "16mm")
    return table(caption, head, written or empty, widths=widths, numeric=(0, 1, 5), tall=not written)


def _items(rows: Sequence[ItemRow], voice: Voice, *, blank_rows: int) -> Block:
    caption = voice.say("Items, by slot: tick what is aboard")
    if not rows and not blank_rows:
        return fields([(caption, voice.say("none"))])
    written: list[Sequence[PaperCell]] = [
        (
            voice.number(number),
            None if row.slot is None else str(row.slot),
            row.item_id,
            choose(row.description, voice),
            None if row.kg is None else voice.number(row.kg),
            row.position,
            row.danger,
            TICK,
            TICK,
        )
        for number, row in enumerate(rows, start=1)
    ]
    empty: list[Sequence[PaperCell]] = [
        (voice.number(number), None, None, None, None, None, None, TICK, TICK) for number in range(1, blank_rows + 1)
    ]
    head = (
        voice.say("No."),
        voice.say("Slot"),
        voice.say("Item"),
        voice.say("What"),
        voice.say("kg"),
        voice.say("Position"),
        voice.say("Danger class"),
        voice.say("Aboard: force"),
        voice.say("Aboard: host"),
    )
    widths = ("9mm", "14mm", "22mm", "1fr", "14mm", "15mm", "14mm", "16mm", "16mm")
    return table(caption, head, written or empty, widths=widths, numeric=(0, 1, 4), tall=not written)
