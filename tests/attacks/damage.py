"""Attacks of somebody who holds no key: bytes, lines and files of a signed log are changed, dropped, moved or added."""

import hashlib
from pathlib import Path

from tests.attacks.attack import Table
from tests.cast import tiny_log

__all__ = ["DAMAGE"]

attack = Table()
DAMAGE = attack.attacks

ENTRIES = "feeds/force/entries/000.jsonl"
HEAD = "feeds/force/checkpoint"
TILE = "feeds/force/tile/0/000.p/10"


def edit_line(path: Path, line: int, old: str, new: str) -> None:
    """Change the first ``old`` of a line, counted from 1."""
    lines = path.read_text().split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    path.write_text("\n".join(lines))


def flip(path: Path, byte: int) -> None:
    """Change the lowest bit of one byte."""
    data = bytearray(path.read_bytes())
    data[byte] ^= 1
    path.write_bytes(data)


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def publish_text(log: Path) -> Path:
    """The English text of the publication."""
    return next(path for path in (log / "sidecar").iterdir() if path.read_bytes().startswith(b"No. 1"))


def digest_file(log: Path) -> Path:
    """The digest file of the people: the largest sidecar."""
    return max((log / "sidecar").iterdir(), key=lambda path: path.stat().st_size)


@attack("edit of a past event", place="feed force line 5")
def digit_of_a_payload(log: Path) -> None:
    edit_line(log / ENTRIES, 5, '"payload":"eyJhdCI6Ij', '"payload":"eyJhdCI6Ik')


@attack("edit of a past event", place="feed force line 8")
def digit_of_a_signature(log: Path) -> None:
    edit_line(log / ENTRIES, 8, '"sig":"', '"sig":"A')


@attack("edit of a past event", place="feed force line 10")
def last_line_dropped(log: Path) -> None:
    (log / ENTRIES).write_bytes(b"".join(lines_of(log / ENTRIES)[:-1]))


@attack("edit of a past event", place="feed force line 6")
def line_dropped_in_the_middle(log: Path) -> None:
    lines = lines_of(log / ENTRIES)
    (log / ENTRIES).write_bytes(b"".join(lines[:5] + lines[6:]))


@attack("edit of a past event", place="feed force line 8")
def two_lines_swapped(log: Path) -> None:
    lines = lines_of(log / ENTRIES)
    lines[7], lines[8] = lines[8], lines[7]
    (log / ENTRIES).write_bytes(b"".join(lines))


@attack("edit of a past event", place="feed force line 11")
def line_repeated_at_the_end(log: Path) -> None:
    (log / ENTRIES).write_bytes(b"".join([*lines_of(log / ENTRIES), lines_of(log / ENTRIES)[5]]))


@attack("edit of a past event", place="feed force line 10")
def newline_cut_off(log: Path) -> None:
    (log / ENTRIES).write_bytes((log / ENTRIES).read_bytes()[:-1])


@attack("edit of a past event", place="feed force line 1")
def digit_of_the_genesis(log: Path) -> None:
    edit_line(log / ENTRIES, 1, '"payload":"eyJhdCI6Ij', '"payload":"eyJhdCI6Ik')


@attack("edit of a past event", place=TILE)
def bit_of_a_tile(log: Path) -> None:
    flip(log / TILE, 40)


@attack("edit of a past event", place=TILE)
def tile_cut_short(log: Path) -> None:
    (log / TILE).write_bytes((log / TILE).read_bytes()[:-32])


@attack("inflated figure", place="feed force line 10")
def text_removed(log: Path) -> None:
    publish_text(log).unlink()


@attack("understated roster", place="feed force line 2")
def digest_file_removed(log: Path) -> None:
    digest_file(log).unlink()


@attack("two histories", place=f"{HEAD} line 2")
def size_of_a_head(log: Path) -> None:
    edit_line(log / HEAD, 2, "10", "9")


@attack("two histories", place=f"{HEAD} line 2")
def size_of_a_head_with_a_zero(log: Path) -> None:
    edit_line(log / HEAD, 2, "10", "010")


@attack("two histories", place=f"{HEAD} line 3")
def root_of_a_head(log: Path) -> None:
    root = (log / HEAD).read_text().split("\n")[2]
    edit_line(log / HEAD, 3, root[10], "A" if root[10] != "A" else "B")


@attack("backdating", place=f"{HEAD} line 4 or line 8")
def time_of_a_head(log: Path) -> None:
    edit_line(log / HEAD, 4, "2030-01-07", "2030-01-06")


@attack("backdating", place=f"{HEAD} line 4")
def time_of_a_head_that_is_none(log: Path) -> None:
    edit_line(log / HEAD, 4, "2030-01-07", "2030-02-30")


@attack("inflated figure", place=f"{HEAD} line 5")
def state_of_a_head(log: Path) -> None:
    state = (log / HEAD).read_text().split("\n")[4]
    edit_line(log / HEAD, 5, state[20:], ("1" if state[20] == "0" else "0") + state[21:])


@attack("two histories", place=f"{HEAD} line 6")
def seen_of_a_head(log: Path) -> None:
    edit_line(log / HEAD, 6, "seen host 2", "seen host 1")


