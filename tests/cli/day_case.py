"""A log of format 4 on disk with the keys of both parties, for the commands of the commission's day.

log/           all declared, nothing departed, both heads signed     keys.txt   what a verifier trusts
force/ host/   keys of every role; force/roster.json is the private roster     ramp/   the key of a device
"""

from pathlib import Path

from repli.execution import KeyStore, LogDirectory, keys_text, sign_heads, write_book
from tests.cast import FORCE, HOST, NOON, officers
from tests.demo_run import answer_here
from tests.fourth import GUARANTOR, Fourth, witness_signer
from tests.second import RAMP, device_signer

__all__ = ["DayCase", "day_case"]


class DayCase:
    """The folder, and a way to type commands in it at one time after the other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.minute = 0

    def at(self, who: str, *words: str, code: int = 0, log: str = "log") -> str:
        """Type a command that works at the office of ``who``; return what it says, errors too."""
        self.minute += 1
        party = FORCE if who == "ramp" else who
        where = ("--party", party, "--keys", str(self.root / who), "--post", str(self.root / "post"))
        device = ("--device", RAMP) if who == "ramp" else ()
        return self.say(*words[:2], str(self.root / log), *words[2:], *where, *device, *self.now, code=code)

    def cosign(self, who: str, *words: str, code: int = 0, log: str = "log") -> str:
        self.minute += 1
        where = ("--party", who, "--keys", str(self.root / who), "--post", str(self.root / "post"))
        return self.say("cosign", str(self.root / log), *words, *where, *self.now, code=code)

    def say(self, *words: str, code: int = 0) -> str:
        """Type any command."""
        found = answer_here(*words)
        assert found.exit_code == code, found.output
        assert "Traceback" not in found.output
        return str(found.output)

    @property
    def now(self) -> tuple[str, str]:
        return "--now", f"2030-01-07T{13 + self.minute // 60:02}:{self.minute % 60:02}Z"

    def verified(self, log: str = "log") -> str:
        """The verdict under the trusted keys; it is yes."""
        return self.say("log", "verify", str(self.root / log), "--keys", str(self.root / "keys.txt"))


def day_case(root: Path) -> DayCase:
    with LogDirectory(root / "log") as log:
        world = Fourth(log)
        sign_heads(root / "log", world.force, world.host, second=NOON)
    for party in (FORCE, HOST):
        for signer in officers(party).values():
            KeyStore(root / party).add(signer, passphrase=None)
    KeyStore(root / "ramp").add(device_signer(FORCE, RAMP), passphrase=None)
    KeyStore(root / GUARANTOR).add(witness_signer(), passphrase=None)
    write_book(world.book, root / FORCE / "roster.json", log=root / "log")
    represent = (officers(party)["represent"] for party in (FORCE, HOST))
    (root / "keys.txt").write_text(keys_text(represent, demonstration=True))
    return DayCase(root)
