"""`repli record KIND LOG`: one command for each form of `repli.execution.forms`, made from the table of its boxes.

What is typed comes from options, from a file (``--form``), or from a plan where the kind has one (``--plan``); an
option wins over a file, a file over a plan. A form that both must sign becomes a proposal in the post; `repli cosign`
is what the other party does then.
"""

import inspect
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from repli import commission
from repli.cli import record_plan, record_publish, record_sheet
from repli.cli.at_office import at_office, bytes_in
from repli.cli.console import guarded, out, say
from repli.cli.day_options import Device, Now, PostFolder, RosterFile, second_of_option
from repli.cli.day_words import entered_lines
from repli.commission import FORMS, Box, Form, Office
from repli.errors import phrase

__all__ = ["HELP", "app"]

HELP = phrase("Record what the commission does: one command for each kind of event.")

_speak = say()
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_BOX = "box_"
"""Stands before the name of a box where it is a parameter: some are words of Python."""
_FormFile = Annotated[
    Path | None, typer.Option("--form", help=_speak(phrase("A filled form (TOML, or CSV with one row).")))
]
_Together = Annotated[
    bool, typer.Option("--both", help=_speak(phrase("Propose it to the other party, to be signed by both.")))
]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The options that every form has besides its boxes."""

    device: Device = ""
    form: _FormFile = None
    together: _Together = False
    roster: RosterFile = None
    post: PostFolder = None
    now: Now = None


def record_command(form: Form) -> Callable[..., None]:
    """Return the command of one form: its boxes are options, and so is what a plan can fill in for it."""
    planned = record_plan.PLANNED.get(form.kind, record_plan.NOTHING)

    def act(office: Office, **given: Any) -> None:  # noqa: ANN401 - options of as many types as boxes
        second = second_of_option(given["now"], time.time())
        boxes = {name.removeprefix(_BOX): value for name, value in given.items() if name.startswith(_BOX) and value}
        file: Path | None = given["form"]
        typed = {} if file is None else dict(commission.typed_form(bytes_in(file), file.name))
        typed = {**planned.before({**typed, **boxes}, given, second), **typed, **boxes}
        entered, news = commission.record(
            office,
            form.kind,
            typed,
            place="" if file is None or boxes else file.name,
            post=given["post"],
            roster=given["roster"],
            second=second,
            entropy=secrets.token_bytes,
            together=given["together"],
        )
        for line in entered_lines(entered, news):
            out(line)
        for line in planned.after(entered, given, second):
            out(line)

    act.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what `at_office` and typer read
        [
            inspect.Parameter("office", inspect.Parameter.POSITIONAL_OR_KEYWORD),
            *(_parameter_of(box) for box in form.boxes),
            *_parameters(planned.options),
            *_parameters(_Asked.__annotations__ | {"form_template": _template_option(form)}),
        ]
    )
    act.__doc__ = str(form.help)
    return at_office(act)


def _template_option(form: Form) -> Any:  # noqa: ANN401 - an annotation
    """Return the option that writes the empty form, whatever else is given."""

    def show(wanted: bool) -> None:
        if wanted:
            with guarded():
                out(commission.form_template(form.kind, _speak).rstrip("\n"))
            raise typer.Exit

    told = _speak(phrase("Write the empty form, to be filled and given with --form."))
    return Annotated[bool, typer.Option("--form-template", is_eager=True, callback=show, help=told)]


def _parameters(options: Mapping[str, Any]) -> list[inspect.Parameter]:
    defaults = {"device": "", "together": False, "form_template": False}
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=defaults.get(name), annotation=annotation)
        for name, annotation in options.items()
    ]


def _parameter_of(box: Box) -> inspect.Parameter:
    told = f"{_speak(box.help)} [{_speak(box.shape.expected)}]"
    return inspect.Parameter(
        f"{_BOX}{box.name}",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            list[str] | None if box.is_many else str | None,
            typer.Option(f"--{box.name.replace('_', '-')}", help=told),
        ],
    )


for _form in FORMS.values():
    app.command(_form.kind, help=_speak(_form.help))(record_command(_form))
app.command("sheet", help=_speak(record_sheet.HELP))(record_sheet.sheet)
app.command("publish", help=_speak(record_publish.HELP))(record_publish.publish)
