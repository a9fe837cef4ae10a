"""What an officer of a party does in a day: record, sign, see what waits and where the withdrawal stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from repli import execution
from repli.errors import Phrase, UsageError, phrase
from repli.execution import FORMS, Box, Desk, Entered, Form, News, Office, Post, Proposed, Refusal, Typed
from repli.progress import Event
from repli.progress.sitting import Publish

__all__ = ["FORMS", "Box", "Contest", "Entered", "Form", "News", "Signing", "cosign", "form_template", "post_of"]
__all__ += ["record", "typed_form"]

Entropy = Callable[[int], bytes]
_FEWEST_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Why something is contested, and, of a movement, which number is claimed instead."""

    reason: str
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What an officer signed and contested, what came back before, and what waits in the post now.

    ``events`` are all that stand in the log, by fingerprint; ``texts`` those of communiqués that wait or were signed
    now, by fingerprint and language.
    """

    party: str
    news: News
    signed: tuple[Proposed, ...]
    contested: tuple[Refusal | Event, ...]
    waiting: tuple[Proposed, ...]
    events: Mapping[str, Event]
    texts: Mapping[tuple[str, str], str]


def typed_form(data: bytes, name: str) -> Typed:
    """Return what a form file types."""
    return execution.typed_of_file(data, name)


def form_template(kind: str, speak: Callable[[Phrase], str]) -> str:
    """Return the empty form of a kind; raise UsageError for a kind that has none."""
    if kind not in FORMS:
        raise UsageError(
            phrase("There is no form for {kind}.", kind=ascii(kind)), phrase("Forms: {kinds}.", kinds=", ".join(FORMS))
        )
    return execution.template(FORMS[kind], speak)


def record(
    office: Office,
    kind: str,
    typed: Typed,
    *,
    post: Path | None,
    roster: Path | None,
    second: int,
    entropy: Entropy,
    place: str = "",
    together: bool = False,
) -> tuple[Entered, News]:
    """Record a form, or put its proposal into the post; say what came back for this party first."""
    return execution.record_at(
        office,
        [(kind, typed)],
        post=post_of(office.log, post),
        entropy=entropy,
        second=second,
        place=place,
        roster=roster,
        together=together,
    )


def post_of(log: Path, folder: Path | None) -> Post:
    """Return the post: the folder named, or the one beside the log."""
    return Post(execution.post_beside(log) if folder is None else folder)


def cosign(
    office: Office,
    what: Sequence[str],
    *,
    post: Path | None,
    second: int,
    entropy: Entropy,
    everything: bool = False,
    contest: Contest | None = None,
    withdraw: bool = False,
) -> Signing:
    """Sign proposals of the other party, contest something, or take the own proposal back; say what waits then.

    ``what`` are fingerprints, or a movement to contest; ``everything`` signs all that the other party proposed.
    """
    place = post_of(office.log, post)
    with execution.at_desk(office, entropy=entropy) as desk:
        news = execution.take_answers(office, desk, place)
        if withdraw:
            execution.withdraw(office, desk, place)
        asked = tuple(one for one in execution.proposals(desk.recorder.copy, place) if one.feed != office.party)
        chosen = asked if everything else tuple(_chosen(asked, text) for text in what if contest is None)
        signed = tuple(one for one in chosen if execution.cosign_proposal(office, desk, place, one))
        contested = () if contest is None else _contest(desk, place, asked, what, contest=contest, second=second)
        if desk.has_written:
            execution.finish(office, desk.recorder, second=second)
        events = {event.event_hash: event for event in execution.events_here(desk)}
        waiting = tuple(execution.proposals(desk.recorder.copy, place))
        texts = dict(text for one in (*waiting, *signed) for text in _texts_of(desk, place, one))
    return Signing(
        party=office.party,
        news=news,
        signed=signed,
        contested=contested,
        waiting=waiting,
        events=events,
        texts=texts,
    )


def _texts_of(desk: Desk, post: Post, one: Proposed) -> Iterator[tuple[tuple[str, str], str]]:
    """Give the texts that a proposal names, by fingerprint and language: those of a communiqué."""
    if isinstance(one.body, Publish):
        for language, name in (("en", one.body.text_en), ("fr", one.body.text_fr)):
            data = desk.sidecars.get(name) or post.file(name)
            if data is not None:
                yield (one.event_hash, language), data.decode("utf-8", "replace")


def _chosen(asked: Sequence[Proposed], text: str) -> Proposed:
    digits = text.lower().replace(" ", "")
    found = [one for one in asked if one.event_hash.startswith(digits)] if len(digits) >= _FEWEST_DIGITS else []
    if len(found) != 1:
        raise UsageError(
            phrase("No proposal of the other party has the fingerprint {text}.", text=ascii(text)),
            phrase("Give 8 digits or more, as `repli cosign LOG` shows them; or --all."),
        )
    return found[0]


def _contest(
    desk: Desk, post: Post, asked: Sequence[Proposed], what: Sequence[str], *, contest: Contest, second: int
) -> tuple[Refusal | Event, ...]:
    """Refuse a proposal, or dispute what stands in the log."""
    if len(what) != 1:
        raise UsageError(phrase("One thing is contested at a time."), phrase("Name its fingerprint, or its movement."))
    digits = what[0].lower().replace(" ", "")
    found = [one for one in asked if len(digits) >= _FEWEST_DIGITS and one.event_hash.startswith(digits)]
    if found:
        return (execution.refuse_proposal(desk, post, found[0], contest.reason),)
    typed = {"event": what[0], "reason": contest.reason, "field": contest.field, "value": contest.value}
    return execution.enter(desk, "dispute", typed, second=second).events
