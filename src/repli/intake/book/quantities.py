"""Numbers as people write them, and units of weight, length, distance and time, in exact decimal arithmetic.

Factors: the international pound and foot (0.45359237 kg, 0.3048 m, exact since 1959), the short ton of 2,000 lb, the
nautical mile of 1,852 m (SI brochure, 9th edition, table 8). A weight is rounded to the nearest whole kg.

>>> number_of("1 234,5 kg")
(Decimal('1234.5'), 'kg')
>>> converted(Decimal(2), "short tons", "kg")
Decimal('1814.36948')
"""

import re
from collections.abc import Mapping
from decimal import Decimal

__all__ = ["ZULU", "AmbiguousNumberError", "converted", "decides", "dimension_of", "is_unit", "number_of"]

_WEIGHT = {
    "kg": "1", "kgs": "1", "kilo": "1", "kilos": "1", "kilogrammes": "1", "kilograms": "1",
    "g": "0.001",
    "t": "1000", "tonne": "1000", "tonnes": "1000", "mt": "1000", "metric tons": "1000",
    "lb": "0.45359237", "lbs": "0.45359237", "pounds": "0.45359237", "livres": "0.45359237",
    "short ton": "907.18474", "short tons": "907.18474", "ston": "907.18474", "stons": "907.18474",
    "s/t": "907.18474", "tonnes courtes": "907.18474",
}  # fmt: skip
_LENGTH = {
    "mm": "0.1", "cm": "1", "m": "100", "metre": "100", "metres": "100",
    "in": "2.54", "inch": "2.54", "inches": "2.54", "pouces": "2.54",
    "ft": "30.48", "feet": "30.48", "foot": "30.48", "pieds": "30.48",
}  # fmt: skip
_DISTANCE = {
    "km": "1", "kilometres": "1", "kilometers": "1", "m": "0.001",
    "nm": "1.852", "nmi": "1.852", "mn": "1.852", "nautical miles": "1.852", "milles marins": "1.852",
    "mi": "1.609344", "miles": "1.609344", "ft": "0.0003048",
}  # fmt: skip
_SPEED = {"km/h": "1", "kmh": "1", "kt": "1.852", "kts": "1.852", "knots": "1.852", "noeuds": "1.852"}
_MINUTES = {"min": "1", "mn": "1", "minutes": "1", "h": "60", "hrs": "60", "hours": "60", "heures": "60"}
_HOURS = {"h": "1", "hrs": "1", "hours": "1", "heures": "1", "d": "24", "days": "24", "j": "24", "jours": "24"}

DIMENSIONS: Mapping[str, Mapping[str, str]] = {
    "kg": _WEIGHT,
    "cm": _LENGTH,
    "km": _DISTANCE,
    "km/h": _SPEED,
    "minutes": _MINUTES,
    "hours": _HOURS,
}
"""Unit of a column -> other units that it can be given in, each as so many of the column's."""

ZULU = frozenset({"utc", "z"})
_PLAIN = ZULU | frozenset({"people", "personnes", "pax", "positions", "teams", "equipes", "degrees", "degres", "%"})
_KNOWN = frozenset(unit for units in DIMENSIONS.values() for unit in units) | _PLAIN

_BLANKS = re.compile("[\\s\u00a0\u202f\u2009'\u2019_]+")
_NUMBER = re.compile(r"([+-]?)([0-9][0-9.,]*)([a-zA-Z%/°. ]*)")
_GROUPS = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(\1[0-9]{3})*")
_THOUSANDTHS = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")


class AmbiguousNumberError(ValueError):
    """A number that can be read in two ways: 1,500, and 1.500 where a whole number is expected."""


def is_unit(word: str) -> bool:
    """Say whether a plain word is a unit that some column can be given in."""
    return word in _KNOWN


def dimension_of(unit: str) -> Mapping[str, str] | None:
    """Return the units that a column of ``unit`` can be given in; None where there is but one way."""
    return DIMENSIONS.get(unit)


def converted(value: Decimal, given: str, wanted: str) -> Decimal | None:
    """Return a value in the unit of its column; None where one cannot be told in the other."""
    if given == wanted or given in _PLAIN:
        return value
    factor = DIMENSIONS.get(wanted, {}).get(given)
    return None if factor is None else value * Decimal(factor)


def decides(text: str) -> str:
    """Return "," or "." where a text shows which one is the decimal sign of its writer, else an empty text."""
    match = _NUMBER.fullmatch(_BLANKS.sub("", text))
    digits = match[2] if match else ""
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return ""
    if digits.count(",") and digits.count("."):
        return digits[last]
    if digits.count(digits[last]) > 1:
        return "." if digits[last] == "," else ","
    return "" if _THOUSANDTHS.fullmatch(digits) else digits[last]


def number_of(text: str, *, sign: str = "", whole: bool = False) -> tuple[Decimal, str] | None:
    """Return a number and the unit behind it; None for anything else; raise AmbiguousNumberError for 1,500.

    ``sign`` is the decimal sign of its writer where that is known; ``whole``: 1.500 is as ambiguous as 1,500.
    """
    match = _NUMBER.fullmatch(_BLANKS.sub("", text))
    if match is None:
        return None
    digits = _with_point(match[2], sign, whole=whole)
    if digits is None:
        return None
    value = Decimal(match[1] + digits)
    unit = _BLANKS.sub(" ", text.strip())
    unit = re.sub(r"^[+-]?[0-9][0-9., ]*", "", unit).strip(" .").casefold()
    return value, unit


def _with_point(digits: str, sign: str, *, whole: bool) -> str | None:
    """Return digits with a point as decimal sign and nothing between thousands."""
    shown = decides(digits)
    unclear = _THOUSANDTHS.fullmatch(digits)
    if unclear and not shown and not sign and (whole or unclear[1] == ","):
        raise AmbiguousNumberError(digits)
    decimal = shown or sign or "."
    grouping = "." if decimal == "," else ","
    before, _, fraction = digits.partition(decimal)
    if (grouping in before and not _GROUPS.fullmatch(before)) or (fraction and not fraction.isdecimal()):
        return None
    bare = before.replace(grouping, "")
    if not bare.isdecimal():
        return None
    return f"{bare}.{fraction}" if fraction else bare
