"""What an officer fills to record an event: one form for each kind, read from options, files or rows alike.

`FORMS` is the table of contents: kind -> form. What the log and the roster know better is no box; `execution.making`
adds it when it makes the event.
"""

from collections.abc import Mapping

from repli.execution.forms import of_movements, of_sites
from repli.execution.forms.files import template, typed_of_file
from repli.execution.forms.filled import Filled, Typed, fill, typed_of_text
from repli.execution.forms.form import Box, Form

__all__ = ["FORMS", "Box", "Filled", "Form", "Typed", "fill", "template", "typed_of_file", "typed_of_text"]

FORMS: Mapping[str, Form] = {form.kind: form for form in (*of_movements.FORMS, *of_sites.FORMS)}
"""Every form by its kind, in the order in which they are told."""
