"""Keys come from a key file or as fingerprints; what cannot be read is a wrong use of the command."""

from pathlib import Path

import pytest

from repli.errors import UsageError
from repli.ledger.keys import fingerprint, vkey_text
from repli.progress.headkeys import represent_keys
from repli.verification.trust import TrustedKeys, parse_trust
from tests.cast import FORCE, GUARANTOR, HOST, cast_genesis, officers

KEYS = [officers(party)["represent"] for party in (FORCE, HOST)]
LINES = [vkey_text(key.name, key.public) for key in KEYS]


def key_file(folder: Path, text: str) -> str:
    path = folder / "keys.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_key_file_gives_its_keys_without_comments_and_empty_lines(tmp_path: Path) -> None:
    found = parse_trust(key_file(tmp_path, "# two keys\n\n" + "\n".join(LINES) + "\n"))
    assert [(key.name, key.public) for key in found.keys] == [(key.name, key.public) for key in KEYS]


def test_fingerprints_are_separated_by_commas() -> None:
    prints = tuple(fingerprint(key.public) for key in KEYS)
    assert parse_trust(",".join(prints)) == TrustedKeys(fingerprints=prints)
    assert parse_trust(" , ".join(prints).upper()) == TrustedKeys(fingerprints=prints)


@pytest.mark.parametrize(
    "text",
    ["", "# nothing\n", "force/represent\n", LINES[0][:-4] + "AAA=\n", LINES[0].replace("force", "forge", 1) + "\n"],
    ids=["empty", "comment", "no key", "another key", "another name"],
)
def test_a_file_that_is_no_key_file_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        parse_trust(key_file(tmp_path, text))


def test_a_file_that_is_missing_a_folder_or_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    for name in ("missing", ".", "binary"):
        with pytest.raises(UsageError, match="not a key file"):
            parse_trust(str(tmp_path / name))


def test_a_short_fingerprint_is_no_fingerprint() -> None:
    with pytest.raises(UsageError):
        parse_trust(fingerprint(KEYS[0].public)[:63])


def test_what_is_missing_from_a_log_is_named() -> None:
    represent = represent_keys(cast_genesis())
    assert [key.name for key in represent] == ["force/represent", "host/represent"]
    assert TrustedKeys(keys=represent).missing_from(represent) == ()
    stranger = fingerprint(GUARANTOR.public)
    assert TrustedKeys(keys=represent[:1], fingerprints=(stranger,)).missing_from(represent) == (stranger,)


def test_a_key_under_the_name_of_the_other_party_is_not_the_same_key(tmp_path: Path) -> None:
    swapped = [vkey_text(KEYS[1].name, KEYS[0].public), vkey_text(KEYS[0].name, KEYS[1].public)]
    found = parse_trust(key_file(tmp_path, "\n".join(swapped)))
    assert found.missing_from(represent_keys(cast_genesis())) == ("host/represent", "force/represent")
