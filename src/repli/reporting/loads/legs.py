"""How full and how balanced each loaded leg is, and why it is not full."""

from repli.errors import phrase
from repli.reporting.charts.figure import Cell, Table
from repli.reporting.loads.sheet import Load, LoadedLeg, LoadSheet
from repli.reporting.voice import Voice
from repli.rules.why import joined

__all__ = ["fill_sentences", "leg_words", "legs_table"]

_NONE = "\u2013"


def legs_table(sheet: LoadSheet, voice: Voice) -> Table:
    """List the loaded legs: used and available of seats, positions and kg; centre of gravity, limits and margin."""
    rows = tuple(_row(leg, load, voice) for load in sheet.loads for leg in load.legs)
    head = (
        phrase("Loaded leg"),
        phrase("Seats"),
        phrase("Positions"),
        phrase("kg"),
        phrase("Outsize aboard"),
        phrase("Centre of gravity, cm"),
        phrase("Limits, cm"),
        phrase("Margin, cm"),
        phrase("Filled by"),
    )
    caption = voice.say("Used of what there is, and balance, on each loaded leg")
    words = tuple(voice.say(one) for one in head)
    return Table(caption=caption, head=words, rows=rows, numeric=frozenset({1, 2, 3, 4, 5, 6, 7}))


def leg_words(leg: LoadedLeg) -> str:
    """Return a leg as its two places."""
    return f"{leg.carriage.stop.place_id} \u2192 {leg.carriage.following.place_id}"


def fill_sentences(sheet: LoadSheet, voice: Voice) -> tuple[str, ...]:
    """Say for each departure with something loaded what fills it, or why it is not full."""
    return tuple(
        voice.say("{leg}: {why}.", leg=leg_words(leg), why=joined(leg.fullness.why))
        for load in sheet.loads
        for leg in load.legs
        if leg.carriage.stop.loads and not leg.fullness.binds
    )


def _row(leg: LoadedLeg, load: Load, voice: Voice) -> tuple[Cell, ...]:
    full = leg.fullness
    outsize = sum(line.is_outsize for line in load.aboard)
    used = ((full.people, full.seats), (full.positions, full.positions_there), (full.kg, full.payload_kg))
    return (
        leg_words(leg),
        *(f"{voice.number(here)} / {voice.number(there)}" for here, there in used),
        voice.number(outsize),
        *_balance(load, voice),
        voice.say(full.why[0]),
    )


def _balance(load: Load, voice: Voice) -> tuple[str, str, str]:
    """Return where the centre of gravity lies, its limits, and how far inside the nearer one it is."""
    gravity = load.gravity
    if gravity is None:
        return _NONE, _NONE, _NONE
    arm = voice.number(float(gravity.arm_cm), 1)
    if gravity.limit is None or gravity.margin_cm is None:
        return arm, _NONE, _NONE
    limits = f"{voice.number(gravity.limit.forward_arm_cm)} {_NONE} {voice.number(gravity.limit.aft_arm_cm)}"
    return arm, limits, voice.number(float(gravity.margin_cm), 1)
