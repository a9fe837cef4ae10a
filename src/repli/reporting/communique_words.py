"""The communiqué in words: nine blocks, in French or English, as plain text (log-format.md, section 9).

The blocks are parties, event, agreement and deadline, figures, procedures, protection, next phase, cooperation and
signatures: the parts that the published communiqués have in common. A text is NFC, ends in a newline, has no byte
order mark, and its first line says what is real in it.
"""

from dataclasses import dataclass

from repli.errors import Phrase, phrase
from repli.model import Party
from repli.reporting.communique import Communique
from repli.reporting.figure_words import figure_sentences
from repli.reporting.truth import truth_line
from repli.reporting.voice import Voice

__all__ = [
    "COMMISSION",
    "Block",
    "communique_blocks",
    "communique_text",
    "communique_title",
    "communique_voice",
    "place_and_date",
    "signature_lines",
]

COMMISSION = phrase("Joint disengagement commission")
_WORDING = (
    ("procedures", phrase("Procedures")),
    ("protection", phrase("Protection of people and sites")),
    ("next_phase", phrase("Next phase")),
    ("cooperation", phrase("Cooperation")),
)
_OF_QUANTITY = {"people": phrase("of the people"), "kg": phrase("of the materiel, by weight")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block: ``kind`` names it in every language, then heading and paragraphs in one language."""

    kind: str
    heading: str
    paragraphs: tuple[str, ...]


def communique_text(communique: Communique, language: str) -> str:
    """Return the whole text in one language."""
    voice = communique_voice(communique, language)
    head = (
        truth_line(communique.truth, voice),
        voice.say(COMMISSION),
        communique_title(communique, voice),
        place_and_date(communique, voice),
    )
    body = [
        "\n\n".join((f"{number}. {block.heading}", *block.paragraphs))
        for number, block in enumerate(communique_blocks(communique, language), start=1)
    ]
    return "\n\n".join((*head, *body)) + "\n"


def communique_voice(communique: Communique, language: str) -> Voice:
    """Return the voice of a communiqué: its language and the agreement's zone."""
    return Voice(language, communique.agreement.time_zone)


def communique_title(communique: Communique, voice: Voice) -> str:
    """Return the title with its number."""
    return voice.say("Joint communiqué No. {number}", number=communique.number)


def place_and_date(communique: Communique, voice: Voice) -> str:
    """Return ``Niamey, 7 June 2024``."""
    day = voice.day_of(communique.as_of_minute)
    return voice.say("{place}, {day}", place=communique.place, day=day)


def communique_blocks(communique: Communique, language: str) -> tuple[Block, ...]:
    """Return the nine blocks, in their order."""
    voice = communique_voice(communique, language)
    agreed = tuple(
        _block(voice, kind, heading, voice.typeset(communique.agreement.wording.of(kind, language)))
        for kind, heading in _WORDING
    )
    return (
        _block(voice, "parties", phrase("Parties"), *_parties(communique, voice)),
        _block(voice, "event", phrase("Position of the disengagement"), _event(communique, voice)),
        _block(voice, "agreement", phrase("Agreement and deadline"), *_agreement(communique, voice)),
        _block(voice, "figures", phrase("Figures"), *figure_sentences(communique.told, voice)),
        *agreed,
        _block(voice, "signatures", phrase("Signatures"), *_signatures(communique, voice)),
    )


def _block(voice: Voice, kind: str, heading: Phrase, *paragraphs: str) -> Block:
    return Block(kind=kind, heading=voice.say(heading), paragraphs=paragraphs)


def _parties(communique: Communique, voice: Voice) -> tuple[str, ...]:
    force, host = (communique.agreement.party(role) for role in ("force", "host"))
    return (
        voice.say(
            "The joint disengagement commission brings together two parties: {force}, whose forces depart, and {host}, "
            "the host.",
            force=voice.choose(en=force.name_en, fr=force.name_fr),
            host=voice.choose(en=host.name_en, fr=host.name_fr),
        ),
    )


def _event(communique: Communique, voice: Voice) -> str:
    return voice.say(
        "The commission states the position of the disengagement as recorded in the joint log up to {instant}, local "
        "time of {zone}.",
        instant=voice.instant(communique.as_of_minute),
        zone=communique.agreement.time_zone,
    )


def _agreement(communique: Communique, voice: Voice) -> tuple[str, ...]:
    agreement = communique.agreement
    first = voice.say(
        "By the agreement {title}, signed on {signed}, the disengagement is to be complete by {deadline} at the "
        "latest, in good order and safety.",
        title=voice.quoted(voice.choose(en=agreement.title_en, fr=agreement.title_fr)),
        signed=voice.day(agreement.signed_on),
        deadline=voice.day(agreement.deadline_on),
    )
    milestones = tuple(
        voice.say(
            "Interim milestone: {fraction} {quantity} departed by {due} at the latest.",
            fraction=voice.percent(milestone.fraction_ppm),
            quantity=_OF_QUANTITY[milestone.quantity],
            due=voice.last_day_before(milestone.due_minute),
        )
        for milestone in agreement.milestones
    )
    return (first, *milestones)


def _signatures(communique: Communique, voice: Voice) -> tuple[str, ...]:
    done = voice.say(
        "Done in {place} on {day}, in French and in English.",
        place=communique.place,
        day=voice.day_of(communique.as_of_minute),
    )
    record = voice.say(
        "Joint log {origin}; digest of its state {digest}.", origin=communique.origin, digest=communique.state_digest
    )
    return (done, *signature_lines(communique, voice), record)


def signature_lines(communique: Communique, voice: Voice) -> tuple[str, ...]:
    """Return one line for each party: which key signs for it; never a person."""
    return tuple(_signature(communique, party, voice) for party in communique.agreement.parties)


def _signature(communique: Communique, party: Party, voice: Voice) -> str:
    name = voice.choose(en=party.name_en, fr=party.name_fr)
    if communique.truth.demonstration:
        return voice.say("For {party}: {key}, a demonstration key; no person signs.", party=name, key=party.party_id)
    return voice.say("For {party}: the key of {key} that represents it.", party=name, key=party.party_id)
