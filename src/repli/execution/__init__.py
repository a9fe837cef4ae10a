"""From what an officer does to a signed event in the log.

``recorder`` is one party's hand on the log, over its ``logcopy``; ``commands`` are the acts (count, depart, minutes,
publish), and ``blindness`` what a party keeps to itself for a while; ``roster_book`` is the force's private roster;
``directory`` writes what the public may fetch; ``replay`` drives all of it through a recorded or reconstructed
history; ``demonstration`` makes keys from a published seed.
"""

from repli.execution.blindness import hiding, seal_count
from repli.execution.commands import (
    declare_book,
    publish_figures,
    record_count,
    record_departure,
    record_minutes,
    sign_together,
)
from repli.execution.demonstration import demo_signers, keys_text, seeded_entropy
from repli.execution.departed import departed_lines
from repli.execution.directory import LogDirectory, OnCut, sign_heads
from repli.execution.gather import Gathered, merge_copies
from repli.execution.keychange import adopt_keys, cosign_keys, propose_keys
from repli.execution.keystore import KeyStore, StoredKey
from repli.execution.logcopy import LogCopy
from repli.execution.office import Office, cosign_other_head, sign_own_head
from repli.execution.opening import erase_roster_line, open_roster_line
from repli.execution.recorder import Recorder, exchange
from repli.execution.replay import ReplayedHistory, replay_history
from repli.execution.roster_book import RosterBook, choose_slots, draw_book, write_book
from repli.execution.sidecars import FolderSidecars, MemorySidecars

__all__ = [
    "FolderSidecars",
    "Gathered",
    "KeyStore",
    "LogCopy",
    "LogDirectory",
    "MemorySidecars",
    "Office",
    "OnCut",
    "Recorder",
    "ReplayedHistory",
    "RosterBook",
    "StoredKey",
    "adopt_keys",
    "choose_slots",
    "cosign_keys",
    "cosign_other_head",
    "declare_book",
    "demo_signers",
    "departed_lines",
    "draw_book",
    "erase_roster_line",
    "exchange",
    "hiding",
    "keys_text",
    "merge_copies",
    "open_roster_line",
    "propose_keys",
    "publish_figures",
    "record_count",
    "record_departure",
    "record_minutes",
    "replay_history",
    "seal_count",
    "seeded_entropy",
    "sign_heads",
    "sign_own_head",
    "sign_together",
    "write_book",
]
