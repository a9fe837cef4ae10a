"""Replanning rows: what was agreed is counted alike after every incident, and the table sums them up by hand."""

from benchmarks.replibench.again import Row, rows_of_class, worst_of


def row(kind: str, **figures: object) -> Row:
    """A row of an instance."""
    return Row(instance="S 7", kind=kind, share=0.45, **figures)  # type: ignore[arg-type]  # by name


def test_as_many_departures_were_agreed_after_every_incident_and_the_longer_search_ends_with_its_seconds() -> None:
    rows = list(rows_of_class("T", range(1), best_seconds=1e-6, shares=(0.2,)))
    assert len({one.kind for one in rows}) >= 5
    assert not [one.failed for one in rows if one.failed]
    assert len({one.agreed for one in rows}) == 1
    first, *others = rows
    assert first.found is not None
    assert first.least <= first.found <= first.changed
    for one in others:
        assert one.found is None
        assert one.least <= one.changed <= one.agreed
        assert not one.broken


def test_within_is_one_in_twenty_or_what_is_proven() -> None:
    assert row("road-closed", agreed=40, moved=1, dropped=1).within
    assert not row("road-closed", agreed=39, moved=1, dropped=1).within
    assert row("road-closed", agreed=4, moved=2, least=2).within


def test_the_table_has_median_and_worst_of_a_kind_and_of_all() -> None:
    rows = [
        row("road-closed", seconds=0.5, judged=1.0, agreed=10, moved=1, least=1, found=1),
        row("road-closed", seconds=1.5, judged=1.0, agreed=10, moved=3, dropped=1, least=1, found=2, broken=("floor",)),
        row("vehicle-lost", seconds=1.0, agreed=20, closure=4),
        row("vehicle-lost", failed="no way"),
    ]
    header, _, roads, _, whole = worst_of(rows)
    cells = [one.strip() for one in roads.strip("|").split("|")]
    assert cells[:5] == ["S", "road-closed", "2", "1.00 (1.50)", "2.00 (2.50)"]
    assert cells[5:10] == ["25.0 (40.0)", "2 (3)", "1 (2)", "1 of 2", "0 (0)"]
    assert cells[10:] == ["1", "0"]
    assert len(header.split("|")) == len(roads.split("|")) == len(whole.split("|"))
    assert whole.split("|")[-2].strip() == "1"
