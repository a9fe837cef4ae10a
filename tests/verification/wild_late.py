"""Stories of format 3 that nobody thought out: as in `wild`, with seals, lists that go missing, and wrong lists."""

from tests.verification.deep_log import OWNER
from tests.verification.deep_spec import Said
from tests.verification.late_world import Late
from tests.verification.log_spec import Body, b64, sha
from tests.verification.wild import Wild


class WildLate(Wild, Late):
    """A wild world whose counts are sealed, opened, opened wrongly and sealed again."""

    def __init__(self) -> None:
        super().__init__(minutes=3 * 1440)

    def count_of(self, step: Body) -> Body:
        """Seal a number; or open the last seal of the party, of its party's other feed, or of the other party."""
        movement, feed = f"M-{step['movement']}", step["feed"]
        said = {"items": 0, "movement": movement, "people": 1 + step["people"] // 10}
        salt = sha(movement.encode())[:16]
        if step["what"] % 3 == 0:
            return {"movement": movement, "sealed": self.sealed(said, salt, OWNER[feed])}
        sealed = [one for one in self.said() if self.is_seal(one, movement, OWNER[feed] if step["target"] else "")]
        return {"opens": sealed[-1].hash if sealed else "a" * 64, "salt": b64(salt), **said}

    @staticmethod
    def is_seal(said: Said, movement: str, party: str) -> bool:
        body = said.body
        return "sealed" in body and body["movement"] == movement and (not party or said.parties == (party,))

    def files(self) -> dict[str, bytes]:
        """Return the log without about a third of its lists; which, their hashes say."""
        files = super().files()
        lists = [name for name, data in files.items() if data.startswith(b'{"format":"repli-slots/1"')]
        return {name: data for name, data in files.items() if name not in lists or int(name[-1], 16) % 3}
