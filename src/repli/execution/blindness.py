"""What a party keeps to itself for a while: the slots of a departure, and its count until the other has counted too.

Slots go into a file beside the log, to which the event is committed; the file travels between the parties at once, and
to the public when the agreement says so. A count is sealed first and opened afterwards. Salts are arguments. The law is
docs/reference/log-format.md, sections 21 to 23.

>>> force_count = seal_count(force, movement="R1", people=94, items=0, salt=secrets.token_bytes(16), second=now)
>>> host_count = seal_count(host, movement="R1", people=94, items=0, salt=secrets.token_bytes(16), second=now)
>>> exchange(force, host)
>>> force.record(force_count, second=now)
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import TypeVar

from repli.execution.named import named_files
from repli.execution.recorder import Recorder, exchange
from repli.execution.sidecars import SidecarStore
from repli.progress.blind import OpenedCount, SealedCount
from repli.progress.events import Depart, Opening
from repli.progress.slotfile import SALT_BYTES, SlotFile

__all__ = ["Hide", "as_they_are", "count_blind", "hiding", "seal_count"]

Part = TypeVar("Part", Opening, Depart)

Hide = Callable[[Recorder, Depart], AbstractContextManager[Depart]]
"""Give a departure in the form that the log asks for; what was kept for it is dropped if it is refused."""


@contextmanager
def as_they_are(_recorder: Recorder, part: Part) -> Iterator[Part]:
    """Give ``part`` with its slots in it, as formats 1 and 2 have them."""
    yield part


@contextmanager
def hiding(
    recorder: Recorder, part: Part, *, sidecars: SidecarStore, entropy: Callable[[int], bytes]
) -> Iterator[Part]:
    """Give ``part`` without its slots, committed to the file that lists them, which is kept in ``sidecars``."""
    file = SlotFile(people=part.people, items=part.items, salt=entropy(SALT_BYTES))
    with named_files(recorder, sidecars, (file.data,)):
        yield replace(part, people=(), items=(), committed=file.committed)


def seal_count(recorder: Recorder, *, movement: str, people: int, items: int, salt: bytes, second: int) -> OpenedCount:
    """Seal what this party counted at ``movement``; return what opens it, to be kept until the other has sealed too."""
    count = OpenedCount(movement=movement, people=people, items=items, opens="", salt=salt)
    sealed = count.seal(recorder.party, recorder.copy.charter.genesis_hash)
    event = recorder.record(SealedCount(movement=movement, sealed=sealed), second=second)
    return replace(count, opens=event.event_hash)


def count_blind(
    one: Recorder,
    two: Recorder,
    *,
    movement: str,
    people: int,
    items: int,
    entropy: Callable[[int], bytes],
    second: int,
) -> None:
    """Let both parties count ``movement`` alike: each seals, then each opens; both have all four events at the end."""
    sealed = []
    for recorder in (one, two):
        salt = entropy(SALT_BYTES)
        opens = seal_count(recorder, movement=movement, people=people, items=items, salt=salt, second=second)
        sealed.append((recorder, opens))
        exchange(one, two)
    for recorder, opens in sealed:
        recorder.record(opens, second=second)
        exchange(one, two)
