"""Demonstration keys follow from a published seed, and the key file says that they are a demonstration."""

from hypothesis import given
from hypothesis import strategies as st

from repli.execution import demo_signers, keys_text, seeded_entropy
from repli.ledger.keys import fingerprint, parse_key_file


def test_the_same_seed_gives_the_same_keys_and_another_seed_others() -> None:
    publics = {
        signer.public
        for seed in ("one", "two")
        for party in ("demo-force", "demo-host")
        for signer in demo_signers(seed, party).values()
    }
    assert len(publics) == 12
    assert demo_signers("one", "demo-force") == demo_signers("one", "demo-force")


def test_a_key_file_holds_the_keys_that_represent_and_says_what_they_are() -> None:
    signers = [one for party in ("demo-force", "demo-host") for one in demo_signers("one", party).values()]
    text = keys_text(signers, demonstration=True)
    represent = [one for one in signers if one.role == "represent"]
    assert [(key.name, key.public) for key in parse_key_file(text)] == [(one.name, one.public) for one in represent]
    assert "DEMONSTRATION" in text
    assert all(fingerprint(one.public) in text for one in represent)
    assert "DEMONSTRATION" not in keys_text(signers, demonstration=False)


@given(st.lists(st.integers(0, 100), max_size=10), st.text(max_size=5))
def test_drawn_bytes_do_not_depend_on_how_they_are_drawn(sizes: list[int], seed: str) -> None:
    one, whole = seeded_entropy(seed), seeded_entropy(seed)
    assert b"".join(one(size) for size in sizes) == whole(sum(sizes))
