"""A form as a file: its template reads back empty, a filled one types what it says, anything else is refused."""

import tomllib

import pytest

from repli.errors import InputError
from repli.execution.forms import FORMS, template, typed_of_file


@pytest.mark.parametrize("kind", FORMS)
def test_the_template_is_toml_with_every_box_and_types_nothing_but_defaults(kind: str) -> None:
    text = template(FORMS[kind], str)
    boxes = FORMS[kind].boxes
    assert list(tomllib.loads(text)) == [box.name for box in boxes]
    typed = typed_of_file(text.encode(), f"{kind}.toml")
    assert {name for name, value in typed.items() if value} == {
        box.name for box in boxes if box.default not in {None, "", "now"}
    }


def test_toml_values_read_as_if_they_were_typed() -> None:
    lines = (b'movement = "R1"', b"people = 94", b"locked = true", b"time = 2024-06-07T12:00:00Z", b"due = 2024-06-08",
             b'items = ["I1", 7]')  # fmt: skip
    assert typed_of_file(b"\n".join(lines), "form.toml") == {
        "movement": "R1",
        "people": "94",
        "locked": "yes",
        "time": "2024-06-07T12:00:00Z",
        "due": "2024-06-08",
        "items": ("I1", "7"),
    }


@pytest.mark.parametrize("mark", [",", ";"])
def test_csv_with_one_row_types_its_columns(mark: str) -> None:
    data = f"movement{mark}people\r\nR1{mark}94\r\n".encode("utf-8-sig")
    assert typed_of_file(data, "form.CSV") == {"movement": "R1", "people": "94"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("form.toml", b"people = "),
        ("form.toml", b"people = 1.5"),
        ("form.toml", b"[table]\npeople = 1"),
        ("form.toml", b"\xff\xfe"),
        ("form.csv", b"movement,people\n"),
        ("form.csv", b"movement,people\nR1,2\nR2,3\n"),
    ],
)
def test_what_is_no_form_is_refused_with_its_name(name: str, data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        typed_of_file(data, name)
    assert refused.value.problems[0].file == name
