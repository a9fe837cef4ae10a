"""One changed event changes everything that is derived from it; and nothing public knows the future."""

import json
import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from repli import commission
from repli.reporting import Voice
from repli.reporting.figure_words import FIGURE_WORDS
from repli.units import datetime_of_minute, minute_from_text
from tests.demo_run import CASE, DemoRun
from tests.reporting.html_check import read


def published(folder: Path, out: Path) -> tuple[str, str, str, str]:
    """Digest of the state, public page, French and English communiqué of a replayed case."""
    case = commission.load_case(folder)
    replayed = commission.replay(case, out)
    contents = commission.log_contents(out / "log")
    page = commission.public_html(case, contents, out / "keys.txt")
    pdfs = commission.communiques(case, contents, out / "keys.txt")
    texts = []
    for language in ("fr", "en"):
        (out / f"{language}.pdf").write_bytes(pdfs[language])
        texts.append(" ".join(text.extract_text() for text in PdfReader(out / f"{language}.pdf").pages))
    assert replayed.state == contents.state
    return commission.verify(out / "log", str(out / "keys.txt")).state_digest, page, texts[0], texts[1]


def test_one_person_more_in_one_event_changes_figure_digest_page_and_communiques(tmp_path: Path) -> None:
    changed = tmp_path / "case"
    shutil.copytree(CASE, changed)
    file = changed / "reconstruction.csv"
    before = file.read_text("utf-8")
    after = before.replace(",military,10,101-0024", ",military,11,101-0024", 1)
    assert after != before
    file.write_text(after, "utf-8")
    old, new = published(CASE, tmp_path / "old"), published(changed, tmp_path / "new")
    assert old[0] != new[0]
    for text_old, text_new in zip(old[1:], new[1:], strict=True):
        assert re.search(r"(?i)(more than|plus de)\s+269\b", text_old)
        assert not re.search(r"(?i)(more than|plus de)\s+270\b", text_old)
        assert re.search(r"(?i)(more than|plus de)\s+270\b", text_new)


@pytest.mark.parametrize("name", ["plan.json", "plan_next.json"])
def test_the_public_page_and_log_hold_no_planned_movement_floor_or_function(demo: DemoRun, name: str) -> None:
    plan = json.loads((demo.out / name).read_text("utf-8"))
    as_of = minute_from_text("2024-06-08T00:00Z")
    public = (demo.out / "public.html").read_text("utf-8")
    log = "".join(path.read_text("utf-8") for path in (demo.out / "log").rglob("*.jsonl"))
    future = {movement["movement_id"] for movement in plan["movements"]}
    times = {
        stop["off_block"]
        for movement in plan["movements"]
        for stop in movement["stops"]
        if minute_from_text(stop["off_block"]) > as_of
    }
    assert len(times) > 50
    for text in (public, log):
        assert not {one for one in future if re.search(rf"\b{re.escape(one)}\b", text)}
        assert not {one for one in times if one.removesuffix("Z") in text}
    local = {datetime_of_minute(minute_from_text(one) + 60).strftime("%Y-%m-%d %H:%M") for one in times}
    assert not {one for one in local if one in public}
    functions = {line.function for line in commission.load_case(CASE).operation.people}
    for words in FIGURE_WORDS.values():  # "evacuated for medical reasons" is the name of a figure
        for language in ("en", "fr"):
            public = re.sub(re.escape(Voice(language, "UTC").say(words)), "", public, flags=re.IGNORECASE)
    assert not {one for one in functions if re.search(rf"\b{one}\b", public, re.IGNORECASE)}


def test_the_restricted_page_says_why_no_plan_closes_sooner(demo: DemoRun) -> None:
    texts = read((demo.out / "commission.html").read_text("utf-8")).texts
    why = texts[texts.index("Why no plan closes sooner") + 1]
    assert why.startswith("AB201: notice and office hours of its handover")
