"""Draw the list of materiel of the Niger 2024 case, once and always the same.

No list of the materiel was published, only totals: 1,593 t out by 7 July 2024 with Air Base 201 still open, and 18
generators of 4,000 lb at Air Base 201. Everything else below (kinds, numbers, weights, sites, days) is *assumed*; the
draw only spreads it, so that a plan meets real loading work instead of one average item.

    python tools/draw_niger_items.py                 writes examples/niger-2024/items.csv
    python tools/draw_niger_items.py other.csv       writes elsewhere, to compare

Rules it keeps: the seed is a constant; only `random.Random.random()` is used, whose sequence for a seed Python
promises to keep in every version; weights are whole tens of kg; the same bytes come out on every machine.
"""

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 20240519  # the day the agreement was signed
TARGET = Path(__file__).resolve().parent.parent / "examples" / "niger-2024" / "items.csv"
GENERATOR_KG = 1814  # 4,000 lb
WEIGHT_STEP_KG = 10
AP = "https://bastillepost.com/global/article/3971707-us-says-troops-are-leaving-niger-bases-this-weekend-and-in-august-after-coup"
DRAWN = f"All values drawn by tools/draw_niger_items.py, seed {SEED}: no list of the materiel was published."
LOCKED = ("weapon", "ammunition", "crypto")  # may not be transferred, sold or given
LOCK = " That weapons, ammunition and crypto may not be transferred, sold or given is the usual lock, assumed here."
GENERATOR = "Positions and day of readiness, by tools/draw_niger_items.py. Published: 18 generators of 4,000 lb."
COLUMNS = (
    *("item_id", "description_en", "description_fr", "site_id", "destination_id", "kg", "class", "positions"),
    *("sensitivity", "disposition", "ready", "latest", "priority", "legal_lock", "dangerous_class"),
    *("source", "assumed"),
)

