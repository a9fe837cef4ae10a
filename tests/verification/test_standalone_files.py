"""verify.py refuses each file of a log directory that is not what the tree and the heads say."""

import os
import re
from pathlib import Path

import pytest

from repli.verification.standalone import verify
from tests.verification.attacks import (
    COUNT,
    FORCE_LINES,
    HOST_HEAD,
    HOST_LINES,
    REP,
    REP_HOST,
    assert_refused,
    at,
    cosigned,
    damage,
    head,
    keep,
    lie,
    put,
    signed,
    swap,
)
from tests.verification.log_builder import FORCE, HOST, ORIGIN, World, save

EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
STRAY = f"sidecar/{'a' * 64}"
TILE = f"feeds/{FORCE}/tile/0/000.p/7"
FOLDER = {
    "a file of the computer": damage(".DS_Store", "not a file of a log", put(".DS_Store", b"")),
    "an odd folder": damage("feeds/UP", "not a folder", put("feeds/UP/checkpoint", b"")),
    "letters that a terminal may not have": damage(r"'\xe9'", "not a file", put("é", b"")),
    "terminal codes in a name": damage(r"'\x1b[2J'", "not a file", put("\x1b[2J", b"")),
    "a third feed": damage(at(FORCE, 1), "its parties are", put("feeds/zzz/checkpoint", b"")),
    "a sidecar nobody names": damage(STRAY, "no event", put(STRAY, b"")),
    "no joint checkpoint": damage("checkpoint", "missing", lambda f: f.pop("checkpoint")),
    "no own head": damage(HOST_HEAD, "missing", lambda f: f.pop(HOST_HEAD)),
    "no entries of the force": damage("feeds", "no feed starts with", lambda f: f.pop(FORCE_LINES)),
    "entries after a gap": damage(
        HOST_LINES.replace("000", "001"), "missing, and", put(HOST_LINES.replace("000", "002"), b"\n")
    ),
    "an empty entries file": damage(HOST_LINES, "0 lines", put(HOST_LINES, b"")),
    "no last newline": damage(at(HOST, 3), "newline", lambda f: f.update({HOST_LINES: f[HOST_LINES][:-1]})),
    "an empty line": damage(at(HOST, 4), "not JSON", keep(HOST_LINES, 1, 2, 3, lambda _: b"\n")),
    "300 lines in a file": damage(HOST_LINES, "lines, not 1 to 256", put(HOST_LINES, b"{}\n" * 300)),
    "a file that is not full before another": damage(
        HOST_LINES.replace("000", "001"),
        "has not 256 lines",
        lambda f: f.update({HOST_LINES.replace("000", "001"): f[HOST_LINES]}),
    ),
    "half a line and nothing else": damage(at(HOST, 1), "newline", put(HOST_LINES, b"x")),
    "a file too large": damage(HOST_LINES, "larger than", put(HOST_LINES, b"x" * (256 * 32_769 + 1))),
    "a tile missing": damage(TILE, "missing", lambda f: f.pop(TILE)),
    "an old tile kept": damage(TILE[:-1] + "6", "not a tile of 7 entries", put(TILE[:-1] + "6", b"x" * 192)),
    "a hash in a tile": damage(
        TILE,
        re.escape(f"not the hash of {at(FORCE, 3)}"),
        lambda f: f.update({TILE: f[TILE][:70] + b"x" + f[TILE][71:]}),
    ),
    "a tile cut short": damage(
        TILE, re.escape(f"not the hash of {at(FORCE, 7)}"), lambda f: f.update({TILE: f[TILE][:-1]})
    ),
    "the last line dropped": damage(
        at(FORCE, 7), "covers 7 entries, the folder holds 6", keep(FORCE_LINES, 1, 2, 3, 4, 5, 6)
    ),
    "a line dropped in the middle": damage(
        at(FORCE, 3), "covers 7 entries, the folder holds 6", keep(FORCE_LINES, 1, 2, 4, 5, 6, 7)
    ),
    "two lines exchanged": damage(at(FORCE, 2), "hold another line", keep(FORCE_LINES, 1, 3, 2, 4, 5, 6, 7)),
    "a line added": damage(at(HOST, 4), "covers 3 entries, the folder holds 4", keep(HOST_LINES, 1, 2, 3, 1)),
}
HEADS = {
    "a head of another log": head(HOST_HEAD, f"{HOST_HEAD} line 1", "not repli.example", 1, f"other/{HOST}"),
    "a head of the other feed": head(HOST_HEAD, f"{HOST_HEAD} line 1", "not repli", 1, f"{ORIGIN}/{FORCE}"),
    "an old own head": damage(
        f"{HOST_HEAD} line 2",
        "covers 2 entries, the folder holds 3",
        put(HOST_HEAD, World(skip=("depart3",)).files()[HOST_HEAD]),
    ),
    "a size with a zero before it": head(HOST_HEAD, f"{HOST_HEAD} line 2", "not a size", 2, "03"),
    "a root that is not the tree's": head(HOST_HEAD, f"{HOST_HEAD} line 3", "not the tree head", 3, EMPTY),
    "no time": head(HOST_HEAD, f"{HOST_HEAD} line 4", "not `at`", 4, "at 2024-02-30T00:00:00Z"),
    "a time with another word": head(HOST_HEAD, f"{HOST_HEAD} line 4", "not `at`", 4, "on 2024-06-08T08:00:00Z"),
    "another state": head(HOST_HEAD, f"{HOST_HEAD} line 5", "not the state digest", 5, f"state {'0' * 64}"),
    "seen more than there is": head(
        HOST_HEAD, f"{HOST_HEAD} line 6", "8 entries of demo-force; the folder", 6, f"seen {FORCE} 8 {EMPTY}"
    ),
    "seen with the root of another size": head(
        HOST_HEAD, f"{HOST_HEAD} line 6", "size 7, but the root is that of 0", 6, f"seen {FORCE} 7 {EMPTY}"
    ),
    "seen with no root of this log": head(
        HOST_HEAD, f"{HOST_HEAD} line 6", "not the tree head", 6, f"seen {FORCE} 7 {EMPTY[1:]}"
    ),
    "a head without the genesis event": head(
        HOST_HEAD, f"{HOST_HEAD} line 2 or line 6", "genesis", 6, f"seen {FORCE} 0 {EMPTY}"
    ),
    "seen of itself": head(HOST_HEAD, f"{HOST_HEAD} line 6", "one is of its own feed", 6, f"seen {HOST} 3 {EMPTY}"),
    "seen with a zero before its size": head(
        HOST_HEAD, f"{HOST_HEAD} line 6", "not `seen FEED SIZE ROOT`", 6, f"seen {FORCE} 07 {EMPTY}"
    ),
    "seen with a word more": head(
        HOST_HEAD, f"{HOST_HEAD} line 6", "not `seen FEED SIZE ROOT`", 6, f"seen {FORCE} 7 {EMPTY} x"
    ),
    "half a line more": damage(
        HOST_HEAD, "does not end in a newline", lambda f: f.update({HOST_HEAD: f[HOST_HEAD] + b"x"})
    ),
    "a line more": lie(HOST_HEAD, "not 8 lines", heads={HOST_HEAD: lambda lines: lines.append("more")}),
    "a line that is not empty": damage(
        f"{HOST_HEAD} line 7", "not an empty line", lambda f: swap(f, HOST_HEAD, b"\n\n", b"\n \n")
    ),
    "a cut that is not closed": lie(
        "checkpoint line 2 or line 6", "has seen more than this head covers", joint={FORCE: 5, HOST: 3}
    ),
    "a joint size beyond the folder": head("checkpoint", "checkpoint line 2", "8 entries of demo-force", 2, "8"),
    "a joint size with another root": head("checkpoint", "checkpoint line 2", "root is that of 7 entries", 2, "6"),
    "no cosignature": damage("checkpoint", "not 9 lines", keep("checkpoint", 1, 2, 3, 4, 5, 6, 7, 8)),
    "owner and cosigner exchanged": damage(
        "checkpoint line 8", f"not one signature line of {REP}", keep("checkpoint", 1, 2, 3, 4, 5, 6, 7, 9, 8)
    ),
    "the owner cosigns for the other": damage(
        "checkpoint line 9",
        f"not one signature line of {REP_HOST}",
        keep("checkpoint", 1, 2, 3, 4, 5, 6, 7, 8, cosigned(FORCE)),
    ),
    "a cosignature over another text": damage(
        "checkpoint line 9", "does not match", keep("checkpoint", 1, 2, 3, 4, 5, 6, 7, 8, cosigned(HOST, b"x"))
    ),
    "a cosignature at no time": damage(
        "checkpoint line 9", "no time of a", keep("checkpoint", 1, 2, 3, 4, 5, 6, 7, 8, cosigned(HOST, seconds=1 << 63))
    ),
    "a plain signature as cosignature": damage(
        "checkpoint line 9", "not of the length", keep("checkpoint", 1, 2, 3, 4, 5, 6, 7, 8, signed(HOST))
    ),
    "a key to count signs a head": damage(
        "checkpoint line 8",
        "no key of demo-force/represent that is in force",
        keep("checkpoint", 1, 2, 3, 4, 5, 6, 7, signed(FORCE, COUNT), 9),
    ),
    "another time in an own head": damage(
        f"{HOST_HEAD} line 4 or line 8", "all of the text but `at`", lambda f: swap(f, HOST_HEAD, b"T08", b"T09")
    ),
    "another time in the joint checkpoint": damage(
        "checkpoint line 4 or line 8 or line 9", "does not match", lambda f: swap(f, "checkpoint", b"T08", b"T09")
    ),
    "a signature that is not base64": damage(
        f"{HOST_HEAD} line 8", "base64", lambda f: f.update({HOST_HEAD: f[HOST_HEAD][:-2] + b"\n"})
    ),
    "windows line ends": damage(
        f"{HOST_HEAD} line 1", "not repli", lambda f: f.update({HOST_HEAD: f[HOST_HEAD].replace(b"\n", b"\r\n")})
    ),
    "not UTF-8": damage(HOST_HEAD, "UnicodeDecodeError", lambda f: f.update({HOST_HEAD: b"\xff" + f[HOST_HEAD]})),
}
ALL = FOLDER | HEADS


