from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repli.errors import CanonicalError
from repli.ledger.head import Head, Seen, parse_head_text
from repli.ledger.merkle import EMPTY_ROOT, tree_head
from tests.ledger.cast import NOON

_ROOT = tree_head([b"entry"])
_HEAD = Head(
    origin="repli.example/niger-2024",
    feed="demo-force",
    size=3,
    root=_ROOT,
    at=NOON,
    state="c" * 64,
    seen=(Seen(feed="demo-host", size=0, root=EMPTY_ROOT), Seen(feed="ramp-1", size=7, root=_ROOT)),
)


def test_a_head_is_this_text() -> None:
    assert _HEAD.text == (
        "repli.example/niger-2024/demo-force\n"
        "3\n"
        "2cLWa1IsJSJyj1Of+fZ7hdQN7/8JX8ilKMmU9PNbs94=\n"
        "at 2024-06-07T12:00:00Z\n"
        f"state {'c' * 64}\n"
        "seen demo-host 0 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        "seen ramp-1 7 2cLWa1IsJSJyj1Of+fZ7hdQN7/8JX8ilKMmU9PNbs94=\n"
    )
    assert _HEAD.cut == {"demo-force": 3, "demo-host": 0, "ramp-1": 7}


@given(
    st.text("ab./_-", min_size=1, max_size=9),
    st.integers(1, 2**53 - 1),
    st.dictionaries(st.sampled_from(["a", "a-b", "a0", "z"]), st.integers(1, 999)),
)
def test_a_head_reads_back_from_its_text(origin: str, size: int, seen: dict[str, int]) -> None:
    others = tuple(Seen(feed=feed, size=count, root=_ROOT) for feed, count in sorted(seen.items()))
    head = Head(origin=origin, feed="demo-force", size=size, root=_ROOT, at=NOON, state="0" * 64, seen=others)
    assert parse_head_text(head.text) == head


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n3\n", "\n03\n"),
        ("\n3\n", "\n+3\n"),
        ("\n3\n", "\n0\n"),
        ("\n3\n", "\n99999999999999999999\n"),
        ("\n3\n", "\n9999999999999999\n"),
        ("2cLWa1", "2cLWa"),
        ("at ", "at  "),
        ("at ", ""),
        ("state ", ""),
        ("12:00:00Z", "12:00Z"),
        ("ccc", "CCC"),
        ("seen demo-host 0", "seen demo-host 1 0"),
        ("seen demo-host 0", "seen demo-host 00"),
        ("seen demo-host", "held demo-host"),
        ("seen demo-host", "seen zulu"),
        ("seen demo-host", "seen demo-force"),
        ("seen ramp-1 7", "seen ramp-1 0"),
        ("/demo-force\n", "/Demo\n"),
        ("repli.example", "repli example"),
        ("repli.example/niger-2024/", ""),
        ("seen ramp-1", "\nseen ramp-1"),
        ("2cLWa1IsJSJyj1Of+fZ7hdQN7/8JX8ilKMmU9PNbs94=\nat", "YQ==\nat"),
        ("at 2024-06-07T12:00:00Z\n", ""),
    ],
)
def test_a_head_that_says_something_else_is_refused(old: str, new: str) -> None:
    assert old in _HEAD.text
    with pytest.raises(CanonicalError):
        parse_head_text(_HEAD.text.replace(old, new))


@pytest.mark.parametrize("text", ["", "\n" * 6, "a/b\n1\n", _HEAD.text[:-1], _HEAD.text + "\n"])
def test_a_text_of_another_length_is_refused(text: str) -> None:
    with pytest.raises(CanonicalError):
        parse_head_text(text)


def test_an_unsorted_or_doubled_seen_is_refused() -> None:
    with pytest.raises(CanonicalError):
        replace(_HEAD, seen=_HEAD.seen[::-1])
    with pytest.raises(CanonicalError):
        replace(_HEAD, seen=(*_HEAD.seen, _HEAD.seen[1]))
