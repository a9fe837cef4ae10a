"""The plain tables of both pages: figures, published figures, fingerprints, next steps, assumptions."""

from dataclasses import replace

from repli.errors import Phrase, phrase
from repli.model import Assumption, Claim, Setting
from repli.progress import Disclosed
from repli.reporting.charts.figure import Cell, Link, Table
from repli.reporting.claims import FINDINGS, ClaimCheck, claim_words
from repli.reporting.curves import Steps, value_at
from repli.reporting.facts import NextStep
from repli.reporting.figure_words import FIGURE_WORDS, grade_word, is_withheld
from repli.reporting.voice import Voice
from repli.reporting.words import DUTY_WORDS, quantity_word

__all__ = [
    "assumptions_table",
    "claims_table",
    "figures_table",
    "fingerprints_table",
    "next_tables",
    "settings_table",
]

_MOST_SUBJECTS = 8
_ASKED = frozenset({"request", "notice"})


def figures_table(figures: tuple[Disclosed, ...], voice: Voice) -> Table:
    """List every figure that may be told, as it may be told, with its grade."""
    rows = tuple(
        (
            voice.say(FIGURE_WORDS[figure.name]),
            voice.say(_with_unit(figure.name, figure.words)),
            voice.say(grade_word(figure.grade)),
        )
        for figure in figures
        if not is_withheld(figure)
    )
    return _table(voice, phrase("Figures of the log"), (phrase("Figure"), phrase("Value"), phrase("Grade")), rows)


def claims_table(checks: tuple[ClaimCheck, ...], voice: Voice, planned: Steps | None = None) -> Table:
    """List published figures with source and scope beside the log; beside the plan too, where one may be shown."""
    by_plan = () if planned is None else (phrase("By the plan"),)
    head = (
        phrase("No."),
        phrase("Day"),
        phrase("What, and whom it counts"),
        phrase("As stated"),
        phrase("By the log"),
        *by_plan,
        phrase("Finding"),
        phrase("Stated by, source"),
    )
    rows = tuple(_claim_row(check, voice, planned) for check in checks)
    table = _table(voice, phrase("Published figures, with their sources"), head, rows)
    return replace(table, unbroken=frozenset({1}))


def fingerprints_table(fingerprints: tuple[tuple[str, str], ...], voice: Voice) -> Table:
    """List the keys: whose, and the SHA-256 of the raw public key."""
    head = (phrase("Key"), phrase("Fingerprint (SHA-256 of the key)"))
    return _table(voice, phrase("Fingerprints of the keys"), head, fingerprints)


def next_tables(steps: tuple[NextStep, ...], voice: Voice) -> tuple[Table, ...]:
    """List what is to do in order of time: first what must be asked for in time, then what stands ready and departs."""
    asked = tuple(step for step in steps if step.kind in _ASKED)
    done = tuple(step for step in steps if step.kind not in _ASKED)
    captions = (
        phrase("To ask for: request and notice, each at the last minute that is early enough"),
        phrase("To do: what stands ready, which clearance is used, what departs, who signs"),
    )
    return tuple(
        _next_table(some, caption, voice) for some, caption in zip((asked, done), captions, strict=True) if some
    )


def _next_table(steps: tuple[NextStep, ...], caption: Phrase, voice: Voice) -> Table:
    rows = tuple(
        (
            voice.weekday(step.when_minute),
            voice.clock(step.when_minute),
            voice.say(DUTY_WORDS.get(step.kind, phrase("{name}", name=step.kind))),
            voice.say(step.what),
            voice.say(step.who),
        )
        for step in sorted(steps, key=lambda one: one.when_minute)
    )
    head = (phrase("Day"), phrase("Time"), phrase("Duty"), phrase("What"), phrase("Who"))
    return replace(_table(voice, caption, head, rows), unbroken=frozenset({0, 1, 2, 4}))


