"""plan.json: a `Plan` as JSON that a person can read and edit, and back; the same plan gives the same bytes.

The keys are the names of the model (`repli.model.plan`), without `_minute`: a minute is written as
``2024-06-07T05:15Z``. Everything is written, nothing is optional, unknown keys are refused: a plan that someone edited
is read as what it says, or not at all. Whether it keeps the rules is for the rule book.

>>> read_plan(plan_bytes(plan), "plan.json") == plan  # doctest: +SKIP
True
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from repli.errors import phrase
from repli.intake.json_text import MAX_INTEGER, json_text, parse_json, wrong_json
from repli.intake.parse import CellError, choice, identifier
from repli.model import ACTS_ON_SITE, Cargo, Movement, Plan
from repli.units import minute_from_text, text_of_minute

__all__ = ["FORMAT", "plan_bytes", "read_plan", "types_of"]

FORMAT = 4

_MINUTE = "_minute"
_VERDICTS = ("kept", "late-proven", "late-not-proven")
_HASH_DIGITS = 64


def plan_bytes(plan: Plan) -> bytes:
    """Return the bytes of plan.json, UTF-8."""
    return json_text({"format": FORMAT, **_written(plan)}).encode("utf-8")


def read_plan(data: bytes, file: str) -> Plan:
    """Return the plan of ``data``; raise InputError with the JSON path for anything wrong. ``file`` names it."""
    value = parse_json(data, file)
    if not isinstance(value, dict) or value.get("format") != FORMAT or isinstance(value["format"], bool):
        found = value.get("format", "") if isinstance(value, dict) else ""
        raise wrong_json(file, "$.format", found, phrase("a plan of format {format}", format=FORMAT))
    reader = _Reader(file)
    plan: Plan = reader.read({key: item for key, item in value.items() if key != "format"}, Plan, "$")
    reader.check_words(plan)
    return plan


def _key(name: str) -> str:
    return name.removesuffix(_MINUTE)


def _written(value: Any) -> Any:  # noqa: ANN401 - any value of the plan model
    """Return a value of the plan model as JSON has it."""
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if not is_dataclass(value):
        return value
    found = {}
    for one in fields(value):
        item = getattr(value, one.name)
        found[_key(one.name)] = _times(item) if one.name.endswith(_MINUTE) else _written(item)
    return found


def _times(value: int | tuple[int, ...]) -> str | list[str]:
    """Return a minute, or each of several, as JSON has it."""
    return [text_of_minute(one) for one in value] if isinstance(value, tuple) else text_of_minute(value)


@cache
def types_of(model: type) -> dict[str, tuple[str, Any]]:
    """Return JSON key -> (field, type) of a dataclass."""
    hints = get_type_hints(model)
    return {_key(one.name): (one.name, hints[one.name]) for one in fields(model)}


class _Reader:
    """Reads JSON values into the types of the plan model; every refusal names its JSON path."""

    def __init__(self, file: str) -> None:
        self._file = file

    def read(self, value: Any, kind: Any, path: str) -> Any:  # noqa: ANN401 - any value of the plan model
        """Return ``value`` as ``kind``: a dataclass, a tuple, text or none, text, a number, yes or no."""
        if is_dataclass(kind):
            return self._record(value, kind, path)
        inner = get_args(kind)
        if NoneType in inner:
            return None if value is None else self.read(value, inner[0], path)
        if inner:
            if not isinstance(value, list):
                raise wrong_json(self._file, path, value, phrase("a list"))
            return tuple(self.read(item, inner[0], f"{path}[{place}]") for place, item in enumerate(value))
        return self._plain(value, kind, path)

    def _record(self, value: Any, kind: Any, path: str) -> Any:  # noqa: ANN401 - any dataclass of the plan model
        if not isinstance(value, dict):
            raise wrong_json(
                self._file, path, value, phrase("an object with the keys: {keys}", keys=", ".join(types_of(kind)))
            )
        for key in value:
            if key not in types_of(kind):
                close = get_close_matches(key, types_of(kind), n=1)
                hint = phrase("Did you mean {name}?", name=close[0]) if close else None
                raise wrong_json(self._file, f"{path}.{key}", key, phrase("a known key; this is an unknown key"), hint)
        for key in types_of(kind):
            if key not in value:
                raise wrong_json(self._file, f"{path}.{key}", "", phrase("the key {key}", key=key))
        return kind(
            **{
                name: self._field(value[key], name, inner, f"{path}.{key}")
                for key, (name, inner) in types_of(kind).items()
            }
        )

    def _field(self, value: Any, name: str, kind: Any, path: str) -> Any:  # noqa: ANN401 - any value of the plan model
        if name.endswith(_MINUTE) and get_args(kind) and isinstance(value, list):
            return tuple(self._minute(item, f"{path}[{place}]") for place, item in enumerate(value))
        if name.endswith(_MINUTE) and not get_args(kind):
            return self._minute(value, path)
        if name.endswith("_id") and value is not None:
            try:
                return identifier(value)
            except CellError as error:
                raise wrong_json(self._file, path, value, error.expected, error.hint) from None
        return self.read(value, kind, path)

    def _minute(self, value: object, path: str) -> int:
        try:
            if isinstance(value, str):
                return minute_from_text(value)
        except ValueError:
            pass
        raise wrong_json(self._file, path, value, phrase("a UTC time like {example}", example="2024-05-19T05:15Z"))

    def _plain(self, value: Any, kind: type, path: str) -> Any:  # noqa: ANN401 - text, a number, or yes or no
        words = {
            str: phrase("some text"),
            int: phrase("a whole number, 0 or more"),
            bool: phrase("true or false"),
        }
        right = type(value) is kind
        if isinstance(value, int):
            right = right and 0 <= value <= MAX_INTEGER
        if isinstance(value, str):
            right = right and value.encode("utf-8", "replace").decode("utf-8") == value  # no half of a surrogate pair
        if not right:
            raise wrong_json(self._file, path, value, words[kind])
        return value

    def check_words(self, plan: Plan) -> None:
        """Refuse a hash that is none, a verdict that does not exist, and a movement that goes nowhere."""
        if len(plan.operation_hash) != _HASH_DIGITS or set(plan.operation_hash) - set("0123456789abcdef"):
            expected = phrase("64 hexadecimal digits, the hash of the operation")
            raise wrong_json(self._file, "$.operation_hash", plan.operation_hash, expected)
        try:
            choice(*_VERDICTS)(plan.verdict)
        except CellError as error:
            raise wrong_json(self._file, "$.verdict", plan.verdict, error.expected, error.hint) from None
        for place, movement in enumerate(plan.movements):
            self._check_movement(movement, f"$.movements[{place}]")
        for place, booking in enumerate(plan.bookings):
            self._check_quantities(booking.loads, f"$.bookings[{place}].loads")
        for place, act in enumerate(plan.acts):
            try:
                choice(*ACTS_ON_SITE)(act.disposition)
            except CellError as error:
                where = f"$.acts[{place}].disposition"
                raise wrong_json(self._file, where, act.disposition, error.expected, error.hint) from None

    def _check_movement(self, movement: Movement, path: str) -> None:
        if len(movement.stops) < 2:  # noqa: PLR2004 - from somewhere to somewhere
            raise wrong_json(self._file, f"{path}.stops", len(movement.stops), phrase("at least two stops"))
        for number, stop in enumerate(movement.stops):
            for name in ("loads", "unloads"):
                self._check_quantities(getattr(stop, name), f"{path}.stops[{number}].{name}")
        for place, one in enumerate(movement.placements):
            if one.position < 1:
                where = f"{path}.placements[{place}].position"
                raise wrong_json(self._file, where, one.position, phrase("a whole number, 1 or more"))

    def _check_quantities(self, loads: Iterable[Cargo], path: str) -> None:
        for place, cargo in enumerate(loads):
            if cargo.quantity < 1:
                where = f"{path}[{place}].quantity"
                raise wrong_json(self._file, where, cargo.quantity, phrase("a whole number, 1 or more"))
