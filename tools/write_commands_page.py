"""Write docs/reference/commands.md from the commands themselves, so that the page cannot say anything else.

    python -m tools.write_commands_page

One section per command: what it does, its arguments and options with their defaults. A test compares the page with what
this file would write.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["PAGE", "page"]

_FAMILIES = ("repli record",)
"""Groups of commands that differ in the boxes of their form only: told in one section."""
PAGE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"

_HEAD = """# The commands

Written by `python -m tools.write_commands_page` from the commands themselves.

- `REPLI_LANG=fr` or `en` sets the language, else the locale does.
- Errors go to standard error, each with a hint; with `--json` they are JSON on standard output.
- Exit codes: 0 done; 1 a rule is broken, or the log is refused; 2 wrong input or wrong use; 3 to 6 as `repli plan`
  says; 3 of `repli log verify`: consistent, but no trusted keys were given; 70 a defect of Repli (`REPLI_DEBUG=1`
  shows where); 130 stopped by Ctrl-C.
"""


def page() -> str:
    """Return the whole page, in English."""
    os.environ["REPLI_LANG"] = "en"  # the commands read it when they are imported
    import typer.main  # noqa: PLC0415 - after the language is set

    from repli.cli.app import app  # noqa: PLC0415 - after the language is set

    group = typer.main.get_command(app)
    return _HEAD + "".join(
        _family(words, command) if words in _FAMILIES else _section(words, command)
        for words, command in _commands("repli", group)
    )


def _commands(words: str, command: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a command of typer
    """Yield every command that is no group, or a family, with the words to type."""
    is_family = words in _FAMILIES
    for name, inner in getattr(command, "commands", {}).items() if not is_family else ():
        yield from _commands(f"{words} {name}", inner)
    if is_family or not hasattr(command, "commands"):
        yield words, command


def _family(words: str, group: Any) -> str:  # noqa: ANN401 - a group of typer
    """Return the section of a family: what all its commands take, then each with what is its own."""
    rows = {name: [_row(one) for one in inner.params if one.name != "help"] for name, inner in group.commands.items()}
    shared = [
        row for row in next(iter(rows.values())) if sum(row in others for others in rows.values()) > len(rows) // 2
    ]
    table = "\n| argument or option | what it is | default |\n|---|---|---|\n"
    parts = [f"\n## `{words} KIND LOG`\n{group.help}\n{table}", *(f"{row}\n" for row in shared)]
    for name, inner in group.commands.items():
        is_plain = all(row in rows[name] for row in shared)  # else it is told with all that it takes
        own = "".join(f"{row}\n" for row in rows[name] if not is_plain or row not in shared)
        parts.append(f"\n### `{words} {name} LOG`\n{inner.help}\n{table if own else ''}{own}")
    return "".join(parts)


def _section(words: str, command: Any) -> str:  # noqa: ANN401 - a command of typer
    params = [param for param in command.params if param.name != "help"]
    arguments = "".join(f" {param.metavar}" for param in params if param.param_type_name == "argument")
    rows = "".join(f"{_row(param)}\n" for param in params)
    table = f"\n| argument or option | what it is | default |\n|---|---|---|\n{rows}" if rows else ""
    return f"\n## `{words}{arguments}`\n{command.help}\n{table}"


def _row(param: Any) -> str:  # noqa: ANN401 - a parameter of typer
    name = param.metavar if param.param_type_name == "argument" else ", ".join(param.opts)
    default = "required" if param.required else "" if param.default in (None, False) else param.default
    default = ", ".join(str(one) for one in default) if isinstance(default, list) else default
    name = name.replace("|", "\\|")
    told = str(param.help).replace("|", "\\|")
    return f"| `{name}` | {told} | {default} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
