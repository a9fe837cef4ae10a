"""The communiqué as a PDF: the sentences of the text, the keys' fingerprints, the head of the log and its QR code.

Set as `repli.reporting.typeset` sets every paper. The foot may say more than the text: a head of the log exists only
after the text is signed.
"""

from dataclasses import dataclass
from io import BytesIO

import segno

from repli.reporting.communique import Communique
from repli.reporting.communique_words import (
    COMMISSION,
    communique_blocks,
    communique_title,
    communique_voice,
    place_and_date,
    signature_lines,
)
from repli.reporting.truth import truth_line
from repli.reporting.typeset import REGIONS, typeset_pdf
from repli.reporting.voice import Voice

__all__ = ["LogHead", "communique_pdf"]

_HEAD_MM = 23
_PROOF_MM = 64  # about 120 modules of half a millimetre: what a phone reads from paper


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """The joint head of the log: the first three lines of a checkpoint (C2SP tlog-checkpoint)."""

    origin: str
    size: int
    root: str

    @property
    def text(self) -> str:
        """Return the three lines: what the QR code carries."""
        return f"{self.origin}\n{self.size}\n{self.root}\n"


def communique_pdf(
    communique: Communique,
    language: str,
    *,
    fingerprints: tuple[tuple[str, str], ...],
    head: LogHead | None,
    made_at_second: int,
    proof: bytes = b"",
) -> bytes:
    """Return the PDF. ``fingerprints`` are (key name, SHA-256 of the raw key in hex); ``head`` is None in a draft.

    ``proof`` is the publication with its proof (a tlog-proof): then the code on the page carries it whole. Raise
    UsageError for text that cannot be set in the embedded fonts.
    """
    content = _content(communique, language)
    content["foot"] = _foot(communique_voice(communique, language), fingerprints, head, proof)
    return typeset_pdf("communique.typ", content, made_at_second=made_at_second)


def _content(communique: Communique, language: str) -> dict[str, object]:
    """Return everything that the template prints but the foot."""
    voice = communique_voice(communique, language)
    *blocks, signatures = communique_blocks(communique, language)
    return {
        "language": language,
        "region": REGIONS[language],
        "title": communique_title(communique, voice),
        "subtitle": voice.choose(en=communique.agreement.title_en, fr=communique.agreement.title_fr),
        "body": voice.say(COMMISSION),
        "parties": [voice.choose(en=party.name_en, fr=party.name_fr) for party in communique.agreement.parties],
        "authors": [party.party_id for party in communique.agreement.parties],
        "keywords": [communique.origin, communique.state_digest],
        "watermark": voice.say("RECONSTRUCTION") if communique.truth.reconstruction else "",
        "truth": truth_line(communique.truth, voice),
        "place": place_and_date(communique, voice),
        "blocks": [
            {"heading": f"{number}. {block.heading}", "paragraphs": block.paragraphs}
            for number, block in enumerate(blocks, start=1)
        ],
        "signatures": {
            "heading": f"{len(blocks) + 1}. {signatures.heading}",
            "done": signatures.paragraphs[0],
            "lines": signature_lines(communique, voice),
            "record": signatures.paragraphs[-1],
        },
    }


def _foot(
    voice: Voice, fingerprints: tuple[tuple[str, str], ...], head: LogHead | None, proof: bytes
) -> dict[str, object]:
    """Return the foot: how to check, each key's fingerprint, the QR code of the proof, or of the head."""
    lines = [voice.say("Anyone can check these figures without a network: python3 verify.py LOG --keys FINGERPRINTS.")]
    if head is None:
        lines.append(voice.say("Draft: no joint head of the log stands behind it yet."))
    else:
        lines.append(
            voice.say(
                "Joint head of the log: {origin}, {size} entries, root {root}",
                origin=head.origin,
                size=head.size,
                root=head.root,
            )
        )
    if proof:
        lines.append(
            voice.say(
                "The code holds this publication with its proof: save its text as a file, then python3 verify.py FILE."
            )
        )
        code, alt = _code_svg(proof.decode(), error="l"), "QR code of this publication with its proof"
    else:
        code = "" if head is None else _code_svg(head.text, error="m")
        alt = "QR code of the joint head: origin, size and root of the log"
    return {
        "heading": voice.say("To verify"),
        "lines": lines,
        "keys": [{"name": name, "fingerprint": value} for name, value in fingerprints],
        "code": code,
        "code_alt": voice.say(alt),
        "code_mm": _PROOF_MM if proof else _HEAD_MM,
    }


def _code_svg(text: str, *, error: str) -> str:
    """Return the QR code as SVG, with the least correction of errors that is asked for."""
    stream = BytesIO()
    segno.make_qr(text, error=error).save(stream, kind="svg", border=2, xmldecl=False, svgns=True)
    return stream.getvalue().decode("utf-8")