@pytest.mark.parametrize("name", ALL)
def test_a_wrong_file_is_refused_with_its_place_and_reason(name: str, tmp_path: Path) -> None:
    assert_refused(ALL[name], tmp_path)


@pytest.mark.parametrize("target", ["checkpoint", f"feeds/{FORCE}", "sidecar"])
def test_links_are_refused(target: str, tmp_path: Path) -> None:
    log = save(World().files(), tmp_path / "log")
    (log / target).rename(tmp_path / "elsewhere")
    (log / target).symlink_to(tmp_path / "elsewhere")
    verdict = verify(log)
    assert (verdict.exit, verdict.place, verdict.reason) == (1, target, "a link")


@pytest.mark.parametrize("name", ["checkpoint", HOST_LINES])
def test_what_is_not_a_plain_file_is_refused_without_waiting_for_it(name: str, tmp_path: Path) -> None:
    log = save(World().files(), tmp_path / "log")
    (log / name).unlink()
    os.mkfifo(log / name)
    verdict = verify(log)
    assert (verdict.exit, verdict.place) == (1, name)
    assert "not a file of a log" in verdict.reason


@pytest.mark.parametrize("folder", ["feeds/x", f"feeds/{FORCE}/tile/1", f"feeds/{FORCE}/tile/0/000.p/9", "notes"])
def test_folders_without_a_purpose_are_refused(folder: str, tmp_path: Path) -> None:
    log = save(World().files(), tmp_path / "log")
    (log / folder).mkdir(parents=True)
    verdict = verify(log)
    assert verdict.exit == 1
    assert verdict.place == folder


def test_a_cosignature_may_have_any_time_there_is(tmp_path: Path) -> None:
    files = World().files()
    keep("checkpoint", 1, 2, 3, 4, 5, 6, 7, 8, cosigned(HOST, seconds=(1 << 63) - 1))(files)
    assert verify(save(files, tmp_path / "log")).verdict == "consistent"
