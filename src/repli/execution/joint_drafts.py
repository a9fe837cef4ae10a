"""What both parties sign and no form asks for: the baselines when a log is founded, and the publications.

Of a publication the other party derives the figures itself, and reads the texts before it signs. The law is
docs/reference/log-format.md, section 4, rows `declare` and `publish`.
"""

import hashlib
from collections.abc import Callable, Mapping

from repli.execution.draft import Draft
from repli.execution.recorder import Recorder
from repli.execution.roster_book import Roster
from repli.ledger.shapes import time_of_second
from repli.progress.events import Publish
from repli.progress.figures import Figure, figures
from repli.progress.genesis import Genesis
from repli.progress.state import State, state_digest

__all__ = ["Texts", "baseline_draft", "next_publication"]

Texts = Callable[[Genesis, State, tuple[Figure, ...]], Mapping[str, bytes]]
"""The two texts of a communiqué from the first event, a state and its figures: language (en, fr) -> bytes."""


def baseline_draft(roster: Roster) -> Draft:
    """Return the declaration of a roster, with its digest file."""
    data = roster.digest_file
    return Draft(body=roster.declare(hashlib.sha256(data).hexdigest()), files=(data,), both=True)


def next_publication(recorder: Recorder, texts: Texts, *, as_of_second: int) -> Draft:
    """Return the publication of everything in the log of ``recorder``, with the texts that ``texts`` makes of it."""
    state = recorder.copy.replay.state
    found = figures(state)
    written = texts(recorder.copy.charter.genesis, state, found)
    body = Publish(
        number=state.published + 1,
        as_of=time_of_second(as_of_second),
        figures=found,
        state=state_digest(state),
        text_en=hashlib.sha256(written["en"]).hexdigest(),
        text_fr=hashlib.sha256(written["fr"]).hexdigest(),
    )
    return Draft(body=body, files=(written["en"], written["fr"]), both=True)
