"""The joint communiqué as a value: what it says, before any language.

Rules: every figure comes from the fold of the log and is already disclosed as the agreement lets it be; the sentences
beside the figures are those that the parties agreed on; no person is named. The two texts (``communique_words``) are
what a ``publish`` event of the log hashes; the PDF prints the same sentences.

    communique = communique_of(operation, figures(state), number=1, place="Niamey", as_of_minute=now,
                               origin="repli.example/niger", state_digest=state_digest(state), truth=truth)
"""

from collections.abc import Mapping
from dataclasses import dataclass

from repli.model import Agreement, Operation
from repli.progress import Disclosed, Figure
from repli.reporting.disclosed import told
from repli.reporting.truth import Truth

__all__ = ["Communique", "communique_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Communique:
    """One communiqué. ``state_digest`` is the digest of the log's state before the event that publishes it."""

    number: int
    place: str
    as_of_minute: int
    agreement: Agreement
    figures: tuple[Disclosed, ...]
    origin: str
    state_digest: str
    truth: Truth

    @property
    def told(self) -> Mapping[str, Disclosed]:
        """Return the figures by name."""
        return {figure.name: figure for figure in self.figures}


def communique_of(
    operation: Operation,
    figures: tuple[Figure, ...],
    *,
    number: int,
    place: str,
    as_of_minute: int,
    origin: str,
    state_digest: str,
    truth: Truth,
) -> Communique:
    """Return the communiqué ``number`` of an operation, its figures disclosed by the agreement's policy."""
    return Communique(
        number=number,
        place=place,
        as_of_minute=as_of_minute,
        agreement=operation.agreement,
        figures=told(figures, dict(operation.agreement.disclosure), reconstruction=truth.reconstruction),
        origin=origin,
        state_digest=state_digest,
        truth=truth,
    )
