"""Reads the QR code that is drawn on a page of a PDF: from strokes to modules to its text.

Written from ISO/IEC 18004 for versions 1 to 10, byte mode, without correction of errors: a drawing has none. It knows
nothing of the library that made the code.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pypdf

__all__ = ["grid_on_page", "text_of_grid"]

Grid = list[list[bool]]

_ALIGNMENT = {
    1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42), 9: (6, 26, 46),
    10: (6, 28, 50),
}  # fmt: skip
_DATA_BLOCKS = {
    "L": [[19], [34], [55], [80], [108], [68] * 2, [78] * 2, [97] * 2, [116] * 2, [68] * 2 + [69] * 2],
    "M": [[16], [28], [44], [32] * 2, [43] * 2, [27] * 4, [31] * 4, [38] * 2 + [39] * 2, [36] * 3 + [37] * 2,
          [43] * 4 + [44]],
    "Q": [[13], [22], [17] * 2, [24] * 2, [15] * 2 + [16] * 2, [19] * 4, [14] * 2 + [15] * 4, [18] * 4 + [19] * 2,
          [16] * 4 + [17] * 4, [19] * 6 + [20] * 2],
    "H": [[9], [16], [13] * 2, [9] * 4, [11] * 2 + [12] * 2, [15] * 4, [13] * 4 + [14], [14] * 4 + [15] * 2,
          [12] * 4 + [13] * 4, [15] * 6 + [16] * 2],
}  # fmt: skip
"""Table 9: data codewords of each block, by level, versions 1 to 10."""
_LEVELS = {0b01: "L", 0b00: "M", 0b11: "Q", 0b10: "H"}
_MASKS = (
    lambda row, column: (row + column) % 2 == 0,
    lambda row, _: row % 2 == 0,
    lambda _, column: column % 3 == 0,
    lambda row, column: (row + column) % 3 == 0,
    lambda row, column: (row // 2 + column // 3) % 2 == 0,
    lambda row, column: row * column % 2 + row * column % 3 == 0,
    lambda row, column: (row * column % 2 + row * column % 3) % 2 == 0,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2 == 0,
)


def grid_on_page(pdf: bytes, number: int = 0) -> Grid:
    """The modules of the code on a page: the longest run of strokes, each a row of modules, one module high."""
    drawn = pypdf.PdfReader(io.BytesIO(pdf)).pages[number].get_contents()
    assert drawn is not None
    stroke = r"-?[\d.]+ -?[\d.]+ m\s+-?[\d.]+ -?[\d.]+ l\s+"
    run = max(re.findall(f"(?:{stroke})+", drawn.get_data().decode("latin-1")), key=len)
    lines = [tuple(map(float, re.findall(r"-?[\d.]+", one))) for one in re.findall(stroke, run)]
    assert all(top == bottom for _, top, _, bottom in lines)
    left, tops = min(line[0] for line in lines), sorted({line[1] for line in lines})
    module = min(below - above for above, below in pairwise(tops))
    size = round((tops[-1] - tops[0]) / module) + 1
    grid = [[False] * size for _ in range(size)]
    for start, top, end, _ in lines:
        for column in range(round((start - left) / module), round((end - left) / module)):
            grid[round((top - tops[0]) / module)][column] = True
    return grid


def text_of_grid(grid: Grid) -> str:
    """The text that a code holds."""
    size = len(grid)
    version = (size - 17) // 4
    level, mask = _format(grid)
    bits = [
        grid[row][column] ^ _MASKS[mask](row, column)
        for row, column in _path(size)
        if not _is_function(row, column, size, version)
    ]
    codewords = [_number(bits[at : at + 8]) for at in range(0, len(bits) - 7, 8)]
    return _message(_in_order(codewords, _DATA_BLOCKS[level][version - 1]), version)


def _format(grid: Grid) -> tuple[str, int]:
    """Level and mask, from the modules beside the upper left finder."""
    read = [grid[8][column] for column in (0, 1, 2, 3, 4)]
    value = _number(read) ^ 0b10101
    return _LEVELS[value >> 3], value & 0b111


def _path(size: int) -> Iterator[tuple[int, int]]:
    """The way of the bits: two columns wide, from the lower right, up and down in turn."""
    rows, up = range(size), True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for row in reversed(rows) if up else rows:
            yield row, right
            yield row, right - 1
        up = not up


def _is_function(row: int, column: int, size: int, version: int) -> bool:
    if row == 6 or column == 6:
        return True
    if (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9):
        return True
    if version >= 7 and ((row < 6 and column >= size - 11) or (column < 6 and row >= size - 11)):
        return True
    centres = _ALIGNMENT[version]
    return any(
        abs(row - one) <= 2 and abs(column - two) <= 2
        for one in centres
        for two in centres
        if not (one == 6 and two in (6, centres[-1])) and not (two == 6 and one == centres[-1])
    )


def _in_order(codewords: list[int], blocks: list[int]) -> list[int]:
    """Data codewords, block after block: they are woven into each other."""
    held: list[list[int]] = [[] for _ in blocks]
    at = 0
    for place in range(max(blocks)):
        for block, length in zip(held, blocks, strict=True):
            if place < length:
                block.append(codewords[at])
                at += 1
    return [one for block in held for one in block]


def _message(codewords: list[int], version: int) -> str:
    bits = [bool(one >> shift & 1) for one in codewords for shift in range(7, -1, -1)]
    assert _number(bits[:4]) == 0b0100, "byte mode"
    wide = 8 if version < 10 else 16
    length, start = _number(bits[4 : 4 + wide]), 4 + wide
    return bytes(_number(bits[start + 8 * at : start + 8 * at + 8]) for at in range(length)).decode()


def _number(bits: list[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)
