"""The commission's day in lines for a person: what was recorded, what waits to be signed, what came back.

Every event is one plain sentence; what is signed shows the fingerprint of its exact bytes beside it, and a
communiqué its whole text.
"""

from collections.abc import Iterator, Mapping, Sequence

from repli.cli.console import say
from repli.commission import Entered, News, Proposed, Refusal, Signing, event_sentence
from repli.errors import phrase
from repli.language import language_of_environment
from repli.progress import Body, Event

__all__ = ["entered_lines", "fingerprint_text", "proposed_lines", "sentence", "sentence_lines", "signing_lines"]

_speak = say()
_GROUP, _GROUPS = 4, 4


def fingerprint_text(event_hash: str) -> str:
    """Return the first 16 digits in groups of four, as people read them to each other."""
    return " ".join(event_hash[start : start + _GROUP] for start in range(0, _GROUP * _GROUPS, _GROUP))


def sentence(body: Body) -> str:
    """Return what a body says, in one line."""
    return " ".join(_speak(event_sentence(body.kind, body.value)).split())


def entered_lines(entered: Entered, news: News) -> Iterator[str]:
    """Yield what a form became."""
    yield from news_lines(news)
    for event in entered.events:
        yield _speak(phrase("Recorded: {place}.", place=event.place))
        yield f"  {sentence(event.body)}"
        yield _speak(phrase("  fingerprint {digits}", digits=fingerprint_text(event.event_hash)))
    if entered.proposal is not None:
        yield from _waiting_lines(entered.proposal.event_hash)


def proposed_lines(event_hash: str, news: News) -> Iterator[str]:
    """Yield what came back for this party, then what it proposed."""
    yield from news_lines(news)
    yield from _waiting_lines(event_hash)


def _waiting_lines(event_hash: str) -> Iterator[str]:
    yield _speak(phrase("Proposed to the other party; it waits in the post until it is signed or contested."))
    yield _speak(phrase("  fingerprint {digits}", digits=fingerprint_text(event_hash)))


def news_lines(news: News) -> Iterator[str]:
    """Yield what came back for this party."""
    for event in news.adopted:
        yield _speak(phrase("Signed by both, and written: {place}.", place=event.place))
        yield f"  {sentence(event.body)}"
    for refusal in news.refused:
        yield refusal_line(refusal)


def refusal_line(refusal: Refusal) -> str:
    """Return who refused what, and why."""
    return _speak(
        phrase(
            "{party} does not sign {digits}: {reason}",
            party=refusal.party,
            digits=fingerprint_text(refusal.event),
            reason=refusal.reason,
        )
    )


def sentence_lines(body: Body, events: Mapping[str, Event]) -> Iterator[str]:
    """Yield what a body says; of a day's record everything that it accepts, each as a sentence of its own."""
    yield sentence(body)
    accepts = body.value.get("accepts", [])
    names = [str(name) for name in accepts] if isinstance(accepts, list) else []
    for name in sorted(names, key=lambda one: _when(events.get(one))):
        event = events.get(name)
        yield f"  + {'?' if event is None else sentence(event.body)} [{fingerprint_text(name)}]"
    for box in ("decisions", "actions", "escalated"):
        values = body.value.get(box, [])
        for one in values if isinstance(values, list) else ():
            text = " | ".join(str(part) for part in one.values()) if isinstance(one, Mapping) else str(one)
            yield f"  - {_speak(_BOX_WORDS[box])}: {text}"


def _when(event: Event | None) -> tuple[str, str, int]:
    """Return what sorts events as they were written."""
    return ("", "", 0) if event is None else (event.frame.at, event.frame.feed, event.frame.index)


_BOX_WORDS = {"decisions": phrase("decision"), "actions": phrase("action"), "escalated": phrase("goes up")}


def signing_lines(signing: Signing) -> Iterator[str]:
    """Yield what was signed and contested, and what waits in the post."""
    yield from news_lines(signing.news)
    for one in signing.signed:
        yield from _proposal_lines(
            _speak(phrase("Signed; it goes back to the other party:")), [one], signing, is_signed=True
        )
    for made in signing.contested:
        if isinstance(made, Refusal):
            yield refusal_line(made)
        else:
            yield _speak(phrase("Recorded: {place}.", place=made.place))
            yield f"  {sentence(made.body)}"
    done = {one.event_hash for one in signing.signed}
    asked = [one for one in signing.waiting if one.feed != signing.party and one.event_hash not in done]
    own = [one for one in signing.waiting if one.feed == signing.party]
    yield from _proposal_lines(_speak(phrase("To sign, as the other party proposed it:")), asked, signing)
    yield from _proposal_lines(_speak(phrase("Waits for the other party:")), own, signing)
    if not (asked or own or done or signing.contested):
        yield _speak(phrase("Nothing waits to be signed."))


def _proposal_lines(
    title: str, found: Sequence[Proposed], signing: Signing, *, is_signed: bool = False
) -> Iterator[str]:
    if found:
        yield title
    for one in found:
        first, *others = sentence_lines(one.body, signing.events)
        yield f"  {first}"
        yield from (f"  {line}" for line in others)
        text = "" if is_signed else signing.texts.get((one.event_hash, language_of_environment()), "")
        yield from (f"    | {line}".rstrip() for line in text.splitlines())
        yield _speak(phrase("    fingerprint {digits}", digits=fingerprint_text(one.event_hash)))
