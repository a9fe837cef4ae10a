"""Stories of format 3 that nobody thought out: as in `wild`, with seals, lists that go missing, and wrong lists."""

from tests.verification.deep_log import OWNER
from tests.verification.late_world import Late
from tests.verification.log_spec import Body, b64, sha
from tests.verification.wild import Wild


class WildLate(Wild, Late):
    """A wild world whose counts are sealed, opened, opened wrongly and sealed again."""

    days = 5  # until a list is due
    kept_back = 3  # every so many lists

    def __init__(self) -> None:
        super().__init__(minutes=self.days * 1440)

    def count_of(self, step: Body) -> Body:
        """Seal a number; or open the last seal of the party, now and then one that is open already or the other's."""
        movement, party = f"M-{step['movement'] if step['target'] > 7 else 0}", OWNER[step["feed"]]
        said = {"items": 0, "movement": movement, "people": 1 + step["people"] // 9}
        salt = sha(movement.encode())[:16]
        sealed = [one for one in self.said() if "sealed" in one.body and one.body["movement"] == movement]
        mine = [one for one in sealed if one.parties == (party,)]
        opened = {one.body.get("opens") for one in self.said()}
        closed = [one for one in mine if one.hash not in opened] or (mine if step["what"] % 8 == 1 else [])
        if step["what"] % 8 == 2 or not closed:
            return {"movement": movement, "sealed": self.sealed(said, salt, party)}
        opens = (sealed if step["people"] == 2 else closed)[-1].hash
        return {"opens": opens, "salt": b64(salt), **said}

    def files(self) -> dict[str, bytes]:
        """Return the log without some of its lists; which, their hashes say."""
        files = super().files()
        lists = [name for name, data in files.items() if data.startswith(b'{"format":"repli-slots/1"')]
        return {name: data for name, data in files.items() if name not in lists or int(name[-1], 16) % self.kept_back}
