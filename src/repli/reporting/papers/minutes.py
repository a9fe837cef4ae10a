"""The day's record (procès-verbal) on paper: agenda, what is accepted, decisions, actions, what goes up a level.

One signature over the record makes each event that it accepts joint, so each stands here with a sentence and the first
digits of its hash: what a representative has to read before the key signs.
"""

from collections.abc import Sequence

from repli.errors import phrase
from repli.reporting.figure_words import FIGURE_WORDS, grade_word, sentence_case
from repli.reporting.papers.parts import Block, PaperCell, fields, numbered, paragraphs, table
from repli.reporting.papers.printed import printed
from repli.reporting.papers.shared import moment, side_words, signatures, tie_lines
from repli.reporting.papers.views import MinutesPaper
from repli.reporting.voice import Voice

__all__ = ["minutes_blocks", "minutes_pdf"]

_HASH_SHOWN = 12
_ROWS = 6


def minutes_pdf(minutes: MinutesPaper, language: str, *, made_at_second: int) -> bytes:
    """Return the record as a PDF; raise UsageError for text that cannot be set in the embedded fonts."""
    voice = Voice(language, minutes.head.time_zone)
    day = voice.day(minutes.day) if minutes.day else ""
    return printed(
        minutes.head,
        title=voice.say("Record of the commission, {day}", day=day) if day else voice.say("Record of the commission"),
        running=minutes.day,
        blocks=minutes_blocks(minutes, voice),
        voice=voice,
        made_at_second=made_at_second,
    )


def minutes_blocks(minutes: MinutesPaper, voice: Voice) -> list[Block]:
    """Return its blocks, in the order in which a sitting goes."""
    owners = {side.party_id: side_words(side, voice) for side in minutes.head.sides}
    head: list[tuple[str, str | None]] = [] if minutes.day else [(voice.say("Day"), None)]
    blocks = [
        fields([*head, (voice.say("Commission"), voice.say("Joint disengagement commission"))]),
        _list(voice.say("Agenda"), minutes.agenda, voice.say("Matter"), voice, is_blank=minutes.is_blank),
        _accepted(minutes, voice),
        _list(voice.say("Decisions"), minutes.decisions, voice.say("Decision"), voice, is_blank=minutes.is_blank),
        _actions(minutes, owners, voice),
        _escalated(minutes, voice),
        fields([(voice.say("Next meeting"), moment(minutes.next_meeting_minute, voice))]),
    ]
    if minutes.figures or minutes.is_blank:
        blocks.append(_figures(minutes, voice))
    hashes = [voice.say("Event of the log, SHA-256: {hash}", hash=minutes.event_hash)] if minutes.event_hash else []
    return [
        *blocks,
        signatures(minutes.head, voice, minutes.signed),
        paragraphs(*hashes, *tie_lines(minutes.tie, "", voice), quiet=True),
    ]


def _list(caption: str, texts: Sequence[str], head: str, voice: Voice, *, is_blank: bool) -> Block:
    if not texts and not is_blank:
        return fields([(caption, voice.say("nothing"))])
    return numbered(caption, [voice.typeset(text) for text in texts], head, blank_rows=_ROWS)


def _accepted(minutes: MinutesPaper, voice: Voice) -> Block:
    caption = voice.say("Accepted by both parties with this record")
    if not minutes.accepted and not minutes.is_blank:
        return fields([(caption, voice.say("nothing"))])
    rows: list[Sequence[PaperCell]] = [
        (str(number), voice.say(one.sentence), one.event_hash[:_HASH_SHOWN])
        for number, one in enumerate(minutes.accepted, start=1)
    ]
    empty: list[Sequence[PaperCell]] = [(str(number), None, None) for number in range(1, _ROWS + 1)]
    head = ("", voice.say("What happened"), voice.say("Hash begins with"))
    return table(caption, head, rows or empty, widths=("9mm", "1fr", "30mm"), tall=not rows)


def _actions(minutes: MinutesPaper, owners: dict[str, str], voice: Voice) -> Block:
    caption = voice.say("Actions")
    if not minutes.actions and not minutes.is_blank:
        return fields([(caption, voice.say("nothing"))])
    rows: list[Sequence[PaperCell]] = [
        (
            str(number),
            voice.typeset(one.text),
            owners.get(one.owner, one.owner) or None,
            voice.day(one.due) if one.due else None,
        )
        for number, one in enumerate(minutes.actions, start=1)
    ]
    empty: list[Sequence[PaperCell]] = [(str(number), None, None, None) for number in range(1, _ROWS + 1)]
    head = ("", voice.say("Action"), voice.say("Owner"), voice.say("Due"))
    return table(caption, head, rows or empty, widths=("9mm", "1fr", "45mm", "30mm"), tall=not rows)


def _escalated(minutes: MinutesPaper, voice: Voice) -> Block:
    caption = voice.say("Goes up a level")
    if not minutes.escalated and not minutes.is_blank:
        return fields([(caption, voice.say("nothing"))])
    rows: list[Sequence[PaperCell]] = [
        (voice.say(one.sentence), one.event_hash[:_HASH_SHOWN], voice.typeset(one.to), voice.typeset(one.reason))
        for one in minutes.escalated
    ]
    head = (voice.say("Matter"), voice.say("Hash begins with"), voice.say("To whom"), voice.say("Reason"))
    empty: list[Sequence[PaperCell]] = [(None,) * len(head)] * 2
    return table(caption, head, rows or empty, widths=("1fr", "26mm", "32mm", "1fr"), tall=not rows)


def _figures(minutes: MinutesPaper, voice: Voice) -> Block:
    rows: list[Sequence[PaperCell]] = [
        (
            sentence_case(voice.say(FIGURE_WORDS.get(name, phrase("{name}", name=name)))),
            voice.number(value),
            voice.say(grade_word(grade)),
        )
        for name, value, grade in minutes.figures
    ]
    empty: list[Sequence[PaperCell]] = [
        (sentence_case(voice.say(FIGURE_WORDS[name])), None, None)
        for name in ("people_baseline", "people_departed", "people_remaining", "items_departed", "kg_departed")
    ]
    head = (voice.say("Figure"), voice.say("Value"), voice.say("Grade"))
    caption = voice.say("Figures after this record")
    return table(caption, head, rows or empty, widths=("1fr", "30mm", "40mm"), numeric=(1,), tall=not rows)
