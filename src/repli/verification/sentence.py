"""The reader's sentence: how far both have signed, who goes on alone, and what is published.

>>> str(reader_sentence({"demo-force": 9, "demo-host": 2}, {"demo-force": 11, "demo-host": 2}, told))
'Joint up to 9 (demo-force) and 2 (demo-host); demo-force goes on to 11; published: 269 of 946 departed.'
"""

from collections.abc import Mapping, Sequence

from repli.errors import Phrase, phrase
from repli.progress.figures import Figure

__all__ = ["reader_sentence"]


def reader_sentence(joint: Mapping[str, int], sizes: Mapping[str, int], told: Sequence[Figure]) -> Phrase:
    """Return the sentence for a joint cut, the sizes of both parties' own feeds, and the figures last told."""
    (one, one_size), (two, two_size) = sorted(joint.items())
    return phrase(
        "Joint up to {one_size} ({one}) and {two_size} ({two}); {beyond}; {published}.",
        one_size=one_size,
        one=one,
        two_size=two_size,
        two=two,
        beyond=_beyond(joint, sizes),
        published=_published(told),
    )


def _beyond(joint: Mapping[str, int], sizes: Mapping[str, int]) -> Phrase:
    longer = [(feed, size) for feed, size in sorted(sizes.items()) if size > joint[feed]]
    match longer:
        case [(feed, size)]:
            return phrase("{feed} goes on to {size}", feed=feed, size=size)
        case [(one, one_size), (two, two_size)]:
            return phrase(
                "{one} goes on to {one_size} and {two} to {two_size}",
                one=one,
                one_size=one_size,
                two=two,
                two_size=two_size,
            )
        case _:
            return phrase("nothing goes beyond it")


def _published(told: Sequence[Figure]) -> Phrase:
    """Return what is published; who came during the withdrawal counts among all."""
    if not told:
        return phrase("nothing is published yet")
    values = {figure.name: figure.value for figure in told}
    return phrase(
        "published: {departed} of {baseline} departed",
        departed=values["people_departed"],
        baseline=values["people_baseline"] + values.get("people_reinforced", 0),
    )
