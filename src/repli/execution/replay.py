"""A recorded or reconstructed history, signed event by event through the same functions as a live one.

Two desks in one process play both parties with demonstration keys: genesis, the two declarations, the opening balance,
then what happens, in order of time: departures with a blind count by each side, and all else that a commission signs.
At the end of each local day stand `minutes` of both, and at last one publication, the heads and the joint checkpoint.
Every time comes from the history, so the same inputs give the same bytes. Movements between published figures are
assumed: the log says so in its origin (``RECONSTRUCTION/...``) and in its genesis note.

>>> made = replay_history(folder, operation, history, agreement_sha256=..., seed="niger-2024", texts=texts)
>>> figure_of(made.state, "people_departed").value
269
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from repli.errors import UsageError, phrase
from repli.execution.demonstration import demo_signers, keys_text, seeded_entropy
from repli.execution.desk import Desk
from repli.execution.directory import LogDirectory, sign_heads
from repli.execution.founding import reconstruction_genesis
from repli.execution.joint_drafts import Texts
from repli.execution.own_roster import OwnRoster
from repli.execution.papers import MemoryPapers
from repli.execution.roster_book import draw_book
from repli.execution.teller import Teller, happenings
from repli.ledger.files import shown
from repli.model import CaseHistory, Operation
from repli.progress.figures import Figure, figures
from repli.progress.slotpolicy import SlotPolicy
from repli.progress.state import State
from repli.units import MINUTES_PER_DAY

__all__ = ["SLOTS_AFTER_A_WEEK", "ReplayedHistory", "replay_history"]

SLOTS_AFTER_A_WEEK = SlotPolicy(since="event", minutes=7 * MINUTES_PER_DAY)
"""When a reconstruction discloses its lists of slots: assumed, for no agreement says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedHistory:
    """What the replay made, beside the log on disk.

    ``departed_people`` counts people of each line that departed, opening included; ``departed_items`` are item lines.
    ``keys_text`` is the key file to publish; ``roster`` is the force's private one, with whoever came later; and
    ``history`` is what was replayed.
    """

    genesis_hash: str
    state: State
    figures: tuple[Figure, ...]
    departed_people: Mapping[str, int]
    departed_items: tuple[str, ...]
    keys_text: str
    roster: OwnRoster
    history: CaseHistory


def replay_history(
    root: Path,
    operation: Operation,
    history: CaseHistory,
    *,
    agreement_sha256: str,
    seed: str,
    texts: Texts,
    published_at_minute: int | None = None,
    delay_to_object_minutes: int = MINUTES_PER_DAY,
    slots: SlotPolicy = SLOTS_AFTER_A_WEEK,
) -> ReplayedHistory:
    """Write the log of ``history`` into the new folder ``root`` and return what came of it.

    The publication is dated ``published_at_minute``, or an hour after the last minutes. Raise UsageError if ``root``
    holds something already, or if the history takes more than the baseline has.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError(
            phrase("{path} is not an empty folder.", path=shown(root)), phrase("A replay writes into a new folder.")
        )
    agreement = operation.agreement
    signers = {party.party_id: demo_signers(seed, party.party_id) for party in agreement.parties}
    force_id, host_id = agreement.party("force").party_id, agreement.party("host").party_id
    with LogDirectory(root) as log:
        force = log.recorder(force_id, signers[force_id])
        host = log.recorder(host_id, signers[host_id])
        entropy = seeded_entropy(seed)
        book = draw_book(operation, entropy)
        desks = [
            Desk(recorder=one, sidecars=log.sidecars, papers=MemoryPapers(), entropy=entropy, roster=roster)
            for one, roster in ((force, OwnRoster.of(book)), (host, None))
        ]
        teller = Teller(operation=operation, force=desks[0], host=desks[1])
        teller.open(
            reconstruction_genesis(
                operation,
                signers,
                agreement_sha256=agreement_sha256,
                seed=seed,
                delay_to_object_minutes=delay_to_object_minutes,
                slots=slots,
            ),
            book,
            log.sidecars,
            min((one.minute for one in happenings(history)), default=operation.as_of_minute),
        )
        teller.tell(history)
        teller.publish(log.sidecars, texts, published_at_minute)
        sign_heads(root, force, host, second=teller.second)
    state = force.copy.replay.state
    return ReplayedHistory(
        genesis_hash=force.copy.charter.genesis_hash,
        state=state,
        figures=figures(state),
        departed_people=dict(sorted(teller.seating.departed_people.items())),
        departed_items=tuple(sorted(teller.seating.departed_items)),
        keys_text=keys_text((signers[party]["represent"] for party in sorted(signers)), demonstration=True),
        roster=desks[0].own_roster,
        history=history,
    )
