"""What several papers say in the same words: who signs, when, which movement, which log.

>>> moment(28601280, Voice("en", "Africa/Niamey"))
'2024-05-19T00:00Z (Africa/Niamey: 2024-05-19 01:00)'
"""

from collections.abc import Mapping, Sequence

from repli.errors import Phrase, phrase
from repli.reporting.papers.event_words import event_word
from repli.reporting.papers.parts import Block
from repli.reporting.papers.views import LogTie, MovementHead, PaperHead, Side, SignedBy, Words
from repli.reporting.voice import Voice
from repli.units import text_of_minute

__all__ = ["choose", "moment", "movement_rows", "place_words", "side_words", "signatures", "tie_lines"]

_KEYID_SHOWN = 16
_ROLES: Mapping[str, Phrase] = {
    "force": phrase("Party that withdraws"),
    "host": phrase("Host party"),
    "guarantor": phrase("Guarantor"),
    "observer": phrase("Observer"),
}


def signatures(head: PaperHead, voice: Voice, signed: Sequence[SignedBy] = (), *, numbers: Sequence[str] = ()) -> Block:
    """Return a box for each party and each witness: its role, what its key signed in the log, room for the pen.

    No name is asked for: who may sign for a party stands with that party, by the fingerprint of the key.
    """
    sides = (*head.sides, *(head.witnesses or (Side(role="guarantor"),)))
    return {
        "kind": "signatures",
        "caption": voice.say("Signatures, by role: nobody is named on this paper"),
        "labels": [voice.say("Function"), voice.say("Time, UTC"), voice.say("Signature")],
        "cells": [
            {
                "number": number,
                "who": side_words(side, voice),
                "keys": [
                    voice.say(_signature(one)) for one in signed if side.party_id and one.party_id == side.party_id
                ],
            }
            for side, number in zip(sides, (*numbers, *("" for _ in sides)), strict=False)
        ],
    }


def _signature(one: SignedBy) -> Phrase:
    """Say which key signed the event itself, or what a witness says of it under its own key."""
    keyid = one.keyid[:_KEYID_SHOWN]
    if one.result:
        return phrase("in the log: {result}, key {keyid}", result=event_word(one.result), keyid=keyid)
    return phrase("signed in the log, key {keyid}", keyid=keyid)


def side_words(side: Side, voice: Voice) -> str:
    """Return who signs: the party's name and id, or its role in a blank form."""
    role = voice.say(_ROLES[side.role])
    name = choose(side.name, voice)
    return " \u00b7 ".join(part for part in (name, side.party_id, role) if part)


def choose(words: Words, voice: Voice) -> str:
    """Return the one of both texts that is in the voice's language."""
    return voice.choose(en=words[0], fr=words[1])


def place_words(place_id: str, name: Words, voice: Voice) -> str:
    """Return a place as its id and its name."""
    return " \u00b7 ".join(part for part in (place_id, choose(name, voice)) if part)


def moment(minute: int | None, voice: Voice) -> str | None:
    """Return a time in UTC and in the zone of the agreement; ``None`` = not known."""
    if minute is None:
        return None
    return f"{text_of_minute(minute)} ({voice.time_zone}: {voice.short_instant(minute)})"


def movement_rows(movement: MovementHead, voice: Voice) -> list[tuple[str, str | None]]:
    """Return a movement as ICAO Annex 9 names it."""
    vehicle = " \u00b7 ".join(part for part in (movement.vehicle_id, movement.type_id) if part)
    return [
        (voice.say("Movement"), movement.movement_id),
        (voice.say("Vehicle and type"), vehicle),
        (voice.say("Operator"), movement.operator),
        (voice.say("Marks of nationality and registration"), movement.marks),
        (voice.say("Flight number"), movement.flight),
        (voice.say("Date and off block"), moment(movement.off_block_minute, voice)),
        (voice.say("Point of embarkation"), place_words(movement.embarkation_id, movement.embarkation, voice)),
        (voice.say("Point of disembarkation"), place_words(movement.disembarkation_id, movement.disembarkation, voice)),
    ]


def tie_lines(tie: LogTie | None, list_sha256: str, voice: Voice) -> list[str]:
    """Say under which head of which log a paper was printed, and which list it shows."""
    lines = []
    if tie is not None:
        lines.append(
            voice.say(
                "Printed under the head of the log {origin}: {size} entries, root {root}",
                origin=tie.origin,
                size=tie.size,
                root=tie.root,
            )
        )
    if list_sha256:
        lines.append(voice.say("Manifest list, SHA-256: {hash}", hash=list_sha256))
    return lines
