"""Take the README's picture out of the restricted page that `make` wrote: the curve of people departed, in English.

python tools/take_readme_picture.py     reads out/commission.html, writes docs/niger-2024.svg
"""

import re
from pathlib import Path

__all__ = ["curve_of", "main"]

HOUSE = Path(__file__).parent.parent


def curve_of(page: str) -> str:
    """Return the curve's SVG with a white ground; raise LookupError if the page has none."""
    found = re.search(r'<svg[^>]*aria-labelledby="curve-en-t curve-en-d">.*?</svg>', page, re.DOTALL)
    if found is None:
        raise LookupError("Expected the English curve in the page, found none.")
    head, body = found[0].split(">", 1)
    return f'{head} style="background:#fff">{body}\n'


def main() -> None:
    """Write the picture."""
    page = (HOUSE / "out" / "commission.html").read_text("utf-8")
    (HOUSE / "docs" / "niger-2024.svg").write_text(curve_of(page), "utf-8")


if __name__ == "__main__":
    main()
