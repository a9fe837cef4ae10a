"""What a check found: a rule broken by a plan, or a log believed, consistent or refused."""

from dataclasses import dataclass

from repli.errors import Phrase

__all__ = ["Finding", "LogVerdict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach of one rule: which rule, which movement or site, when, and a sentence for a person."""

    rule: str
    subject: str
    minute: int | None
    message: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class LogVerdict:
    """The answer of a verification. ``answer`` is ``yes``, ``no`` or ``consistent`` (no trusted keys were given).

    ``place`` names the feed line or file line of a refusal; ``figures`` are the last published (name, value, grade);
    ``fingerprints`` are (key name, SHA-256 of the raw public key). What ties a communiqué to the log: the number of the
    last publication, the state digest in it (``published_state``), and the first three lines of the joint head. Of a
    log of format 2: movements of each grade, how many lines of devices nobody has taken in, and the events without
    effect (place, reason). Of format 3: how many lists of slots are here and how many are not disclosed yet, and what
    is wrong with those that one party alone signed (place, reason). Of format 4: entries of each grade, how many events
    witnesses spoke of, and what each closed site is (site, state). ``accused`` is the party, and ``feed`` the feed,
    that a proven contradiction names; ``named`` is the one word that the log format has for a refusal, if it has one.
    """

    answer: str
    place: str
    reason: Phrase
    sentence: Phrase
    state_digest: str
    figures: tuple[tuple[str, int, str], ...]
    fingerprints: tuple[tuple[str, str], ...]
    origin: str = ""
    demonstration: bool = False
    published: int = 0
    published_state: str = ""
    head: tuple[str, int, str] | None = None
    grades: tuple[tuple[str, int], ...] | None = None
    pending: int = 0
    void: tuple[tuple[str, str], ...] = ()
    disclosed: int = 0
    undisclosed: int = 0
    list_faults: tuple[tuple[str, str], ...] = ()
    entries: tuple[tuple[str, int], ...] = ()
    attests: int = 0
    sites: tuple[tuple[str, str], ...] = ()
    accused: str = ""
    feed: str = ""
    named: str = ""