def assumptions_table(assumptions: tuple[Assumption, ...], voice: Voice) -> Table:
    """List every assumption with the file and the rows where it stands; what is said of many rows is said once."""
    rows_of: dict[tuple[str, str], list[Assumption]] = {}
    for one in assumptions:
        rows_of.setdefault((one.file, one.text), []).append(one)
    rows = tuple(
        (f"{file}:{_ranges([one.row for one in same])}", _subjects(same), text)
        for (file, text), same in rows_of.items()
    )
    head = (phrase("File and rows"), phrase("Subjects"), phrase("What is assumed, and why"))
    return _table(voice, phrase("Assumed values"), head, rows)


def _ranges(rows: list[int]) -> str:
    """Return ``2-5, 9`` for the rows 2, 3, 4, 5 and 9."""
    parts: list[list[int]] = []
    for row in sorted(set(rows)):
        if parts and parts[-1][1] == row - 1:
            parts[-1][1] = row
        else:
            parts.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}\u2013{last}" for first, last in parts)


def _subjects(same: list[Assumption]) -> str:
    """Name the subjects, each once; of many the first and the last."""
    subjects = list(dict.fromkeys(one.subject for one in same))
    if len(subjects) > _MOST_SUBJECTS:
        return f"{subjects[0]} \u2026 {subjects[-1]} ({len(subjects)})"
    return ", ".join(subjects)


def settings_table(settings: tuple[Setting, ...], voice: Voice) -> Table:
    """List the inputs of the simulation under the three sets of assumptions."""
    rows = tuple(
        (one.name, one.unit, f"{one.low:g}", f"{one.base:g}", f"{one.high:g}", one.assumed or one.source)
        for one in settings
    )
    head = (phrase("Input"), phrase("Unit"), phrase("Low"), phrase("Base"), phrase("High"), phrase("Why"))
    return _table(voice, phrase("Inputs of the simulation"), head, rows, frozenset({2, 3, 4}))


def _table(
    voice: Voice,
    caption: Phrase,
    head: tuple[Phrase, ...],
    rows: tuple[tuple[Cell, ...], ...],
    numeric: frozenset[int] = frozenset(),
) -> Table:
    words = tuple(voice.say(word) for word in head)
    return Table(caption=voice.say(caption), head=words, rows=rows, numeric=numeric)


def _claim_row(check: ClaimCheck, voice: Voice, planned: Steps | None) -> tuple[Cell, ...]:
    claim = check.claim
    stated = voice.say(_stated(claim, voice))
    finding = voice.say(FINDINGS[check.finding])
    if check.against:
        finding += f" ({', '.join(map(str, check.against))})"
    what = voice.say(quantity_word(claim.quantity))
    by_plan: tuple[Cell, ...] = ()
    if planned is not None:
        is_planned = claim.quantity == "people_departed" and planned[0][0] <= check.stated_minute
        by_plan = (voice.number(value_at(planned, check.stated_minute)) if is_planned else "",)
    return (
        str(check.number),
        claim.stated_on,
        (what, voice.choose(en=claim.scope_en, fr=claim.scope_fr)),
        (stated, voice.quoted(claim.quote)) if claim.quote else stated,
        "" if check.words is None else voice.say(_with_unit(claim.quantity, check.words)),
        *by_plan,
        finding,
        (claim.stated_by, *_sources(claim.source)),
    )


def _stated(claim: Claim, voice: Voice) -> Phrase:
    """Return what was stated, with its unit; a share in ppm is told in percent."""
    if claim.quantity == "milestone_fraction_ppm":
        return claim_words(replace(claim, total=None), said=voice.percent(claim.value))
    return _with_unit(claim.quantity, claim_words(claim))


def _with_unit(quantity: str, words: Phrase) -> Phrase:
    """Return words of a weight with their unit; everything else is a number of things that its name says."""
    return phrase("{value} kg", value=words) if quantity == "kg_departed" else words


def _sources(source: str) -> tuple[str | Link, ...]:
    """Return each address as a link with its host's name; text that is no address stays text."""
    addresses = [part.strip() for part in source.split(" ; ")]
    if not all(address.startswith(("https://", "http://")) for address in addresses):
        return (source,)
    return tuple(Link(text=address.split("/")[2].removeprefix("www."), href=address) for address in addresses)
