"""Papers of the tiny operation: a flight R1 from FLD1 to OUT1, its head of a log, its parties, and a guarantor."""

from dataclasses import replace

from repli.errors import phrase
from repli.reporting.papers.views import (
    Accepted,
    Action,
    CountSheet,
    Escalation,
    HandoverPaper,
    InventoryLine,
    ItemRow,
    LogTie,
    Manifest,
    MinutesPaper,
    MovementHead,
    PaperHead,
    PersonRow,
    Side,
    SignedBy,
    Timed,
)
from tests.reporting.samples import TRUTH
from tests.tiny_places import at

__all__ = ["HEAD", "LIST", "MOVEMENT", "TIE", "act", "count_sheet", "manifest", "minutes", "people"]

HEAD = PaperHead(
    agreement=("Agreement on a tiny withdrawal", "Accord sur un tout petit retrait"),
    sides=(
        Side(role="force", party_id="demo-force", name=("Force of Tinyland", "Force de Tinyland")),
        Side(role="host", party_id="demo-host", name=("Hostland", "Hôtelande")),
    ),
    witnesses=(Side(role="guarantor", party_id="demo-togo", name=("Guarantor state", "État garant")),),
    time_zone="Africa/Niamey",
    truth=TRUTH,
)
MOVEMENT = MovementHead(
    movement_id="R1",
    mode="air",
    vehicle_id="L1",
    type_id="LIFT",
    operator="Tiny Air Force",
    marks="TL-001",
    flight="TAF 12",
    embarkation_id="FLD1",
    embarkation=("Field One", "Terrain un"),
    disembarkation_id="OUT1",
    disembarkation=("Outside", "Dehors"),
    off_block_minute=at(0, 9),
)
TIE = LogTie(origin="RECONSTRUCTION/tiny", size=42, root="q" * 43 + "=")
LIST = "a1" * 32


def people(count: int, *, start: int = 0) -> tuple[PersonRow, ...]:
    """Some guards, slots from ``start`` on; the first has an infant in the lap."""
    return tuple(
        PersonRow(
            slot=start + number,
            person_id=f"P1/{number + 1}",
            category="military",
            function="guard",
            kg=100,
            infant=number == 0,
        )
        for number in range(count)
    )


def manifest(count: int = 14) -> Manifest:
    """R1 closed, with ``count`` people, two items, two on standby."""
    items = (
        ItemRow(slot=3, item_id="I1", description=("Radio set", "Poste radio"), kg=1_500, position="1"),
        ItemRow(slot=8, item_id="I2", description=("Shells", "Obus"), kg=1_000, position="2-3", danger="1.2"),
    )
    return Manifest(
        head=HEAD,
        movement=MOVEMENT,
        people=people(count),
        items=items,
        standby=people(2, start=700),
        full=(phrase("full: positions"),),
        state="closed",
        closes_minute=at(0, 3),
        infants=1,
        waybill="TAF-77",
        nature=("Radio set, shells", "Poste radio, obus"),
        list_sha256=LIST,
        tie=TIE,
    )


def count_sheet() -> CountSheet:
    """The sheet of R1."""
    return CountSheet(head=HEAD, movement=MOVEMENT, tie=TIE, list_sha256=LIST)


def minutes() -> MinutesPaper:
    """A record that accepts one departure and sends one matter up."""
    return MinutesPaper(
        head=HEAD,
        day="2030-01-07",
        agenda=("Departures of the day", "Clearances"),
        accepted=(Accepted(event_hash="0123456789abcdef" * 4, sentence=phrase("Record of {day}.", day="R1")),),
        decisions=("The northern gate opens at six.",),
        actions=(Action(text="Ask for clearance C-AIR", owner="demo-force", due="2030-01-09"),),
        escalated=(
            Escalation(
                event_hash="fedcba9876543210" * 4,
                sentence=phrase("Record of {day}.", day="R2"),
                to="Heads of delegation",
                reason="No agreement on 2 items",
            ),
        ),
        next_meeting_minute=at(1, 8),
        figures=(("people_departed", 1_269, "joint"), ("people_remaining", 677, "declared")),
        event_hash="cd" * 32,
        signed=(SignedBy(party_id="demo-host", keyid="9f8e7d6c5b4a39281706"),),
        tie=TIE,
    )


def act() -> HandoverPaper:
    """The act of the site BASE, with everything in it."""
    return HandoverPaper(
        head=HEAD,
        site_id="BASE",
        site=("Base", "Base"),
        recipient="demo-host",
        condition="Clean and locked.",
        notice_hours=72,
        walked_minute=at(2, 8),
        sectors=("North gate", "Hangar 3"),
        surveys=(("Environment", "No spill found"), ("Explosives", "Clear")),
        inventory=(InventoryLine(item_id="I9", description=("Generator", "Groupe électrogène"), how="transfer"),),
        inventory_sha256="ef" * 32,
        services=(Timed(text="Power", minute=at(2, 9)),),
        keys_minute=at(2, 10),
        ceremony_minute=at(2, 11),
        reason="One door is jammed.",
        event_hash="ab" * 32,
        signed=(SignedBy(party_id="demo-togo", keyid="11223344556677889900", result="witnessed"),),
        tie=replace(TIE, size=50),
    )
