"""The figures of a communiqué as sentences: value as disclosed, grade in words, never a number that was typed."""

from collections.abc import Mapping

from repli.errors import Phrase, phrase
from repli.progress import Disclosed
from repli.progress.words import FIGURE_WORDS
from repli.reporting.voice import Voice
from repli.units import PPM

__all__ = [
    "FIGURE_WORDS",
    "came_later",
    "figure_sentences",
    "grade_word",
    "is_withheld",
    "sentence_case",
    "share_departed",
    "withheld_sentence",
]

_LINES = (
    "people_opening",
    "people_counted",
    "people_remaining",
    "movements_departed",
    "items_departed",
    "kg_departed",
)

_TENTH_OF_PERCENT_PPM = PPM // 1000

Told = Mapping[str, Disclosed]
"""The figures by name."""


def figure_sentences(told: Told, voice: Voice) -> tuple[str, ...]:
    """Return the sentences of the block of figures: those that may be told, then the names of the others."""
    sentences = (
        _departed(told, voice),
        *(_line(told, name) for name in _LINES if not is_withheld(told[name]) and told[name].value != 0),
        *withheld_sentence(told, voice),
        phrase(
            "A figure is called joint when both parties signed every part of it, and declared when a part of it is "
            "the number that both parties declared and nobody counted at departure."
        ),
    )
    return tuple(sentence_case(voice.say(sentence)) for sentence in sentences)


def share_departed(told: Told, voice: Voice) -> Phrase | None:
    """Return the share that departed, told as the count may be; None where no number may be told.

    It is the share of the baseline, and of whoever came later.
    """
    departed, baseline, later = told["people_departed"], told["people_baseline"], came_later(told)
    if departed.value is None or not baseline.value or baseline.style != "exact":
        return None
    if later is not None and (later.value is None or later.style != "exact"):
        return None
    everybody = baseline.value + (0 if later is None else later.value or 0)
    share_ppm = departed.value * PPM // everybody
    if departed.style == "at_least" and departed.value and not departed.strictly:
        floor_ppm = share_ppm - share_ppm % _TENTH_OF_PERCENT_PPM  # a floor is not rounded up
        return phrase("at least {value}", value=voice.percent(floor_ppm, 1))
    share = voice.percent(share_ppm, 0 if departed.style == "rounded" else 1)
    ways = {"at_least": phrase("more than {value}", value=share), "rounded": phrase("about {value}", value=share)}
    return (
        ways.get(departed.style, phrase("{value}", value=share)) if departed.value else phrase("{value}", value=share)
    )


def came_later(told: Told) -> Disclosed | None:
    """Return the figure of those who came during the withdrawal; None if nobody came, as far as the log says."""
    later = told.get("people_reinforced")
    return None if later is None or later.value == 0 else later


def grade_word(grade: str) -> Phrase:
    """Return the word for a grade."""
    return _GRADES.get(grade, phrase(grade))


_GRADES = {
    "joint": phrase("joint"),
    "declared": phrase("declared"),
    "unopposed": phrase("unopposed"),
    "unilateral": phrase("unilateral"),
    "disputed": phrase("disputed"),
}


def _departed(told: Told, voice: Voice) -> Phrase:
    departed, baseline = told["people_departed"], told["people_baseline"]
    blanks = {"departed": departed.words, "baseline": baseline.words, "grade": grade_word(departed.grade)}
    share, later = share_departed(told, voice), came_later(told)
    if later is not None and not is_withheld(later):
        blanks["later"] = later.words
        if share is None:
            return phrase("People departed: {departed}; baseline: {baseline}, came later: {later} ({grade}).", **blanks)
        return phrase(
            "{departed} people have departed, of {baseline} in the baseline and {later} who came later, that is "
            "{share} of all ({grade} figure).",
            share=share,
            **blanks,
        )
    if share is None:
        return phrase("People departed: {departed}; baseline: {baseline} ({grade}).", **blanks)
    return phrase(
        "{departed} of {baseline} people have departed, that is {share} of the baseline ({grade} figure).",
        share=share,
        **blanks,
    )


def _line(told: Told, name: str) -> Phrase:
    """Return one further figure: what it counts, how many, of how many where that is known, its grade."""
    figure = told[name]
    blanks = {"name": FIGURE_WORDS[name], "words": figure.words, "grade": grade_word(figure.grade)}
    if name == "kg_departed":
        return phrase("{name}: {words} kg ({grade}).", **blanks)
    if name == "items_departed" and not is_withheld(told["items_baseline"]):
        return phrase("{name}: {words} of {baseline} ({grade}).", baseline=told["items_baseline"].words, **blanks)
    return phrase("{name}: {words} ({grade}).", **blanks)


def withheld_sentence(told: Told, voice: Voice) -> tuple[Phrase, ...]:
    """Name the figures that the parties agreed not to publish; empty where there is none."""
    names = [voice.say(FIGURE_WORDS[name]) for name, figure in told.items() if is_withheld(figure)]
    if not names:
        return ()
    return (phrase("By agreement of the parties, not published: {names}.", names=", ".join(names)),)


def is_withheld(figure: Disclosed) -> bool:
    """Say whether nothing may be told of a figure."""
    return figure.value is None and figure.low is None


def sentence_case(text: str) -> str:
    """Return the sentence with its first letter as a capital: a figure in words may stand first."""
    return text[:1].upper() + text[1:]
