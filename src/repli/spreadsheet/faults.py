"""Cells in which a formula failed (#REF!, #N/A …): the reader of values takes them for empty, which nobody meant.

They are looked up in the XML of the sheets: `<c r="B3" t="e"><v>#REF!</v></c>`.
Source: ECMA-376, part 1, 18.3.1.4 (c) and 18.18.11 (ST_CellType).
"""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element, XMLParser

from repli.spreadsheet.addresses import place_of

__all__ = ["faults_of"]

_CELL = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+[0-9]+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_NAMES = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_IDS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def faults_of(data: bytes) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """Return, by sheet name, the place and the error of each cell that holds one; raise OSError, KeyError, ValueError.

    Of a file that is no workbook any other error may come: it is called only on what a reader accepted.
    """
    found: dict[str, Mapping[tuple[int, int], str]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        targets = {one.get("Id"): one.get("Target", "") for one in _tree(package, "xl/_rels/workbook.xml.rels")}
        for sheet in _tree(package, "xl/workbook.xml").iter(f"{_NAMES}sheet"):
            target = targets.get(sheet.get(_IDS), "")
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if name in package.namelist():
                text = package.read(name)
                cells = _CELL.findall(text) if b't="e"' in text else ()
                found[sheet.get("name", "")] = {place_of(place.decode()): what.decode() for place, what in cells}
    return found


def _tree(package: zipfile.ZipFile, name: str) -> Element:
    """Return the root of a small XML part; a document type is refused, so that nothing can be expanded."""
    text = package.read(name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError(name)
    parser = XMLParser()  # noqa: S314 - no document type, see above
    parser.feed(text)
    root: Element = parser.close()
    return root
