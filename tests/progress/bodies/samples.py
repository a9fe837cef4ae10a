"""One body of each kind of format 4, as a person would write it, and hypothesis's own of any kind.

>>> [body.kind for body in DAILY][:3]
['arrive', 'attest', 'calendar']
"""

from typing import Any

from hypothesis import strategies as st

from repli.progress import Cell
from repli.progress.bodies import (
    Arrive,
    Attest,
    Calendar,
    Clearance,
    Close,
    Dispose,
    Extend,
    Handover,
    Incident,
    Inspect,
    Manifest,
    Obligation,
    PlannedMovement,
    Reinforce,
    Service,
    Status,
    Survey,
    Transfer,
)
from repli.progress.events import Body

HASH, ZEROS = "ab" * 32, "0" * 64
TIME, LATER = "2030-01-08T09:00:00Z", "2030-01-08T15:00:00Z"
DAY, NEXT = "2030-01-08", "2030-01-09"
STAFF = (Cell(site="BASE", category="staff", count=2),)

PLANNED = PlannedMovement(field="FLD1", items=1, movement="R7", off_block_at=LATER, people=2, vehicle="L1")
DAILY: tuple[Body, ...] = (
    Arrive(items=0, movement="R1", people=2, place="HOME", reason="", time=LATER),
    Attest(event=HASH, result="witnessed", text="at the ramp"),
    Calendar(since=DAY, to=NEXT, movements=(PLANNED,), replaces=ZEROS, version=1),
    Clearance(
        issuer="host", movements=("R7", "R8"), number="", purposes=("people",), reason="", reference="C-1",
        scope="overflight", state="requested", valid_from=TIME, valid_to=LATER,
    ),
    Close(act=HASH, last_off_block_at=TIME, liquidation=False, reason="", site="BASE"),
    Dispose(
        authority="joint board", certificate=HASH, due=DAY, how="destroy", items=1, kg=40, locked=True, recipient="",
        site="BASE", slots=HASH, stage="done", time=TIME,
    ),
    Extend(cause="road closed", clause="7", deadline="2030-02-15", version=2),
    Handover(
        ceremony_at=LATER, condition="swept", inventory=HASH, keys_at=LATER, notice_hours=48, reason="",
        recipient="host", sectors=("north", "south"), services=(Service(service="water", time=LATER),), site="BASE",
        surveys=(Survey(result="none found", survey="explosives"),), walked_at=TIME,
    ),
    Incident(
        incident_class="blocked", effect_hours=20, incident="I-1", items=0, movement="R7", people=0, place="GATE",
        severity=3, text=HASH, time=TIME,
    ),
    Inspect(
        customs="T1", inspection="X-1", items=1, kg=40, result="cleared", seals=("S1",), site="BASE", slots=HASH,
        time=TIME,
    ),
    Manifest(
        cells=STAFF, closes_at=TIME, configuration="seats", full="seats", infants=1, items=1, kg=40, list=HASH,
        movement="R7", people=2, reason="", standby=3, state="open",
    ),
    Obligation(clause="4.2", evidence=HASH, note="", state="done"),
    Reinforce(cells=STAFF, people=2, reason="rear party", root=HASH, sidecar=HASH, slots=32, time=TIME),
    Status(
        cells=STAFF, items=0, kg=0, movement="", people=2, reason="embassy guard", slots=HASH, status="retained",
        time=TIME,
    ),
    Transfer(
        cells=STAFF, items=0, kg=0, movement="T1", off_block_at=TIME, people=2, slots=HASH, to="DEPOT",
    ),
)  # fmt: skip

_texts = st.text(st.characters(codec="ascii"), max_size=6)
_ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
_counts = st.integers(0, 2**53 - 1)
_hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
_cells = st.dictionaries(st.tuples(_ids, _ids), st.integers(1, 10**6), max_size=4).map(
    lambda found: tuple(Cell(site=site, category=kind, count=n) for (site, kind), n in sorted(found.items()))
)
_OTHERS: dict[str, st.SearchStrategy[Any]] = {
    "cells": _cells,
    "reason": _texts,
    "movement": _ids,
    "site": _ids,
    "people": _counts,
    "items": _counts,
    "kg": _counts,
    "standby": _counts,
    "infants": _counts,
    "effect_hours": _counts,
    "notice_hours": _counts,
    "root": _hashes,
    "sidecar": _hashes,
    "list": _hashes,
    "inventory": _hashes,
    "act": _hashes,
    "locked": st.booleans(),
    "liquidation": st.booleans(),
    "severity": st.integers(1, 5),
    "sectors": st.lists(_texts, max_size=3).map(tuple),
    "seals": st.lists(_texts, max_size=3).map(tuple),
    "purposes": st.lists(_texts, max_size=3).map(tuple),
}


def like(kind: str) -> st.SearchStrategy[Body]:
    """Bodies of ``kind``: the sample, with other values under the keys that take any of their shape."""
    (sample,) = [body for body in DAILY if body.kind == kind]
    made = {name: getattr(sample, name) for name in sample.__slots__}  # type: ignore[union-attr]  # a dataclass with slots
    drawn = {name: _OTHERS[name] for name in made if name in _OTHERS}
    return st.fixed_dictionaries(drawn).map(lambda values: type(sample)(**made | values))  # type: ignore[arg-type]  # by name