# (site, prefix of its items, first and last day on which items become ready, day of the kit that keeps the site going)
SITES = (
    ("AB101", "101", date(2024, 5, 24), date(2024, 6, 28), date(2024, 7, 4)),
    ("AB201", "201", date(2024, 6, 3), date(2024, 7, 19), date(2024, 8, 1)),
    ("DIFFA", "DIF", date(2024, 6, 3), date(2024, 6, 14), date(2024, 6, 14)),
    ("OUALLAM", "OUA", date(2024, 6, 3), date(2024, 6, 12), date(2024, 6, 12)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of handling unit: what it is, its weight band, and how many stand at each site.

    ``numbers`` are per site, in the order of `SITES`; the last ``closing`` of them stay until the closing day.
    """

    english: str
    french: str
    item_class: str
    positions: int
    kg: tuple[int, int]
    numbers: tuple[int, int, int, int]
    closing: tuple[int, int] = (0, 0)
    sensitivity: str = "none"
    priority: int = 3


KINDS = (
    Kind(
        english="Cryptographic equipment, boxed, on 463L pallet",
        french="Matériel cryptographique en caisses, sur palette 463L",
        item_class="pallet", positions=1, kg=(420, 900), numbers=(4, 5, 0, 0), sensitivity="crypto", priority=1,
    ),
    Kind(
        english="Communications equipment on 463L pallet",
        french="Matériel de transmissions sur palette 463L",
        item_class="pallet", positions=1, kg=(800, 1900), numbers=(8, 10, 1, 1), closing=(2, 2),
        sensitivity="sensitive", priority=1,
    ),
    Kind(
        english="Small arms and optics, boxed, on 463L pallet",
        french="Armes légères et optiques en caisses, sur palette 463L",
        item_class="pallet", positions=1, kg=(900, 1800), numbers=(5, 7, 1, 1), closing=(2, 2),
        sensitivity="weapon", priority=1,
    ),
    Kind(
        english="Ammunition on 463L pallet",
        french="Munitions sur palette 463L",
        item_class="pallet", positions=1, kg=(1200, 2600), numbers=(5, 8, 1, 1), sensitivity="ammunition", priority=2,
    ),
    Kind(
        english="Medical stores on 463L pallet",
        french="Matériel médical sur palette 463L",
        item_class="pallet", positions=1, kg=(700, 1500), numbers=(4, 5, 1, 1), sensitivity="medical", priority=2,
    ),
    Kind(
        english="Aircraft spare parts and ground equipment on 463L pallet",
        french="Rechanges aéronautiques et matériel de piste sur palette 463L",
        item_class="pallet", positions=1, kg=(1200, 3400), numbers=(14, 22, 0, 0),
    ),
    Kind(
        english="Tools and test equipment on 463L pallet",
        french="Outillage et équipements de test sur palette 463L",
        item_class="pallet", positions=1, kg=(900, 2500), numbers=(10, 13, 0, 0),
    ),
    Kind(
        english="Tents and camp equipment on 463L pallet",
        french="Tentes et matériel de camp sur palette 463L",
        item_class="pallet", positions=1, kg=(900, 2400), numbers=(10, 14, 1, 2),
    ),
    Kind(
        english="Generator, 4,000 lb",
        french="Groupe électrogène de 4 000 livres",
        item_class="pallet", positions=1, kg=(GENERATOR_KG, GENERATOR_KG), numbers=(0, 18, 0, 0), closing=(0, 4),
    ),
    Kind(
        english="Internal shipping unit (closed box on a pallet base)",
        french="Caisson de transport aérien (caisse fermée sur base palette)",
        item_class="bulk", positions=1, kg=(1400, 3800), numbers=(16, 20, 0, 0),
    ),
    Kind(
        english="20-foot container, mixed equipment",
        french="Conteneur de 20 pieds, matériels divers",
        item_class="bulk", positions=3, kg=(6000, 10800), numbers=(48, 68, 0, 0),
    ),
    Kind(
        english="Light 4x4 tactical vehicle",
        french="Véhicule tactique léger 4x4",
        item_class="rolling", positions=2, kg=(3900, 6800), numbers=(8, 12, 3, 3), closing=(2, 1), priority=2,
    ),
    Kind(
        english="Mine-protected patrol vehicle",
        french="Véhicule de patrouille protégé contre les mines",
        item_class="rolling", positions=4, kg=(12200, 13900), numbers=(4, 5, 0, 1), priority=2,
    ),
    Kind(
        english="Cargo truck",
        french="Camion porteur",
        item_class="rolling", positions=3, kg=(7200, 10200), numbers=(5, 7, 1, 1),
    ),
    Kind(
        english="Pick-up truck",
        french="Véhicule tout-terrain à plateau",
        item_class="rolling", positions=2, kg=(2300, 3000), numbers=(8, 10, 2, 0),
    ),
    Kind(
        english="Trailer",
        french="Remorque",
        item_class="rolling", positions=1, kg=(1100, 2600), numbers=(5, 6, 1, 2),
    ),
    Kind(
        english="Airfield fire truck",
        french="Véhicule de secours et incendie pour aérodrome",
        item_class="outsize", positions=5, kg=(16400, 19800), numbers=(1, 2, 0, 0), closing=(1, 1), priority=2,
    ),
    Kind(
        english="Aviation fuel truck",
        french="Camion avitailleur",
        item_class="outsize", positions=4, kg=(12600, 15800), numbers=(1, 2, 0, 0),
    ),
    Kind(
        english="10,000 lb forklift",
        french="Chariot élévateur de 10 000 livres",
        item_class="outsize", positions=4, kg=(12200, 14800), numbers=(1, 2, 0, 0),
    ),
    Kind(
        english="Wheel loader",
        french="Chargeuse sur pneus",
        item_class="outsize", positions=4, kg=(11200, 14200), numbers=(0, 1, 0, 0),
    ),
)  # fmt: skip


def below(chance: random.Random, bound: int) -> int:
    """Return a whole number in [0, bound), by `random()` alone."""
    return int(chance.random() * bound)


def drawn_kg(chance: random.Random, kind: Kind) -> int:
    """Return a weight in the kind's band, in whole steps."""
    low, high = kind.kg
    return low + WEIGHT_STEP_KG * below(chance, (high - low) // WEIGHT_STEP_KG + 1)


def drawn_day(chance: random.Random, site: int, *, closing: bool) -> date:
    """Return the day on which an item becomes ready; the closing kit becomes ready on the closing day."""
    _, _, first, last, end = SITES[site]
    return end if closing else first + timedelta(days=below(chance, (last - first).days + 1))


def rows(seed: int = SEED) -> Iterator[list[str]]:
    """Yield the rows of items.csv, site by site, in the order of `COLUMNS`."""
    chance = random.Random(seed)  # noqa: S311 - a published seed is the point; nothing secret is drawn
    for number, (site_id, prefix, *_) in enumerate(SITES):
        serial = 0
        for kind in KINDS:
            closing = kind.closing[number] if number < len(kind.closing) else 0
            for place in range(kind.numbers[number]):
                serial += 1
                kg = drawn_kg(chance, kind)
                ready = drawn_day(chance, number, closing=place >= kind.numbers[number] - closing)
                locked = kind.sensitivity in LOCKED
                yield [
                    f"{prefix}-{serial:04d}", kind.english, kind.french, site_id, "EUROPE", str(kg), kind.item_class,
                    str(kind.positions), kind.sensitivity, "repatriate", ready.isoformat(), "", str(kind.priority),
                    "transfer sell gift" if locked else "", "1.2" if kind.sensitivity == "ammunition" else "",
                    *truth_of(kind),
                ]  # fmt: skip


def truth_of(kind: Kind) -> tuple[str, str]:
    """Return source and assumption of an item of a kind."""
    if kind.kg == (GENERATOR_KG, GENERATOR_KG):
        return AP, GENERATOR
    return "", DRAWN + (LOCK if kind.sensitivity in LOCKED else "")


def write(target: Path, seed: int = SEED) -> None:
    """Write the table with its header; lines end in one newline on every system."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(rows(seed))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
