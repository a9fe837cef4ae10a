"""From values to one HTML file: no script, nothing fetched, both languages in it, French first.

A link switches the language (``#en``, ``#fr``) by CSS alone; a browser that cannot do that shows both, one after the
other. Templates hold headings and layout, never a figure.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from repli.language import LANGUAGES
from repli.reporting.pages.swatches import SWATCHES
from repli.reporting.voice import Voice

__all__ = ["render_page"]


def render_page(
    kind: str, time_zone: str, page_of: Callable[[Voice], Mapping[str, Any]], *, title: str, robots: str
) -> str:
    """Return the page ``kind`` (its template) in both languages; ``page_of`` makes what one language shows."""
    sections = [
        {"language": language, "body": _section(kind, Voice(language, time_zone), page_of)} for language in LANGUAGES
    ]
    base = _environment().get_template("base.html")
    return base.render(kind=kind, title=title, robots=robots, css=_css(kind), sections=sections) + "\n"


def _css(kind: str) -> str:
    """Return the style of every page, and of this kind alone where there is one."""
    folder = resources.files("repli.reporting.pages") / "templates"
    own = folder / f"{kind}.css"
    return "\n".join(file.read_text("utf-8").strip() for file in (folder / "style.css", own) if file.is_file())


def _section(kind: str, voice: Voice, page_of: Callable[[Voice], Mapping[str, Any]]) -> str:
    template = _environment().get_template(f"{kind}.html")
    page = {"language": voice.language, **page_of(voice)}
    return template.render(page=page, t=voice.say, swatches=SWATCHES).strip()


@cache
def _environment() -> Environment:
    loader = PackageLoader("repli.reporting.pages")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
