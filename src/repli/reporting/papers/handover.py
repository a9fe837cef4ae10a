"""The handover act of a site (acte de rétrocession) on paper: what was walked, surveyed, given, and kept there.

Both parties sign it, and the guarantor where the agreement asks; it fixes the state of the site at a time.
"""

from collections.abc import Sequence

from repli.reporting.papers.event_words import event_word
from repli.reporting.papers.parts import Block, PaperCell, fields, numbered, paragraphs, table
from repli.reporting.papers.printed import printed
from repli.reporting.papers.shared import choose, moment, place_words, signatures, tie_lines
from repli.reporting.papers.views import HandoverPaper
from repli.reporting.voice import Voice
from repli.units import text_of_minute

__all__ = ["handover_blocks", "handover_pdf"]

_BLANK_ROWS = 5


def handover_pdf(act: HandoverPaper, language: str, *, made_at_second: int) -> bytes:
    """Return the act as a PDF; raise UsageError for text that cannot be set in the embedded fonts."""
    voice = Voice(language, act.head.time_zone)
    return printed(
        act.head,
        title=voice.say("Handover act {site}", site=act.site_id).strip(),
        running=act.site_id,
        blocks=handover_blocks(act, voice),
        voice=voice,
        made_at_second=made_at_second,
    )


def handover_blocks(act: HandoverPaper, voice: Voice) -> list[Block]:
    """Return its blocks: the site, the walk-through, surveys, inventory, services, keys, ceremony, signatures."""
    notice = None if act.notice_hours is None else voice.say("{hours} hours", hours=act.notice_hours)
    sectors = [voice.typeset(one) for one in act.sectors]
    hashes = [voice.say("Event of the log, SHA-256: {hash}", hash=act.event_hash)] if act.event_hash else []
    draft = [paragraphs(voice.say("Draft: the log has no act of this site yet."))]
    return [
        *(draft if not act.is_blank and not act.event_hash else ()),
        fields(
            [
                (voice.say("Site"), place_words(act.site_id, act.site, voice)),
                (voice.say("Recipient"), voice.typeset(act.recipient)),
                (voice.say("Notice given to the recipient"), notice),
                (voice.say("Joint walk-through"), moment(act.walked_minute, voice)),
            ]
        ),
        numbered(voice.say("Sectors walked by both parties"), sectors, voice.say("Sector"), blank_rows=_BLANK_ROWS),
        _surveys(act, voice),
        fields([(voice.say("Condition of the site"), voice.typeset(act.condition))]),
        *_inventory(act, voice),
        _services(act, voice),
        fields(
            [
                (voice.say("Keys given"), moment(act.keys_minute, voice)),
                (voice.say("Ceremony"), moment(act.ceremony_minute, voice)),
                (voice.say("Remarks and reservations"), voice.typeset(act.reason)),
            ]
        ),
        signatures(act.head, voice, act.signed),
        paragraphs(*hashes, *tie_lines(act.tie, "", voice), quiet=True),
    ]


def _surveys(act: HandoverPaper, voice: Voice) -> Block:
    rows: list[Sequence[PaperCell]] = [(voice.typeset(name), voice.typeset(result)) for name, result in act.surveys]
    known = (voice.say("environmental survey"), voice.say("explosives survey"))
    empty: list[Sequence[PaperCell]] = [*((name, None) for name in known), (None, None)]
    caption, head = voice.say("Surveys"), (voice.say("Survey"), voice.say("Result"))
    return table(caption, head, rows or empty, widths=("60mm", "1fr"), tall=not rows)


def _inventory(act: HandoverPaper, voice: Voice) -> list[Block]:
    """Return the list of what stays, if it is here, and the hash by which the log names it."""
    rows: list[Sequence[PaperCell]] = [
        (str(number), one.item_id, choose(one.description, voice), voice.say(event_word(one.how)) if one.how else None)
        for number, one in enumerate(act.inventory, start=1)
    ]
    empty: list[Sequence[PaperCell]] = [(str(number), None, None, None) for number in range(1, _BLANK_ROWS + 1)]
    said = act.inventory_sha256
    named = [paragraphs(voice.say("Inventory, SHA-256 of its paper: {hash}", hash=said), quiet=True)] if said else []
    if not rows and not act.is_blank and said:
        return [fields([(voice.say("Inventory that stays at the site"), voice.say("in a paper of its own"))]), *named]
    head = ("", voice.say("Item"), voice.say("What"), voice.say("What becomes of it"))
    caption = voice.say("Inventory that stays at the site")
    return [table(caption, head, rows or empty, widths=("9mm", "28mm", "1fr", "40mm"), tall=not rows), *named]


def _services(act: HandoverPaper, voice: Voice) -> Block:
    rows: list[Sequence[PaperCell]] = [(voice.typeset(one.text), text_of_minute(one.minute)) for one in act.services]
    known = (voice.say("air traffic control"), voice.say("power"), voice.say("water"))
    empty: list[Sequence[PaperCell]] = [*((name, None) for name in known), (None, None)]
    caption = voice.say("Services handed over")
    head = (voice.say("Service"), voice.say("Time, UTC"))
    return table(caption, head, rows or empty, widths=("1fr", "60mm"), tall=not rows)
