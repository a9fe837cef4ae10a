"""How a command speaks: plain lines or JSON on standard output, progress and errors on standard error.

No traceback reaches a user: `guarded` turns every `RepliError` into a sentence with its hint and an exit code, and
anything unforeseen into one sentence that says how to see the details (``REPLI_DEBUG=1``).
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from repli.errors import ImpossibleError, InputError, NoPlanError, Phrase, Problem, RefusedError, RepliError, phrase
from repli.language import Speaker, language_of_environment, speaker

__all__ = ["guarded", "out", "out_json", "progress_bar", "say", "show_problems"]

_INTERNAL_EXIT = 70  # EX_SOFTWARE of sysexits.h
_SHOWN_PROBLEMS = 200


def say() -> Speaker:
    """Return the speaker of the environment's language."""
    return speaker(language_of_environment())


def out(line: str = "") -> None:
    """Write one line to standard output; a character that the terminal cannot show never stops the work."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(encoding, errors="replace").decode(encoding) + "\n")


def out_json(value: object) -> None:
    """Write a value as JSON, keys sorted."""
    out(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def _err(line: str) -> None:
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, errors="replace").decode(encoding) + "\n")


def show_problems(problems: Sequence[Problem]) -> None:
    """Write each problem: place, what was found, what was expected, what to do."""
    speak = say()
    for problem in problems[:_SHOWN_PROBLEMS]:
        found = f" «{problem.found}»" if problem.found else ""
        _err(f"{problem.place}:{found} {speak(problem.expected)}")
        if hint := speak(problem.hint):
            _err(f"    {hint}")
    if len(problems) > _SHOWN_PROBLEMS:
        _err(speak(phrase("... and {count} more.", count=len(problems) - _SHOWN_PROBLEMS)))


def _reasons(error: RepliError) -> tuple[Phrase, ...]:
    return error.reasons if isinstance(error, ImpossibleError | NoPlanError) else ()


def problems_as_json(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return the problems as JSON values, sentences in the language of the environment."""
    speak = say()
    return [
        {
            "file": problem.file,
            "row": problem.row,
            "column": problem.column,
            "found": problem.found,
            "expected": speak(problem.expected),
            "hint": speak(problem.hint),
        }
        for problem in problems
    ]


def _show(error: RepliError, *, as_json: bool) -> None:
    speak = say()
    if as_json:
        answer: dict[str, object] = {"error": speak(error.message), "exit": error.exit_code}
        if isinstance(error, InputError):
            answer["problems"] = problems_as_json(error.problems)
        if reasons := _reasons(error):
            answer["reasons"] = [speak(reason) for reason in reasons]
        out_json(answer)
        return
    if isinstance(error, InputError):
        show_problems(error.problems)
    place = f"{error.place}: " if isinstance(error, RefusedError) else ""
    _err(place + speak(error.message))
    for reason in _reasons(error):
        _err(f"  - {speak(reason)}")
    if error.hint is not None:
        _err(f"  {speak(error.hint)}")


def _leave(code: int) -> NoReturn:
    sys.stdout.flush()
    raise SystemExit(code)


@contextmanager
def guarded(*, as_json: bool = False) -> Iterator[None]:
    """Run a command's body; show every error as a person can use it and leave with its exit code."""
    try:
        yield
    except RepliError as error:
        _show(error, as_json=as_json)
        _leave(error.exit_code)
    except KeyboardInterrupt:
        _err(say()(phrase("Stopped.")))
        _leave(130)
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except OSError as error:
        _err(f"{error.filename or ''}: {error.strerror or error}")
        _leave(2)
    except Exception as error:  # the last line of defence: a defect of Repli, said without a traceback
        if os.environ.get("REPLI_DEBUG"):
            raise
        _err(say()(phrase("This is a defect of Repli: {kind}: {text}", kind=type(error).__name__, text=str(error))))
        _err(say()(phrase("Set REPLI_DEBUG=1 to see where, and report it with the input.")))
        _leave(_INTERNAL_EXIT)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a callable (done, total) that draws a bar on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415 - as above

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