@attack("we never signed", place=f"{HEAD} line 4 or line 8")
def signature_of_a_head(log: Path) -> None:
    line = (log / HEAD).read_text().split("\n")[7]
    edit_line(log / HEAD, 8, line[-20:], ("A" if line[-20] != "A" else "B") + line[-19:])


@attack("two histories", place="checkpoint line 1")
def origin_of_the_checkpoint(log: Path) -> None:
    edit_line(log / "checkpoint", 1, "tiny", "tony")


@attack("two histories", place="checkpoint line 3")
def root_of_the_checkpoint(log: Path) -> None:
    root = (log / "checkpoint").read_text().split("\n")[2]
    edit_line(log / "checkpoint", 3, root[10], "A" if root[10] != "A" else "B")


@attack("we never signed", place="checkpoint")
def cosignature_removed(log: Path) -> None:
    (log / "checkpoint").write_bytes(b"".join(lines_of(log / "checkpoint")[:-1]))


@attack("we never signed", place="checkpoint line 9")
def cosignature_broken(log: Path) -> None:
    line = (log / "checkpoint").read_text().split("\n")[8]
    edit_line(log / "checkpoint", 9, line[-20:], ("A" if line[-20] != "A" else "B") + line[-19:])


@attack("backdating", place="checkpoint line 9")
def time_of_the_cosignature(log: Path) -> None:
    line = (log / "checkpoint").read_text().split("\n")[8]
    edit_line(log / "checkpoint", 9, line[32], "A" if line[32] != "A" else "B")


@attack("malformed bundle", place="checkpoint")
def checkpoint_removed(log: Path) -> None:
    (log / "checkpoint").unlink()


@attack("malformed bundle", place="checkpoint")
def checkpoint_emptied(log: Path) -> None:
    (log / "checkpoint").write_bytes(b"")


@attack("malformed bundle", place="extra.txt")
def file_added(log: Path) -> None:
    (log / "extra.txt").write_text("more\n")


@attack("malformed bundle", place="feeds/force/entries/001.jsonl")
def entry_file_added(log: Path) -> None:
    (log / "feeds/force/entries/001.jsonl").write_bytes(lines_of(log / ENTRIES)[5])


@attack("malformed bundle", place="checkpoint")
def file_replaced_by_a_link(log: Path) -> None:
    (log / "checkpoint").rename(log.parent / "checkpoint")
    (log / "checkpoint").symlink_to(log.parent / "checkpoint")


@attack("malformed bundle", place="sidecar/" + hashlib.sha256(b"more\n").hexdigest())
def sidecar_that_no_event_names(log: Path) -> None:
    (log / "sidecar" / hashlib.sha256(b"more\n").hexdigest()).write_bytes(b"more\n")


@attack("malformed bundle", place="feed force line 1")
def feed_removed(log: Path) -> None:
    for path in sorted((log / "feeds/host").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (log / "feeds/host").rmdir()


@attack("malformed bundle", place="feed force line 10")
def line_of_a_megabyte(log: Path) -> None:
    lines = lines_of(log / ENTRIES)
    (log / ENTRIES).write_bytes(b"".join(lines[:9]) + lines[9].replace(b'"sig":"', b'"sig":"' + b"A" * 1_000_000, 1))


@attack("replay from another agreement", place="feed host line 2")
def line_of_another_log(log: Path) -> None:
    other = tiny_log(log.parent / "other", play="other").root
    path = log / "feeds/host/entries/000.jsonl"
    path.write_bytes(lines_of(path)[0] + lines_of(other / "feeds/host/entries/000.jsonl")[1])


@attack("replay from another agreement", place="checkpoint line 3")
def checkpoint_of_another_log(log: Path) -> None:
    other = tiny_log(log.parent / "other", play="other").root
    (log / "checkpoint").write_bytes((other / "checkpoint").read_bytes())


@attack("replay from another agreement", place="feed host line 1")
def feed_of_another_log(log: Path) -> None:
    other = tiny_log(log.parent / "other", play="other").root
    (log / "feeds/force").rename(log.parent / "old")
    (other / "feeds/force").rename(log / "feeds/force")


@attack("ambiguous JSON", place="feed force line 7")
def space_in_a_line(log: Path) -> None:
    edit_line(log / ENTRIES, 7, '","payloadType', '", "payloadType')


@attack("ambiguous JSON", place="feed force line 7")
def key_twice_in_a_line(log: Path) -> None:
    edit_line(log / ENTRIES, 7, '"payloadType":', '"payloadType":"x","payloadType":')


@attack("ambiguous JSON", place="feed force line 7")
def signatures_in_another_order(log: Path) -> None:
    head, _, rest = lines_of(log / ENTRIES)[6].decode().partition('"signatures":[')
    one, two = rest.removesuffix("]}\n").split("},{")
    changed = f'{head}"signatures":[{{{two},{one}}}]}}'.replace("{{", "{").replace("}}]", "}]")
    edit_line(log / ENTRIES, 7, lines_of(log / ENTRIES)[6].decode().strip(), changed)


@attack("we never signed", place="feed force line 7")
def signature_of_the_host_removed(log: Path) -> None:
    head, _, rest = lines_of(log / ENTRIES)[6].decode().partition('"signatures":[')
    first = rest.split(",{")[0]
    edit_line(log / ENTRIES, 7, lines_of(log / ENTRIES)[6].decode().strip(), f'{head}"signatures":[{first}]}}')
