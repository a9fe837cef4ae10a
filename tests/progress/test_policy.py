"""Who signs what in format 4 is what the page says; a witness signs what only witnesses sign, and nothing else."""

import re
from pathlib import Path

import pytest

from repli.errors import SignatureError
from repli.ledger.keys import public_key_of
from repli.ledger.policy import KeyOwner, Quorum, check_signers
from repli.progress.names import CANCELLED_KINDS, OBSERVE
from repli.progress.policy import REPLI_2, REPLI_4

PAGE = Path("docs/reference/log-format.md").read_text("utf-8")
WORDS = {
    "one key of each party": Quorum.EACH_PARTY,
    "one key of one party": Quorum.ONE_PARTY,
    "one key of one party, or one of each": Quorum.ONE_OR_EACH_PARTY,
    "one key of one witness": Quorum.ONE_WITNESS,
}
PARTIES = ("force", "host")


def of_page() -> dict[str, tuple[str, Quorum]]:
    """Kind -> role and quorum, out of the table of section 27."""
    table = PAGE[PAGE.index("## 27.") : PAGE.index("All other rows are those")].replace(
        "represent, or", "represent, or"
    )
    rows = re.findall(r"^\| (`.*`) \| (.*) \| ([a-z]+) \|$", table, re.MULTILINE)
    found = {kind: (role, words) for kinds, words, role in rows for kind in re.findall(r"`([a-z]+)`", kinds)}
    return {kind: (role, WORDS[words]) for kind, (role, words) in found.items()}


def test_the_table_is_that_of_the_page() -> None:
    ours = {kind: (rule.role, rule.quorum) for kind, rule in REPLI_4.rules.items() if kind not in REPLI_2.rules}
    page = of_page()
    assert len(page) == 15
    assert {kind: rule for kind, rule in ours.items() if " " not in kind} == page
    cancels = {f"cancel {kind}": (page.get(kind, ("count",))[0], Quorum.ONE_OR_EACH_PARTY) for kind in CANCELLED_KINDS}
    assert {kind: rule for kind, rule in ours.items() if " " in kind} == cancels


def owner(party: str, role: str, number: int) -> KeyOwner:
    return KeyOwner(party=party, role=role, public=public_key_of(bytes([number]) * 32), device="")


@pytest.mark.parametrize("kind", [kind for kind in REPLI_4.rules if kind != "attest"])
def test_a_witness_signs_nothing_that_parties_sign(kind: str) -> None:
    with pytest.raises(SignatureError, match="cannot sign"):
        check_signers(REPLI_4, kind, [owner("togo", OBSERVE, 1)], parties=PARTIES)
    with pytest.raises(SignatureError, match="cannot sign"):
        check_signers(REPLI_4, kind, [owner("togo", REPLI_4.rule(kind).role, 1)], parties=PARTIES)


def test_an_attestation_is_signed_by_one_key_of_one_witness() -> None:
    togo, usa, force = owner("togo", OBSERVE, 1), owner("usa", OBSERVE, 2), owner("force", OBSERVE, 3)
    check_signers(REPLI_4, "attest", [togo], parties=PARTIES)
    for signers in ([], [togo, usa], [force], [togo, force]):
        with pytest.raises(SignatureError):
            check_signers(REPLI_4, "attest", signers, parties=PARTIES)
