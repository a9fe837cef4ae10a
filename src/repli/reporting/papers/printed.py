"""From the blocks of a paper to its PDF: what stands at the head and the foot of every page, and the truth line.

>>> printed(head, title="Manifest R012", running="R012", blocks=[], voice=voice, made_at_second=0)[:5]  # doctest: +SKIP
b'%PDF-'
"""

from collections.abc import Sequence

from repli.reporting.papers.parts import Block
from repli.reporting.papers.shared import choose
from repli.reporting.papers.views import PaperHead
from repli.reporting.truth import truth_line
from repli.reporting.typeset import REGIONS, typeset_pdf
from repli.reporting.voice import Voice

__all__ = ["TEMPLATE", "paper_content", "printed"]

TEMPLATE = "papers/paper.typ"
_HERE = "\u0001"


def printed(
    head: PaperHead,
    *,
    title: str,
    running: str,
    blocks: Sequence[Block],
    voice: Voice,
    made_at_second: int,
    restricted: bool = True,
) -> bytes:
    """Return the PDF; raise UsageError for text that cannot be set in the embedded fonts."""
    content = paper_content(head, title=title, running=running, blocks=blocks, voice=voice, restricted=restricted)
    return typeset_pdf(TEMPLATE, content, made_at_second=made_at_second)


def paper_content(
    head: PaperHead, *, title: str, running: str, blocks: Sequence[Block], voice: Voice, restricted: bool = True
) -> dict[str, object]:
    """Return what the template prints; ``running`` stands at the head of every page, to tell loose pages apart."""
    is_reconstruction = head.truth is not None and head.truth.reconstruction
    page, of, _ = voice.say("Page {page} of {pages}", page=_HERE, pages=_HERE).split(_HERE)
    return {
        "language": voice.language,
        "region": REGIONS[voice.language],
        "title": title,
        "subtitle": choose(head.agreement, voice),
        "running": running or title,
        "authors": [side.party_id for side in head.sides if side.party_id],
        "restricted": voice.say("RESTRICTED: for the parties only, not for publication.") if restricted else "",
        "watermark": voice.say("RECONSTRUCTION") if is_reconstruction else "",
        "truth": _truth(head, voice),
        "page": [page, of],
        "blocks": list(blocks),
    }


def _truth(head: PaperHead, voice: Voice) -> str:
    if head.truth is None:
        return voice.say("Blank form: nothing on it comes from a log or a plan. Fill it in with a pen that lasts.")
    return truth_line(head.truth, voice)
