"""Public halves of keys travel as lines: what is written is read again, and anything else is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import UsageError
from repli.execution import line_of, owners_in
from repli.ledger.keys import Signer
from repli.ledger.policy import KeyOwner

SEEDS = st.binary(min_size=32, max_size=32)


def owner(seed: bytes, party: str = "host", role: str = "count", device: str = "") -> KeyOwner:
    return KeyOwner(party=party, role=role, public=Signer(party=party, role=role, seed=seed).public, device=device)


@given(SEEDS, st.sampled_from(["represent", "count", "clear"]))
def test_what_is_handed_over_is_read_again(seed: bytes, role: str) -> None:
    held = owner(seed, role=role)
    assert owners_in(line_of(held).encode(), "host.pub") == (held,)


def test_a_device_and_a_witness_keep_their_feeds() -> None:
    gate, un = owner(bytes(32), device="host-gate"), owner(bytes(31) + b"1", "un", "observe", "un")
    text = f"# keys\n{line_of(gate)}\n\n{line_of(un)}\n"
    assert owners_in(text.encode(), "all.pub") == (gate, un)


@pytest.mark.parametrize("text", ["", "# nothing\n", "host\n", "host host/count+00000000+AAAA\n", "\xff\n"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"host\.pub"):
        owners_in(text.encode("latin-1"), "host.pub")


def test_a_wrong_line_among_good_ones_is_named() -> None:
    text = f"{line_of(owner(bytes(32)))}\nHOST {line_of(owner(bytes(32)))}\n"
    with pytest.raises(UsageError, match="2"):
        owners_in(text.encode(), "host.pub")


def test_a_key_whose_id_was_changed_is_refused() -> None:
    line = line_of(owner(bytes(32)))
    digit = line[line.index("+") + 1]
    with pytest.raises(UsageError):
        owners_in(line.replace(f"+{digit}", f"+{'0' if digit != '0' else '1'}", 1).encode(), "host.pub")
