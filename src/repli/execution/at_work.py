"""An office at work: its desk opened over the log on disk, and closed so that the directory is whole again.

Whoever writes a line signs a head after it (a receipt for everything here), writes the tiles, and remembers how far its
keys wrote. An officer whose key only counts leaves the head to the one who represents the party.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from repli.execution.demonstration import Entropy
from repli.execution.desk import Desk
from repli.execution.forms import Typed
from repli.execution.office import Office, opened
from repli.execution.own_roster import OwnRoster
from repli.execution.papers import FolderPapers
from repli.execution.post import Post
from repli.execution.recorder import Recorder
from repli.execution.recording import Entered, enter_all
from repli.execution.sidecars import FolderSidecars
from repli.execution.signing import News, send, take_answers
from repli.ledger.store import write_head, write_tiles

__all__ = ["ROSTER", "at_desk", "finish", "record_at"]

ROSTER = "roster.json"
"""Name of the private roster in the folder of the keys, where none is named."""


@contextmanager
def at_desk(office: Office, *, entropy: Entropy, roster: Path | None = None) -> Iterator[Desk]:
    """Open the log as the party; the roster is the one named, else that beside the keys, if there is one."""
    path = office.store.root / ROSTER if roster is None else roster
    with opened(office) as recorder:
        yield Desk(
            recorder=recorder,
            sidecars=FolderSidecars(office.log),
            papers=FolderPapers(office.store.root / "papers"),
            entropy=entropy,
            roster=OwnRoster.read(path) if roster is not None or path.is_file() else None,
        )


def finish(office: Office, recorder: Recorder, *, second: int) -> None:
    """Make the directory whole after lines were written: tiles, own head, and the mark of how far these keys wrote."""
    copy = recorder.copy
    write_tiles(office.log, recorder.feed, copy.leaf_hashes(recorder.feed))
    if recorder.may_sign_head:
        write_head(office.log, recorder.head(second=second))
    office.store.mark(copy, recorder.feed)


def record_at(
    office: Office,
    forms: Sequence[tuple[str, Typed]],
    *,
    post: Post,
    entropy: Entropy,
    second: int,
    place: str = "",
    roster: Path | None = None,
    together: bool = False,
) -> tuple[Entered, News]:
    """Record forms (kind, what was typed) at an office, or put the proposal of one into the post.

    What came back for this party is taken in first. Nothing is signed before every form has been read and made.
    """
    with at_desk(office, entropy=entropy, roster=roster) as desk:
        news = take_answers(office, desk, post)
        try:
            entered = enter_all(desk, forms, second=second, place=place, together=together)
            if entered.proposal is not None:
                send(office, desk, post, entered.proposal, entered.files)
        finally:
            if desk.has_written:
                finish(office, desk.recorder, second=second)
        return entered, news
