"""From what an officer does to a signed event in the log.

``recorder`` is one party's hand on the log, over its ``logcopy``; ``commands`` are the acts (count, depart, minutes,
publish), and ``blindness`` what a party keeps to itself for a while; ``roster_book`` is the force's private roster;
what a commission does each day is typed into ``forms``, made into events by ``making`` and signed by ``recording`` at a
``desk``, or through the ``post``; ``agenda`` says what waits for whom, ``overview`` where the withdrawal stands;
``directory`` writes what the public may fetch; ``replay`` drives all of it through a recorded or reconstructed
history; ``demonstration`` makes keys from a published seed.
"""

from repli.execution.agenda import Permit, Task, agenda
from repli.execution.at_work import at_desk, finish, record_at
from repli.execution.blindness import hiding, seal_count
from repli.execution.commands import (
    declare_book,
    publish_figures,
    record_count,
    record_departure,
    record_minutes,
    sign_together,
)
from repli.execution.copy_at import copy_at
from repli.execution.demonstration import demo_signers, keys_text, seeded_entropy
from repli.execution.departed import StandingLines, standing_lines
from repli.execution.desk import Desk
from repli.execution.directory import LogDirectory, OnCut, sign_heads
from repli.execution.entries import Standing
from repli.execution.forms import FORMS, Box, Form, Typed, template, typed_of_file
from repli.execution.foundation import Founded, take_step
from repli.execution.founding import RECONSTRUCTION, Terms, genesis_of
from repli.execution.gather import Gathered, merge_copies
from repli.execution.joint_drafts import Texts, next_publication
from repli.execution.keychange import adopt_keys, cosign_keys, propose_keys
from repli.execution.keystore import KeyStore, StoredKey
from repli.execution.logcopy import LogCopy
from repli.execution.office import Office, cosign_other_head, sign_own_head
from repli.execution.opening import erase_roster_line, open_roster_line
from repli.execution.overview import Overview, overview
from repli.execution.own_roster import OwnRoster
from repli.execution.papers import FolderPapers, MemoryPapers
from repli.execution.post import Post, Refusal, post_beside
from repli.execution.publickeys import line_of, owners_in
from repli.execution.recorder import Recorder, exchange
from repli.execution.recording import Entered, enter, enter_together
from repli.execution.referred import events_here
from repli.execution.replay import ReplayedHistory, replay_history
from repli.execution.roster_book import RosterBook, choose_slots, draw_book, write_book
from repli.execution.sidecars import FolderSidecars, MemorySidecars
from repli.execution.signing import (
    News,
    Proposed,
    cosign_proposal,
    proposals,
    propose,
    refuse_proposal,
    take_answers,
    withdraw,
)
from repli.execution.tasks.task import Sheet

__all__ = [
    "FORMS",
    "RECONSTRUCTION",
    "Box",
    "Desk",
    "Entered",
    "FolderPapers",
    "FolderSidecars",
    "Form",
    "Founded",
    "Gathered",
    "KeyStore",
    "LogCopy",
    "LogDirectory",
    "MemoryPapers",
    "MemorySidecars",
    "News",
    "Office",
    "OnCut",
    "Overview",
    "OwnRoster",
    "Permit",
    "Post",
    "Proposed",
    "Recorder",
    "Refusal",
    "ReplayedHistory",
    "RosterBook",
    "Sheet",
    "Standing",
    "StandingLines",
    "StoredKey",
    "Task",
    "Terms",
    "Texts",
    "Typed",
    "adopt_keys",
    "agenda",
    "at_desk",
    "choose_slots",
    "copy_at",
    "cosign_keys",
    "cosign_other_head",
    "cosign_proposal",
    "declare_book",
    "demo_signers",
    "draw_book",
    "enter",
    "enter_together",
    "erase_roster_line",
    "events_here",
    "exchange",
    "finish",
    "genesis_of",
    "hiding",
    "keys_text",
    "line_of",
    "merge_copies",
    "next_publication",
    "open_roster_line",
    "overview",
    "owners_in",
    "post_beside",
    "proposals",
    "propose",
    "propose_keys",
    "publish_figures",
    "record_at",
    "record_count",
    "record_departure",
    "record_minutes",
    "refuse_proposal",
    "replay_history",
    "seal_count",
    "seeded_entropy",
    "sign_heads",
    "sign_own_head",
    "sign_together",
    "standing_lines",
    "take_answers",
    "take_step",
    "template",
    "typed_of_file",
    "withdraw",
    "write_book",
]
