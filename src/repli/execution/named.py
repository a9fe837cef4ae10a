"""Files that an event names: kept before it is signed, and dropped if it is refused.

A log holds no file that no event names, and an event without its files makes the log unreadable.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from repli.errors import RepliError
from repli.execution.recorder import Recorder
from repli.execution.sidecars import SidecarStore

__all__ = ["named_files"]


@contextmanager
def named_files(recorder: Recorder, sidecars: SidecarStore, files: tuple[bytes, ...]) -> Iterator[tuple[str, ...]]:
    """Keep ``files`` for an event that names them; if the event is refused, drop those that were not there before.

    An event that was cosigned and waits to be written keeps its files.
    """
    known = {name for name in map(_sha256, files) if sidecars.get(name) is not None}
    names = tuple(sidecars.put(data) for data in files)
    try:
        yield names
    except RepliError:
        for name in set(names) - known if recorder.proposal is None else ():
            sidecars.drop(name)
        raise


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
