"""How a command speaks: plain lines or JSON on standard output, progress and errors on standard error.

No traceback reaches a user: `guarded` turns every `RepliError` into a sentence with its hint and an exit code, and
anything unforeseen into one sentence that says how to see the details (``REPLI_DEBUG=1``).

A command's standard output is held back until its exit code is settled, so that no reader who goes away, and no disk
that is full, can turn a no into a yes. Who goes away early (a broken pipe) does not change the code; an answer that
could not be written otherwise gets 74, unless its own code is already not 0.
"""

import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from typing import TextIO

from repli.cli.grouped import grouped
from repli.cli.system_words import system_words
from repli.errors import (
    ImpossibleError,
    InputError,
    NoPlanError,
    Phrase,
    PlanningError,
    Problem,
    RefusedError,
    RepliError,
    phrase,
)
from repli.language import Speaker, language_of_environment, speaker

__all__ = [
    "UNSAID_EXIT",
    "guarded",
    "note",
    "out",
    "out_json",
    "progress_bar",
    "say",
    "show_problems",
    "telling_bar",
]

_SYSTEM_EXIT = 2
_INTERNAL_EXIT = 70  # EX_SOFTWARE of sysexits.h
UNSAID_EXIT = 74  # EX_IOERR of sysexits.h
_STOPPED_EXIT = 130
_SHOWN_PROBLEMS = 200


def say() -> Speaker:
    """Return the speaker of the environment's language."""
    return speaker(language_of_environment())


def out(line: str = "") -> None:
    """Write one line to standard output; a character that the terminal cannot show never stops the work."""
    sys.stdout.write(_shown_on(sys.stdout, line) + "\n")


def _shown_on(stream: TextIO, text: str) -> str:
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, errors="replace").decode(encoding)


def out_json(value: object) -> None:
    """Write a value as JSON, keys sorted."""
    out(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def note(line: str) -> None:
    """Write one line to standard error: what a person must know and no program reads."""
    _err(line)


def _err(line: str) -> None:
    with suppress(OSError):  # the exit code still says it
        _write(sys.stderr, line + "\n")


def _write(stream: TextIO | None, text: str) -> None:
    """Write all of ``text`` now, or raise OSError and leave nothing behind that fails again when Python ends."""
    if stream is None:  # Python's word for a stream that was closed before it started
        raise OSError
    try:
        stream.write(_shown_on(stream, text))
        stream.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise


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
    return grouped(error.reasons) if isinstance(error, ImpossibleError | NoPlanError) else ()


def problems_as_json(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return the problems as JSON values, sentences in the language of the environment."""
    speak = say()
    return [
        {
            "file": problem.file,
            "row": problem.row,
            "cell": problem.cell,
            "column": problem.column,
            "found": problem.found,
            "expected": speak(problem.expected),
            "hint": speak(problem.hint),
        }
        for problem in problems
    ]


def _show(error: RepliError, *, as_json: bool) -> None:
    speak = say()
    place = error.place if isinstance(error, RefusedError) else ""
    hint = "" if error.hint is None else speak(error.hint)
    if as_json:
        answer: dict[str, object] = {"error": speak(error.message), "exit": error.exit_code}
        if isinstance(error, InputError):
            answer["problems"] = problems_as_json(error.problems)
        if reasons := _reasons(error):
            answer["reasons"] = [speak(reason) for reason in reasons]
        if isinstance(error, PlanningError) and error.advice:
            answer["advice"] = [speak(line) for line in error.advice]
        out_json(answer | {name: text for name, text in (("place", place), ("hint", hint)) if text})
        return
    if isinstance(error, InputError):
        show_problems(error.problems)
    _err(f"{place}: {speak(error.message)}" if place else speak(error.message))
    for reason in _reasons(error):
        _err(f"  - {speak(reason)}")
    for line in error.advice if isinstance(error, PlanningError) else ():
        _err(f"  {speak(line)}")
    if hint:
        _err(f"  {hint}")


def _show_other(text: str, code: int, *, as_json: bool) -> int:
    """Say an error that is none of Repli's own, and return its exit code."""
    if as_json:
        out_json({"error": text, "exit": code})
    else:
        _err(text)
    return code


def _code_of(error: BaseException, *, as_json: bool) -> int:
    """Show an error as a person can use it, and return its exit code; raise it again if it is to be seen whole."""
    match error:
        case SystemExit():
            return error.code if isinstance(error.code, int) else int(error.code is not None)
        case RepliError():
            _show(error, as_json=as_json)
            return error.exit_code
        case KeyboardInterrupt():
            return _show_other(say()(phrase("Stopped.")), _STOPPED_EXIT, as_json=as_json)
        case OSError():
            place = f"{error.filename}: " if error.filename else ""
            words = system_words(error)
            said = words if isinstance(words, str) else say()(words)
            return _show_other(f"{place}{said}", _SYSTEM_EXIT, as_json=as_json)
        case Exception() if not os.environ.get("REPLI_DEBUG"):  # the last line of defence: a defect of Repli
            what = phrase("This is a defect of Repli: {kind}: {text}", kind=type(error).__name__, text=str(error))
            _show_other(say()(what), _INTERNAL_EXIT, as_json=as_json)
            _err(say()(phrase("Set REPLI_DEBUG=1 to see where, and report it with the input.")))
            return _INTERNAL_EXIT
    raise error


def _delivered(text: str, code: int) -> int:
    """Write a command's answer, and return the exit code: its own, unless a yes could not be said."""
    try:
        if text:
            _write(sys.stdout, text)
    except BrokenPipeError:  # the reader has seen enough
        return code
    except OSError as error:
        reason = error.strerror or phrase("the output is closed")
        _err(say()(phrase("The answer could not be written: {reason}.", reason=reason)))
        return code or UNSAID_EXIT
    return code


@contextmanager
def guarded(*, as_json: bool = False) -> Iterator[None]:
    """Run a command's body; show every error as a person can use it and leave with its exit code."""
    code, said = 0, io.StringIO()
    with redirect_stdout(said):
        try:
            yield
        except BaseException as error:  # noqa: BLE001 - `_code_of` raises again what is none of ours
            code = _code_of(error, as_json=as_json)
    if code := _delivered(said.getvalue(), code):
        raise SystemExit(code)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a callable (done, total) that draws a bar on standard error if that is a terminal."""
    with telling_bar(label) as tell:
        yield lambda done, total: tell(done, total, label)


@contextmanager
def telling_bar(label: str) -> Iterator[Callable[[int, int, str], None]]:
    """Give a callable (done, total, label) that draws a bar whose label changes, as `progress_bar` does."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _label: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415 - as above

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total, now: bar.update(task, completed=done, total=total, description=now)
