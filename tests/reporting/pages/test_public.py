import dataclasses
import types
import typing
from dataclasses import replace

import pytest

from repli import model
from repli.reporting import PublicFacts, public_page
from repli.reporting.public_facts import public_facts
from tests.reporting.html_check import read
from tests.reporting.samples import (
    FINGERPRINTS,
    HEAD,
    NOW,
    public_html,
    sample_claim,
    sample_history,
    sample_operation,
    sample_public_facts,
    sample_published,
)
from tests.tiny import at, edit_row, tiny_plan

OF_THE_FUTURE = {
    model.Plan,
    model.Operation,
    model.Movement,
    model.Stop,
    model.Cargo,
    model.HandoverAct,
    model.Floor,
    model.PeopleLine,
    model.ItemLine,
    model.Forecast,
    model.Clearance,
    model.Vehicle,
    model.CaseHistory,
    model.ReconstructedMovement,
    model.Site,
    model.Field,
}


def _reachable(kind: object, seen: set[object]) -> set[object]:
    """Every type that a value of ``kind`` can hold, as its annotations say."""
    if kind in seen:
        return seen
    seen.add(kind)
    for inner in typing.get_args(kind):
        _reachable(inner, seen)
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and dataclasses.is_dataclass(kind):
        for inner in typing.get_type_hints(kind).values():
            _reachable(inner, seen)
    return seen


def test_the_types_of_the_public_page_cannot_hold_the_future() -> None:
    assert _reachable(PublicFacts, set()) & OF_THE_FUTURE == set()


def test_nothing_that_builds_the_public_page_takes_a_plan_or_an_operation() -> None:
    for builder in (public_facts, public_page):
        hints = typing.get_type_hints(builder).values()
        taken = set().union(*(_reachable(hint, set()) for hint in hints))
        assert taken & (OF_THE_FUTURE - {model.Site}) == set()


def test_nothing_of_the_plan_reaches_the_public_page() -> None:
    """Plan, floors, functions, strengths and what was recorded later are all made easy to find, and are not found."""
    operation = sample_operation()
    operation = edit_row(operation, "sites", "BASE", last_out_people=7391, handover_minutes=7393)
    operation = edit_row(operation, "people", "BASE-GUARD", function="secretguards", count=7411)
    operation = replace(operation, floors=tuple(replace(floor, steps=((at(0), 7417),)) for floor in operation.floors))
    plan = tiny_plan(operation)
    later = replace(sample_history().departures[1], movement_id="R9-LATER", off_block_minute=at(1, 20), grade="joint")
    history = replace(sample_history(), departures=(*sample_history().departures, later))
    html = public_page(sample_public_facts(operation, history=history))
    movements = [movement.movement_id for movement in plan.movements]
    times = [stop.off_block_minute for movement in plan.movements for stop in movement.stops]
    shown = [at_minute for at_minute in times if at_minute > NOW]
    secrets = ["7391", "7393", "7411", "7417", "secretguards", "R9-LATER", "LATER-CLAIM", "2030-01-08 20:00"]
    secrets += [f"{name}<" for name in movements] + [_clock(minute) for minute in shown]
    assert [secret for secret in secrets if secret in html] == []


def _clock(minute: int) -> str:
    hours, minutes = divmod((minute - at(0)) % 1440, 60)
    return f"{hours:02d}:{minutes:02d}"


def test_the_headline_says_how_many_departed_and_of_how_many() -> None:
    texts = read(public_html()).texts
    assert "Plus de 16 personnes désengagées sur 30" in texts
    assert "More than 16 of 30 departed" in texts
    assert "plus de 53,3\u00a0%" in texts


def test_an_exact_figure_is_said_exactly() -> None:
    agreement = replace(sample_operation().agreement, disclosure=())
    texts = read(public_page(sample_public_facts(agreement=agreement))).texts
    assert "16 of 30 departed" in texts
    assert "53.3\u00a0%" in texts


def test_withheld_figures_are_named_and_their_numbers_stay_out() -> None:
    policy = {"people_departed": "withheld", "kg_departed": "withheld", "items_departed": "withheld"}
    agreement = replace(sample_operation().agreement, disclosure=tuple(policy.items()))
    html = public_page(sample_public_facts(agreement=agreement, communiques=(), claims=()))
    assert "By agreement of the parties, the curve of departures is not published." in read(html).text
    assert "2,000" not in html
    assert ">16<" not in html


def test_both_texts_of_each_communique_stand_there_as_they_were_hashed() -> None:
    html = public_html()
    texts = read(html).texts
    published = sample_published()
    assert published.text_fr.strip() in texts
    assert published.text_en.strip() in texts
    assert {published.sha256_en, published.sha256_fr} <= set(texts)


def test_the_reader_learns_how_to_verify() -> None:
    text = read(public_html()).text
    assert "python3 verify.py log --keys keys.txt" in text
    assert "It needs Python 3.11 or newer and no network." in text
    assert "The log holds every figure exactly" in text
    for name, fingerprint in FINGERPRINTS:
        assert name in text
        assert fingerprint in text
    assert HEAD.root in text


def test_claims_stand_beside_the_log_with_their_sources() -> None:
    page = read(public_html())
    links = {one.attributes["href"] for one in page.of("a")}
    assert {"https://www.example.org/a", "https://example.net/b"} <= links
    assert "autre périmètre" in page.texts
    assert "conflict (4)" in page.texts


def test_an_address_of_another_kind_is_never_a_link() -> None:
    claim = sample_claim(source="javascript:alert(1)")
    page = read(public_page(sample_public_facts(claims=(claim,))))
    assert all(not one.attributes["href"].startswith("javascript") for one in page.of("a"))
    assert "javascript:alert(1)" in page.texts


def test_what_people_wrote_is_text_and_never_markup() -> None:
    claim = sample_claim(quote="<script>alert(1)</script>")
    page = read(public_page(sample_public_facts(claims=(claim,))))
    assert page.of("script") == []
    assert page.faults == []


@pytest.mark.parametrize("changes", [{"head": None}, {"communiques": ()}, {"claims": ()}])
def test_a_page_without_a_part_is_still_a_page(changes: dict[str, object]) -> None:
    assert read(public_page(sample_public_facts(**changes))).faults == []


def test_the_page_stays_small() -> None:
    assert len(public_html().encode()) < 60_000


def test_the_same_facts_give_the_same_bytes() -> None:
    assert public_page(sample_public_facts()) == public_html()


def test_one_more_person_departed_changes_the_page() -> None:
    history = sample_history()
    first, second = history.departures
    more = replace(history, departures=(replace(first, people=15), second))
    assert public_page(sample_public_facts(history=more)) != public_html()
