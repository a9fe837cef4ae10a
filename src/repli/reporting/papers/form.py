"""The count sheet as a file to type in: written beside the PDF with its boxes empty, and read back, all faults at once.

TOML, one file a movement: first what the printed sheet knew (`PRINTED_KEYS`), then one key for each numbered box
(`BOXES`). An empty box stays ``""``. Nothing is looked up in a log here: whoever enters the sheet does.

>>> read_sheet(sheet_form(sheet, voice), "R012.toml").movement_id  # doctest: +SKIP
'R012'
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from repli.errors import InputError, Phrase, Problem, phrase
from repli.reporting.papers.box_list import BOXES, PRINTED_KEYS
from repli.reporting.papers.box_values import EMPTY, EXPECTED, value_of
from repli.reporting.papers.count_sheet import FORM_NAME
from repli.reporting.papers.sheet_checks import sheet_contradictions
from repli.reporting.papers.sheet_entry import SheetEntry
from repli.reporting.papers.views import CountSheet
from repli.reporting.voice import Voice

__all__ = ["read_sheet", "sheet_form"]

_SHOWN = 60
_TIES = {"origin": r".{1,200}", "root": r"[A-Za-z0-9+/]{43}=", "list": r"[0-9a-f]{64}"}


def sheet_form(sheet: CountSheet, voice: Voice) -> bytes:
    """Return the form of a sheet: what is printed filled in, every box empty; comments in the voice's language."""
    movement, tie = sheet.movement, sheet.tie
    known = {
        "form": FORM_NAME,
        "movement": movement.movement_id,
        "field": movement.embarkation_id,
        "vehicle": movement.vehicle_id,
        "time_zone": sheet.head.time_zone,
        "origin": "" if tie is None else tie.origin,
        "size": "" if tie is None else str(tie.size),
        "root": "" if tie is None else tie.root,
        "list": sheet.list_sha256,
    }
    lines = [
        f"# {voice.say('What the sheet says that was printed; a blank form leaves it to you.')}",
        *(f"{key} = {json.dumps(known[key], ensure_ascii=False)}" for key in PRINTED_KEYS),
        "",
        f"# {voice.say('The boxes, by their numbers on paper. An empty box stays empty.')}",
    ]
    for box in BOXES.values():
        empty = {"slots": "[]", "texts": "[]", "sign": "false"}.get(box.shape, '""')
        lines += [f"# {box.number} {voice.say(box.label)}", f"{box.key} = {empty}"]
    return ("\n".join(lines) + "\n").encode()


def read_sheet(data: bytes, file: str) -> SheetEntry:
    """Return what a form says; raise InputError with everything that is wrong in it, ``file`` named in each."""
    try:
        given = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError((_problem(file, None, str(error), _NO_TOML),)) from None
    problems = [*_printed_problems(file, given), *_box_problems(file, given)]
    if problems:
        raise InputError(tuple(problems))
    entry = _entry(given)
    if found := sheet_contradictions(entry):
        raise InputError(tuple(_problem(file, key, text, expected) for key, text, expected in found))
    return entry


_NO_TOML = phrase("Expected the form that `repli paper count-sheet` writes (TOML, UTF-8).")


def _printed_problems(file: str, given: Mapping[str, object]) -> Iterable[Problem]:
    known = {*PRINTED_KEYS, *BOXES}
    for key in given:
        if key not in known:
            yield _problem(file, key, "", phrase("Expected no such key: it is none of the form."))
    if given.get("form") != FORM_NAME:
        yield _problem(file, "form", given.get("form", ""), phrase("Expected {name}.", name=FORM_NAME))
    for key in ("movement", "field", "vehicle"):
        if not isinstance(given.get(key), str) or not str(given[key]).strip():
            yield _problem(file, key, given.get(key, ""), phrase("Expected the id, as it stands on the sheet."))
    if not _is_zone(given.get("time_zone")):
        yield _problem(file, "time_zone", given.get("time_zone", ""), phrase("Expected a zone, as Africa/Niamey."))
    yield from _tie_problems(file, given)


def _tie_problems(file: str, given: Mapping[str, object]) -> Iterable[Problem]:
    for key, pattern in _TIES.items():
        text = given.get(key, "")
        if text and not (isinstance(text, str) and re.fullmatch(pattern, text)):
            yield _problem(file, key, text, phrase("Expected what the code of the sheet holds, or nothing."))
    if not _fits("count", given.get("size", "")):
        yield _problem(file, "size", given["size"], EXPECTED["count"])
    if len({bool(given.get(key, "")) for key in ("origin", "size", "root")}) != 1:
        yield _problem(
            file, "origin", "", phrase("Expected origin, size and root of the log together, or none of them.")
        )


def _box_problems(file: str, given: Mapping[str, object]) -> Iterable[Problem]:
    for box in BOXES.values():
        if box.key in given and not _fits(box.shape, given[box.key]):
            yield _problem(file, box.key, given[box.key], EXPECTED[box.shape])


def _fits(shape: str, given: object) -> bool:
    try:
        value_of(shape, given)
    except ValueError:
        return False
    return True


def _is_zone(name: object) -> bool:
    if not isinstance(name, str):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # KeyError: ZoneInfoNotFoundError; OSError: a folder of zones
        return False
    return True


def _problem(file: str, key: str | None, found: object, expected: Phrase) -> Problem:
    """Return a problem; the hint names the number of the box on paper."""
    hint = (
        phrase("This is box {number} of the sheet.", number=BOXES[key].number)
        if key is not None and key in BOXES
        else phrase("")
    )
    return Problem(file=file, column=key, found=str(found)[:_SHOWN], expected=expected, hint=hint)


def _entry(given: Mapping[str, object]) -> SheetEntry:
    """Return the entry of a form in which each value fits its box."""
    texts = {key: str(given.get(key, "")).strip() for key in PRINTED_KEYS}
    values: dict[str, Any] = {  # each shape has the type of its field
        _field(box.key): value_of(box.shape, given[box.key]) if box.key in given else EMPTY[box.shape]
        for box in BOXES.values()
    }
    return SheetEntry(
        movement_id=texts["movement"],
        field_id=texts["field"],
        vehicle_id=texts["vehicle"],
        time_zone=texts["time_zone"],
        origin=texts["origin"],
        size=int(texts["size"]) if texts["size"] else None,
        root=texts["root"],
        list_sha256=texts["list"],
        **values,
    )


def _field(key: str) -> str:
    """Return the name of a box in the entry: times are minutes there."""
    return f"{key.removesuffix('_at')}_minute" if key.endswith("_at") else key
