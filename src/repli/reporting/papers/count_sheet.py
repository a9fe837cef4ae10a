"""The count sheet of one movement on paper: big numbered boxes that both parties fill in at the door.

It is made to be written on with a pen and photographed. The manifest's totals do not stand on it, so that each party
counts for itself. Its code ties it to the log: six lines, the form's name, the movement, origin, entries and root of
the head that it was printed under, and the hash of the manifest list; an empty line where there is none.
"""

from repli.errors import Phrase, phrase
from repli.reporting.papers.box_list import BOXES
from repli.reporting.papers.parts import Block, boxes, code, paragraphs
from repli.reporting.papers.printed import printed
from repli.reporting.papers.shared import movement_rows, signatures, tie_lines
from repli.reporting.papers.views import CountSheet
from repli.reporting.voice import Voice

__all__ = ["FORM_NAME", "code_text", "count_sheet_blocks", "count_sheet_pdf"]

FORM_NAME = "repli-sheet/1"


def count_sheet_pdf(sheet: CountSheet, language: str, *, made_at_second: int) -> bytes:
    """Return the sheet as a PDF; raise UsageError for text that cannot be set in the embedded fonts."""
    voice, movement_id = Voice(language, sheet.head.time_zone), sheet.movement.movement_id
    return printed(
        sheet.head,
        title=voice.say("Count sheet {movement}", movement=movement_id).strip(),
        running=movement_id,
        blocks=count_sheet_blocks(sheet, voice),
        voice=voice,
        made_at_second=made_at_second,
    )


def code_text(sheet: CountSheet) -> str:
    """Return what the code holds: six lines."""
    tie = sheet.tie
    known = ("", "", "") if tie is None else (tie.origin, str(tie.size), tie.root)
    return "\n".join((FORM_NAME, sheet.movement.movement_id, *known, sheet.list_sha256)) + "\n"


def count_sheet_blocks(sheet: CountSheet, voice: Voice) -> list[Block]:
    """Return its blocks: the movement, counts, times, seals, differences, arrival, signatures, the code."""
    force, host = voice.say("Force"), voice.say("Host")
    door, off = phrase("door closed, UTC"), phrase("off block, UTC")
    local, seals = phrase("off block, local time of {zone}", zone=voice.time_zone), phrase("seal numbers")
    people, items = phrase("people, by slot, e.g. 12 412"), phrase("items, by slot, e.g. 7 8")
    received = (("arrived_people", phrase("people received")), ("arrived_items", phrase("items received")))
    return [
        _code(sheet, voice),
        paragraphs(
            voice.say(
                "Each party counts for itself, then writes; the totals of the manifest stand on the manifest only. "
                "One figure a box, no word; what is crossed out stays readable beside the new value. A time in UTC is "
                "written as 2024-06-07 20:30."
            )
        ),
        boxes(
            [
                _row(voice, phrase("People aboard, infants included"), "people_force", "people_host"),
                _row(voice, phrase("Infants in a lap, among them"), "infants_force", "infants_host"),
                _row(voice, phrase("Items aboard"), "items_force", "items_host"),
            ],
            (voice.say("Counts at the door"), force, host),
            tall=True,
        ),
        boxes(
            [
                _row(voice, phrase("Times"), ("door_closed_at", door), ("off_block_at", off)),
                _row(voice, phrase("Local time, seals"), ("off_block_local", local), ("seals", seals)),
                _row(voice, phrase("Shortage"), ("missing_people", people), ("missing_items", items)),
                _row(voice, phrase("Overage"), ("extra_people", people), ("extra_items", items)),
                _row(voice, phrase("Reason of a shortage, an overage or unequal counts"), "reason"),
            ],
            (voice.say("Times, seals, differences from the manifest"), "", ""),
        ),
        boxes(
            [
                _row(
                    voice,
                    phrase("Where and when"),
                    ("arrival_place", phrase("place of arrival")),
                    ("arrived_at", phrase("on block, UTC")),
                ),
                _row(voice, phrase("What was received"), *received),
            ],
            (voice.say("Receipt on arrival"), "", ""),
        ),
        signatures(
            sheet.head,
            voice,
            numbers=[_number(key) for key in ("signed_force", "signed_host", "signed_witness")],
        ),
    ]


def _row(voice: Voice, label: Phrase, *cells: str | tuple[str, Phrase]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a row of boxes: each a key, or a key and what is said inside its box."""
    pairs = [(one, phrase("")) if isinstance(one, str) else one for one in cells]
    return voice.say(label), tuple((_number(key), voice.say(hint)) for key, hint in pairs)


def _number(key: str) -> str:
    return str(BOXES[key].number)


def _code(sheet: CountSheet, voice: Voice) -> Block:
    lines = [
        voice.say("The code ties this sheet to the log: movement, origin, head and manifest list."),
        *tie_lines(sheet.tie, sheet.list_sha256, voice),
        voice.say(
            "Later, at a machine: type the boxes into the form that was written with this sheet (the numbers are "
            "the same), then enter it with one command: repli record sheet FILE."
        ),
    ]
    alt = voice.say("QR code that ties the sheet to the log")
    return code(code_text(sheet), alt, lines, rows=movement_rows(sheet.movement, voice))
