"""One line of a roster is opened with its proof; another line, salt, slot or root does not pass for it."""

from dataclasses import replace

import pytest

from repli.errors import CanonicalError, LedgerError
from repli.ledger.openedline import OpenedLine, open_line, parse_opened_line
from repli.ledger.roster import digest_of, root_of

SALTS = [bytes([number]) * 16 for number in range(7)]
CONTENTS = [{"line": "A", "number": number} for number in range(7)]
DIGESTS = [digest_of(salt, content) for salt, content in zip(SALTS, CONTENTS, strict=True)]
ROOT = root_of(DIGESTS)


def opened(slot: int = 4) -> OpenedLine:
    return open_line(DIGESTS, declare="ab" * 32, scope="people", slot=slot, salt=SALTS[slot], content=CONTENTS[slot])


@pytest.mark.parametrize("slot", range(7))
def test_every_line_comes_back_and_stands_in_its_slot(slot: int) -> None:
    line = opened(slot)
    assert parse_opened_line(line.data) == line
    line.check(root=ROOT, slots=7)


def test_nothing_else_passes_for_it() -> None:
    line = opened()
    for other in (
        replace(line, slot=5),
        replace(line, salt=SALTS[5]),
        replace(line, content=CONTENTS[5]),
        replace(line, path=line.path[1:]),
    ):
        with pytest.raises(LedgerError):
            other.check(root=ROOT, slots=7)
    with pytest.raises(LedgerError):
        line.check(root=ROOT, slots=6)
    with pytest.raises(CanonicalError, match="not those of slot"):
        open_line(DIGESTS, declare="ab" * 32, scope="people", slot=3, salt=SALTS[4], content=CONTENTS[4])


@pytest.mark.parametrize("data", [b"", b"{}\n", b"[]\n", opened().data[:-1], opened().data + b"\n", b"\xff\n"])
def test_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        parse_opened_line(data)
